"""Contacts that proved to be another one: what still comes under an old id is the present one's."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardbell_runtime import Running, Tx, aliases, locks
from wardbell_runtime.counter import whole_id

KNOWN = """
(select contact_id from conversation union select contact_id from appointment
  union select old from contact_alias) as known
"""
"""Who wrote, who was booked for by staff, and who is another contact by now."""


async def present(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who those are by now that are another contact; each is locked, as their writers expect."""
    found = await aliases.of(tx, ids)
    if found:
        # The runtime has locked the old ids only. Whoever holds a present one and waits for an old
        # one makes a deadlock, which Postgres ends and the runtime tries again.
        schema = await tx.fetchval("select current_schema()")
        await locks.lock(tx.conn, schema, {str(contact) for contact in found.values()})
    return found


async def meant(running: Running, typed: str) -> UUID:
    """Whom staff mean who type an id or a part of it: who that is by now."""
    id_ = await whole_id(running, KNOWN, typed, column="contact_id")
    async with running.transaction() as tx:
        return (await aliases.of(tx, [id_])).get(id_, id_)
