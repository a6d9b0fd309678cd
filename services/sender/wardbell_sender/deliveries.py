"""Telling what became of a message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson

from wardbell_events import DeliveryChanged, Envelope, FallbackWanted, MessagePriced
from wardbell_events.ids import ContactId, MessageId
from wardbell_events.outbound import Expects
from wardbell_runtime import Tx
from wardbell_runtime.records import unpack_headers


def tell(
    tx: Tx,
    row: Any,
    state: str,
    code: int | None = None,
    *,
    at: datetime | None = None,
    reason: str | None = None,
) -> None:
    """Emit what became of a message, on the chain of the request that led to it.

    Args:
        at: WhatsApp's time, where it said so
        reason: why it was not sent
    """
    tx.cause = Envelope.parse(unpack_headers(row["context"]))
    expects = orjson.loads(row["expects"]) if row["expects"] else None
    tx.emit(
        DeliveryChanged(
            contact_id=ContactId(row["contact_id"]),
            message_id=MessageId(row["id"]),
            service=row["service"],
            state=state,
            at=at or tx.now,
            error_code=code,
            reason=reason,
            expects=Expects.model_validate(expects) if expects else None,
        )
    )


def tell_price(tx: Tx, row: Any, category: str, at: datetime | None, *, billable: bool) -> None:
    """Emit what WhatsApp bills a message as."""
    tx.cause = Envelope.parse(unpack_headers(row["context"]))
    tx.emit(
        MessagePriced(
            contact_id=ContactId(row["contact_id"]),
            message_id=MessageId(row["id"]),
            service=row["service"],
            purpose=row["purpose"],
            category=category,
            billable=billable,
            at=at or tx.now,
        )
    )


def tell_fallback(tx: Tx, row: Any, channel: str, reason: str) -> None:
    """Emit that another channel is to reach the patient."""
    tx.cause = Envelope.parse(unpack_headers(row["context"]))
    tx.emit(
        FallbackWanted(
            contact_id=ContactId(row["contact_id"]),
            message_id=MessageId(row["id"]),
            service=row["service"],
            purpose=row["purpose"],
            channel=channel,
            reason=reason,
            at=tx.now,
        )
    )
