"""Events in: contacts and their changes."""

from __future__ import annotations

from collections.abc import Sequence

from wardbell_events import ContactChanged, ContactMerged, ProfileChanged
from wardbell_runtime import Incoming, Tx, aliases
from wardbell_sender import contacts, ledger


async def load_aliases(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Contacts of a batch that are known by another id now, for `tx.loaded`."""
    known = ContactChanged | ProfileChanged
    asked = [item.event.contact_id for item in batch if isinstance(item.event, known)]
    tx.loaded = await aliases.present(tx, asked)


async def contact_changed(tx: Tx, event: ContactChanged) -> None:
    """The router knows a contact better."""
    contact_id = tx.loaded.get(event.contact_id, event.contact_id)
    contacts.set_contact(
        tx, contact_id, tx.cause.number, event.version, event.address, event.written_at
    )
    ledger.moved(tx, contact_id)


async def profile_changed(tx: Tx, event: ProfileChanged) -> None:
    """When it is quiet for a patient. Of who is another one now, that one's profile counts."""
    if event.contact_id not in tx.loaded:
        own = event.quiet_hours, event.time_zone
        contacts.set_quiet(tx, event.contact_id, tx.cause.number, event.version, *own)


async def contact_merged(tx: Tx, event: ContactMerged) -> None:
    """Two contacts are one."""
    await contacts.merge(tx, event.from_, await aliases.winner(tx, event))
