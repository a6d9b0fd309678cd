"""The only place that knows FastStream and aiokafka; none of their types leaves it.

Their defaults lose or repeat messages (measured; docs/architecture/consistency.md). Here:
nack on error, one batch at a time, drain on rebalance, idempotence with acks=all, no topic
creation, sticky assignment, an own parser (FastStream's reads every header as UTF-8 before any
middleware, so one foreign byte loops for ever) and an own fetch (its batch subscriber sleeps the
whole timeout again after an empty poll).
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from aiokafka import AIOKafkaProducer, ConsumerRebalanceListener, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor
from aiokafka.errors import (
    ConsumerStoppedError,
    IllegalStateError,
    KafkaError,
    TopicAlreadyExistsError,
)
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage, KafkaMessage
from faststream.kafka.subscriber.usecase import BatchSubscriber
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from wardbell_events.envelope import Headers
from wardbell_events.topics import Topic
from wardbell_runtime.errors import Transient
from wardbell_runtime.log import log, warn
from wardbell_runtime.records import Record
from wardbell_runtime.settings import Settings

BATCH = 200
POLL_MS = 500
DRAIN_SECONDS = 25.0
"""Bound on waiting for an open batch when partitions are taken away; below `REBALANCE_MS`."""
REBALANCE_MS = 30_000
MAX_BYTES = 4 * 1024 * 1024
ACK_POLICY = AckPolicy.NACK_ON_ERROR

Handle = Callable[[Sequence[Record]], Awaitable[None]]


def _ssl_context(settings: Settings) -> ssl.SSLContext | None:
    if "SSL" not in settings.kafka_security_protocol:
        return None
    return ssl.create_default_context(cafile=settings.kafka_ca_file or None)


def _client_options(settings: Settings) -> dict[str, Any]:
    """Connection options of aiokafka's own clients."""
    options: dict[str, Any] = {
        "bootstrap_servers": settings.kafka_bootstrap_servers.split(","),
        "security_protocol": settings.kafka_security_protocol,
        "ssl_context": _ssl_context(settings),
        "request_timeout_ms": 10_000,
        "metadata_max_age_ms": 60_000,
    }
    if settings.kafka_security_protocol.startswith("SASL"):
        options |= {
            "sasl_mechanism": settings.kafka_sasl_mechanism,
            "sasl_plain_username": settings.kafka_sasl_username,
            "sasl_plain_password": settings.kafka_sasl_password.get_secret_value(),
        }
    return options


def _security(settings: Settings) -> BaseSecurity | None:
    """The same for FastStream."""
    context = _ssl_context(settings)
    if settings.kafka_security_protocol.startswith("SASL"):
        kind = {
            "PLAIN": SASLPlaintext,
            "SCRAM-SHA-256": SASLScram256,
            "SCRAM-SHA-512": SASLScram512,
        }[settings.kafka_sasl_mechanism]
        return kind(
            username=settings.kafka_sasl_username,
            password=settings.kafka_sasl_password.get_secret_value(),
            ssl_context=context,
            use_ssl=context is not None,
        )
    return BaseSecurity(ssl_context=context, use_ssl=True) if context else None


class KafkaAway(Transient):
    """Kafka did not take what was to be published."""


class Publisher:
    """Publishes with an idempotent producer. Topics get the installation's prefix here."""

    def __init__(self, settings: Settings, client_id: str) -> None:
        self._settings = settings
        self._client_id = client_id
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        """Connect, if that was not done yet. KafkaError: Kafka is away."""
        producer = AIOKafkaProducer(
            **_client_options(self._settings),
            client_id=self._client_id,
            acks="all",
            enable_idempotence=True,
            linger_ms=0,
            max_request_size=MAX_BYTES,
            max_batch_size=256 * 1024,
        )
        try:
            await producer.start()
        except BaseException:
            await producer.stop()
            raise
        self._producer = producer

    async def publish_all(
        self, records: Iterable[tuple[str, bytes, bytes | None, Headers]]
    ) -> None:
        """Publish (topic, key, value, headers) in this order; returns when all replicas have them.

        Raises:
            KafkaAway: at least one was not acknowledged. It may have been written all the same.
        """
        prefix = self._settings.wardbell_topic_prefix
        try:
            if self._producer is None:
                await self.start()
            producer = self._producer
            assert producer is not None  # noqa: S101
            sent = [
                await producer.send(prefix + topic, value, key=key, headers=headers)
                for topic, key, value, headers in records
            ]
        except KafkaError as error:
            raise KafkaAway from error
        failed = None
        for acknowledged in sent:
            # They go on side by side; waiting for one after the other only spares a gather.
            try:
                await acknowledged
            except KafkaError as error:
                failed = error
        if failed is not None:
            raise KafkaAway from failed

    async def renew(self) -> None:
        """Forget the producer: after an error its sequence numbers may not be trusted."""
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                await asyncio.wait_for(producer.stop(), 5)
            except (KafkaError, TimeoutError, OSError) as error:
                warn("producer did not stop", error=error)

    async def stop(self) -> None:
        """Flush and disconnect."""
        await self.renew()


class _PromptBatchSubscriber(BatchSubscriber):
    """FastStream's batch subscriber with a fetch that returns as soon as anything is there."""

    __slots__ = ()

    async def get_msg(self, consumer: Any) -> tuple[Any, ...]:
        try:
            found = await consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH)
        except ConsumerStoppedError:
            raise
        except KafkaError as error:
            warn("fetch failed, trying again", error=error)
            await asyncio.sleep(0.2)
            return ()
        return tuple(record for records in found.values() for record in records)


