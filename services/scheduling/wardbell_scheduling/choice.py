"""What a patient has chosen so far, and how it travels in the id of a button."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby
from typing import Any, NamedTuple, Self, get_args
from uuid import UUID

from wardbell_dialogue.dates import Daypart, Limits
from wardbell_scheduling.slots import Slot

ANY = "any"
"""Practitioner of who wants the first free time, whoever it is with."""
_ANYONE = "*"
"""Behind a practitioner's id: another one would have done as well."""
_DOUBT = "?"
_WEEKDAYS = "~"
_DATES = "="
_DATE_LETTERS = len("2026-12-04")
MOST_AHEAD = 999
"""Days between the first and the last of several."""
_INSTANT, _CLOCK = "%Y%m%dT%H%MZ", "%H%M"


Hour = time | Daypart | Limits
"""Local time, part of the day, or between when and when."""


class Choice(NamedTuple):
    """A booking as far as it is decided; the first thing that is None is asked next."""

    service: str | None = None
    practitioner: str | None = None
    """An id, or `ANY`."""
    day: date | None = None
    """Where the visit is."""
    start: datetime | None = None
    """UTC, of staff local time; with it `practitioner` is an id."""
    moving: UUID | None = None
    """The appointment that is moved, where one is."""
    hour: Hour | None = None
    """What was named; kept until a slot is chosen."""
    anyone: bool = False
    """With `start`: whoever was free would have done, should the slot be gone."""
    sure: bool = True
    """False: day and hour were read with doubt, which is asked about before anything else."""
    days: tuple[int, ...] = ()
    """Weekdays that suit, Monday 0; empty: any. Kept as the hour is."""
    dates: tuple[date, ...] = ()
    """Days that suit, where several were named; empty: any. Kept as the hour is."""

    def encode(self) -> str:
        """`service/practitioner/when/moving`, what is open left empty; at most 180 characters.

        Such as `check-up/weber*/20261204T0800Z/` or `check-up/any/2026-12-04@a/`;
        `@1000-` is from ten on, `@-1200` before twelve; `~02` is Monday or Wednesday;
        `=2026-12-04.1.5` is the 4th, the 5th or the 9th of December, `=2026-12-01-30` any of it.
        """
        when = self.start.strftime(_INSTANT) if self.start else str(self.day or "")
        if self.days:
            when = f"{when}{_WEEKDAYS}{''.join(map(str, self.days))}"
        if self.dates:
            when = f"{when}{_DATES}{_as_runs(self.dates)}"
        if self.hour is not None:
            when = f"{when}@{_written(self.hour)}"
        when += "" if self.sure else _DOUBT
        who = f"{self.practitioner or ''}{_ANYONE if self.anyone else ''}"
        moving = self.moving.hex if self.moving else ""
        return "/".join((self.service or "", who, when, moving))

    @classmethod
    def decode(cls, text: str) -> Self | None:
        """The reverse; None for what is none, e.g. from a button of an older version."""
        try:
            service, who, when, moving = text.split("/")
            sure = not when.endswith(_DOUBT)
            when, _, hour = when.removesuffix(_DOUBT).partition("@")
            when, _, dates = when.partition(_DATES)
            when, _, days = when.partition(_WEEKDAYS)
            start = day = None
            if "T" in when:
                start = datetime.strptime(when, _INSTANT).replace(tzinfo=UTC)
            elif when:
                day = date.fromisoformat(when)
            return cls(
                service or None,
                who.removesuffix(_ANYONE) or None,
                day,
                start,
                UUID(moving) if moving else None,
                _hour(hour) if hour else None,
                who.endswith(_ANYONE),
                sure,
                tuple(map(int, days)),
                _dates(dates) if dates else (),
            )
        except ValueError:
            return None

    def with_(self, **changes: Any) -> Choice:
        """The same with something decided otherwise."""
        return self._replace(**changes)

    def with_slot(self, slot: Slot) -> Choice:
        """With a slot of those that it may be; day and hour have served."""
        anyone = self.anyone or self.practitioner in {None, ANY}
        return self._replace(
            practitioner=slot.practitioner,
            day=None,
            start=slot.start,
            hour=None,
            anyone=anyone,
            days=(),
            dates=(),
        )

    def on_any_of(self, weekdays: tuple[int, ...], dates: tuple[date, ...] = ()) -> Choice:
        """On one of these days, if any; weekdays are rather those of its dates."""
        if dates:
            return self._replace(days=(), dates=dates)
        if not weekdays:
            return self
        left = tuple(day for day in self.dates if day.weekday() in weekdays)
        return self._replace(days=() if left else weekdays, dates=left)

    def without_slot(self) -> Choice:
        """As before a slot was chosen: whoever would have done may do again."""
        who = ANY if self.anyone else self.practitioner
        return self._replace(practitioner=who, start=None, anyone=False)

    def without_time(self, zone: tzinfo) -> Choice:
        """Another time of the day that was chosen with a slot; `zone`: where that is."""
        assert self.start is not None  # noqa: S101
        return self.without_slot()._replace(day=self.start.astimezone(zone).date())

    def without_day(self) -> Choice:
        """On another day, at the same hour."""
        return self.without_slot()._replace(day=None, sure=True)


def _written(hour: Hour) -> str:
    if isinstance(hour, Limits):
        return "-".join(moment.strftime(_CLOCK) if moment else "" for moment in hour)
    return hour.strftime(_CLOCK) if isinstance(hour, time) else hour


def _hour(text: str) -> Hour:
    if text in get_args(Daypart):
        return text  # type: ignore[return-value]
    if "-" in text:
        since, until = text.split("-")
        return Limits(_clock(since) if since else None, _clock(until) if until else None)
    return _clock(text)


def _as_runs(dates: tuple[date, ...]) -> str:
    """The first one, and how many days later the others are: `2026-12-04.1.5-9`."""
    ahead = enumerate((each - dates[0]).days for each in dates)
    runs = ([n for _, n in run] for _, run in groupby(ahead, lambda at_n: at_n[1] - at_n[0]))
    first, *others = (f"{run[0]}-{run[-1]}" if run[1:] else str(run[0]) for run in runs)
    return ".".join([f"{dates[0]}{first.removeprefix('0')}", *others])


def _dates(text: str) -> tuple[date, ...]:
    start, runs = date.fromisoformat(text[:_DATE_LETTERS]), f"0{text[_DATE_LETTERS:]}".split(".")
    ends = [(int(first), int(last or first)) for first, _, last in (r.partition("-") for r in runs)]
    if any(last > MOST_AHEAD for _, last in ends):
        raise ValueError(text)
    days = (day for first, last in ends for day in range(first, last + 1))
    return tuple(start + timedelta(days=day) for day in days)


def _clock(text: str) -> time:
    return datetime.strptime(text, _CLOCK).replace(tzinfo=UTC).time()
