"""One turn of the talk about a visit. Pure: same survey, same words, same answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from wardbell_dialogue.words import intent
from wardbell_feedback.reading import Meaning, Rating, Words
from wardbell_feedback.sentiment import Reading
from wardbell_feedback.survey import Survey

LOW = 2
"""So few stars are a complaint."""
ANSWER = timedelta(minutes=30)
MORE = timedelta(minutes=10)
"""How long further words are for us, once there are some: many write in several messages."""

Ask = Literal["stars", "words", "nothing"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of a survey, and what is said."""

    survey: Survey
    lead: tuple[str, ...]
    """What is said first: keys of `texts/`, `stars` for thanks, `call` that somebody will call."""
    ask: Ask
    floor: timedelta | None
    """How long words are for us after it; None: they are not."""
    comment: str = ""
    """What is to be kept."""
    complaint: bool = False
    """A task is opened."""
    about: str | None = None
    """What else the words may be about."""


def step(survey: Survey, meaning: Meaning, read: Reading | None, now: datetime) -> Turn:
    """One message.

    Args:
        read: the words in it, as the model reads them
    """
    survey = replace(survey, state="asked") if survey.state == "unreached" else survey
    match meaning:
        case Rating(stars=stars, words=words):
            return _rated(survey, stars, words, read, now)
        case Words(body=body):
            return _said(survey, body, read)
        case "no":
            return Turn(replace(survey, state="done"), ("declined",), "nothing", None)
        case "thanks" if survey.state != "asked":
            return Turn(survey, ("welcome",), "nothing", None)
        case "thanks":
            return Turn(survey, ("welcome",), "stars", ANSWER)
        case "unreadable":
            return _again(survey, "words-only")
        case "unclear":
            return _again(survey, "unclear")


def _rated(survey: Survey, stars: int, words: str, read: Reading | None, now: datetime) -> Turn:
    complaint = stars <= LOW or (read is not None and read.angry)
    lead: tuple[str, ...] = ("stars",)
    if complaint:
        lead = ("stars", "told" if survey.calling else "call")
    said = survey.words + bool(words)
    after = replace(
        survey,
        rating=stars,
        rated_at=now,
        words=said,
        calling=survey.calling or complaint,
        state="done" if said else "rated",
    )
    opens = complaint and not survey.calling
    if said:
        return Turn(after, lead, "nothing", MORE, words, opens, _elsewhere(words, read))
    return Turn(after, lead, "words", ANSWER, "", opens)


def _said(survey: Survey, body: str, read: Reading | None) -> Turn:
    angry = read is not None and read.angry
    opens = angry and not survey.calling
    if opens:
        lead: tuple[str, ...] = ("sorry", "call")
    else:
        lead = ("kept", "told") if survey.calling else ("kept",)
    after = replace(survey, words=survey.words + 1, calling=survey.calling or angry)
    about = _elsewhere(body, read)
    if survey.state == "asked":
        return Turn(after, lead, "stars", ANSWER, body, opens, about)
    return Turn(replace(after, state="done"), lead, "nothing", MORE, body, opens, about)


def _again(survey: Survey, lead: str) -> Turn:
    if survey.state == "asked":
        return Turn(survey, (lead,), "stars", ANSWER)
    if survey.state == "rated":
        return Turn(survey, (lead,), "words", ANSWER)
    return Turn(survey, (lead,), "nothing", None)


def _elsewhere(words: str, read: Reading | None) -> str | None:
    """What words may be about that praise nothing: a new wish, told to whoever has just asked."""
    if not words or (read is not None and read.sentiment == "positive"):
        return None
    found = intent(words)
    return found[0] if found else None
