"""One turn of the talk about a visit. Pure: same survey, same words, same answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from wardbell_feedback.reading import Meaning, Rating, Words
from wardbell_feedback.sentiment import Reading
from wardbell_feedback.survey import Survey
from wardbell_feedback.wishes import Wish, find

LOW = 2
"""So few stars are a complaint."""
ANSWER = timedelta(minutes=30)
MORE = timedelta(minutes=10)
"""How long further words are for us, once there are some: many write in several messages."""

Ask = Literal["stars", "words", "wish", "nothing"]


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
    wishes: tuple[Wish, ...] = ()
    """What is wanted, by all we can tell; asked about with `wish`."""
    mentions: Wish | None = None
    """What else the words may be about."""
    to: Wish | None = None
    """They plainly are about this and no comment: another service answers."""


def step(survey: Survey, meaning: Meaning, read: Reading | None, now: datetime) -> Turn:
    """One message.

    Args:
        read: the words in it, as the model reads them
    """
    survey = replace(survey, state="asked") if survey.state == "unreached" else survey
    match meaning:
        case Rating():
            return _rated(survey, meaning, read, now)
        case Words(body=body):
            return _said(survey, body, read)
        case "comment":
            ask, floor = _goes_on(survey)
            return Turn(survey, ("kept",), ask, floor)
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


def _rated(survey: Survey, given: Rating, read: Reading | None, now: datetime) -> Turn:
    stars, words = given.stars, given.words
    complaint = stars <= LOW or (read is not None and read.angry)
    lead: tuple[str, ...] = ("stars",)
    if complaint:
        lead = ("stars", "told" if survey.calling else "call")
    if given.rounded:
        lead = (*lead, "rounded")
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
    if not said:
        return Turn(after, lead, "words", ANSWER, "", opens)
    found = find(words)
    if found.wishes:
        return Turn(after, lead, "wish", None, words, opens, found.wishes)
    return Turn(after, lead, "nothing", MORE, words, opens, mentions=found.mentions)


def _said(survey: Survey, body: str, read: Reading | None) -> Turn:
    angry = read is not None and read.angry
    found = find(body)
    if found.surely and not angry:
        return Turn(survey, (), "nothing", None, to=found.wishes[0])
    opens = angry and not survey.calling
    if opens:
        lead: tuple[str, ...] = ("sorry", "call")
    else:
        lead = ("kept", "told") if survey.calling else ("kept",)
    after = replace(survey, words=survey.words + 1, calling=survey.calling or angry)
    if survey.state != "asked":
        after = replace(after, state="done")
    if found.wishes:
        # What is wanted comes first: that the words are kept would sound as if it were done.
        lead = tuple(key for key in lead if key in {"sorry", "call"})
        return Turn(after, lead, "wish", None, body, opens, found.wishes)
    ask, floor = _goes_on(after)
    return Turn(after, lead, ask, floor or MORE, body, opens, mentions=found.mentions)


def _again(survey: Survey, lead: str) -> Turn:
    ask, floor = _goes_on(survey)
    return Turn(survey, (lead,), ask, floor)


def _goes_on(survey: Survey) -> tuple[Ask, timedelta | None]:
    """What is still asked, and how long words answer it."""
    if survey.state == "asked":
        return "stars", ANSWER
    return ("words", ANSWER) if survey.state == "rated" else ("nothing", None)
