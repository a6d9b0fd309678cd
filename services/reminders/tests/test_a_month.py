"""A month of visits, booked, moved and cancelled at random while clocks change, with an outage.

`make soak` plays the long one. What is wanted
is found anew here, minute by minute, and compared with what was sent.
"""

import os
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_events import MessageRequested

SEED = int(os.environ.get("REMINDERS_SEED", "7"))
VISITS = int(os.environ.get("REMINDERS_VISITS", "60"))
DAYS = 30 if VISITS > 500 else 5
ZONES = ("Europe/Berlin", "America/New_York")
BEGIN = {
    30: datetime(2026, 3, 6, 3, 0, 17, tzinfo=UTC),
    5: datetime(2026, 3, 27, 3, 0, 17, tzinfo=UTC),
}
"""New York's clocks change on March 8, Berlin's on March 29."""
OUTAGE = timedelta(days=3, hours=9), timedelta(days=3, hours=12)
LATE = {"1d": timedelta(hours=12), "2h": timedelta(minutes=90)}
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """What becomes of a visit at a moment; `start` None: it is cancelled."""

    at: datetime
    visit: int
    start: datetime | None


@dataclass
class Wanted:
    """A reminder that is planned while a start of a visit stands."""

    visit: int
    contact: UUID
    before: str
    start: datetime
    zone: ZoneInfo
    since: datetime
    until: datetime
    due: datetime
    when: datetime

    @property
    def day(self) -> date:
        return self.start.astimezone(self.zone).date()


def kind(moment, zone):
    """Whether somebody may be written to, and a reminder be moved there."""
    return time(8) <= moment.astimezone(zone).time() <= time(20, 45)


def asleep(moment, zone):
    return not time(8) <= moment.astimezone(zone).time() < time(21)


def is_one_day(zone, one, other):
    return one.astimezone(zone).date() == other.astimezone(zone).date()


def due_time(start, zone, before):
    """Minute by minute away from where it should be."""
    wanted = start - timedelta(hours=2)
    if before == "1d":
        hands = start.astimezone(zone).replace(tzinfo=None) - timedelta(days=1)
        wanted = hands.replace(tzinfo=zone).astimezone(UTC)
    if not asleep(wanted, zone):
        return wanted
    for minutes in range(24 * 60):
        step = minutes * MINUTE
        if step <= LATE[before] and wanted + step < start and kind(wanted + step, zone):
            return wanted + step
        if kind(wanted - step, zone):
            return wanted - step
    raise AssertionError


def sent_when(wanted, outage):
    """When a reminder is sent that nothing becomes of before; None: never."""
    when = outage[1] if outage[0] <= wanted.due < outage[1] else wanted.due
    while when < wanted.start and when - wanted.due <= LATE[wanted.before]:
        if not asleep(when, wanted.zone):
            return when
        when += MINUTE - timedelta(seconds=when.second)
    return None


