"""Days and times as staff type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import typer

DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
"""Said without a date: how many days from today."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named by its date, or as so many days from today."""

    said: date | int

    def seen_from(self, today: date) -> date:
        """Which it is, where it is `today`."""
        return self.said if isinstance(self.said, date) else today + timedelta(days=self.said)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and what the clock says where the visit is."""

    day: Day
    time: time

    def seen_from(self, today: date) -> datetime:
        """Which it is, where it is `today`; without a time zone."""
        return datetime.combine(self.day.seen_from(today), self.time)


TODAY = Day(0)


def day(text: str) -> Day:
    """A day, e.g. `2026-11-26`, `26.11.2026`, `tomorrow`."""
    found = _day(text)
    if found is None:
        raise typer.BadParameter(f'"{text}" is no day: 2026-11-26, 26.11.2026, today or tomorrow')
    return found


def moment(text: str) -> Moment:
    """A day and a time, e.g. `2026-11-26T14:30`, `26.11.2026 14:30`, `tomorrow 9:00`."""
    said, _, clock = re.sub(r"(?<=\d)T(?=\d)", " ", text.strip()).rpartition(" ")
    found, hour = _day(said), _parsed(clock, ("%H:%M", "%H.%M"))
    if found is None or hour is None:
        raise typer.BadParameter(
            f'"{text}" is no day and time: "26.11.2026 14:30" or "tomorrow 9:00"'
        )
    return Moment(found, hour.time())


def _day(text: str) -> Day | None:
    word = text.strip().lower()
    if word in DAYS:
        return Day(DAYS[word])
    found = _parsed(word, ("%Y-%m-%d", "%d.%m.%Y"))
    return Day(found.date()) if found else None


def _parsed(text: str, forms: Sequence[str]) -> datetime | None:
    for form in forms:
        with suppress(ValueError):
            return datetime.strptime(text, form)  # noqa: DTZ007  # read beside a clinic's clock
    return None
