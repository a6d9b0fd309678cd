"""A service: its subscriptions, timers and background work, from start to a graceful end."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import asyncpg
from prometheus_client import CollectorRegistry

from wardbell_events.topics import Lane, Topic
from wardbell_runtime import database, inbox
from wardbell_runtime.clock import Clock, open_clock
from wardbell_runtime.due import Timer, TimerHandler
from wardbell_runtime.errors import is_transient, pauses
from wardbell_runtime.health import Check, health_app
from wardbell_runtime.http import serve
from wardbell_runtime.kafka import Publisher
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.outbox import Relay
from wardbell_runtime.running import Background, Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.subscribed import Subscribed
from wardbell_runtime.subscription import Handlers, OnParked, Prepare, Subscription
from wardbell_runtime.tasks import finish, first_failure

LANES: tuple[Lane, ...] = ("normal", "urgent")
HOUSEKEEPING_SECONDS = 600.0
LAST_PASS_SECONDS = 3.0
"""What relays get at the end, however long the rest took."""


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
        self._subscribed: list[Subscribed] = []
        self.health_port = 0

    def consume(
        self,
        topic: Topic,
        handlers: Handlers,
        *,
        prepare: Prepare | None = None,
        on_parked: OnParked | None = None,
        linger: float = 0.0,
    ) -> None:
        """Handle events of a topic; types that are not named are skipped and counted.

        `linger`: seconds between two batches, for what nobody waits for. Many records then share
        a transaction, which leaves the machine to those that patients wait for.
        """
        if any(s.topic is topic for s in self._subscriptions):
            raise ValueError(f"{self.name} consumes {topic.name} already")
        self._subscriptions.append(Subscription(topic, handlers, prepare, on_parked, linger))

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

    async def lag(self, topic: Topic) -> int | None:
        """Records of a consumed topic that were not taken yet; None while that is not known."""
        for subscribed in self._subscribed:
            if subscribed.topic is topic:
                return await subscribed.consumer.lag()
        return None

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then finish what is open.

        Raises:
            SystemExit: a part of it broke. The log says where; the error's text, which may hold
                personal data, goes nowhere.
        """
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        try:
            async with self.running() as broken:
                ended = asyncio.create_task(stop.wait())
                await asyncio.wait({ended, broken}, return_when=asyncio.FIRST_COMPLETED)
                ended.cancel()
                if broken.done():
                    broken.result()
        except Exception as error:  # noqa: BLE001  # the end of the process
            log("ended by a fault", level=logging.ERROR, service=self.name, error=error)
            raise SystemExit(1) from None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """The service at work inside the block; yields a task that fails if its work breaks."""
        settings = self.settings
        clock, following = await open_clock(settings.wardbell_clock)
        async with AsyncExitStack() as opened:
            if following is not None:
                opened.push_async_callback(finish, [following], 0)
            pool = await self._connect(clock)
            opened.push_async_callback(database.close_pool, pool)
            metrics = Metrics(CollectorRegistry())
            publishers = {lane: Publisher(settings, f"{self.name}-{lane}") for lane in LANES}
            for publisher in publishers.values():
                opened.push_async_callback(publisher.stop)
            self._relays = {
                lane: Relay(lane, pool, publishers[lane], metrics, clock) for lane in LANES
            }
            running = Running(
                self.name, self.schema, pool, clock, metrics, self._wake, asyncio.Event()
            )
            timers = [Timer(name, handler, running) for name, handler in self._timers]
            self._subscribed = [
                Subscribed(s, running, settings, self.backlogged) for s in self._subscriptions
            ]
            checks: dict[str, Check] = {
                "live": self._live,
                "ready": partial(self._ready, pool),
                "idle": partial(self._at_rest, timers, running),
            }
            self.health_port = await opened.enter_async_context(
                serve(
                    health_app(checks, metrics.registry),
                    settings.health_host,
                    settings.health_port,
                )
            )
            async with self._working(running, timers) as broken:
                yield broken
        log("stopped", service=self.name)

    @asynccontextmanager
    async def _working(
        self, running: Running, timers: Sequence[Timer]
    ) -> AsyncIterator[asyncio.Task[None]]:
        begin = asyncio.create_task
        relaying = [begin(r.run(), name=f"relay {lane}") for lane, r in self._relays.items()]
        working = [begin(timer.run(), name=f"timer {timer.name}") for timer in timers]
        working += [begin(work(running), name=name) for name, work in self._background]
        watching = [
            begin(self._start_consumers(), name="start consumers"),
            begin(self._look_around(running), name="look around"),
        ]
        broken = begin(first_failure([*relaying, *working, *watching]))
        log("started", service=self.name, port=self.health_port)
        try:
            yield broken
        finally:
            broken.cancel()
            running.stopping.set()
            await self._stop(watching, working, relaying)

    async def _stop(
        self,
        watching: Sequence[asyncio.Task[None]],
        working: Sequence[asyncio.Task[None]],
        relaying: Sequence[asyncio.Task[None]],
    ) -> None:
        """In the order of the flow, so that each finds finished what comes before it."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.settings.graceful_seconds
        # They only look; half-way through a look they would ask stopped consumers, and wait.
        await finish(watching, 0)
        await asyncio.gather(*(s.consumer.stop() for s in self._subscribed))
        await finish(working, max(0, deadline - loop.time()))
        for relay in self._relays.values():
            relay.stop()
        await finish(relaying, max(LAST_PASS_SECONDS, deadline - loop.time()))

    def _wake(self, lanes: set[Lane]) -> None:
        for lane in lanes:
            self._relays[lane].wake()

    async def _connect(self, clock: Clock) -> asyncpg.Pool:
        url = self.settings.database_url.get_secret_value()
        for pause in pauses():
            try:
                pool = await database.open_pool(url, self.schema, self.settings.database_pool)
            except Exception as error:
                if not is_transient(error):
                    raise
                warn("Postgres is away, trying again", error=error, seconds=round(pause, 1))
                await asyncio.sleep(pause)
            else:
                try:
                    await self._keep_house(pool, clock, lock_seconds=30)
                except BaseException:
                    pool.terminate()
                    raise
                return pool
        raise AssertionError

    async def _keep_house(self, pool: asyncpg.Pool, clock: Clock, *, lock_seconds: int) -> None:
        kafka_days = max((s.topic.days for s in self._subscriptions), default=0)
        async with pool.acquire() as conn, conn.transaction():
            await conn.execute(f"set local lock_timeout = '{lock_seconds}s'")
            await inbox.keep_partitions(conn, clock.now(), kafka_days)

    async def _start_consumers(self) -> None:
        async def start(subscribed: Subscribed) -> None:
            for pause in pauses():
                try:
                    await subscribed.breaker.load()
                    await subscribed.consumer.start()
                    return
                except Exception as error:  # noqa: BLE001  # whatever it is, readiness shows it
                    warn("cannot consume yet", consumer=subscribed.consumer.name, error=error)
                    await asyncio.sleep(pause)

        await asyncio.gather(*(start(s) for s in self._subscribed))

    async def _look_around(self, running: Running) -> None:
        async def outbox_and_parked() -> None:
            for relay in self._relays.values():
                await relay.measure()
            running.metrics.parked.set(await running.pool.fetchval("select count(*) from parked"))

        async def keep_house() -> None:
            await self._keep_house(running.pool, running.clock, lock_seconds=1)

        await asyncio.gather(
            running.repeat("outbox", outbox_and_parked),
            running.repeat("housekeeping", keep_house, seconds=HOUSEKEEPING_SECONDS),
            *(running.repeat(s.consumer.name, s.look) for s in self._subscribed),
        )

    async def _live(self) -> str | None:
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
            if await subscribed.consumer.lag() != 0:
                return f"{subscribed.consumer.name} has work"
        for timer in timers:
            if not await timer.at_rest():
                return f"timer {timer.name} has work"
        for lane, relay in self._relays.items():
            if await relay.measure():
                return f"outbox {lane} is not empty"
        for check in self._idle:
            if under_way := await check(running):
                return under_way
        return None
