"""Publishing: idempotent, acknowledged by all replicas."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import lru_cache

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.partitioner import murmur2

from wardbell_events.envelope import Headers
from wardbell_runtime.errors import Transient
from wardbell_runtime.kafka.options import MAX_BYTES, REQUEST_TIMEOUT_MS, client_options
from wardbell_runtime.log import warn
from wardbell_runtime.settings import Settings

START_SECONDS = 3 * REQUEST_TIMEOUT_MS / 1000
"""Longer than the requests of a first connection: broken off it would leave its socket open."""
FLUSH_SECONDS = 3.0
"""How long `stop` waits for acknowledgements that are under way."""


@lru_cache(maxsize=16_384)
def _hash(key: bytes) -> int:
    # In Python it costs as much as the rest of a record; a contact's key comes again and again.
    return int(murmur2(key)) & 0x7FFFFFFF


def partition(key: bytes | None, every: Sequence[int], _available: Sequence[int]) -> int:
    """Where a key belongs, as Kafka's own clients have it; all our events have one."""
    return every[_hash(key or b"") % len(every)]


class KafkaAway(Transient):
    """Kafka did not take what was to be published."""


class Publisher:
    """Publishes with an idempotent producer. Topics get the installation's prefix here."""

    def __init__(self, settings: Settings, client_id: str) -> None:
        self._settings = settings
        self._client_id = client_id
        self._producer: AIOKafkaProducer | None = None
        self._connecting = asyncio.Lock()

    async def start(self) -> None:
        """Connect, if that was not done yet. KafkaError, TimeoutError: Kafka is away."""
        await self._connected()

    async def begin(
        self, topic: str, key: bytes, value: bytes | None, headers: Headers
    ) -> asyncio.Future[object]:
        """Hand a record over; the future is done when all replicas have it.

        That may take as long as Kafka is away: an idempotent producer tries again until then, and
        what it tries again is written once. Giving up and publishing anew may write it twice.

        Raises:
            KafkaAway: it was not even taken.
        """
        try:
            producer = self._producer or await self._connected()
            sent: asyncio.Future[object] = await producer.send(
                self._settings.wardbell_topic_prefix + topic, value, key=key, headers=headers
            )
        except (KafkaError, TimeoutError) as error:
            raise KafkaAway from error
        return sent

    async def publish_all(
        self, records: Iterable[tuple[str, bytes, bytes | None, Headers]]
    ) -> None:
        """Publish (topic, key, value, headers) in this order; returns when all replicas have them.

        Raises:
            KafkaAway: at least one was not acknowledged. It may have been written all the same.
        """
        sent: list[asyncio.Future[object]] = []
        try:
            for topic, key, value, headers in records:
                sent += [await self.begin(topic, key, value, headers)]
        finally:
            # Also when one was not taken: asyncio complains of errors that nobody looks at.
            results = asyncio.gather(*sent, return_exceptions=True)
        for result in await results:
            if isinstance(result, BaseException):
                raise KafkaAway from result

    async def renew(self) -> None:
        """After an error: have a new producer, if the present one has failed for good."""
        if self._producer is not None and self._producer._sender.sender_task.done():  # noqa: SLF001
            await self.stop()

    async def stop(self) -> None:
        """Flush, as long as Kafka is there, and disconnect."""
        producer, self._producer = self._producer, None
        if producer is None:
            return
        try:
            async with asyncio.timeout(FLUSH_SECONDS):
                await producer.stop()
        except (KafkaError, TimeoutError, OSError) as error:
            warn("producer given up", name=self._client_id, error=error)
            await _give_up(producer)

    async def _connected(self) -> AIOKafkaProducer:
        async with self._connecting:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    **client_options(self._settings),
                    client_id=self._client_id,
                    acks="all",
                    enable_idempotence=True,
                    linger_ms=0,
                    partitioner=partition,
                    max_request_size=MAX_BYTES,
                    max_batch_size=256 * 1024,
                )
                try:
                    # It asks for its id again and again, and would for ever.
                    async with asyncio.timeout(START_SECONDS):
                        await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer


async def _give_up(producer: AIOKafkaProducer) -> None:
    """End a producer whose own stop waits for Kafka, and broken off leaves its tasks at work."""
    sending = producer._sender.sender_task  # noqa: SLF001
    sending.cancel()  # it still waits for the requests under way
    await producer.client.close()
    await asyncio.wait({sending}, timeout=1)
    sending.cancel()  # or for news of brokers that nobody fetches any more
    await asyncio.wait({sending}, timeout=1)
