"""Events in: contacts and their changes, and the account's."""

from __future__ import annotations

from collections.abc import Sequence

from wardbell_events import AccountChanged, ContactChanged, ContactMerged
from wardbell_runtime import Incoming, Tx, aliases, log
from wardbell_sender import contacts


async def load_aliases(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Contacts of a batch that are known by another id now, for `tx.loaded`."""
    asked = [item.event.contact_id for item in batch if isinstance(item.event, ContactChanged)]
    tx.loaded = await aliases.of(tx, asked)


async def contact_changed(tx: Tx, event: ContactChanged) -> None:
    """The router knows a contact better."""
    contact_id = tx.loaded.get(event.contact_id, event.contact_id)
    contacts.set_contact(
        tx, contact_id, tx.cause.number, event.version, event.address, event.written_at
    )


async def contact_merged(tx: Tx, event: ContactMerged) -> None:
    """Two contacts are one."""
    await contacts.merge(tx, event.from_, event.into)


async def account_changed(tx: Tx, event: AccountChanged) -> None:
    """Templates, numbers and quality: noted for operators."""
    log("account changed", field=event.field, event_id=tx.cause.id)
