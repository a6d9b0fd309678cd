"""What words say of days, beyond a single one: "Mondays", "not on a Friday". Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal, NamedTuple

from wardbell_dialogue.dates import Refused, When, only_when, understand, usual, whole
from wardbell_dialogue.words import bare
from wardbell_scheduling import words

Why = Refused | Literal["born"]
"""Why a day that was named is none to come on; `born`: it looks like a date of birth."""


def why_not(when: When) -> Why | None:
    """Why there is no day though one was named; None: it is no day to be refused."""
    return "born" if when.refused == "past" and when.long_ago else when.refused


def when_said(
    text: str, language: str, now: datetime, spoken_of: date | None = None
) -> When | None:
    """What a message says about when; behind a feast that is the day after it.

    Args:
        spoken_of: the day that the talk is about, if there is one
    """
    when = understand(text, language=language, today=now, spoken_of=spoken_of)
    if when is not None and when.refused == "past" and not when.long_ago:
        beside = words.beside_what_was(text, partial(_is_past, language=language, now=now))
        if beside is not None:
            return understand(beside, language=language, today=now, spoken_of=spoken_of)
    feast = words.after(text) if when is None else None
    if feast is None:
        return when
    for behind in words.day_after():
        then = understand(f"{behind} {feast}", language=language, today=now)
        if then is not None and then.date is not None:
            return replace(then, sure=True, time=None, daypart=None, limits=None)
    return None


def _is_past(clause: str, language: str, now: datetime) -> bool:
    when = understand(clause, language=language, today=now)
    return when is not None and when.refused == "past"


def in_its_week(text: str, language: str, when: When, now: datetime, day: date) -> When:
    """A weekday that is named while a day of a later week is spoken of is one of that week.

    Args:
        day: that is spoken of
    """
    if when.date is None or not _is_any_weekday(text, language, when, now):
        return when
    there = day + timedelta(days=when.date.weekday() - day.weekday())
    return replace(when, date=there) if there > when.date else when


def as_listed(text: str, language: str, when: When, now: datetime, days: Collection[date]) -> When:
    """A day that is named while days are listed is the one of them that can be meant."""
    if when.date is None or when.either:
        return when
    if when.date in days:
        hour = when.time or when.limits
        return when if hour or not says_only_when(text, now) else replace(when, sure=True)
    same = [day for day in days if day.weekday() == when.date.weekday()]
    if not same or not _is_any_weekday(text, language, when, now):
        return when
    return replace(when, date=min(same))


def says_only_when(text: str, now: datetime) -> bool:
    """Whether a message says when, and kind words at most: "Monday please"."""
    return only_when(text, today=now) or only_when(bare(text), today=now)


def _is_any_weekday(text: str, language: str, when: When, now: datetime) -> bool:
    """Whether it is a weekday, of which week is not said."""
    week = timedelta(days=7)
    ahead = (when.date - now.date()) if when.date is not None else timedelta()
    if when.date is None or not timedelta() < ahead <= week or words.of_this_week(text):
        return False
    later = understand(text, language=language, today=now + week)
    before = understand(text, language=language, today=now - timedelta(days=1))
    # Neither a date, which stays where it is, nor "tomorrow", which is counted from today.
    if later is None or before is None or later.date != when.date + week:
        return False
    return before.date == when.date - (week if ahead == week else timedelta())


class Suiting(NamedTuple):
    """Days any of which would do."""

    weekdays: tuple[int, ...] = ()
    """Of any week, Monday 0."""
    dates: tuple[date, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.weekdays or self.dates)


ANY_DAY = Suiting()


def suiting(text: str, language: str, when: When | None, now: datetime) -> Suiting:
    """Where more than one day would do: "Mondays", "tomorrow or Wednesday", "in January"."""
    said = usual(text, language=language)
    named = said.weekdays if said else frozenset()
    days = _weekdays(text, named, when)
    span = _span(text, language, when, now)
    if span and days:
        return Suiting(dates=tuple(day for day in span if day.weekday() in days))
    if when is None:
        return Suiting(days, span)
    if span and when.refused is None and (words.anything(text) or (not named and _is_whole(when))):
        return Suiting(dates=span)
    # "Monday or Wednesday" are those of any week.
    return Suiting(days) if days else Suiting(dates=when.either)


def _is_whole(when: When) -> bool:
    """Whether a week stands for itself, and not for one day that is in it: "next week"."""
    first = when.date is None or when.date == min(when.week, default=None)
    return first and not when.either


def _span(text: str, language: str, when: When | None, now: datetime) -> tuple[date, ...]:
    """The days of the week or month that was named, where none of them was chosen for certain."""
    if when is None or (when.date is None and when.refused is None):
        return whole(text, language=language, today=now)
    return when.week


def after_this_week(text: str, when: When | None, now: datetime) -> Suiting:
    """The days of next week, where only this one will not do: "asap, but not this week"."""
    if (when is not None and (when.date or when.refused)) or not words.not_this_week(text):
        return ANY_DAY
    monday = now.date() + timedelta(days=7 - now.weekday())
    return Suiting(dates=tuple(monday + timedelta(days=n) for n in range(7)))


def _weekdays(text: str, named: frozenset[int], when: When | None) -> tuple[int, ...]:
    """Weekdays that suit, where several are named, a habit, or those that do not."""
    if when is not None and when.refused not in {None, "unwanted"}:
        return ()
    days = tuple(sorted(named)) or words.several_days(text)
    if when is None or when.date is None:
        return days
    # "Monday or Tuesday" is read as Monday, with doubt.
    return days if not when.sure and (len(days) > 1 or words.each(text)) else ()
