"""Whom staff mean who type an id."""

from __future__ import annotations

from uuid import UUID

from wardbell_runtime import Running, aliases
from wardbell_runtime.counter import whole_id

KNOWN = """
(select contact_id from conversation union select contact_id from appointment
  union select old from contact_alias) as known
"""
"""Who wrote, who was booked for by staff, and who is another contact by now."""


async def meant(running: Running, typed: str) -> UUID:
    """Whom staff mean who type an id or a part of it: who that is by now."""
    id_ = await whole_id(running, KNOWN, typed, column="contact_id")
    async with running.transaction() as tx:
        return (await aliases.of(tx, [id_])).get(id_, id_)
