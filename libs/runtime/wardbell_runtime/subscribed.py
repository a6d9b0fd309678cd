"""One subscription at work: consumer, transactions, breaker, replays."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from wardbell_runtime.batch import Batch, Nack
from wardbell_runtime.breaker import Breaker
from wardbell_runtime.kafka import STUCK_SECONDS, Consumer
from wardbell_runtime.log import warn
from wardbell_runtime.records import Record
from wardbell_runtime.replay import Replay
from wardbell_runtime.running import Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.subscription import Subscription

HOLD_SECONDS = 10.0
"""How long one batch waits for a breaker or a backlog before Kafka is asked again."""
HOLD_LOOK_SECONDS = 0.1
FAULT_SECONDS = 1.0
"""Kafka hands a refused batch out again at once: what nobody foresaw is not tried in a hot loop."""


class Subscribed:
    """What a running service does with one topic."""

    def __init__(
        self,
        subscription: Subscription,
        running: Running,
        settings: Settings,
        backlogged: Callable[[], bool],
    ) -> None:
        self.topic = subscription.topic
        self._backlogged = backlogged
        name = f"{running.service}.{subscription.topic.name}"
        self.breaker = Breaker(
            name,
            settings.wardbell_version,
            running.pool,
            running.metrics,
            running.clock,
            may_stop=not subscription.topic.urgent,
        )
        self.batch = Batch(
            subscription, running, self.breaker, interrupted=lambda: self.consumer.interrupted
        )
        self.replay = Replay(subscription, running)
        self.consumer = Consumer(
            settings,
            service=running.service,
            topic=subscription.topic,
            handle=self._handle,
            metrics=running.metrics,
            linger=subscription.linger,
        )

    async def _handle(self, records: Sequence[Record]) -> None:
        self.batch.moved_at = time.monotonic()
        try:
            await self._hold()
            await self.batch.run(records)
        except Nack:
            raise
        except Exception as error:
            warn("batch refused", consumer=self.consumer.name, error=error)
            await asyncio.sleep(FAULT_SECONDS)
            raise
        finally:
            self.batch.moved_at = None

    async def _hold(self) -> None:
        """Wait while nothing may be handled; Nack when that takes long."""
        deadline = time.monotonic() + HOLD_SECONDS
        while self.breaker.stops or self._backlogged():
            if self.consumer.interrupted or time.monotonic() > deadline:
                raise Nack
            await asyncio.sleep(HOLD_LOOK_SECONDS)

    async def start(self) -> None:
        """Begin to consume, as the breaker was left."""
        await self.breaker.load()
        await self.consumer.start()

    async def look(self) -> None:
        """What operators asked for, and the gauges."""
        await self.breaker.look()
        await self.consumer.show()
        await self.replay.run()

    def stuck(self) -> bool:
        """Whether a restart may help. Waiting for a neighbour is no such thing."""
        moved_at = self.batch.moved_at
        still = moved_at is not None and time.monotonic() - moved_at > STUCK_SECONDS
        return still or self.consumer.stuck
