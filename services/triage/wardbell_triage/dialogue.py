"""What triage says. Pure: the same message gets the same answer."""

from __future__ import annotations

from typing import Literal

from wardbell_dialogue.messages import ask, say
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import texts
from wardbell_dialogue.words import number, yes_or_no
from wardbell_events.inbound import Said, Tap, Text
from wardbell_events.outbound import Content

SAY = texts("wardbell_triage")

Answer = Literal["yes", "no", "unsure"]
CHOICES: tuple[Answer, ...] = ("yes", "no", "unsure")


def emergency(
    language: str, site: Site, *, crisis: bool = False, unfinished: bool = False
) -> Content:
    """The site's emergency number and what to do until help comes.

    Args:
        crisis: somebody thinks of harming themselves
        unfinished: it broke off a booking
    """
    if crisis:
        return say(SAY(language, "crisis", number=site.emergency_number, line=site.crisis_line))
    body = SAY(language, "emergency", number=site.emergency_number)
    return say(f"{body}\n\n{SAY(language, 'unfinished')}" if unfinished else body)


def question(language: str, *, again: bool = False) -> Content:
    """Whether any danger sign is there now."""
    return ask(
        SAY(language, "ask-again" if again else "question"),
        [(f"triage:check:{choice}", SAY(language, choice)) for choice in CHOICES],
    )


def no_emergency(language: str, site: Site) -> Content:
    """No danger sign named: a human decides the rest."""
    return ask(
        SAY(language, "no-emergency", number=site.emergency_number),
        [
            ("desk:call_back:symptoms", SAY(language, "human")),
            ("gateway:menu", SAY(language, "menu")),
        ],
    )


def answered(said: Said) -> Answer | None:
    """The answer to the danger-sign question; None if the message is none."""
    match said:
        case Tap(action="check", argument=("yes" | "no" | "unsure") as choice):
            return choice
        case Text(body=body):
            chosen = number(body)
            if chosen is not None and 1 <= chosen <= len(CHOICES):
                return CHOICES[chosen - 1]
            return yes_or_no(body)
    return None
