"""Records as the runtime passes them around: no type of FastStream or aiokafka leaves kafka.py."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import orjson

from wardbell_events import Envelope, Event
from wardbell_events.envelope import Headers


class Record(NamedTuple):
    """A Kafka record as it came. `topic` is without the installation's prefix."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    value: bytes | None

    @property
    def lock_key(self) -> str:
        """What is locked while it is handled: the key, which may be no text at all."""
        return (self.key or b"").decode("utf-8", "replace")


class Incoming(NamedTuple):
    """A record that is one of our events."""

    record: Record
    envelope: Envelope
    event: Event

    @property
    def lock_keys(self) -> tuple[str, ...]:
        """What is locked while it is handled."""
        return (self.record.lock_key, *self.event.others)


class Broken(NamedTuple):
    """A record that is not: it is parked under an id of its place in Kafka, or its own."""

    record: Record
    event_id: UUID
    event_type: str
    reason: str
    envelope: Envelope | None = None

    @property
    def lock_keys(self) -> tuple[str, ...]:
        """What is locked while it is parked."""
        return (self.record.lock_key,)


def pack_headers(headers: Headers | tuple[tuple[str, bytes | None], ...]) -> bytes:
    """Headers as one bytes value for a table; bytes that are not text survive."""
    return orjson.dumps([(name, _packed(value)) for name, value in headers])


def _packed(value: bytes | None) -> str | dict[str, str] | None:
    if value is None:
        return None
    return value.decode() if value.isascii() else {"hex": value.hex()}


def pack_envelope(envelope: Envelope) -> bytes:
    """As `pack_headers` of the envelope's headers, without the way through bytes."""
    return orjson.dumps(envelope.attributes())


def unpack_headers(packed: bytes) -> Headers:
    """The reverse of `pack_headers`; a null header comes back empty."""
    return [
        (name, bytes.fromhex(value["hex"]) if isinstance(value, dict) else (value or "").encode())
        for name, value in orjson.loads(packed)
    ]
