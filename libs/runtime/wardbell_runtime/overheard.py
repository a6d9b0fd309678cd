"""A topic of which events are only noted in memory: for courtesies that may be lost or doubled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from wardbell_events import Envelope, Malformed
from wardbell_events.topics import Topic
from wardbell_runtime.kafka import Consumer
from wardbell_runtime.log import warn
from wardbell_runtime.records import Record
from wardbell_runtime.running import Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.tasks import in_turns

Notes = Mapping[type[Any], Callable[[Envelope, Any], None]]
"""Event model to what is noted of it."""


@dataclass(frozen=True)
class Overhearing:
    """What a service declares."""

    topic: Topic
    notes: Notes
    linger: float


class Overheard:
    """It at work: no transaction, and nothing is parked, which is for those whose topic it is."""

    def __init__(self, declared: Overhearing, running: Running, settings: Settings) -> None:
        self.topic = declared.topic
        self._notes = {kind.type: (kind, note) for kind, note in declared.notes.items()}
        self._metrics = running.metrics
        self.consumer = Consumer(
            settings,
            service=running.service,
            topic=declared.topic,
            handle=self._handle,
            metrics=running.metrics,
            linger=declared.linger,
        )

    async def start(self) -> None:
        """Begin to consume."""
        await self.consumer.start()

    async def look(self) -> None:
        """The gauges."""
        await self.consumer.show()

    def stuck(self) -> bool:
        """Whether a restart may help."""
        return self.consumer.stuck

    async def _handle(self, records: Sequence[Record]) -> None:
        name = self.consumer.name
        self._metrics.received.labels(name).inc(len(records))
        noted = sum([self._note(record) async for record in in_turns(records)])
        self._metrics.handled.labels(name, "handled").inc(noted)
        self._metrics.handled.labels(name, "skipped").inc(len(records) - noted)

    def _note(self, record: Record) -> bool:
        try:
            envelope = Envelope.parse(record.headers)
            if (found := self._notes.get(envelope.type)) is None:
                return False
            kind, note = found
            note(envelope, kind.model_validate_json(record.value or b""))
        except (Malformed, ValidationError, OverflowError):
            return False
        except Exception as error:  # noqa: BLE001  # a courtesy less, and on to the next
            warn("could not note an event", consumer=self.consumer.name, error=error)
            return False
        return True
