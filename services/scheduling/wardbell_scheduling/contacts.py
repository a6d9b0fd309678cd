"""Contacts that proved to be another one: what still comes under an old id is the present one's."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardbell_runtime import Tx, locks


async def present(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who those are by now that are another contact; each is locked, as their writers expect."""
    rows = await tx.fetch(
        "select old, contact_id, current_schema() as schema from contact_alias where old = any($1)",
        list(set(ids)),
    )
    if rows:
        # The runtime has locked the old ids only. Whoever holds a present one and waits for an old
        # one makes a deadlock, which Postgres ends and the runtime tries again.
        await locks.lock(tx.conn, rows[0]["schema"], {str(row["contact_id"]) for row in rows})
    return {row["old"]: row["contact_id"] for row in rows}


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one."""
    await tx.execute(
        "update contact_alias set contact_id = $2 where contact_id = $1", loser, winner
    )
    await tx.execute(
        "insert into contact_alias (old, contact_id) values ($1, $2)"
        " on conflict (old) do update set contact_id = excluded.contact_id",
        loser,
        winner,
    )
