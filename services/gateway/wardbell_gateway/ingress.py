"""The webhook's door: verify, put on Kafka, answer 200. No database, nothing else.

Bare ASGI. 200 means that all replicas have every update of the body; anything else makes Meta
send the whole body again, for up to 7 days.
"""

from __future__ import annotations

import asyncio
import hmac
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from wardbell_gateway.lenient_json import NotJsonError, parse
from wardbell_gateway.settings import GatewaySettings
from wardbell_gateway.signature import is_signed
from wardbell_gateway.updates import Door, Update
from wardbell_runtime import Clock, warn
from wardbell_runtime.kafka import KafkaAway, Publisher

KAFKA_SECONDS = 1.5
"""How long Kafka may take before Meta is asked to come again; the promise is 503 within 2 s."""
BODY_SECONDS = 10.0
"""How long a client may take to send its body."""
REST_SECONDS = 0.3
"""After Kafka failed, how long webhooks are refused at once, so that they do not pile up."""


class Metrics:
    """The door's metrics."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.requests = Counter(
            "wardbell_webhook_requests", "Webhook requests", ["status"], registry=registry
        )
        self.updates = Counter(
            "wardbell_webhook_updates", "Updates put on Kafka", ["topic"], registry=registry
        )
        self.seconds = Histogram(
            "wardbell_webhook_seconds",
            "From the last byte of the body to the answer",
            buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2),
            registry=registry,
        )
        self.bytes = Gauge(
            "wardbell_webhook_bytes_in_work", "Bytes of bodies in work", registry=registry
        )


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class _Lane:
    """One producer; urgent messages have their own, so nothing stands in front of them."""

    publisher: Publisher
    away_until: float = 0.0
    renewing: asyncio.Lock = field(default_factory=asyncio.Lock)


class Ingress:
    """The ASGI application behind `/webhook`."""

    def __init__(
        self, settings: GatewaySettings, door: Door, clock: Clock, metrics: Metrics
    ) -> None:
        self._settings = settings
        self._secrets = settings.app_secrets
        self._verify_token = settings.whatsapp_verify_token.get_secret_value().encode()
        self._door = door
        self._clock = clock
        self._metrics = metrics
        self._lanes = {
            urgent: _Lane(Publisher(settings, f"ingress-{'urgent' if urgent else 'normal'}"))
            for urgent in (True, False)
        }
        self._bytes = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI entry."""
        if scope["type"] != "http":
            return
        text = b""
        try:
            if scope["path"] != "/webhook":
                raise _RefusedError(404)
            if scope["method"] == "POST":
                await self._post(scope, receive)
            elif scope["method"] == "GET":
                text = self._handshake(scope["query_string"])
            else:
                raise _RefusedError(405)
            status = 200
        except _RefusedError as refused:
            status = refused.status
        self._metrics.requests.labels(status).inc()
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % len(text))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": text})

    def _handshake(self, query: bytes) -> bytes:
        """Meta's question when the callback is set: the challenge is given back."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        token = asked.get(b"hub.verify_token", b"")
        if asked.get(b"hub.mode") != b"subscribe" or not hmac.compare_digest(
            token, self._verify_token
        ):
            raise _RefusedError(403)
        return asked.get(b"hub.challenge", b"")

    async def _post(self, scope: Any, receive: Any) -> None:
        headers = dict(scope["headers"])
        limit = self._settings.webhook_body_limit
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            raise _RefusedError(400)
        if int(length) > limit:
            raise _RefusedError(413)
        # A body without a length may grow to the limit: room for it is taken at once.
        room = int(length) or limit
        if self._bytes + room > self._settings.webhook_memory_limit:
            raise _RefusedError(503)
        self._bytes += room
        self._metrics.bytes.set(self._bytes)
        try:
            try:
                body = await asyncio.wait_for(_body(receive, limit), BODY_SECONDS)
            except TimeoutError:
                raise _RefusedError(408) from None
            with self._metrics.seconds.time():
                await self._accept(body, headers.get(b"x-hub-signature-256", b""))
        finally:
            self._bytes -= room
            self._metrics.bytes.set(self._bytes)

    async def _accept(self, body: bytes, signature: bytes) -> None:
        if not is_signed(body, signature, self._secrets):
            raise _RefusedError(401)
        try:
            parsed = parse(body)
        except NotJsonError:
            raise _RefusedError(400) from None
        lanes: dict[bool, list[Update]] = {True: [], False: []}
        for update in self._door.updates(parsed, self._clock.now()):
            lanes[update.topic.urgent].append(update)
        await asyncio.gather(
            *(self._publish(self._lanes[urgent], found) for urgent, found in lanes.items() if found)
        )

    async def _publish(self, lane: _Lane, updates: list[Update]) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() < lane.away_until:
            raise _RefusedError(503)
        try:
            async with asyncio.timeout(KAFKA_SECONDS):
                await lane.publisher.publish_all(
                    [(u.topic.name, u.key, u.value, u.headers) for u in updates]
                )
        except (KafkaAway, TimeoutError, OSError) as error:
            lane.away_until = loop.time() + REST_SECONDS
            warn("Kafka did not take a webhook", error=error, count=len(updates))
            if not lane.renewing.locked():
                async with lane.renewing:
                    await lane.publisher.renew()
            raise _RefusedError(503) from None
        for update in updates:
            self._metrics.updates.labels(update.topic.name).inc()

    async def start(self) -> None:
        """Connect both lanes. Raises KafkaError while Kafka is away."""
        for lane in self._lanes.values():
            await lane.publisher.start()

    async def ready(self) -> str | None:
        """Whether webhooks are being taken."""
        now = asyncio.get_running_loop().time()
        return (
            "Kafka is away" if any(now < lane.away_until for lane in self._lanes.values()) else None
        )

    async def stop(self) -> None:
        """Flush and disconnect."""
        for lane in self._lanes.values():
            await lane.publisher.stop()


async def _body(receive: Any, limit: int) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _RefusedError(400)
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise _RefusedError(413)
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)
