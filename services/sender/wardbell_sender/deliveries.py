"""Telling what became of a message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson

from wardbell_events import (
    DeliveryChanged,
    Envelope,
    Event,
    FallbackWanted,
    MarketingChosen,
    MessagePriced,
)
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
    """Emit what became of a message.

    Args:
        at: WhatsApp's time, where it said so
        reason: why it was not sent
    """
    expects = orjson.loads(row["expects"]) if row["expects"] else None
    _emit(
        tx,
        row,
        DeliveryChanged,
        state=state,
        at=at or tx.now,
        error_code=code,
        reason=reason,
        expects=Expects.model_validate(expects) if expects else None,
    )


def tell_price(tx: Tx, row: Any, category: str, at: datetime | None, *, billable: bool) -> None:
    """Emit what WhatsApp bills a message as."""
    price = {"category": category, "billable": billable, "campaign": row["campaign"]}
    _emit(tx, row, MessagePriced, purpose=row["purpose"], at=at or tx.now, **price)


def tell_fallback(tx: Tx, row: Any, channel: str, reason: str) -> None:
    """Emit that another channel is to reach the patient."""
    why = {"channel": channel, "reason": reason}
    _emit(tx, row, FallbackWanted, purpose=row["purpose"], at=tx.now, **why)


def tell_no_campaigns(tx: Tx, row: Any, at: datetime | None = None) -> None:
    """Tell patients, who keep what is wanted, that WhatsApp knows of a refusal."""
    tx.cause = Envelope.parse(unpack_headers(row["context"]))
    contact_id = ContactId(row["contact_id"])
    tx.emit(MarketingChosen(contact_id=contact_id, wanted=False, chosen_at=at or tx.now))


def _emit(tx: Tx, row: Any, kind: Callable[..., Event], **more: Any) -> None:
    """An event about a message, on the chain of the request that led to it."""
    tx.cause = Envelope.parse(unpack_headers(row["context"]))
    tx.emit(
        kind(
            contact_id=ContactId(row["contact_id"]),
            message_id=MessageId(row["id"]),
            service=row["service"],
            **more,
        )
    )