class _Drain(ConsumerRebalanceListener):  # type: ignore[misc]
    """Holds a rebalance until the open batch is committed, so no message has two handlers."""

    def __init__(self, consumer: Consumer) -> None:
        self._consumer = consumer

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        await self._consumer.drain()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        self._consumer.assigned(len(list(assigned)))


class Consumer:
    """One subscription: batches of records to `handle`, offsets committed when it returns."""

    def __init__(
        self,
        settings: Settings,
        *,
        service: str,
        topic: Topic,
        handle: Handle,
        on_drain_timeout: Callable[[], None],
    ) -> None:
        self.name = f"{service}.{topic.name}"
        self.partitions: int | None = None
        """Partitions assigned; None while the group is forming or reforming."""
        self.draining = asyncio.Event()
        self._prefix = settings.wardbell_topic_prefix
        self._handle = handle
        self._on_drain_timeout = on_drain_timeout
        self._open = asyncio.Lock()
        self._broker = KafkaBroker(
            settings.kafka_bootstrap_servers.split(","),
            security=_security(settings),
            request_timeout_ms=10_000,
            metadata_max_age_ms=60_000,
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
            self._prefix + topic.name,
            group_id=self._prefix + self.name,
            batch=True,
            max_records=BATCH,
            batch_timeout_ms=POLL_MS,
            auto_offset_reset="earliest",
            session_timeout_ms=settings.kafka_session_timeout_ms,
            heartbeat_interval_ms=max(500, settings.kafka_session_timeout_ms // 5),
            rebalance_timeout_ms=REBALANCE_MS,
            max_poll_interval_ms=300_000,
            max_partition_fetch_bytes=MAX_BYTES,
            partition_assignment_strategy=(StickyPartitionAssignor,),
            listener=_Drain(self),
        )
        # The factory chooses the class; ours adds no slots, so the instance can take it on.
        self._subscriber.__class__ = _PromptBatchSubscriber
        self._subscriber(self._on_batch)

    async def start(self) -> None:
        """Connect and begin to consume. KafkaError: Kafka is away."""
        await self._broker.start()

    async def stop(self) -> None:
        """Finish the open batch, leave the group. Bounded: a stuck client must not hold the pod."""
        self.draining.set()
        try:
            await asyncio.wait_for(self._broker.stop(), 30)
        except (TimeoutError, KafkaError) as error:
            warn("consumer did not stop in time", consumer=self.name, error=error)

    async def lag(self) -> int | None:
        """Records not yet taken from the assigned partitions; None while that is not known."""
        consumer = self._subscriber.consumer
        if consumer is None or self.partitions is None:
            return None
        assignment = consumer.assignment()
        if not assignment:
            return 0
        try:
            ends = await asyncio.wait_for(consumer.end_offsets(list(assignment)), 5)
            return sum([max(0, int(end - await consumer.position(tp))) for tp, end in ends.items()])
        except (KafkaError, IllegalStateError, TimeoutError, AssertionError):
            return None

    @property
    def busy(self) -> bool:
        """Whether a batch is open."""
        return self._open.locked()

    async def drain(self) -> None:
        """Wait, bounded, until no batch is open."""
        self.partitions = None
        self.draining.set()
        try:
            await asyncio.wait_for(self._open.acquire(), DRAIN_SECONDS)
            self._open.release()
        except TimeoutError:
            self._on_drain_timeout()
            warn("rebalance did not wait for an open batch", consumer=self.name)
        finally:
            self.draining.clear()

    def assigned(self, count: int) -> None:
        """The group is stable again."""
        self.partitions = count
        log("partitions assigned", consumer=self.name, count=count, level=logging.DEBUG)

    async def _on_batch(self, records: Sequence[Record]) -> None:
        async with self._open:
            await self._handle(records)

    async def _parse(self, message: tuple[Any, ...]) -> KafkaMessage:
        kind = KafkaMessage if ACK_POLICY is AckPolicy.ACK_FIRST else KafkaAckableMessage
        return kind(
            body=b"",
            raw_message=message,
            headers={},
            message_id="",
            correlation_id="",
            consumer=self._subscriber.consumer,
        )

    async def _decode(self, message: KafkaMessage) -> list[Record]:
        skip = len(self._prefix)
        return [
            Record(r.topic[skip:], r.partition, r.offset, r.key, tuple(r.headers), r.value)
            for r in message.raw_message
        ]


async def create_topics(
    settings: Settings, topics: Iterable[Topic], *, partitions: int | None = None
) -> list[str]:
    """Create the topics that are missing; returns their names.

    Args:
        settings: where Kafka is, and the prefix
        topics: declared in `wardbell_events.topics`
        partitions: overrides the declared count (the embedded stack has 4)
    """
    admin = AIOKafkaAdminClient(**_client_options(settings))
    await admin.start()
    try:
        there = set(await admin.list_topics())
        brokers = len((await admin.describe_cluster())["brokers"])
        missing = [t for t in topics if settings.wardbell_topic_prefix + t.name not in there]
        replicas = min(3, brokers)
        if missing:
            answer = await admin.create_topics(
                [
                    NewTopic(
                        settings.wardbell_topic_prefix + t.name,
                        partitions or t.partitions,
                        replicas,
                        topic_configs=_config(t.config, replicas),
                    )
                    for t in missing
                ]
            )
            for name, code, *_ in answer.topic_errors:
                if code not in {0, TopicAlreadyExistsError.errno}:
                    raise RuntimeError(f"Kafka did not create topic {name}: error code {code}")
        return [t.name for t in missing]
    finally:
        await admin.close()


def _config(config: Mapping[str, str], replicas: int) -> dict[str, str]:
    return {**config, "min.insync.replicas": str(max(1, replicas - 1))}
