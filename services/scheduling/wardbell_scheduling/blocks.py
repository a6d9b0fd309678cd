"""Blocks: times taken out of a practitioner's schedule, by staff or by another calendar.

An appointment that stands in a block stays until staff cancel it; nothing is booked into one. Both
are looked at under a lock of the schedule, so that neither can slip past the other uncommitted.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardbell_runtime import Running, Tx, uuid7
from wardbell_runtime.clock import ago
from wardbell_scheduling import freed, slots
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot, Span, in_schedule

IMPORTED = "ics"
"""`source` of what another calendar said."""

KEPT_DAYS = 30
"""How long what is past can be looked up."""

# The schema is part of the name: these locks belong to the whole database.
_LOCK = "hashtextextended(concat_ws('/', 'blocks', current_schema(), $1::text, $2::text), 0)"


async def stay_as_they_are(tx: Tx, site: str, practitioner: str) -> None:
    """Until this transaction ends nobody else changes a practitioner's blocks.

    Whoever books looks at them after this, and whoever blocks looks at what is booked.
    """
    await tx.execute(f"select pg_advisory_xact_lock_shared({_LOCK})", site, practitioner)


async def add(tx: Tx, site: str, practitioner: str, span: Span, source: str) -> None:
    """Take time out of a practitioner's schedule."""
    await _lock(tx, site, practitioner)
    await _insert(tx, site, practitioner, [span], source)
    freed.look(tx, site)  # somebody may be offered it just now


async def give_back(tx: Tx, site: str, practitioner: str, span: Span) -> list[Span]:
    """What staff took out of a span, which is in the schedule again; the rest of it stays out."""
    await _lock(tx, site, practitioner)
    rows = await tx.fetch(
        "delete from block where site = $1 and practitioner = $2 and source <> $3"
        " and start_at < $5 and end_at > $4 returning start_at, end_at, source",
        site,
        practitioner,
        IMPORTED,
        span.start,
        span.end,
    )
    back = []
    for row in rows:
        start, end = max(row["start_at"], span.start), min(row["end_at"], span.end)
        back.append(Span(start, end))
        around = [Span(row["start_at"], start), Span(end, row["end_at"])]
        rest = [each for each in around if each.start < each.end]
        await _insert(tx, site, practitioner, rest, row["source"])
    place = slots.practitioner(practitioner)
    await freed.opened(tx, site, [(place, each) for each in back if each.end > tx.now])
    return sorted(back)


async def meet(tx: Tx, site: str, practitioner: str, span: Span) -> bool:
    """Whether a block takes some of a span."""
    found: bool = await tx.fetchval(
        "select exists (select from block where site = $1 and practitioner = $2"
        " and start_at < $4 and end_at > $3)",
        site,
        practitioner,
        span.start,
        span.end,
    )
    return found


async def leave_room(tx: Tx, clinic: Clinic, slot: Slot) -> bool:
    """Whether a slot that is held is still one of the schedule, and in no block."""
    if not in_schedule(clinic, slot):
        return False
    span = slot.taken(clinic.services[slot.service])
    return not await meet(tx, clinic.site, slot.practitioner, span)


async def replace_imported(
    tx: Tx, site: str, practitioner: str, spans: Sequence[Span]
) -> list[Span]:
    """All that another calendar says, instead of what it said before; returns what is new.

    What was there already is not written again; what is no longer, may be offered to who waits.
    """
    await _lock(tx, site, practitioner)
    rows = await tx.fetch(
        "select id, start_at, end_at from block"
        " where site = $1 and practitioner = $2 and source = $3",
        site,
        practitioner,
        IMPORTED,
    )
    there = {Span(row["start_at"], row["end_at"]): row["id"] for row in rows}
    if gone := there.keys() - set(spans):
        await tx.execute("delete from block where id = any($1)", [there[span] for span in gone])
        place = slots.practitioner(practitioner)
        await freed.opened(tx, site, [(place, span) for span in gone if span.end > tx.now])
    new = [span for span in spans if span not in there]
    if new:
        await _insert(tx, site, practitioner, new, IMPORTED)
        freed.look(tx, site)
    return new


async def forget(running: Running) -> None:
    """Blocks that are long past."""
    await running.forget(
        "delete from block where id in (select id from block where end_at < $1 limit $2)",
        ago(running.clock.now(), days=KEPT_DAYS),
    )


async def _insert(tx: Tx, site: str, practitioner: str, spans: Sequence[Span], source: str) -> None:
    await tx.execute(
        "insert into block (id, site, practitioner, start_at, end_at, source)"
        " select id, $2, $3, start_at, end_at, $4"
        " from unnest($1::uuid[], $5::timestamptz[], $6::timestamptz[])"
        " as new (id, start_at, end_at)",
        [uuid7() for _ in spans],
        site,
        practitioner,
        source,
        [span.start for span in spans],
        [span.end for span in spans],
    )


async def _lock(tx: Tx, site: str, practitioner: str) -> None:
    await tx.execute(f"select pg_advisory_xact_lock({_LOCK})", site, practitioner)
