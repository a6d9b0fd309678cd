"""The envelope: CloudEvents 1.0 in Kafka's binary mode, attributes as headers, JSON as value.

Source: cloudevents/spec, kafka-protocol-binding 1.0.2, section 3.2. `site`, `number` and
`received_at` are ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

Headers = list[tuple[str, bytes]]


class Malformed(ValueError):
    """A record that is not one of our events. Trying again cannot help."""


class Envelope(NamedTuple):
    """Who said what when, and why.

    `time` is when the event happened, `received_at` when the webhook that began the chain reached
    us: every latency figure starts there. `causation_id` is the event that led to this one,
    `correlation_id` the first of the chain.
    """

    id: UUID
    type: str
    source: str
    time: datetime
    subject: str
    site: str
    number: str
    received_at: datetime
    correlation_id: str
    causation_id: str
    traceparent: str

    @classmethod
    def first(
        cls,
        id_: UUID,
        type_: str,
        *,
        source: str,
        subject: str,
        number: str,
        now: datetime,
        site: str = "main",
    ) -> Self:
        """Of what nothing led to: it begins a chain of its own."""
        return cls(
            id=id_,
            type=type_,
            source=source,
            time=now,
            subject=subject,
            site=site,
            number=number,
            received_at=now,
            correlation_id=str(id_),
            causation_id="",
            traceparent="",
        )

    def attributes(self) -> list[tuple[str, str]]:
        """Names and values of the headers."""
        return [
            ("ce_specversion", "1.0"),
            ("ce_id", str(self.id)),
            ("ce_type", self.type),
            ("ce_source", self.source),
            ("ce_time", self.time.isoformat()),
            ("ce_subject", self.subject),
            ("ce_site", self.site),
            ("ce_number", self.number),
            ("content-type", "application/json"),
            ("traceparent", self.traceparent),
            ("correlation_id", self.correlation_id),
            ("causation_id", self.causation_id),
            ("received_at", self.received_at.isoformat()),
        ]

    def headers(self) -> Headers:
        """Kafka headers of this envelope."""
        # Spelt out: this runs for every record that is published.
        return [
            ("ce_specversion", b"1.0"),
            ("ce_id", str(self.id).encode()),
            ("ce_type", self.type.encode()),
            ("ce_source", self.source.encode()),
            ("ce_time", self.time.isoformat().encode()),
            ("ce_subject", self.subject.encode()),
            ("ce_site", self.site.encode()),
            ("ce_number", self.number.encode()),
            ("content-type", b"application/json"),
            ("traceparent", self.traceparent.encode()),
            ("correlation_id", self.correlation_id.encode()),
            ("causation_id", self.causation_id.encode()),
            ("received_at", self.received_at.isoformat().encode()),
        ]

    @classmethod
    def parse(cls, headers: Iterable[tuple[str, bytes | None]]) -> Envelope:
        """Read an envelope; headers that are not ours may hold any bytes.

        Raises:
            Malformed: an attribute is missing or unreadable. The text names the header, never
                its value.
        """
        raw = dict(headers)
        name = ""
        try:
            name = "ce_id"
            id_ = UUID(_text(raw, name))
            name = "ce_time"
            time = datetime.fromisoformat(_text(raw, name))
            name = "received_at"
            received_at = datetime.fromisoformat(_text(raw, name)) if raw.get(name) else time
            if time.tzinfo is None or received_at.tzinfo is None:
                raise ValueError(name)
            name = "ce_type"
            type_ = _text(raw, name)
            name = "ce_source"
            source = _text(raw, name)
            name = "another attribute"
            return cls(
                id=id_,
                type=type_,
                source=source,
                time=time,
                subject=_text(raw, "ce_subject", ""),
                site=_text(raw, "ce_site", ""),
                number=_text(raw, "ce_number", ""),
                received_at=received_at,
                correlation_id=_text(raw, "correlation_id", ""),
                causation_id=_text(raw, "causation_id", ""),
                traceparent=_text(raw, "traceparent", ""),
            )
        except (KeyError, ValueError) as wrong:
            raise Malformed(f"header {name} is missing or unreadable") from wrong


def _text(raw: dict[str, bytes | None], name: str, default: str | None = None) -> str:
    value = raw.get(name)
    if value is None:
        if default is None:
            raise KeyError(name)
        return default
    return value.decode()
