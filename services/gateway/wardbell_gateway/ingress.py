"""The webhook's door: verify, put on Kafka, answer 200. No database, nothing else.

Bare ASGI. 200 means that all replicas have every update of the body; anything else makes Meta
send the whole body again, for up to 7 days.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from operator import attrgetter
from typing import Any
from urllib.parse import parse_qs

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from wardbell_events.topics import WHATSAPP_STATUSES, Topic
from wardbell_gateway.lenient_json import NotJsonError, parse
from wardbell_gateway.settings import GatewaySettings
from wardbell_gateway.signature import is_signed
from wardbell_gateway.updates import Door, Update
from wardbell_runtime import Clock, warn
from wardbell_runtime.kafka import Publisher

KAFKA_SECONDS = 1.5
"""How long Kafka may take before Meta is asked to come again; the promise is 503 within 2 s."""
BODY_SECONDS = 10.0
"""How long a client may take to send its body."""
LOOK_SECONDS = 1.0
"""Between two looks for those that take longer: a timer a request would cost more than its HMAC."""
LINGER = {"urgent": 0.0, "normal": 0.0, "statuses": 0.02}
"""Lanes, and for how many seconds they gather: nobody waits for a status, and there are many."""
REST_SECONDS = 0.3
"""After Kafka failed, how long webhooks are refused at once, so that they do not pile up."""


class Metrics:
    """The door's metrics."""

    def __init__(self, registry: CollectorRegistry) -> None:
        ProcessCollector(registry=registry)
        self.requests = Counter(
            "wardbell_webhook_requests", "Webhook requests", ["status"], registry=registry
        )
        self.updates = Counter(
            "wardbell_webhook_updates", "Updates put on Kafka", ["lane"], registry=registry
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


class _Lane:
    """One producer; urgent messages have their own, so nothing stands in front of them.

    What arrives while the loop is busy, or within `linger` seconds, leaves together, in one flight
    with one answer.
    """

    def __init__(self, publisher: Publisher, updates: Counter, linger: float) -> None:
        self.publisher = publisher
        self._updates = updates
        self._linger = linger
        self._waiting: list[Update] = []
        self._flight: asyncio.Future[bool] | None = None
        self._flights: set[asyncio.Task[None]] = set()
        self._away_until = 0.0
        self._renewing = False

    def take(self, updates: list[Update]) -> asyncio.Future[bool]:
        """Have updates published; the future tells whether all replicas have them."""
        if self._flight is None:
            loop = asyncio.get_running_loop()
            self._flight = loop.create_future()
            loop.call_later(self._linger, self._depart)
        self._waiting += updates
        return self._flight

    def is_away(self) -> bool:
        """Whether Kafka failed just now."""
        return time.monotonic() < self._away_until

    def _depart(self) -> None:
        flight, updates = self._flight, self._waiting
        assert flight is not None  # noqa: S101
        self._flight, self._waiting = None, []
        task = asyncio.create_task(self._fly(flight, updates))
        self._flights.add(task)
        task.add_done_callback(self._flights.discard)

    async def _fly(self, flight: asyncio.Future[bool], updates: list[Update]) -> None:
        if self.is_away():
            flight.set_result(False)
            return
        try:
            async with asyncio.timeout(KAFKA_SECONDS):
                await self.publisher.publish_all(
                    [(u.topic.name, u.key, u.value, u.headers) for u in updates]
                )
        except Exception as error:  # noqa: BLE001  # whatever it is, Meta must come again
            flight.set_result(False)
            self._away_until = time.monotonic() + REST_SECONDS
            warn("Kafka did not take a webhook", error=error, count=len(updates))
            if not self._renewing:
                self._renewing = True
                try:
                    await self.publisher.renew()
                finally:
                    self._renewing = False
        else:
            flight.set_result(True)
            self._updates.inc(len(updates))


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
        self._lanes: dict[str, _Lane] = {
            name: _Lane(
                Publisher(settings, f"ingress-{name}"), metrics.updates.labels(name), linger
            )
            for name, linger in LINGER.items()
        }
        self._bytes = 0
        self._reading: dict[asyncio.Task[Any], float] = {}
        """Requests whose body is on its way, and until when it may be."""
        self._watch: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._accepted = metrics.requests.labels(200)
        metrics.bytes.set_function(lambda: self._bytes)

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
            self._accepted.inc()
        except _RefusedError as refused:
            status = refused.status
            self._metrics.requests.labels(status).inc()
        headers = [(b"content-length", b"%d" % len(text))]
        if text:
            headers.append((b"content-type", b"text/plain"))
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
        body = bytearray()
        try:
            await self._read_in_time(receive, body, limit)
            with self._metrics.seconds.time():
                await self._accept(bytes(body), headers.get(b"x-hub-signature-256", b""))
        finally:
            self._bytes -= len(body)

    async def _read_in_time(self, receive: Any, body: bytearray, limit: int) -> None:
        # Asked without the loop, Python 3.11 asks the system for its process first.
        task = asyncio.current_task(self._loop)
        assert task is not None  # noqa: S101
        self._reading[task] = time.monotonic() + BODY_SECONDS
        try:
            await self._read(receive, body, limit)
        except asyncio.CancelledError:
            if task in self._reading:  # not the watch: the server ends
                raise
            task.uncancel()
            raise _RefusedError(408) from None
        finally:
            self._reading.pop(task, None)

    async def _end_slow_ones(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = time.monotonic()
            for task in [task for task, until in self._reading.items() if until < now]:
                del self._reading[task]
                task.cancel()

    async def _read(self, receive: Any, body: bytearray, limit: int) -> None:
        """Read a body into `body`. What has really arrived counts, not what was announced."""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _RefusedError(400)
            part = message.get("body", b"")
            if len(body) + len(part) > limit:
                raise _RefusedError(413)
            if self._bytes + len(part) > self._settings.webhook_memory_limit:
                raise _RefusedError(503)
            self._bytes += len(part)
            body += part
            if not message.get("more_body"):
                return

    async def _accept(self, body: bytes, signature: bytes) -> None:
        if not is_signed(body, signature, self._secrets):
            raise _RefusedError(401)
        try:
            parsed = parse(body)
        except NotJsonError:
            raise _RefusedError(400) from None
        lanes: dict[str, list[Update]] = {}
        for update in self._door.updates(parsed, self._clock.now()):
            lanes.setdefault(_lane(update.topic), []).append(update)
        flights = []
        for lane, found in lanes.items():
            # Within a body the order is Meta's whim; its times are not.
            found.sort(key=_moment)
            flights.append(self._lanes[lane].take(found))
        for flight in flights:
            if not await flight:
                raise _RefusedError(503)

    async def start(self) -> None:
        """Connect both lanes. Raises KafkaError while Kafka is away."""
        for lane in self._lanes.values():
            await lane.publisher.start()
        if self._watch is None:
            self._loop = asyncio.get_running_loop()
            self._watch = asyncio.create_task(self._end_slow_ones())

    async def ready(self) -> str | None:
        """Whether webhooks are being taken."""
        return "Kafka is away" if any(lane.is_away() for lane in self._lanes.values()) else None

    async def stop(self) -> None:
        """Flush and disconnect."""
        if self._watch is not None:
            self._watch.cancel()
        for lane in self._lanes.values():
            await lane.publisher.stop()


def _lane(topic: Topic) -> str:
    if topic.urgent:
        return "urgent"
    return "statuses" if topic is WHATSAPP_STATUSES else "normal"


_moment = attrgetter("time")
