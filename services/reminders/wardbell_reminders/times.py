"""When a reminder is due: by the clock where the visit is, never in quiet hours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from wardbell_dialogue.quiet import Quiet

Dropped = Literal["begun", "stale", "quiet"]
"""Why a reminder is not sent any more: the visit has begun; it is too late for it to be of use; it
would be, when somebody may be written to again."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A span before a visit: days of the calendar, or hours that pass.

    A day before nine o'clock is nine o'clock, though the clocks changed in between.
    """

    days: int
    hours: timedelta

    @classmethod
    def parse(cls, text: str) -> Self:
        """`1d`, `2h` or `90m`."""
        number, unit = int(text[:-1]), text[-1]
        if unit == "d":
            return cls(number, timedelta())
        return cls(0, timedelta(**{"h": {"hours": number}, "m": {"minutes": number}}[unit]))

    @property
    def span(self) -> timedelta:
        """The same, where no calendar is looked at."""
        return timedelta(days=self.days) + self.hours

    def of(self, start: datetime, zone: ZoneInfo) -> datetime:
        """The moment so long before `start`, in UTC."""
        # Arithmetic on a local time moves the hands of the clock.
        day = start.astimezone(zone) - timedelta(days=self.days)
        return day.astimezone(UTC) - self.hours


@dataclass(frozen=True, slots=True)
class Night:
    """Quiet hours by somebody's clock: where the visit is, or where the patient lives."""

    hours: Quiet
    clock: ZoneInfo

    def at(self, moment: datetime) -> bool:
        """Whether it is quiet."""
        return self.hours.at(moment, self.clock)

    def over(self, moment: datetime) -> datetime:
        """When they end next after a moment, in UTC."""
        return self.hours.over(moment, self.clock)

    def last_before(self, moment: datetime) -> datetime:
        """The last time before they began, seen from within them, in UTC."""
        return self.hours.last_before(moment, self.clock)


def first_time(
    start: datetime, zone: ZoneInfo, ahead: Ahead, stale_after: timedelta, night: Night
) -> datetime:
    """When a reminder is due, in UTC: so long before the visit, or near that at a kind hour.

    That is when quiet hours are over, if it is nearer than when they begin and of use then.
    """
    wanted = ahead.of(start, zone)
    if not night.at(wanted):
        return wanted
    evening, morning = night.last_before(wanted), night.over(wanted)
    of_use = morning < start and morning - wanted <= stale_after
    return morning if of_use and morning - wanted <= wanted - evening else evening


def now_or_when(
    start: datetime, due: datetime, stale_after: timedelta, night: Night, now: datetime
) -> datetime | Dropped:
    """When to send what is due, maybe since long: `now`, a later moment, or never and why."""
    if now >= start:
        return "begun"
    if now - due > stale_after:
        return "stale"
    if not night.at(now):
        return now
    morning = night.over(now)
    return morning if morning < start and morning - due <= stale_after else "quiet"
