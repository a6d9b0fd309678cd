"""Which slots are free now, asked of the database as far ahead as is needed and no further."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from wardbell_dialogue.dates import Daypart, Limits
from wardbell_dialogue.sites import DAYS
from wardbell_runtime import Tx
from wardbell_scheduling import taking
from wardbell_scheduling.choice import ANY, Choice, Hour
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot, Span, day_slots, resources

STRIDE = timedelta(days=10)
"""How far ahead one look goes."""
NEAR = timedelta(days=14)
"""Nobody wants to come instead longer before, unless there is nothing else."""
DAYPARTS: dict[Daypart, tuple[time, time]] = {
    "m": (time(0), time(12)),
    "n": (time(11), time(14)),
    "a": (time(12), time(18)),
    "e": (time(17), time(23, 59)),
}
"""Morning, noon, afternoon, evening: local time of day, from and until."""
NoSlot = Literal["day-over", "too-far", "closed", "nothing-then"]
"""Why a day has no slot that was wished for: the text that says so."""


def people(clinic: Clinic, choice: Choice) -> list[str]:
    """Whose slots a choice may be."""
    offering = clinic.who_offers(choice.service or "")
    if choice.practitioner in {None, ANY}:
        return offering
    return [id_ for id_ in offering if id_ == choice.practitioner]


async def free(
    tx: Tx,
    clinic: Clinic,
    choice: Choice,
    *,
    since: date = date.min,
    to: date = date.max,
    firm: bool = False,
) -> AsyncIterator[Slot]:
    """Free slots for a choice's service and practitioner, earliest first.

    Args:
        since: the local day to begin with
        to: the local day to end with
        firm: also what is only held
    """
    if choice.service not in clinic.services:
        return  # of a button of an earlier file
    who = people(clinic, choice)
    day = max(since, (tx.now - timedelta(days=1)).date())
    last = min(to, clinic.horizon(choice.service, tx.now).date() + timedelta(days=1))
    needed = resources(clinic, choice.service, who)
    while day <= last:
        until = min(day + STRIDE, last + timedelta(days=1))
        busy = await taking.busy(tx, clinic.site, needed, _around(day, until), firm=firm)
        while day < until:
            for slot in day_slots(clinic, choice.service, who, day, busy, tx.now):
                yield slot
            day += timedelta(days=1)


async def days(tx: Tx, clinic: Clinic, choice: Choice, count: int) -> list[Slot]:
    """The first free slot at a choice's hour of each of the next `count` days that have one."""
    found: dict[date, Slot] = {}
    async for slot in free(tx, clinic, choice):
        if _suits(choice, local(clinic, slot)):
            found.setdefault(local(clinic, slot).date(), slot)
        if len(found) > count:
            break
    return list(found.values())[:count]


async def of_day(tx: Tx, clinic: Clinic, choice: Choice, day: date) -> list[Slot]:
    """Free slots of one local day at a choice's hour, one a time: with whom, `day_slots` says."""
    found: dict[datetime, Slot] = {}
    async for slot in free(tx, clinic, choice, since=day, to=day):
        at = local(clinic, slot)
        if at.date() == day and _at(choice.hour, at):
            found.setdefault(slot.start, slot)
    return list(found.values())


async def nearest(
    tx: Tx,
    clinic: Clinic,
    choice: Choice,
    to: datetime,
    count: int,
    *,
    beside: Slot | None = None,
) -> Sequence[Slot]:
    """The free slots nearest to a moment, in their order; within a choice's limits if any are.

    Args:
        beside: what none of them may meet
    """
    some_day = choice if isinstance(choice.hour, Limits) else choice.with_(hour=None)
    whenever = choice.with_(hour=None, days=(), dates=())
    for wanted in dict.fromkeys([some_day, whenever]):
        for since in ((to - NEAR).date(), date.min):
            if found := await _nearest(tx, clinic, wanted, to, count, since, beside):
                return found
    return []


async def _nearest(
    tx: Tx,
    clinic: Clinic,
    choice: Choice,
    to: datetime,
    count: int,
    since: date,
    beside: Slot | None,
) -> Sequence[Slot]:
    before: list[Slot] = []
    after: list[Slot] = []
    seen: set[datetime] = set()
    async for slot in free(tx, clinic, choice, since=since):
        if slot.start in seen or (beside is not None and slot.span.meets(beside.span)):
            continue
        if not _suits(choice, local(clinic, slot)):
            continue
        seen.add(slot.start)
        if slot.start < to:
            before = [*before[-count:], slot]
            continue
        after.append(slot)
        if len(after) >= count:
            break
    ranked = sorted([*before, *after], key=lambda s: (abs(s.start - to), s.start))
    return sorted(ranked[:count], key=lambda s: s.start)


async def still_free(tx: Tx, clinic: Clinic, choice: Choice, *, firm: bool = False) -> Slot | None:
    """The very slot of a choice, if it is one of the schedule and nothing stands in its way.

    Args:
        firm: somebody's hold does not either
    """
    assert choice.start is not None  # noqa: S101
    day, one = choice.start.date(), timedelta(days=1)
    async for slot in free(tx, clinic, choice, since=day - one, to=day + one, firm=firm):
        if slot.start == choice.start and slot.practitioner == choice.practitioner:
            return slot
    return None


def local(clinic: Clinic, slot: Slot) -> datetime:
    """A slot's start where the visit is."""
    return slot.start.astimezone(clinic.zone(slot.location))


def why_none(clinic: Clinic, choice: Choice, day: date, now: datetime) -> NoSlot:
    """Why nothing is free on a local day at a choice's hour."""
    assert choice.service is not None  # noqa: S101
    if day < now.astimezone(clinic.own_zone).date():
        return "day-over"
    if day > clinic.horizon(choice.service, now).astimezone(clinic.own_zone).date():
        return "too-far"
    return "closed" if is_closed(clinic, day) else "nothing-then"


def is_closed(clinic: Clinic, day: date) -> bool:
    """Whether nobody works on a day: it is a public holiday, or not one of anybody's."""
    blocks = (b for person in clinic.practitioners.values() for b in person.schedule)
    return clinic.closed_on(day) or not any(block.holds_on(day) for block in blocks)


def next_open(clinic: Clinic, day: date) -> date | None:
    """The first day after one on which somebody works, if there is one soon."""
    after = (day + timedelta(days=n) for n in range(1, NEAR.days + 1))
    return next((that for that in after if not is_closed(clinic, that)), None)


def never_open(clinic: Clinic, weekdays: Sequence[int]) -> bool:
    """Whether nobody ever works on any of some weekdays."""
    blocks = (b for person in clinic.practitioners.values() for b in person.schedule)
    open_ = {day for block in blocks for day in block.days}
    return bool(weekdays) and open_.isdisjoint(DAYS[n] for n in weekdays)


def _suits(choice: Choice, start: datetime) -> bool:
    """Whether a local start is on a day and at an hour that a choice names, if any."""
    if choice.dates and start.date() not in choice.dates:
        return False
    return (not choice.days or start.weekday() in choice.days) and _at(choice.hour, start)


def _at(hour: Hour | None, start: datetime) -> bool:
    """Whether a local start is at a time, or in a part of the day."""
    if hour is None or isinstance(hour, time):
        return hour in {None, start.time()}
    limits = hour if isinstance(hour, Limits) else Limits(*DAYPARTS[hour])
    return limits.hold(start.time())


def _around(day: date, until: date) -> Span:
    """Local days, wherever they are: up to 14 hours from those of UTC; buffers reach further."""
    return Span(_midnight(day) - timedelta(days=1), _midnight(until) + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