def make_changes(rng, begin):
    """Bookings, moves and cancellations, in order."""
    changes = []

    def moment(after, before):
        span = int((before - after).total_seconds() // 60)
        return after + timedelta(minutes=rng.randint(1, max(1, span - 1)))

    def a_start(visit, after):
        zone = ZoneInfo(ZONES[visit % 2])
        day = (after + timedelta(hours=rng.choice([5, 20, 30, 50, 80]))).astimezone(zone)
        hands = time(rng.randint(5, 22), rng.choice([0, 0, 15, 30]))
        start = datetime.combine(day.date(), hands, zone).astimezone(UTC)
        return start if start > after + timedelta(minutes=30) else start + timedelta(days=1)

    for visit in range(VISITS):
        at = moment(begin, begin + timedelta(days=DAYS - 1))
        start = a_start(visit, at)
        changes.append(Change(at, visit, start))
        while start is not None and rng.random() < 0.4:
            at = moment(at, start)
            start = a_start(visit, at) if rng.random() < 0.5 else None
            changes.append(Change(at, visit, start))
    return sorted(changes, key=lambda change: change.at)


def all_wanted(changes, contacts, outage):
    """What is planned for each start that stood for a while."""
    found = []
    by_visit = {}
    for change in changes:
        by_visit.setdefault(change.visit, []).append(change)
    for visit, own in by_visit.items():
        zone = ZoneInfo(ZONES[visit % 2])
        ends = [change.at for change in own[1:]] + [own[0].at + timedelta(days=99)]
        for change, until in zip(own, ends, strict=True):
            for before in LATE if change.start else ():
                due = due_time(change.start, zone, before)
                wanted = Wanted(
                    visit, contacts[visit], before, change.start, zone, change.at, until, due, due
                )
                when = sent_when(wanted, outage)
                if due > change.at and when is not None:
                    wanted.when = when
                    found.append(wanted)
    return sorted(found, key=lambda wanted: wanted.when)


def messages(found):
    """When whom which visits are told of: those of a day together."""
    told, made = set(), []
    for wanted in found:
        if id(wanted) in told or wanted.when >= wanted.until:
            continue
        group = [
            other
            for other in found
            if id(other) not in told
            and (other.contact, other.day) == (wanted.contact, wanted.day)
            and (
                other.due <= wanted.when
                or (
                    other.before == wanted.before and is_one_day(other.zone, other.due, wanted.when)
                )
            )
            and other.since <= wanted.when < min(other.until, other.start)
            and other.when >= wanted.when
        ]
        told |= {id(other) for other in group}
        made.append((wanted.when, wanted.contact, frozenset(other.visit for other in group)))
    return made


async def test_a_month_of_visits_is_reminded_of_as_it_should(opened):
    rng, begin = random.Random(SEED), BEGIN[DAYS]
    outage = (begin + OUTAGE[0], begin + OUTAGE[1])
    changes = make_changes(rng, begin)
    people = [UUID(int=rng.getrandbits(128)) for _ in range(VISITS // 3)]
    contacts = [rng.choice(people[n % 2 :: 2]) for n in range(VISITS)]
    wanted = all_wanted(changes, contacts, outage)
    expected = messages(wanted)
    looks = {w.when for w in wanted} | {w.due for w in wanted}
    steps = sorted({*looks, *(change.at for change in changes), *outage})
    async with opened(begin) as world:
        visits = [
            world.visit(2026, 1, 1, zone=ZONES[n % 2], contact_id=contact)
            for n, contact in enumerate(contacts)
        ]
        waiting = list(changes)
        for step, after in zip(steps, [*steps[1:], steps[-1] + timedelta(days=1)], strict=True):
            # Nobody looks at the very second.
            moment = min(step + timedelta(seconds=rng.uniform(0, 30)), after)
            away = outage[0] <= step < outage[1]
            if away and world.running is not None:
                world.clock.move(step)
                await world.stops()
            elif away:
                world.clock.move(step)
            elif world.running is None:
                world.clock.move(step)
                await world.at_work()
            else:
                await world.comes_to(step if waiting and waiting[0].at == step else moment)
            while waiting and waiting[0].at == step:
                await tell(visits, waiting.pop(0))
        sent = [
            (envelope.time, event, named(visits, event))
            for envelope, event in await world.all_events()
            if isinstance(event, MessageRequested)
        ]

    assert len(sent) == len({event.message_id for _, event, _ in sent})
    for at, _, told in sent:
        for n in told:
            assert not asleep(at, ZoneInfo(ZONES[n % 2]))
            # What becomes of it at that very second is said after it.
            start = [c.start for c in changes if c.visit == n and c.at < at][-1]
            assert start is not None, "a cancelled visit"
            assert start > at
    mine = sorted((event.contact_id, sorted(told), at) for at, event, told in sent)
    theirs = sorted((contact, sorted(told), at) for at, contact, told in expected)
    assert [m[:2] for m in mine] == [t[:2] for t in theirs]
    late = [m[2] - t[2] for m, t in zip(mine, theirs, strict=True)]
    assert timedelta(0) <= min(late) <= max(late) <= MINUTE
    assert len(sent) > VISITS / 2
    assert any(len(told) > 1 for _, _, told in sent)
    print(f"{len(changes)} changes, {len(sent)} reminders, at most {max(late)} late")


async def tell(visits, change):
    """Scheduling says what became of a visit."""
    visit = visits[change.visit]
    if change.start is None:
        await visit.is_cancelled()
    elif visit.version:
        await visit.is_moved(change.start)
    else:
        visit.start = change.start
        await visit.is_booked()


def named(visits, event):
    """The visits that a reminder's first button confirms."""
    ids = event.content.buttons[0].id.removeprefix("scheduling:come:").split("/")
    known = {visit.id.hex: n for n, visit in enumerate(visits)}
    return frozenset(known[id_] for id_ in ids)
