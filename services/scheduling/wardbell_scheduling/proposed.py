"""Times that staff offered somebody by themselves: taking one needs no word of theirs again."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardbell_runtime import Running, Tx
from wardbell_scheduling.slots import Slot


async def note(tx: Tx, contact_id: UUID, slots: Iterable[Slot]) -> None:
    """Remember what a contact is offered."""
    for slot in slots:
        await tx.execute(
            "insert into proposed (contact_id, service, practitioner, start_at)"
            " values ($1, $2, $3, $4) on conflict do nothing",
            contact_id,
            slot.service,
            slot.practitioner,
            slot.start,
        )


async def has(tx: Tx, contact_id: UUID, slot: Slot) -> bool:
    """Whether staff offered this contact this time."""
    found: bool = await tx.fetchval(
        "select exists (select from proposed where contact_id = $1 and service = $2"
        " and practitioner = $3 and start_at = $4)",
        contact_id,
        slot.service,
        slot.practitioner,
        slot.start,
    )
    return found


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: what the loser was offered the winner can take."""
    await tx.execute(
        "with gone as (delete from proposed where contact_id = $1 returning *)"
        " insert into proposed (contact_id, service, practitioner, start_at)"
        " select $2, service, practitioner, start_at from gone on conflict do nothing",
        loser,
        winner,
    )


async def forget(running: Running) -> None:
    """Times that are past."""
    await running.forget(
        """
        delete from proposed where (contact_id, service, practitioner, start_at) in (
            select contact_id, service, practitioner, start_at from proposed
             where start_at < $1 limit $2
        )
        """,
        running.clock.now(),
    )
