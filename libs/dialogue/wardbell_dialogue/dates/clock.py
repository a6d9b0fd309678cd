"""From what was said to a time: "at 3", "halb drei", "between 2 and 4"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any, Literal, NamedTuple

Daypart = Literal["m", "n", "a", "e"]

NOON = 12 * 60
OPENS = 7 * 60
"""A bare hour before it is one of the afternoon or evening."""
SMALL_HOURS = 4 * 60
"""Until then an hour "at night" is one after midnight."""

_PARTS: dict[Daypart, tuple[int, int]] = {
    "n": (11 * 60 + 30, 14 * 60),
    "m": (0, NOON),
    "a": (NOON, 18 * 60),
    "e": (17 * 60, 24 * 60),
}
"""The narrow one first: between 12 and 1 is noon."""


class Clock(NamedTuple):
    minutes: int
    """Since midnight, as said."""
    exact: bool
    """Said with a.m. or p.m., or as a 24-hour time."""
    sure: bool = True

    def at(self, daypart: Daypart | None = None) -> time:
        """The time; a bare hour is one of the daypart, or else one of a clinic's day."""
        minutes = self.minutes
        if not self.exact:
            minutes = _in_daypart(minutes, daypart) if daypart else _in_clinic(minutes)
        return time(*divmod(minutes, 60))


def clock_of(values: Mapping[str, Any]) -> Clock:
    """The time that a found pattern means."""
    sure = not values.get("doubt")
    if "hhmm" in values:
        values = {**values, "hour": values["hhmm"] // 100, "minute": values["hhmm"] % 100}
    hour, half = values["hour"] % 24, values.get("half")
    away = sum(values.get(name, 0) for name in ("minutes", "few", "n")) * values.get("sign", 1)
    minutes = hour * 60 + values.get("minute", 0) + away + values.get("add", 0)
    exact = hour == 0 or hour > 12 or "exact" in values
    if half is not None and hour <= 12:
        minutes, exact = minutes % NOON + half, True
    return Clock(minutes % (24 * 60), exact, sure=sure)


def fits(moment: time, daypart: Daypart) -> bool:
    """Whether a time lies in a part of the day, give or take an hour."""
    minutes, (start, end) = _minutes(moment), _PARTS[daypart]
    if daypart == "e":
        # "4 at night" is in doubt: it may be either.
        return minutes < SMALL_HOURS or minutes >= start
    return start - 60 <= minutes <= end + 60


def _part_between(values: Mapping[str, Any], daypart: Daypart | None) -> Daypart | None:
    """The part of the day in which a span of times lies; None if in several."""
    first, last = clock_of(values["edge"]), clock_of(values["edge2"])
    if last.exact and not first.exact and last.minutes >= NOON > first.minutes:
        # "2 to 4 pm" says it once for both
        afternoon = first.minutes % NOON + NOON
        first = first._replace(minutes=afternoon if afternoon < last.minutes else first.minutes)
        first = first._replace(exact=afternoon < last.minutes)
    return _part(_minutes(first.at(daypart)), _minutes(last.at(daypart)))


def _part_after(values: Mapping[str, Any], daypart: Daypart | None) -> Daypart | None:
    """After 9 is no part of the day, after 2 is the afternoon."""
    start = _minutes(clock_of(values["edge"]).at(daypart))
    if start < NOON:
        return daypart
    return "e" if start >= _PARTS["e"][0] else "a"


def _part_before(values: Mapping[str, Any], daypart: Daypart | None) -> Daypart | None:
    end = _minutes(clock_of(values["edge"]).at(daypart))
    return "m" if end <= NOON else daypart


def _part(start: int, end: int) -> Daypart | None:
    return next((p for p, (s, e) in _PARTS.items() if s <= start < end <= e), None)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _in_clinic(minutes: int) -> int:
    return minutes + NOON if minutes < OPENS else minutes


def _in_daypart(minutes: int, daypart: Daypart) -> int:
    half = minutes % NOON
    match daypart:
        case "m":
            return minutes
        case "n":
            return half + NOON if half < 4 * 60 else minutes
        case "e" if half < SMALL_HOURS:
            return half
        case _:
            return half + NOON if minutes < NOON else minutes


SPANS: dict[str, Callable[[Mapping[str, Any], Daypart | None], Daypart | None]] = {
    "range": _part_between,
    "after": _part_after,
    "before": _part_before,
}
"""The part of the day that is meant by a span of times; by kind."""
