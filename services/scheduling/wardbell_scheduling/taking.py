"""Taking slots: holds, appointments and their places. No two ever meet, whoever is at work.

The database refuses what would overlap (an exclusion constraint over practitioner and room); a
refusal is a count of rows, never an exception, which would abort the whole batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling import freed, slots
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import HealthcareService
from wardbell_scheduling.slots import Slot, Span, Spans

HOLD = timedelta(minutes=10)
"""How long a slot is kept while somebody confirms."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A slot is ours; `room` where the service needs one."""

    room: str | None


@dataclass(frozen=True, slots=True)
class Hold:
    """A slot kept for somebody who confirms."""

    id: UUID
    until: datetime
    slot: Slot

    def slot_is(self, choice: Choice) -> bool:
        """Whether it is what was chosen."""
        slot = self.slot
        return (slot.service, slot.practitioner, slot.start) == (
            choice.service,
            choice.practitioner,
            choice.start,
        )


async def take(
    tx: Tx,
    site: str,
    owner: UUID,
    slot: Slot,
    service: HealthcareService,
    *,
    held_until: datetime | None,
) -> Taken | None:
    """Take a slot for a hold or an appointment. None: somebody has it.

    Args:
        owner: the hold's or appointment's id
        held_until: of a hold; None: for good
    """
    span = slot.taken(service)
    needed = [slots.practitioner(slot.practitioner), *map(slots.room, service.rooms)]
    await _clear_lapsed(tx, site, needed, span)
    if not await _occupy(tx, site, owner, needed[0], span, held_until):
        return None
    if not service.rooms:
        return Taken(None)
    for room in service.rooms:
        if await _occupy(tx, site, owner, slots.room(room), span, held_until):
            return Taken(room)
    await tx.execute("delete from occupied where owner = $1", owner)
    return None


async def busy(
    tx: Tx, site: str, resources: Sequence[str], span: Span, *, firm: bool = False
) -> dict[str, Spans]:
    """What is taken or blocked of some resources.

    A lapsed hold takes nothing: its place may be taken by whoever wants it.

    Args:
        firm: only what is taken for good, by no hold
    """
    rows = await tx.fetch(
        """
        select resource, lower(during) as start_at, upper(during) as end_at
          from occupied
         where site = $1 and resource = any($2) and during && tstzrange($3, $4)
           and (held_until is null or (held_until > $5 and not $6))
         union all
        select 'practitioner/' || practitioner, start_at, end_at
          from block
         where site = $1 and practitioner = any($7) and start_at < $4 and end_at > $3
        """,
        site,
        resources,
        span.start,
        span.end,
        tx.now,
        firm,
        [id_ for kind, _, id_ in (name.partition("/") for name in resources) if kind != "room"],
    )
    found: dict[str, list[Span]] = {}
    for row in rows:
        found.setdefault(row["resource"], []).append(Span(row["start_at"], row["end_at"]))
    return {resource: Spans(spans) for resource, spans in found.items()}


async def keep(tx: Tx, hold: UUID, owner: UUID) -> Taken | None:
    """A hold becomes an appointment's place. None: the hold lapsed and somebody took it."""
    rows = await tx.fetch(
        "update occupied set owner = $2, held_until = null where owner = $1 returning resource",
        hold,
        owner,
    )
    if not rows:
        return None
    rooms = [r["resource"] for r in rows if r["resource"].startswith("room/")]
    return Taken(rooms[0].removeprefix("room/") if rooms else None)


async def release(tx: Tx, owner: UUID) -> None:
    """Give a place back; it is offered to who waits for it."""
    await freed.note(
        tx,
        """
        with gone as (
            delete from occupied where owner = $1
            returning owner, site, resource, during, null::timestamptz as held_since
        )
        """,
        owner,
        tx.now,
    )


async def let_go(tx: Tx, owner: UUID) -> None:
    """Give a place back that nobody is to be asked to take: staff have just said no to it."""
    await tx.execute("delete from occupied where owner = $1", owner)


async def begin_hold(tx: Tx, hold: UUID, contact_id: UUID, slot: Slot, until: datetime) -> None:
    """A contact holds one thing at a time; what was held before was given back."""
    await tx.execute(
        "insert into hold (id, contact_id, service, practitioner, location, start_at, minutes,"
        " held_until) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        hold,
        contact_id,
        slot.service,
        slot.practitioner,
        slot.location,
        slot.start,
        slot.minutes,
        until,
    )


async def held(tx: Tx, contact_id: UUID) -> Hold | None:
    """What a contact holds, lapsed or not."""
    row = await tx.fetchrow(
        "select id, held_until, service, practitioner, location, start_at, minutes"
        " from hold where contact_id = $1",
        contact_id,
    )
    return Hold(row[0], row[1], Slot(*row[2:])) if row else None


async def end_hold(tx: Tx, contact_id: UUID) -> None:
    """What a contact holds is free again; it is offered to who has waited since it was held."""
    await freed.note(
        tx,
        """
        with ended as (
            delete from hold where contact_id = $1 returning id
        ), gone as (
            delete from occupied where owner in (select id from ended)
            returning owner, site, resource, during, held_until - $3::interval as held_since
        )
        """,
        contact_id,
        tx.now,
        HOLD,
    )


async def extend_hold(tx: Tx, contact_id: UUID, until: datetime) -> None:
    """Once, and only while it has not lapsed."""
    await tx.execute(
        """
        with longer as (
            update hold set held_until = $2, extended = true
             where contact_id = $1 and not extended and held_until > $3
            returning id
        )
        update occupied set held_until = $2 where owner in (select id from longer)
        """,
        contact_id,
        until,
        tx.now,
    )


async def _clear_lapsed(tx: Tx, site: str, resources: Sequence[str], span: Span) -> None:
    """Holds that nobody confirmed in time make room, whole; what is left is for who waits."""
    await freed.note(
        tx,
        """
        with lapsed as (
            select distinct owner from occupied
             where site = $1 and resource = any($3) and during && tstzrange($4, $5)
               and held_until <= $2
        ), ended as (
            delete from hold where id in (select owner from lapsed)
        ), gone as (
            delete from occupied where owner in (select owner from lapsed)
            returning owner, site, resource, during, held_until - $6::interval as held_since
        )
        """,
        site,
        tx.now,
        resources,
        span.start,
        span.end,
        HOLD,
    )


async def _occupy(
    tx: Tx, site: str, owner: UUID, resource: str, span: Span, held_until: datetime | None
) -> bool:
    tag = await tx.execute(
        "insert into occupied (owner, site, resource, during, held_until)"
        " values ($1, $2, $3, tstzrange($4, $5), $6) on conflict do nothing",
        owner,
        site,
        resource,
        span.start,
        span.end,
        held_until,
    )
    return tag == "INSERT 0 1"
