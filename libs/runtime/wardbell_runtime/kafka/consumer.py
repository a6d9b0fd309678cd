"""Consuming: one batch at a time, committed or fetched again, drained before a rebalance."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor
from aiokafka.errors import ConsumerStoppedError, IllegalStateError, KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage, KafkaMessage
from faststream.kafka.subscriber.usecase import BatchSubscriber
from faststream.message.message import AckStatus

from wardbell_events.topics import Topic
from wardbell_runtime.kafka.offsets import PATIENCE_SECONDS, Offsets, committed, ends
from wardbell_runtime.kafka.options import (
    MAX_BYTES,
    METADATA_MAX_AGE_MS,
    REQUEST_TIMEOUT_MS,
    security,
)
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.records import Record
from wardbell_runtime.settings import Settings

BATCH = 200
POLL_MS = 500
FETCH_MS = 500
"""How long Kafka may hold an empty fetch open; other questions wait behind it."""
DRAIN_SECONDS = 25.0
"""Bound on waiting for an open batch when partitions are taken away; below `REBALANCE_MS`."""
REBALANCE_MS = 30_000
HEARTBEAT_MS = 500
"""A member hears of a rebalance with its next heartbeat, and until the last one has, all wait."""
LOOK_SECONDS = 5.0
STUCK_SECONDS = 300.0
"""A batch that has not moved for so long, or fetches that failed for so long, are no progress;
Kafka takes a silent member's partitions away after as long."""
ACK_POLICY = AckPolicy.NACK_ON_ERROR

Handle = Callable[[Sequence[Record]], Awaitable[None]]


class _Batch(KafkaAckableMessage):
    """What FastStream acknowledges: it is committed with others."""

    offsets: Offsets

    async def ack(self) -> None:
        if not self.committed:
            self.committed = AckStatus.ACKED
            self.offsets.done(self.raw_message)


class _PromptBatchSubscriber(BatchSubscriber):
    """FastStream's batch subscriber, prompt and whole.

    Its own fetch sleeps the whole timeout again after an empty poll. And it acknowledges after the
    handler has returned: `open` is held until then, so that a rebalance waits for that too.
    """

    __slots__ = ()

    async def get_msg(self, consumer: Any) -> tuple[Any, ...]:
        ours: Consumer = self._listener.consumer  # type: ignore[union-attr]
        if ours.linger and not ours.behind:
            await asyncio.sleep(ours.linger)
        try:
            found = await consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH)
        except ConsumerStoppedError:
            raise
        except KafkaError as error:
            ours.fetch_failed(error)
            await asyncio.sleep(POLL_MS / 1000)
            return ()
        ours.failing_since = None
        taken = tuple(record for records in found.values() for record in records)
        ours.behind = len(taken) == BATCH
        return taken

    async def consume_one(self, msg: tuple[Any, ...]) -> None:
        ours: Consumer = self._listener.consumer  # type: ignore[union-attr]
        async with ours.open:
            ours.taken = len(msg)
            try:
                await super().consume_one(msg)
            finally:
                ours.taken = 0
            if ours.interrupted:
                # Somebody waits to take the partitions over, or for this consumer to end.
                await ours.offsets.commit()


class _Drain(ConsumerRebalanceListener):  # type: ignore[misc]
    """Holds a rebalance until the open batch is committed, so no message has two handlers."""

    def __init__(self, consumer: Consumer) -> None:
        self.consumer = consumer

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        await self.consumer.drain()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        self.consumer.assigned(len(list(assigned)))


