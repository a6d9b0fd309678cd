"""What operators see of a contact's people, in transactions beside those of the running service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from wardbell_dialogue.local_time import known_zone
from wardbell_events import Envelope
from wardbell_events.patients import Hours
from wardbell_events.personal import HIDDEN
from wardbell_patients import repository
from wardbell_runtime import Running, uuid7
from wardbell_runtime.counter import Finding

PERSONAL = ("name", "birth_date", "said_name")
_HOURS: TypeAdapter[str | None] = TypeAdapter(Hours | None)


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
        repository.audit(tx, reveal_to, "reveal", contact["contact_id"])
        return contact


async def quiet(
    running: Running, contact_id: UUID, who: str, *, hours: str | None, zone: str | None
) -> Any | None:
    """Say when a contact is sent nothing they have not asked for; None: nobody has written.

    It leaves an audit line.

    Args:
        hours: `22:00-09:30`; None: those of their site
        zone: IANA name; None: that of their site

    Raises:
        Finding: one of them is none.
    """
    try:
        _HOURS.validate_python(hours)
    except ValidationError:
        raise Finding(f"{hours} are no hours, as 22:00-09:30 are", code=2) from None
    if zone is not None and known_zone(zone) is None:
        raise Finding(f"{zone} is no IANA time zone, e.g. Europe/Berlin", code=2)
    async with running.transaction({contact_id}) as tx:
        if await repository.shown(tx, contact_id) is None:
            return None
        contact = (await repository.contacts(tx, [contact_id]))[contact_id]
        contact.quiet_hours, contact.time_zone = hours, zone
        tx.cause = Envelope.first(
            uuid7(),
            "patients.command",
            source="wardbell/patients",
            subject=str(contact.id),
            number=contact.number or "",
            now=tx.now,
            site=contact.site or "",
        )
        tx.emit(contact.changed(tx.now))
        repository.save(tx, contact)
        repository.audit(tx, who, "quiet", contact.id)
    return {"contact_id": contact.id, "quiet_hours": hours, "time_zone": zone}


def _hidden(value: Any) -> Any:
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: HIDDEN if key in PERSONAL and inner is not None else _hidden(inner)
        for key, inner in value.items()
    }
