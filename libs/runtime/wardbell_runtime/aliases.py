"""Contacts that proved to be another one: each service keeps them in its own `contact_alias`."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardbell_events import ContactMerged
from wardbell_runtime import locks
from wardbell_runtime.tx import Tx


async def winner(tx: Tx, event: ContactMerged) -> UUID:
    """Who the winner of a merge is by now, locked: a later merge may have come before this one."""
    return (await present(tx, [event.into])).get(event.into, event.into)


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one; what led to the loser leads to the winner too."""
    await tx.execute(
        "update contact_alias set contact_id = $2 where contact_id = $1", loser, winner
    )
    await tx.execute(
        "insert into contact_alias (old, contact_id) values ($1, $2)"
        " on conflict (old) do update set contact_id = excluded.contact_id",
        loser,
        winner,
    )


async def of(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who those are by now that are another contact."""
    rows = await tx.fetch(
        "select old, contact_id from contact_alias where old = any($1)", list(set(ids))
    )
    return {row["old"]: row["contact_id"] for row in rows}


async def present(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The same; each is locked, as their writers expect."""
    found = await of(tx, ids)
    if found:
        # The runtime has locked the old ids only. Whoever holds a present one and waits for an old
        # one makes a deadlock, which Postgres ends and the runtime tries again.
        schema = await tx.fetchval("select current_schema()")
        await locks.lock(tx.conn, schema, {str(contact) for contact in found.values()})
    return found
