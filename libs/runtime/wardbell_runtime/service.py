"""A service: its subscriptions, timers and background work, from start to a graceful end."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import UUID

import asyncpg
from prometheus_client import CollectorRegistry

from wardbell_events.topics import Lane, Topic
from wardbell_runtime import database, inbox, locks
from wardbell_runtime.batch import Batch, Handlers, Nack, OnParked, Prepare, Subscription
from wardbell_runtime.breaker import Breaker
from wardbell_runtime.clock import Clock, open_clock
from wardbell_runtime.due import Timer, TimerHandler
from wardbell_runtime.errors import is_transient, pauses
from wardbell_runtime.health import Check, health_app
from wardbell_runtime.http import serve
from wardbell_runtime.kafka import Consumer, Publisher
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.outbox import Relay
from wardbell_runtime.records import Record
from wardbell_runtime.settings import Settings
from wardbell_runtime.tx import Tx

STUCK_SECONDS = 120.0
"""A batch open for so long, without waiting for a neighbour, is no progress."""
HOLD_SECONDS = 10.0
"""How long one batch waits for a breaker or a backlog before Kafka is asked again."""


@dataclass
class Running:
    """What background work of a started service may use."""

    service: str
    schema: str
    pool: asyncpg.Pool
    clock: Clock
    metrics: Metrics
    wake: Callable[[set[Lane]], None]
    stopping: asyncio.Event

    @asynccontextmanager
    async def transaction(self, contacts: Iterable[UUID] = ()) -> AsyncIterator[Tx]:
        """A transaction that may emit, with these contacts locked first."""
        async with self.pool.acquire() as conn:
            async with conn.transaction():
                await conn.execute("set local lock_timeout = '5s'")
                if keys := [str(contact) for contact in contacts]:
                    await locks.lock(conn, self.schema, keys)
                tx = Tx(conn, self.service, self.clock.now())
                yield tx
                await tx.flush()
            tx.committed(self.wake)


Background = Callable[[Running], Awaitable[None]]


class _Subscribed:
    """One subscription at work: consumer, transactions, breaker."""

    def __init__(self, service: Service, subscription: Subscription, running: Running) -> None:
        settings = service.settings
        name = f"{service.name}.{subscription.topic.name}"
        self._urgent = subscription.topic.urgent
        self._backlogged = service.backlogged
        self.breaker = Breaker(
            name, settings.wardbell_version, running.pool, running.metrics, running.clock
        )
        self.batch = Batch(
            subscription,
            service=service.name,
            schema=service.schema,
            pool=running.pool,
            clock=running.clock,
            metrics=running.metrics,
            breaker=self.breaker,
            wake=running.wake,
            interrupted=lambda: self.consumer.draining.is_set() or running.stopping.is_set(),
        )
        self.consumer = Consumer(
            settings,
            service=service.name,
            topic=subscription.topic,
            handle=self._handle,
            on_drain_timeout=running.metrics.drain_timeouts.labels(name).inc,
        )
        self.progress_at = time.monotonic()

    async def _handle(self, records: Sequence[Record]) -> None:
        deadline = time.monotonic() + HOLD_SECONDS
        while self.breaker.open or (self._backlogged() and not self._urgent):
            if self.consumer.draining.is_set() or time.monotonic() > deadline:
                self.progress_at = time.monotonic()
                raise Nack
            await asyncio.sleep(0.1)
        try:
            await self.batch.run(records)
        finally:
            self.progress_at = time.monotonic()

    def stuck(self) -> bool:
        return self.consumer.busy and time.monotonic() - self.progress_at > STUCK_SECONDS


class Service:
    """Declares what a service does; `run` does it.

    Wiring fits on a screen: `consume` topics, `timers` for due jobs, `background` for the rest.
    """

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.settings = settings
        self.schema = name + settings.wardbell_schema_suffix
        self._subscriptions: list[Subscription] = []
        self._timers: list[tuple[str, TimerHandler]] = []
        self._background: list[tuple[str, Background]] = []
        self._idle: list[Callable[[Running], Awaitable[str | None]]] = []
        self._relays: dict[Lane, Relay] = {}
        self._subscribed: list[_Subscribed] = []
        self._beat = time.monotonic()
        self.health_port = 0

    def consume(
        self,
        topic: Topic,
        handlers: Handlers,
        *,
        prepare: Prepare | None = None,
        on_parked: OnParked | None = None,
    ) -> None:
        """Handle events of a topic; types that are not named are skipped and counted."""
        if any(s.topic is topic for s in self._subscriptions):
            raise ValueError(f"{self.name} consumes {topic.name} already")
        self._subscriptions.append(Subscription(topic, handlers, prepare, on_parked))

    def timers(self, name: str, handler: TimerHandler) -> None:
        """Call a handler when a job of this name is due."""
        self._timers.append((name, handler))

    def background(self, name: str, work: Background) -> None:
        """Run something for as long as the service runs; it ends when `stopping` is set."""
        self._background.append((name, work))

    def idle_when(self, check: Callable[[Running], Awaitable[str | None]]) -> None:
        """One more condition for `/idle`: None, or what is under way in words."""
        self._idle.append(check)

    def backlogged(self) -> bool:
        """Whether so much waits in the outbox that normal consumers pause."""
        return any(relay.backlogged for relay in self._relays.values())

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then finish what is open."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        async with self.running() as broken:
            ended = asyncio.create_task(stop.wait())
            await asyncio.wait({ended, broken}, return_when=asyncio.FIRST_COMPLETED)
            ended.cancel()
            if broken.done():
                broken.result()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """The service at work inside the block; yields a task that fails if its work breaks."""
        settings = self.settings
        clock, following = await open_clock(settings.wardbell_clock)
        pool = await self._connect()
        metrics = Metrics(CollectorRegistry())
        lanes: tuple[Lane, ...] = ("normal", "urgent")
        publishers = {lane: Publisher(settings, f"{self.name}-{lane}") for lane in lanes}
        self._relays = {lane: Relay(lane, pool, publishers[lane], metrics, clock) for lane in lanes}
        running = Running(self.name, self.schema, pool, clock, metrics, self._wake, asyncio.Event())
        timers = [
            Timer(
                name,
                handler,
                service=self.name,
                schema=self.schema,
                pool=pool,
                clock=clock,
                metrics=metrics,
                wake=self._wake,
            )
            for name, handler in self._timers
        ]
        self._subscribed = [_Subscribed(self, s, running) for s in self._subscriptions]
        checks: dict[str, Check] = {
            "live": self._live,
            "ready": lambda: self._ready(pool),
            "idle": lambda: self._at_rest(timers, running),
        }
        async with serve(
            health_app(checks, metrics.registry), settings.health_host, settings.health_port
        ) as self.health_port:
            relaying = [
                asyncio.create_task(r.run(), name=f"relay {lane}")
                for lane, r in self._relays.items()
            ]
            working = [asyncio.create_task(t.run(), name=f"timer {t.name}") for t in timers]
            working += [
                asyncio.create_task(_until_done(work(running)), name=name)
                for name, work in self._background
            ]
            working.append(asyncio.create_task(self._monitor(running), name="monitor"))
            starting = asyncio.create_task(self._consume(), name="start consumers")
            broken = asyncio.create_task(_first_failure([*relaying, *working, starting]))
            log("started", service=self.name, port=self.health_port)
            try:
                yield broken
            finally:
                broken.cancel()
                running.stopping.set()
                starting.cancel()
                await asyncio.gather(*(s.consumer.stop() for s in self._subscribed))
                for timer in timers:
                    timer.stop()
                await _finish(working, settings.graceful_seconds)
                for relay in self._relays.values():
                    relay.stop()
                await _finish(relaying, settings.graceful_seconds)
                await asyncio.gather(*(p.stop() for p in publishers.values()))
                if following is not None:
                    following.cancel()
                await asyncio.wait_for(pool.close(), 10)
                log("stopped", service=self.name)

    def _wake(self, lanes: set[Lane]) -> None:
        for lane in lanes:
            self._relays[lane].wake()

    async def _connect(self) -> asyncpg.Pool:
        url = self.settings.database_url.get_secret_value()
        for pause in pauses(float("inf")):
            try:
                pool = await database.open_pool(url, self.schema, self.settings.database_pool)
                async with pool.acquire() as conn, conn.transaction():
                    await conn.execute("set local lock_timeout = '10s'")
                    clock, task = await open_clock("system")
                    assert task is None  # noqa: S101
                    await inbox.keep_partitions(conn, clock.now())
                return pool
            except Exception as error:
                if not is_transient(error):
                    raise
                warn("Postgres is away, trying again", error=error, seconds=round(pause, 1))
                await asyncio.sleep(pause)
        raise AssertionError

    async def _consume(self) -> None:
        async def start(subscribed: _Subscribed) -> None:
            await subscribed.breaker.load()
            for pause in pauses(float("inf")):
                try:
                    await subscribed.consumer.start()
                    return
                except Exception as error:  # noqa: BLE001  # whatever it is, readiness shows it
                    warn(
                        "Kafka is away, trying again",
                        consumer=subscribed.consumer.name,
                        error=error,
                    )
                    await asyncio.sleep(pause)

        await asyncio.gather(*(start(s) for s in self._subscribed))

    async def _monitor(self, running: Running) -> None:
        metrics = running.metrics
        housekeeping = time.monotonic() + 3600
        while not running.stopping.is_set():
            self._beat = time.monotonic()
            try:
                for relay in self._relays.values():
                    await relay.measure()
                metrics.parked.set(await running.pool.fetchval("select count(*) from parked"))
                for subscribed in self._subscribed:
                    name = subscribed.consumer.name
                    await subscribed.breaker.look()
                    await subscribed.batch.replay()
                    metrics.assigned.labels(name).set(subscribed.consumer.partitions or 0)
                    if (lag := await subscribed.consumer.lag()) is not None:
                        metrics.lag.labels(name).set(lag)
                if time.monotonic() > housekeeping:
                    housekeeping = time.monotonic() + 3600
                    async with running.pool.acquire() as conn, conn.transaction():
                        await inbox.keep_partitions(conn, running.clock.now())
            except Exception as error:  # noqa: BLE001  # the next look may see again
                warn("could not look around", error=error)
            with suppress(TimeoutError):
                await asyncio.wait_for(running.stopping.wait(), 1)

    async def _live(self) -> str | None:
        if time.monotonic() - self._beat > STUCK_SECONDS:
            return "the event loop or its monitor is stuck"
        stuck = [s.consumer.name for s in self._subscribed if s.stuck()]
        return f"no progress: {', '.join(stuck)}" if stuck else None

    async def _ready(self, pool: asyncpg.Pool) -> str | None:
        joining = [s.consumer.name for s in self._subscribed if s.consumer.partitions is None]
        if joining:
            return f"joining: {', '.join(joining)}"
        try:
            await pool.fetchval("select 1", timeout=2)
        except Exception:  # noqa: BLE001
            return "Postgres does not answer"
        return None

    async def _at_rest(self, timers: Sequence[Timer], running: Running) -> str | None:
        for subscribed in self._subscribed:
            if subscribed.consumer.busy or await subscribed.consumer.lag() != 0:
                return f"{subscribed.consumer.name} has work"
        if any(timer.working for timer in timers):
            return "a timer is at work"
        for lane, relay in self._relays.items():
            if await relay.measure():
                return f"outbox {lane} is not empty"
        for check in self._idle:
            if under_way := await check(running):
                return under_way
        return None


async def _until_done(work: Awaitable[None]) -> None:
    await work


async def _first_failure(tasks: Sequence[asyncio.Task[None]]) -> None:
    pending: set[asyncio.Task[None]] = set(tasks)
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled():
                task.result()


async def _finish(tasks: Sequence[asyncio.Task[None]], seconds: float) -> None:
    """Wait for tasks, bounded; what is not done by then is cancelled."""
    if not tasks:
        return
    _, pending = await asyncio.wait(tasks, timeout=seconds)
    for task in pending:
        warn("did not finish in time", name=task.get_name())
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
