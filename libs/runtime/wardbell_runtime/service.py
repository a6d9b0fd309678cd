"""A service: what it declares, from start to a graceful end."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

from prometheus_client import CollectorRegistry

from wardbell_events.topics import Lane, Topic
from wardbell_runtime import database
from wardbell_runtime.catching_up import CatchingUp
from wardbell_runtime.clock import open_clock
from wardbell_runtime.due import TimerHandler, TimerPrepare, pull_in
from wardbell_runtime.errors import is_transient, pauses
from wardbell_runtime.health import health_app
from wardbell_runtime.http import serve
from wardbell_runtime.kafka import Consumer, Publisher
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.outbox import Relay
from wardbell_runtime.overheard import Notes, Overhearing
from wardbell_runtime.running import Background, Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.subscription import Handlers, OnParked, Prepare, Subscription
from wardbell_runtime.tasks import finish
from wardbell_runtime.work import Declared, Work

LANES: tuple[Lane, ...] = ("normal", "urgent")
HOUR_SECONDS = 3600.0


class Service:
    """Declares what a service does; `run` does it.

    Wiring fits on a screen: `consume` topics, `timers` for due jobs, `background` for the rest.
    """

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.settings = settings
        self.schema = name + settings.wardbell_schema_suffix
        self.health_port = 0
        self._declared = Declared()
        self._relays: dict[Lane, Relay] = {}
        self._work: Work | None = None

    def consume(
        self,
        topic: Topic,
        handlers: Handlers,
        *,
        prepare: Prepare | None = None,
        on_parked: OnParked | None = None,
        linger: float = 0.0,
        concerns: Callable[[Any], bool] | None = None,
    ) -> None:
        """Handle events of a topic; types that are not named are skipped and counted.

        `concerns`: whether an event is for this service, told by the event alone; all others leave
        no trace, which is cheaper by far than a handler that does nothing.

        `linger`: seconds between two batches, for what nobody waits for. Many records then share
        a transaction, which leaves the machine to those that patients wait for.
        """
        self._subscribe(Subscription(topic, handlers, prepare, on_parked, linger, concerns))

    def overhear(self, topic: Topic, notes: Notes, *, linger: float = 0.0) -> None:
        """Note events of a topic in memory, for courtesies that may be lost or done twice.

        There is no transaction, and what cannot be read is left to those whose topic it is.
        """
        self._subscribe(Overhearing(topic, notes, linger))

    def _subscribe(self, declared: Subscription | Overhearing) -> None:
        if any(s.topic is declared.topic for s in self._declared.subscriptions):
            raise ValueError(f"{self.name} consumes {declared.topic.name} already")
        self._declared.subscriptions.append(declared)

    def timers(
        self,
        name: str,
        handler: TimerHandler,
        *,
        prepare: TimerPrepare | None = None,
        urgent: bool = False,
    ) -> None:
        """Call a handler when a job of this name is due; `prepare` reads for all that are.

        `urgent`: with the connections of the urgent lane, and however much waits in the outbox.
        """
        if not self._declared.timers:
            self.hourly("jobs given up", pull_in)
        self._declared.timers.append((name, handler, prepare, "urgent" if urgent else "normal"))

    def background(self, name: str, work: Background, *, urgent: bool = False) -> None:
        """Run something for as long as the service runs.

        It ends when `stopping` is set, or `drained` where consumers hand it work.

        `urgent`: with the connections of the urgent lane, which no other work can use up.
        """
        self._declared.background.append((name, work, "urgent" if urgent else "normal"))

    def hourly(self, name: str, work: Callable[[Running], Awaitable[object]]) -> None:
        """Do something at the start and each hour after, as forgetting (`Running.forget`)."""

        async def again(running: Running) -> None:
            await running.repeat(name, partial(work, running), seconds=HOUR_SECONDS)

        self.background(name, again)

    def idle_when(self, check: Callable[[Running], Awaitable[str | None]]) -> None:
        """One more condition for `/idle`: None, or what is under way in words."""
        self._declared.idle.append(check)

    def backlogged(self) -> bool:
        """Whether so much waits in the outbox that normal consumers and timers pause."""
        return self._work is not None and self._work.backlogged()

    def catching_up(self, topic: Topic) -> CatchingUp:
        """For timers that speak of what a consumed topic says: whether it is read."""
        made = CatchingUp(partial(self.consumer, topic))
        self.background("catching up", made.run)
        return made

    def consumer(self, topic: Topic) -> Consumer | None:
        """Who reads a topic; None: nobody does, or not yet."""
        for subscribed in self._work.subscribed if self._work else []:
            if subscribed.topic is topic:
                return subscribed.consumer
        return None

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then finish what is open.

        Raises:
            SystemExit: a part of it broke. The log says where; the error's text, which may hold
                personal data, goes nowhere.
        """
        stop, main, begun = asyncio.Event(), asyncio.current_task(), False

        def asked() -> None:
            stop.set()
            if not begun and main is not None:
                main.cancel()  # it still waits for Postgres

        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, asked)
        try:
            async with self.running() as broken:
                begun = True
                ended = asyncio.create_task(stop.wait())
                await asyncio.wait({ended, broken}, return_when=asyncio.FIRST_COMPLETED)
                ended.cancel()
                if broken.done():
                    broken.result()
        except asyncio.CancelledError:
            if begun or not stop.is_set():
                raise
        except Exception as error:  # noqa: BLE001  # the end of the process
            log("ended by a fault", level=logging.ERROR, service=self.name, error=error)
            raise SystemExit(1) from None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """The service at work inside the block; yields a task that fails if its work breaks."""
        settings, metrics = self.settings, Metrics(CollectorRegistry())
        self._work = None
        checks = {"live": self._live, "ready": self._ready, "idle": self._idle}
        async with AsyncExitStack() as opened:
            clock, following = await open_clock(settings.wardbell_clock)
            if following is not None:
                opened.push_async_callback(finish, [following], 0)
            # Before anything is there: who waits for Postgres is not ready, but alive.
            self.health_port = await opened.enter_async_context(
                serve(
                    health_app(checks, metrics.registry),
                    settings.health_host,
                    settings.health_port,
                )
            )
            running: dict[Lane, Running] = {}
            stopping, drained = asyncio.Event(), asyncio.Event()
            for lane in LANES:
                pool = await database.open_pool(
                    settings.database_url.get_secret_value(), self.schema, settings.database_pool
                )
                opened.push_async_callback(database.close_pool, pool)
                running[lane] = Running(
                    self.name, self.schema, pool, clock, metrics, self._wake, stopping, drained
                )
            await self._wait_for_postgres(running["normal"])
            for lane in LANES:
                publisher = Publisher(settings, f"{self.name}-{lane}")
                opened.push_async_callback(publisher.stop)
                self._relays[lane] = Relay(lane, running[lane].pool, publisher, metrics, clock)
            self._work = Work(self._declared, running, self._relays, settings)
            log("started", service=self.name, port=self.health_port)
            async with self._work.going_on() as broken:
                yield broken
        log("stopped", service=self.name)

    async def _wait_for_postgres(self, running: Running) -> None:
        for pause in pauses():
            try:
                await self._declared.keep_house(running)
                return
            except Exception as error:
                if not is_transient(error):
                    raise
                warn("Postgres is away, trying again", error=error, seconds=round(pause, 1))
                await asyncio.sleep(pause)

    def _wake(self, lanes: set[Lane], timers: set[str]) -> None:
        for lane in lanes:
            self._relays[lane].wake()
        if self._work:
            self._work.wake(timers)

    async def _live(self) -> str | None:
        return self._work.stuck() if self._work else None

    async def _ready(self) -> str | None:
        return await self._work.unready() if self._work else "Postgres is away"

    async def _idle(self) -> str | None:
        return await self._work.under_way() if self._work else "starting"
