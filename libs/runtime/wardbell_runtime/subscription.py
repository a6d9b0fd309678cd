"""What a service declares about a topic, and how its records are read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from pydantic import ValidationError

from wardbell_events import Envelope, Malformed
from wardbell_events.topics import Topic
from wardbell_runtime.ids import at_the_door
from wardbell_runtime.records import Broken, Incoming, Record
from wardbell_runtime.tx import Tx

Handler = Callable[[Tx, Any], Awaitable[None]]
Prepare = Callable[[Tx, Sequence[Incoming]], Awaitable[None]]
Handlers = Mapping[type[Any], Handler]
"""Event model to what is done with it."""
OnParked = Callable[[Tx, Record], Awaitable[None]]


@dataclass(frozen=True)
class Subscription:
    """What one consumer does with one topic."""

    topic: Topic
    handlers: Handlers
    prepare: Prepare | None = None
    """Reads the state of all events of a batch at once, into `tx.loaded`."""
    on_parked: OnParked | None = None
    """What else happens, in the same transaction, when a record is parked; if it can."""
    linger: float = 0.0
    """Seconds between two batches."""
    concerns: Callable[[Any], bool] | None = None
    """Whether an event is for this consumer; by default all of the handlers' types are."""


class Reader:
    """Tells records apart: for this consumer, not for it, unreadable."""

    def __init__(self, subscription: Subscription, consumer: str) -> None:
        self._consumer = consumer
        self._handlers = {kind.type: (kind, call) for kind, call in subscription.handlers.items()}
        self._concerns = subscription.concerns

    def read(self, record: Record) -> Incoming | Broken | None:
        """None: not for this consumer."""
        envelope = None
        try:
            envelope = Envelope.parse(record.headers)
            found = self._handlers.get(envelope.type)
            if found is None:
                return None
            # A time that UTC has no year for could not even be parked.
            envelope.time.astimezone(UTC)
            event = found[0].model_validate_json(record.value or b"")
            return Incoming(record, envelope, event) if self._is_for_us(event) else None
        except (Malformed, OverflowError):
            envelope, reason = None, "envelope"
        except ValidationError:
            reason = "value"
        # The place, not the offset's record: what comes again is the same broken record.
        place = f"{self._consumer}/{record.topic}/{record.partition}/{record.offset}"
        return Broken(
            record,
            event_id=envelope.id if envelope else at_the_door(place),
            event_type=envelope.type if envelope else "",
            reason=reason,
            envelope=envelope,
        )

    def _is_for_us(self, event: Any) -> bool:
        try:
            return self._concerns is None or self._concerns(event)
        except Exception:  # noqa: BLE001  # the handler meets the same, and what it is given is kept
            return True

    async def handle(self, tx: Tx, item: Incoming) -> None:
        """Call the handler of an event, as its cause."""
        tx.cause = item.envelope
        await self._handlers[item.envelope.type][1](tx, item.event)
