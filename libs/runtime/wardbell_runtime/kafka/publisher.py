"""Publishing: idempotent, acknowledged by all replicas."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaConnectionError, KafkaError

from wardbell_events.envelope import Headers
from wardbell_runtime.errors import Transient
from wardbell_runtime.kafka.options import MAX_BYTES, REQUEST_TIMEOUT_MS, client_options
from wardbell_runtime.log import warn
from wardbell_runtime.settings import Settings

FLUSH_SECONDS = 5.0
"""How long `stop` waits for acknowledgements that are under way."""
LAST_WORD_SECONDS = 1.0
"""The same where Kafka has just failed."""


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

    async def publish_all(
        self, records: Iterable[tuple[str, bytes, bytes | None, Headers]]
    ) -> None:
        """Publish (topic, key, value, headers) in this order; returns when all replicas have them.

        An idempotent producer never gives up by itself, so the caller bounds the time.

        Raises:
            KafkaAway: at least one was not acknowledged. It may have been written all the same.
        """
        prefix = self._settings.wardbell_topic_prefix
        sent: list[asyncio.Future[object]] = []
        try:
            producer = await self._connected()
            for topic, key, value, headers in records:
                sent.append(await producer.send(prefix + topic, value, key=key, headers=headers))
        except (KafkaError, TimeoutError) as error:
            # Also looks at those that were sent, or asyncio complains that nobody did.
            asyncio.gather(*sent, return_exceptions=True)
            raise KafkaAway from error
        for result in await asyncio.gather(*sent, return_exceptions=True):
            if isinstance(result, BaseException):
                raise KafkaAway from result

    async def renew(self) -> None:
        """Forget the producer: after an error its sequence numbers may not be trusted."""
        await self._end(LAST_WORD_SECONDS)

    async def stop(self) -> None:
        """Flush and disconnect."""
        await self._end(FLUSH_SECONDS)

    async def _connected(self) -> AIOKafkaProducer:
        async with self._connecting:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    **client_options(self._settings),
                    client_id=self._client_id,
                    acks="all",
                    enable_idempotence=True,
                    linger_ms=0,
                    max_request_size=MAX_BYTES,
                    max_batch_size=256 * 1024,
                )
                try:
                    # It asks for its id again and again, and would for ever.
                    async with asyncio.timeout(REQUEST_TIMEOUT_MS / 1000):
                        await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
            return self._producer

    async def _end(self, seconds: float) -> None:
        producer, self._producer = self._producer, None
        if producer is None:
            return
        try:
            async with asyncio.timeout(seconds):
                await producer.stop()
        except (KafkaError, TimeoutError, OSError) as error:
            warn("producer given up", name=self._client_id, error=error)
            # Its stop waits for ever while Kafka is away, and broken off leaves its tasks at work:
            # one producer more for each try of an outage.
            producer._message_accumulator.fail_all(KafkaConnectionError())  # noqa: SLF001
            await producer.client.close()
            await producer._sender.close()  # noqa: SLF001
