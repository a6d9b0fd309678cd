"""A started service: everything it does at once, how that ends, and how it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from wardbell_events.topics import Lane
from wardbell_runtime import inbox
from wardbell_runtime.due import Timer, TimerHandler, TimerPrepare
from wardbell_runtime.errors import pauses
from wardbell_runtime.log import warn
from wardbell_runtime.outbox import Relay
from wardbell_runtime.overheard import Overheard, Overhearing
from wardbell_runtime.running import Background, Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.subscribed import Subscribed
from wardbell_runtime.subscription import Subscription
from wardbell_runtime.tasks import Tasks, finish, first_failure

HOUSEKEEPING_SECONDS = 600.0
CONNECT_SECONDS = 10.0
"""A consumer that is just connecting is waited for: broken off it leaves a socket open. That takes
as long only where Kafka takes connections and does not answer."""
LAST_PASS_SECONDS = 3.0
"""What relays get at the end, however long the rest took."""


@dataclass
class Declared:
    """What a service said it does."""

    subscriptions: list[Subscription | Overhearing] = field(default_factory=list)
    timers: list[tuple[str, TimerHandler, TimerPrepare | None, Lane]] = field(default_factory=list)
    background: list[tuple[str, Background, Lane]] = field(default_factory=list)
    idle: list[Callable[[Running], Awaitable[str | None]]] = field(default_factory=list)

    async def keep_house(self, running: Running) -> None:
        """Have the inbox' partitions."""
        kafka_days = max((s.topic.days for s in self.subscriptions), default=0)
        async with running.pool.acquire() as conn:
            await inbox.keep_partitions(conn, running.clock.now(), kafka_days)


class Work:
    """A service's consumers, timers, background work and relays."""

    def __init__(
        self,
        declared: Declared,
        lanes: Mapping[Lane, Running],
        relays: Mapping[Lane, Relay],
        settings: Settings,
    ) -> None:
        self._declared = declared
        self._lanes = lanes
        self._running = lanes["normal"]
        self._relays = relays
        self._graceful_seconds = settings.graceful_seconds
        self._timers = [
            Timer(name, handler, prepare, lanes[lane], self._holds(lane), urgent=lane == "urgent")
            for name, handler, prepare, lane in declared.timers
        ]
        self.subscribed = [self._at_work(s, settings) for s in declared.subscriptions]

    def _at_work(
        self, declared: Subscription | Overhearing, settings: Settings
    ) -> Subscribed | Overheard:
        lane = declared.topic.lane
        running = self._lanes[lane]
        if isinstance(declared, Overhearing):
            return Overheard(declared, running, settings)
        return Subscribed(declared, running, settings, self._holds(lane))

    def _holds(self, lane: Lane) -> Callable[[], bool]:
        """What tells a lane's consumers and timers to pause: nothing does an emergency's."""
        return self.backlogged if lane == "normal" else lambda: False

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[asyncio.Task[None]]:
        """All of it, inside the block; yields a task that fails if a part of it breaks."""
        begin, running = asyncio.create_task, self._running
        relaying = [begin(r.run(), name=f"relay {lane}") for lane, r in self._relays.items()]
        working = [begin(t.run(), name=f"timer {t.name}") for t in self._timers]
        working += [
            begin(work(self._lanes[lane]), name=name)
            for name, work, lane in self._declared.background
        ]
        starting = [begin(self._start(s), name="start consumer") for s in self.subscribed]
        watching = [begin(self._look_around(), name="look around")]
        broken = begin(first_failure([*relaying, *working, *starting, *watching]))
        try:
            yield broken
        finally:
            broken.cancel()
            running.stopping.set()
            self.wake({timer.name for timer in self._timers})
            # They only look; half-way through a look they would ask stopped consumers, and wait.
            await finish(watching, 0)
            await finish(starting, CONNECT_SECONDS)
            await self._stop(working, relaying)

    def wake(self, timers: set[str]) -> None:
        """These timers have work."""
        for timer in self._timers:
            if timer.name in timers:
                timer.wake()

    def backlogged(self) -> bool:
        """Whether so much waits in the outbox that normal consumers and timers pause."""
        return any(relay.backlogged for relay in self._relays.values())

    def stuck(self) -> str | None:
        """What makes no progress, in words."""
        stuck = [s.consumer.name for s in self.subscribed if s.stuck()]
        return f"no progress: {', '.join(stuck)}" if stuck else None

    async def unready(self) -> str | None:
        """What is missing for the service to do its work, in words."""
        joining = [s.consumer.name for s in self.subscribed if s.consumer.partitions is None]
        if joining:
            return f"joining: {', '.join(joining)}"
        try:
            await self._running.pool.fetchval("select 1", timeout=2)
        except Exception:  # noqa: BLE001
            return "Postgres does not answer"
        return None

    async def under_way(self) -> str | None:
        """What is being done or waits to be done now, in words."""
        # Together: each may wait half a second for Kafka to end the poll that it holds open.
        lags = await asyncio.gather(*(s.consumer.lag() for s in self.subscribed))
        for subscribed, lag in zip(self.subscribed, lags, strict=True):
            if lag != 0:
                return f"{subscribed.consumer.name} has work"
        for timer in self._timers:
            if not await timer.at_rest():
                return f"timer {timer.name} has work"
        for lane, relay in self._relays.items():
            if await relay.measure():
                return f"outbox {lane} is not empty"
        for check in self._declared.idle:
            if under_way := await check(self._running):
                return under_way
        return None

    async def _start(self, subscribed: Subscribed | Overheard) -> None:
        stopping = self._running.stopping
        for pause in pauses():
            if stopping.is_set():
                return
            try:
                await subscribed.start()
                return
            except Exception as error:  # noqa: BLE001  # whatever it is, readiness shows it
                warn("cannot consume yet", consumer=subscribed.consumer.name, error=error)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopping.wait(), pause)

    async def _look_around(self) -> None:
        running = self._running

        async def outbox_and_parked() -> None:
            for relay in self._relays.values():
                await relay.measure()
            running.metrics.parked.set(await running.pool.fetchval("select count(*) from parked"))

        async def keep_house() -> None:
            await self._declared.keep_house(running)

        await asyncio.gather(
            running.repeat("outbox", outbox_and_parked),
            running.repeat("housekeeping", keep_house, seconds=HOUSEKEEPING_SECONDS),
            *(running.repeat(s.consumer.name, s.look) for s in self.subscribed),
        )

    async def _stop(self, working: Tasks, relaying: Tasks) -> None:
        """In the order of the flow, so that each finds finished what comes before it."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._graceful_seconds
        await asyncio.gather(*(s.consumer.stop() for s in self.subscribed))
        self._running.drained.set()
        await finish(working, max(0, deadline - loop.time()))
        for relay in self._relays.values():
            relay.stop()
        await finish(relaying, max(LAST_PASS_SECONDS, deadline - loop.time()))
