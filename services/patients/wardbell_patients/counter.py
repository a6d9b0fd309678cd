"""What operators see of a contact's people, in transactions beside those of the running service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wardbell_events.personal import HIDDEN
from wardbell_patients import repository
from wardbell_runtime import Running

PERSONAL = ("name", "birth_date", "said_name")


async def show(running: Running, contact_id: UUID, *, reveal_to: str | None) -> Any | None:
    """A contact, its people and what it is asked; personal data is hidden but for `reveal_to`.

    Revealing leaves an audit line.
    """
    async with running.transaction() as tx:
        contact = await repository.shown(tx, contact_id)
        if contact is None:
            return None
        if reveal_to is None:
            return _hidden(contact)
        repository.audit_reveal(tx, reveal_to, contact["contact_id"])
        return contact


def _hidden(value: Any) -> Any:
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: HIDDEN if key in PERSONAL and inner is not None else _hidden(inner)
        for key, inner in value.items()
    }
