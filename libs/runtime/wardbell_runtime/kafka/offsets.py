"""Telling Kafka what a consumer is done with: often, not after each batch."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from wardbell_runtime.log import warn

EVERY_SECONDS = 0.1
"""Kafka writes each commit down for all replicas, which costs more than a message's own work; what
a crash leaves uncommitted comes again and is found in the inbox."""
PATIENCE_SECONDS = 5.0


class Offsets:
    """What one consumer is done with and has not committed yet."""

    def __init__(
        self, name: str, tell: Callable[[dict[TopicPartition, int]], Awaitable[None]]
    ) -> None:
        self._name = name
        self._tell = tell
        self._next: dict[TopicPartition, int] = {}
        """Partition to the offset behind the last record done with."""
        self._some = asyncio.Event()
        self._committing = asyncio.Lock()

    def done(self, records: Iterable[Any]) -> None:
        """Records, in order, that need not come again."""
        for record in records:
            self._next[TopicPartition(record.topic, record.partition)] = record.offset + 1
        self._some.set()

    def forget(self) -> None:
        """Partitions were handed out anew: those that are no longer ours are not ours to commit."""
        self._next.clear()

    async def commit(self) -> None:
        """Tell Kafka now; returns when it knows. A failure is said, not fatal, and never endless.

        aiokafka tries again until Kafka is back, which would hold up a stop. What was not told is
        told with the next commit, soon: whoever waits for the group to be done looks at that.
        Where partitions are no longer ours, it comes again to whom they are.
        """
        async with self._committing:
            self._some.clear()
            offsets, self._next = self._next, {}
            if not offsets:
                return
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    await self._tell(offsets)
            except (KafkaError, TimeoutError) as error:
                warn("offsets not committed", consumer=self._name, error=error)
                if isinstance(error, TimeoutError) or error.retriable:
                    self._next = {**offsets, **self._next}
                    self._some.set()

    async def commit_often(self) -> None:
        """Until cancelled."""
        while True:
            await self._some.wait()
            await asyncio.sleep(EVERY_SECONDS)
            await self.commit()


async def ends(consumer: AIOKafkaConsumer, topic: str) -> dict[int, int]:
    """The offset behind the last record of each partition of a topic."""
    found = await consumer.end_offsets(_partitions(consumer, topic))
    return {p.partition: end for p, end in found.items()}


async def committed(consumer: AIOKafkaConsumer, topic: str) -> dict[int, int]:
    """The offset before which the consumer's whole group is done with each partition."""
    # What Kafka does not keep any more nobody will read, or commit.
    begins = await consumer.beginning_offsets(_partitions(consumer, topic))
    return {p.partition: max(at, await consumer.committed(p) or 0) for p, at in begins.items()}


def _partitions(consumer: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    return [TopicPartition(topic, n) for n in consumer.partitions_for_topic(topic) or ()]
