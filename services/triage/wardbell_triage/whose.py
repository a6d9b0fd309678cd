"""Whom a message is about after a run is over: the same person, another one, or it does not tell.

What is unclear is asked, but after an emergency: that stands unless it is clearly another person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from uuid import UUID

from wardbell_triage.ages import DAYS_IN_A_YEAR
from wardbell_triage.conditions import Truth
from wardbell_triage.hearing import ME_NOT_THEM, SOMEONE_ELSE, begin
from wardbell_triage.interview import advance, following
from wardbell_triage.rulebook import EMERGENCY, MALE, Days, Rulebook
from wardbell_triage.state import DESCRIBE, Interview

Whose = Literal["same", "another", "unclear"]

WRITTEN_FOR = 12 * DAYS_IN_A_YEAR
"""Who is younger does not write."""
APART = 5 * DAYS_IN_A_YEAR
"""Two ages that are so far apart, and one twice the other, are those of two people."""
OF_PEOPLE = {SOMEONE_ELSE, ME_NOT_THEM, MALE}
"""Concepts that tell who it is, and nothing of an illness."""


def anew(book: Rulebook, before: Interview, text: str, run: UUID) -> tuple[Interview, Whose] | None:
    """The run that a text begins after one that is over; None: it belongs to that one.

    Nothing that was denied before is denied in a new run; the same person keeps the level.
    """
    fresh = begin(book, text, run)
    whose = whom(before, fresh)
    told = {c for c, fact in fresh.facts.items() if fact.answer != "no"}
    told -= OF_PEOPLE | book.ages.keys() | before.facts.keys()
    names_somebody = whose == "another" or (whose == "unclear" and bool(told))
    if not (fresh.complaints or names_somebody):
        return None
    if whose == "another":
        if not fresh.complaints and fresh.level != EMERGENCY:
            asked = tuple(each for each in fresh.asked if each != DESCRIBE)
            fresh = advance(book, replace(fresh, asked=asked))
        return fresh, whose
    if before.level == EMERGENCY:
        return None
    if whose == "same" or fresh.level == EMERGENCY:
        return following(book, before, fresh, sure=whose == "same"), "same"
    before = replace(before, earlier=None)
    return advance(book, replace(fresh, earlier=before, level=None, rule="")), whose


def whom(before: Interview, now: Interview) -> Whose:
    """Whom a text is about that is heard by itself, after a run."""
    ages = before.age, now.age
    if _far_apart(*ages):
        return "another"
    other = before.other or is_written_for(before.age)
    if other and now.known(ME_NOT_THEM) is Truth.YES:
        return "another"
    if before.age and now.age and not _meet(before.age, now.age):
        return "unclear"
    if not other:
        return "unclear" if now.other or is_written_for(now.age) else "same"
    relative = now.facts.get(SOMEONE_ELSE)
    return "same" if relative and relative == before.facts.get(SOMEONE_ELSE) else "unclear"


def is_written_for(age: Days | None) -> bool:
    """Whether somebody of an age does not write, but others for them."""
    return age is not None and age[1] <= WRITTEN_FOR


def _meet(one: Days, other: Days) -> bool:
    """Whether both can be one person's: a year more or less is a birthday."""
    return max(one[0], other[0]) <= min(one[1], other[1]) + DAYS_IN_A_YEAR


def _far_apart(one: Days | None, other: Days | None) -> bool:
    if one is None or other is None:
        return False
    younger, older = sorted((one, other))
    return older[0] - younger[1] >= APART and older[0] >= 2 * younger[1]
