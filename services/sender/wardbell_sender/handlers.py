"""Events in: statuses of what was sent, contacts and their changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from wardbell_events import (
    AccountChanged,
    ContactChanged,
    ContactMerged,
    DeliveryChanged,
    Envelope,
    StatusChanged,
)
from wardbell_events.ids import ContactId, MessageId
from wardbell_events.outbound import Expects
from wardbell_runtime import Incoming, Tx, aliases, log
from wardbell_runtime.records import unpack_headers
from wardbell_sender import ledger

RANK = {
    "ready": 0,
    "claimed": 0,
    "unclear": 0,
    "sent": 1,
    "failed": 2,
    "delivered": 3,
    "read": 4,
    "played": 4,
}
"""States only go up: read implies delivered, and webhooks come in any order.

What reached the phone did, whoever took it for lost; `undeliverable` was never handed over.
"""


async def load_aliases(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Contacts of a batch that are known by another id now, for `tx.loaded`."""
    asked = [item.event.contact_id for item in batch if isinstance(item.event, ContactChanged)]
    tx.loaded = await aliases.of(tx, asked)


async def contact_changed(tx: Tx, event: ContactChanged) -> None:
    """The router knows a contact better."""
    contact_id = tx.loaded.get(event.contact_id, event.contact_id)
    ledger.set_contact(tx, contact_id, tx.cause.number, event.version, event.address)


async def contact_merged(tx: Tx, event: ContactMerged) -> None:
    """Two contacts are one."""
    await ledger.merge(tx, event.from_, event.into)


async def account_changed(tx: Tx, event: AccountChanged) -> None:
    """Templates, numbers and quality: noted for operators."""
    log("account changed", field=event.field, event_id=tx.cause.id)


async def load_statuses(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The ledger's rows that a batch of statuses is about, locked, for `tx.loaded`."""
    by_wamid = []
    named: dict[UUID, UUID] = {}
    for item in batch:
        event = item.event
        assert isinstance(event, StatusChanged)  # noqa: S101
        if (id_ := _our_id(event)) is not None:
            named[item.envelope.id] = id_
        elif isinstance(event.raw.get("id"), str):
            by_wamid.append((item.envelope.id, event.raw["id"]))
    if by_wamid:
        found = await ledger.ids_by_wamid(tx, [wamid for _, wamid in by_wamid])
        named |= {event: found[wamid] for event, wamid in by_wamid if wamid in found}
    rows = {row["id"]: dict(row) for row in await ledger.lock_messages(tx, named.values())}
    tx.loaded = {event: rows[id_] for event, id_ in named.items() if id_ in rows}


async def status_changed(tx: Tx, event: StatusChanged) -> None:
    """WhatsApp says what became of a message. States never go backwards."""
    row = tx.loaded.get(tx.cause.id)
    status = event.raw.get("status")
    if row is None or not isinstance(status, str):
        return
    if RANK.get(status, 0) <= RANK.get(row["state"], 9):
        return
    after = "read" if status == "played" else status
    code = _error_code(event.raw) if after == "failed" else None
    row["state"] = after
    ledger.set_state(tx, row["id"], after, wamid=_wamid(event.raw), error_code=code)
    tell(tx, row, after, code)


def tell(tx: Tx, row: Any, state: str, code: int | None = None) -> None:
    """Emit what became of a message, on the chain of the request that led to it."""
    tx.cause = Envelope.parse(unpack_headers(row["context"]))
    expects = orjson.loads(row["expects"]) if row["expects"] else None
    tx.emit(
        DeliveryChanged(
            contact_id=ContactId(row["contact_id"]),
            message_id=MessageId(row["id"]),
            service=row["service"],
            state=state,
            at=tx.now,
            error_code=code,
            expects=Expects.model_validate(expects) if expects else None,
        )
    )


def _our_id(event: StatusChanged) -> UUID | None:
    try:
        return UUID(str(event.raw.get("biz_opaque_callback_data", "")).split(".")[1])
    except (IndexError, ValueError):
        return None


def _wamid(raw: dict[str, Any]) -> str | None:
    return raw["id"] if isinstance(raw.get("id"), str) else None


def _error_code(raw: dict[str, Any]) -> int | None:
    errors = raw.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    code = first.get("code") if isinstance(first, dict) else None
    return code if isinstance(code, int) and abs(code) < 1 << 31 else None
