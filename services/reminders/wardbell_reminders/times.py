"""When a reminder is due: by the clock where the visit is, never in quiet hours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

Dropped = Literal["begun", "stale", "quiet"]
"""Why a reminder is not sent any more: the visit has begun; it is too late for it to be of use; it
would be, when somebody may be written to again."""

DAY_END = timedelta(minutes=15)
"""How long before quiet hours the day's last reminders are due: many may be due then, and a
reminder that is late must not come at night."""
ONE = timedelta(days=1)


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
class Quiet:
    """Hours of the day in which nobody is written to; none where they end as they begin."""

    begins: time
    ends: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """`21:00-08:00`."""
        begins, ends = (time.fromisoformat(part) for part in text.split("-"))
        return cls(begins, ends)

    def at(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether it is quiet."""
        local = moment.astimezone(zone).time()
        if self.begins <= self.ends:
            return self.begins <= local < self.ends
        return local >= self.begins or local < self.ends

    def over(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """When they end next after a moment, in UTC."""
        day = moment.astimezone(zone).date()
        ends = (_at(d, self.ends, zone) for d in (day, day + ONE, day + 2 * ONE))
        return next(end for end in ends if end > moment)

    def last_before(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The last time before they began, seen from within them, in UTC."""
        day = moment.astimezone(zone).date()
        begins = (_at(d, self.begins, zone) for d in (day, day - ONE))
        return next(begin for begin in begins if begin <= moment) - DAY_END


def first_time(
    start: datetime, zone: ZoneInfo, ahead: Ahead, stale_after: timedelta, quiet: Quiet
) -> datetime:
    """When a reminder is due, in UTC: so long before the visit, or near that at a kind hour.

    That is when quiet hours are over, if it is nearer than when they begin and of use then.
    """
    wanted = ahead.of(start, zone)
    if not quiet.at(wanted, zone):
        return wanted
    evening, morning = quiet.last_before(wanted, zone), quiet.over(wanted, zone)
    of_use = morning < start and morning - wanted <= stale_after
    return morning if of_use and morning - wanted <= wanted - evening else evening


def now_or_when(
    start: datetime,
    zone: ZoneInfo,
    due: datetime,
    stale_after: timedelta,
    quiet: Quiet,
    now: datetime,
) -> datetime | Dropped:
    """When to send what is due, maybe since long: `now`, a later moment, or never and why."""
    if now >= start:
        return "begun"
    if now - due > stale_after:
        return "stale"
    if not quiet.at(now, zone):
        return now
    morning = quiet.over(now, zone)
    return morning if morning < start and morning - due <= stale_after else "quiet"


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    # In UTC: two times of one zone are compared by the hands of the clock.
    return datetime.combine(day, clock, zone).astimezone(UTC)
