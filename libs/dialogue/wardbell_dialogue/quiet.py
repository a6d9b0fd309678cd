"""Hours in which nobody is written to who has not written first: by the clock of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

DAY_END = timedelta(minutes=15)
"""How long before quiet hours the day's last messages are due: many may be due then, and one that
is late must not come at night."""
ONE = timedelta(days=1)


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


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    # In UTC: two times of one zone are compared by the hands of the clock.
    return datetime.combine(day, clock, zone).astimezone(UTC)
