"""From what was said to a time: "at 3", "halb drei", "between 2 and 4"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, Literal, NamedTuple

Daypart = Literal["m", "n", "a", "e"]

NOON = 12 * 60
MIDNIGHT = 24 * 60
OPENS = 7 * 60
"""A bare hour before it is one of the afternoon or evening."""
SMALL_HOURS = 4 * 60
"""Until then an hour "at night" is one after midnight."""

_PARTS: dict[Daypart, tuple[int, int]] = {
    "n": (11 * 60 + 30, 14 * 60),
    "m": (0, NOON),
    "a": (NOON, 18 * 60),
    "e": (17 * 60, MIDNIGHT),
}
"""The narrow one first: between 12 and 1 is noon."""


SPANS = frozenset({"range", "after", "before"})
"""Kinds of patterns that say from when and until when."""


class Limits(NamedTuple):
    """Hours of a day between which something is to be; None: open."""

    since: time | None = None
    until: time | None = None
    """The first moment that is too late."""

    def hold(self, moment: time) -> bool:
        """Whether a time is between them."""
        early = self.since is not None and moment < self.since
        return not early and (self.until is None or moment < self.until)

    def meet(self, other: Limits) -> Limits:
        """Where both hold."""
        starts = [t for t in (self.since, other.since) if t is not None]
        ends = [t for t in (self.until, other.until) if t is not None]
        return Limits(max(starts, default=None), min(ends, default=None))

    @property
    def empty(self) -> bool:
        """Whether no time is between them."""
        return None not in self and self.since >= self.until  # type: ignore[operator]


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


def limits(kind: str, values: Mapping[str, Any], daypart: Daypart | None) -> Limits:
    """What a span of a kind of `SPANS` leaves of a day; its open end is the daypart's, if any."""
    since = until = None
    if kind == "range":
        first, last = _ends(values)
        since, until = first.at(daypart), last.at(daypart)
    elif kind == "after":
        since = clock_of(values["edge"]).at(daypart)
    else:
        until = clock_of(values["edge"]).at(daypart)
    if daypart is not None:
        start, end = _PARTS[daypart]
        since = since or time(*divmod(start, 60))
        until = until or (time(*divmod(end, 60)) if end < MIDNIGHT else None)
    return Limits(since, until)


def _ends(values: Mapping[str, Any]) -> tuple[Clock, Clock]:
    first, last = clock_of(values["edge"]), clock_of(values["edge2"])
    if last.exact and not first.exact and last.minutes >= NOON > first.minutes:
        # "2 to 4 pm" says it once for both
        afternoon = first.minutes % NOON + NOON
        first = first._replace(minutes=afternoon if afternoon < last.minutes else first.minutes)
        first = first._replace(exact=afternoon < last.minutes)
    return first, last


def part_within(span: Limits, daypart: Daypart | None) -> Daypart | None:
    """The part of the day that a span is in: after 9 is none, after 2 is the afternoon."""
    match span:
        case Limits(time() as since, time() as until):
            return _part(_minutes(since), _minutes(until))
        case Limits(time() as since, None) if since.hour >= NOON // 60:
            return "e" if _minutes(since) >= _PARTS["e"][0] else "a"
        case Limits(None, time() as until) if _minutes(until) <= NOON:
            return "m"
    return daypart


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
