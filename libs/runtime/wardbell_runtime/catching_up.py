"""After an outage, what was said on a topic meanwhile is heard before timers speak of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from wardbell_runtime.errors import Transient
from wardbell_runtime.kafka import Consumer
from wardbell_runtime.running import Running

LOOK_SECONDS = 1.0
AWAY_SECONDS = 10.0
"""Shorter is a rebalance: Kafka was there, and what others said is on the topic."""
SETTLE_SECONDS = 20.0
"""Kafka is back: others' outboxes are on the topic by then; a relay tries again within 12 s."""


class CatchingUp:
    """Whether all is read that was said on a topic while it could not be.

    Else who cancelled meanwhile would be reminded the moment we are back. The topic's ends are
    taken once for each start and each outage: with what is said all the time nobody is ever done.
    """

    def __init__(self, consumer: Callable[[], Consumer | None]) -> None:
        self._consumer = consumer
        self._ends: dict[int, int] | None = None
        self._settled_at = 0.0
        """Monotonic seconds, as `_well_at`, when Kafka was there last."""
        self._well_at = 0.0
        self._oldest: int | None = None
        """The first row of the outbox."""
        self.done = False

    async def run(self, running: Running) -> None:
        """Look until the service stops."""
        self._well_at = time.monotonic()
        look = partial(self._look, running)
        await running.repeat("what was said meanwhile", look, seconds=LOOK_SECONDS)

    def check(self) -> None:
        """Transient: not yet, or not now."""
        if not self.done:
            raise Transient("what was said meanwhile is not read yet")

    async def _look(self, running: Running) -> None:
        consumer = self._consumer()
        ends = await consumer.ends() if consumer else None
        # What stands there would be sent hours later, whatever is said until then.
        outbox_stands = await self._outbox_stands(running)
        now = time.monotonic()
        if consumer is None or not ends or outbox_stands:
            self.done = False
            return
        if now - self._well_at > AWAY_SECONDS:
            self._ends, self._settled_at = None, now + SETTLE_SECONDS
        self._well_at = now
        if self.done or now < self._settled_at:
            return
        self._ends = self._ends or ends
        committed = await consumer.committed() or {}
        self.done = all(committed.get(n, -1) >= end for n, end in self._ends.items())

    async def _outbox_stands(self, running: Running) -> bool:
        before = self._oldest
        self._oldest = await running.pool.fetchval("select min(id) from outbox")
        return before is not None and self._oldest == before