class Consumer:
    """One subscription: batches of records to `handle`, offsets committed soon after it returned.

    Whatever `handle` raises, the batch is fetched again.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        service: str,
        topic: Topic,
        handle: Handle,
        metrics: Metrics,
        linger: float = 0.0,
    ) -> None:
        self.name = f"{service}.{topic.name}"
        self.partitions: int | None = None
        """Partitions assigned; None while the group is forming or reforming."""
        self.open = asyncio.Lock()
        """Held from a batch's first record until it is done with."""
        self.taken = 0
        """Records in the open batch."""
        self.failing_since: float | None = None
        """Monotonic seconds; since then every fetch failed, which Kafka being away does not do."""
        self.linger = linger
        self.behind = False
        """Whether the last fetch was full: then more waits, and there is nothing to linger for."""
        self._draining = self._stopping = False
        self.offsets = Offsets(self.name, self._commit)
        self._committing: asyncio.Task[None] | None = None
        self._prefix = settings.wardbell_topic_prefix
        self._full_name = self._prefix + topic.name
        self._graceful_seconds = settings.graceful_seconds
        self._metrics = metrics
        self._drain_timeouts = metrics.drain_timeouts.labels(self.name)
        self._broker = KafkaBroker(
            settings.kafka_bootstrap_servers.split(","),
            security=security(settings),
            request_timeout_ms=REQUEST_TIMEOUT_MS,
            metadata_max_age_ms=METADATA_MAX_AGE_MS,
            client_id=self.name,
            consumer_only=True,
            allow_auto_create_topics=False,
            apply_types=False,
            ack_policy=ACK_POLICY,
            graceful_timeout=settings.graceful_seconds,
            parser=self._parse,
            decoder=self._decode,
            logger=None,
        )
        self._subscriber: Any = self._broker.subscriber(
            self._full_name,
            group_id=self._prefix + self.name,
            batch=True,
            max_records=BATCH,
            batch_timeout_ms=POLL_MS,
            fetch_max_wait_ms=FETCH_MS,
            auto_offset_reset="earliest",
            session_timeout_ms=settings.kafka_session_timeout_ms,
            heartbeat_interval_ms=HEARTBEAT_MS,
            rebalance_timeout_ms=REBALANCE_MS,
            max_poll_interval_ms=300_000,
            max_partition_fetch_bytes=MAX_BYTES,
            # aiokafka's keeps what it was assigned on the class: without one of its own, a
            # service's consumers would tell Kafka each other's partitions.
            partition_assignment_strategy=(type("Sticky", (StickyPartitionAssignor,), {}),),
            listener=_Drain(self),
        )
        # The factory chooses the class; ours adds no slots, so the instance can take it on.
        self._subscriber.__class__ = _PromptBatchSubscriber
        self._subscriber(handle)

    async def start(self) -> None:
        """Connect and begin to consume. KafkaError: Kafka is away."""
        often = self.offsets.commit_often()
        self._committing = asyncio.create_task(often, name=f"commit {self.name}")
        try:
            await self._broker.start()
        except BaseException:
            await self._end()
            raise

    async def stop(self) -> None:
        """Finish the open batch, leave the group. Bounded: a stuck client must not hold the pod."""
        self._stopping = True
        await self._end()

    async def _end(self) -> None:
        consumer = self._subscriber.consumer
        if self._committing is not None:
            self._committing.cancel()
        try:
            async with asyncio.timeout(self._graceful_seconds + PATIENCE_SECONDS):
                await self.offsets.commit()
                await self._broker.stop()
        except (TimeoutError, KafkaError) as error:
            warn("consumer did not stop in time", consumer=self.name, error=error)
        finally:
            # aiokafka leaves it open where a fetch was just waiting to be tried again.
            if consumer is not None:
                await consumer._client.close()  # noqa: SLF001

    async def _commit(self, offsets: dict[TopicPartition, int]) -> None:
        await self._subscriber.consumer.commit(offsets)

    @property
    def interrupted(self) -> bool:
        """Whether a batch that waits for something shall give up: others want to go on."""
        return self._draining or self._stopping

    @property
    def stuck(self) -> bool:
        """Whether only a restart may help: a task of aiokafka's has ended, or fetches fail long."""
        failing = self.failing_since
        return self._dead or (failing is not None and time.monotonic() - failing > STUCK_SECONDS)

    @property
    def _dead(self) -> bool:
        consumer = self._subscriber.consumer
        if consumer is None or self._stopping:
            return False
        group, metadata = consumer._coordinator, consumer._client  # noqa: SLF001
        tasks = (group and group._coordination_task, metadata._sync_task)  # noqa: SLF001
        return any(task is not None and task.done() for task in tasks)

    async def show(self) -> None:
        """Set the gauges of partitions and lag."""
        self._metrics.assigned.labels(self.name).set(self.partitions or 0)
        if (lag := await self.lag()) is not None:
            self._metrics.lag.labels(self.name).set(lag)

    async def lag(self) -> int | None:
        """Records of the assigned partitions not yet done with; None while that is not known."""
        consumer = self._subscriber.consumer
        if consumer is None or self.partitions is None or self._stopping:
            return None
        assignment = consumer.assignment()
        if not assignment:
            return 0
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                ends = await consumer.end_offsets(list(assignment))
                positions = {tp: await consumer.position(tp) for tp in ends}
        except (KafkaError, IllegalStateError, TimeoutError, AssertionError):
            return None
        return self.taken + sum(max(0, int(end - positions[tp])) for tp, end in ends.items())

    async def ends(self) -> dict[int, int] | None:
        """Partition of the topic to the offset behind its last record; None while not known."""
        return await self._asked(ends)

    async def committed(self) -> dict[int, int] | None:
        """Partition to the offset before which all members are done; None while not known."""
        return await self._asked(committed)

    async def _asked(
        self, ask: Callable[[Any, str], Awaitable[dict[int, int]]]
    ) -> dict[int, int] | None:
        consumer = self._subscriber.consumer
        if consumer is None or self.partitions is None or self._stopping:
            return None
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                return await ask(consumer, self._full_name)
        except (KafkaError, IllegalStateError, TimeoutError, AssertionError):
            return None

    async def drain(self) -> None:
        """Wait, bounded, until no batch is open and what is done with is committed."""
        self.partitions = None
        self._draining = True
        try:
            async with asyncio.timeout(DRAIN_SECONDS), self.open:
                await self.offsets.commit()
        except TimeoutError:
            self._drain_timeouts.inc()
            warn("rebalance did not wait for an open batch", consumer=self.name)
        finally:
            self._draining = False

    def assigned(self, count: int) -> None:
        """The group is stable again."""
        self.offsets.forget()
        self.partitions = count
        log("partitions assigned", consumer=self.name, count=count, level=logging.DEBUG)

    def fetch_failed(self, error: KafkaError) -> None:
        """Not Kafka being away, for which a fetch just waits: a missing right, a broken group."""
        if self.failing_since is None:
            self.failing_since = time.monotonic()
            warn("fetch failed, trying again", consumer=self.name, error=error)

    async def _parse(self, message: tuple[Any, ...]) -> KafkaMessage:
        # FastStream's own reads every header as UTF-8, so one foreign byte would loop for ever.
        kind = KafkaMessage if ACK_POLICY is AckPolicy.ACK_FIRST else _Batch
        batch = kind(
            body=b"",
            raw_message=message,
            headers={},
            message_id="",
            correlation_id="",
            consumer=self._subscriber.consumer,
        )
        if isinstance(batch, _Batch):
            batch.offsets = self.offsets
        return batch

    async def _decode(self, message: KafkaMessage) -> list[Record]:
        skip = len(self._prefix)
        return [
            Record(r.topic[skip:], r.partition, r.offset, r.key, tuple(r.headers), r.value)
            for r in message.raw_message
        ]
