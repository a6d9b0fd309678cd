"""Who answers: a pure decision, so that it can be read, and tested in microseconds.

In this order: an emergency; a tap, which names its owner; what they want to be sent or not; a
universal word; whoever has the floor; a paper that is only fetched, whatever it is for; what the
words are about, where symptoms that are told go before the appointment that is wanted for them;
whoever has had the floor for hours; a kind word to a kind word; what only the team can answer; a
day that is named; else the menu, which says that it did not understand what was no greeting. The
words beside a picture count where they want an appointment.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from wardbell_dialogue import consent
from wardbell_dialogue.words import (
    courtesy,
    for_team,
    greets,
    intent,
    is_greeting,
    tells_symptoms,
    universal,
)
from wardbell_events.inbound import Media, Other, RedFlag, Said, Tap, Text
from wardbell_gateway.said import NOT_FETCHED
from wardbell_redflags import screen

Own = Literal[
    "menu",
    "language",
    "foreign",
    "thanks",
    "bye",
    "fine",
    "for-team",
    "not-understood",
    "not-readable",
    "not-audible",
    "not-fetched",
]

INTENTS = {"human": "desk", "appointment": "scheduling", "symptoms": "triage"}
"""What words are about, and who answers it."""


@dataclass(frozen=True, slots=True)
class To:
    """A service answers."""

    service: str
    intent: str | None = None


@dataclass(frozen=True, slots=True)
class Self:
    """The router answers."""

    what: Own
    language: str | None = None


def route(
    said: Said,
    *,
    red_flag: RedFlag | None,
    holder: str | None,
    faded: bool = False,
    services: Container[str],
    foreign: Callable[[str], bool],
    day: Callable[[str], bool],
) -> To | Self:
    """Decide who answers a message.

    Args:
        said: what the patient said
        red_flag: what the emergency screen found
        holder: who had the floor when it was written
        faded: whether that began so long ago that it may be about something else
        services: that exist in this installation
        foreign: whether words are in a language that the site does not speak; asked late
        day: whether words name a day to come, which is one for a visit; asked last
    """
    if red_flag is not None:
        return To("triage")
    if isinstance(said, Tap):
        if said.service == "gateway":
            return _own(said)
        return To(said.service) if said.service in services else Self("menu")
    if isinstance(said, Text):
        if consent.wish(said.body) is not None:
            return To("patients", consent.INTENT)
        match universal(said.body):
            case "human", _:
                return To("desk", "human")
            case "language", language:
                return Self("language", language)
            case "menu", _:
                return Self("menu")
        about = intent(said.body)
        if holder is not None and not faded:
            # Who tells how it was may speak of humans.
            wants_human = holder != "feedback" and about is not None and about[0] == "human"
            return To("desk", "human") if wants_human else To(holder)
        if screen.only_fetches(said.body):
            return Self("for-team")
        if about is not None and about[0] != "human" and tells_symptoms(said.body):
            # The interview ends with the next free times.
            about = "symptoms", about[1]
        if about is not None and about[0] == "question":
            return Self("for-team")
        if about is not None and INTENTS[about[0]] in services:
            return To(INTENTS[about[0]], about[0])
        if holder is not None and not (is_greeting(said.body) or for_team(said.body)):
            return To(holder)
        if (kind := courtesy(said.body)) is not None:
            return Self(kind)
        if for_team(said.body):
            return Self("for-team")
        if _tells_harm(said.body):
            # "I took the pills": whether they are in a crisis, triage knows.
            return To("triage", "symptoms")
        if foreign(said.body):
            return Self("foreign")
        if "scheduling" in services and day(said.body):
            return To("scheduling", "appointment")
        return Self("menu" if greets(said.body) else "not-understood")
    if isinstance(said, Other) and said.what == "request_welcome":
        return Self("menu")
    if holder is not None and not faded:
        return To(holder)
    return _seen(said, services)


@lru_cache(maxsize=256)
def _tells_harm(text: str) -> bool:
    """Whether somebody in a crisis would have harmed themselves by these words."""
    return screen(text, in_crisis=True) is not None


def _seen(said: Said, services: Container[str]) -> To | Self:
    if isinstance(said, Media):
        about = intent(said.caption)
        if about is not None and about[0] == "appointment" and "scheduling" in services:
            return To("scheduling", "appointment")
        if said.media == "audio":
            return Self("not-audible")
    if isinstance(said, Other) and said.what == NOT_FETCHED:
        return Self("not-fetched")
    return Self("not-readable")


def _own(tap: Tap) -> Self:
    if tap.action == "language" and tap.argument:
        return Self("language", tap.argument)
    return Self("menu")
