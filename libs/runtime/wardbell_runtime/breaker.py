"""Stops a consumer that parks too much, so that one bad release cannot park a whole topic.

Stored, so it survives restarts; an operator closes it (`delete from breaker`), or a new version
does. One over an urgent topic shows, but does not stop: each parked emergency is answered with the
number, a waiting one would not be.
"""

from __future__ import annotations

from collections import deque

import asyncpg

from wardbell_runtime.clock import Clock
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics

WINDOW = 50
"""How many of the last records are looked at."""
LIMIT = 20
"""Parked ones among them that open the breaker."""


class Breaker:
    """One consumer's breaker."""

    def __init__(
        self,
        consumer: str,
        version: str,
        pool: asyncpg.Pool,
        metrics: Metrics,
        clock: Clock,
        *,
        may_stop: bool,
    ) -> None:
        self._consumer = consumer
        self._may_stop = may_stop
        self._version = version
        self._pool = pool
        self._gauge = metrics.breaker.labels(consumer)
        self._clock = clock
        self._recent: deque[bool] = deque(maxlen=WINDOW)
        self.open = False

    async def load(self) -> None:
        """Read the stored state; one that another version left open is closed."""
        row = await self._pool.fetchrow(
            "delete from breaker where consumer = $1 and version <> $2 returning version",
            self._consumer,
            self._version,
        )
        if row is not None:
            log("breaker closed by a new version", consumer=self._consumer, version=self._version)
        await self.look()

    async def look(self) -> None:
        """See whether it is open now."""
        was = self.open
        self.open = await self._pool.fetchval(
            "select exists (select 1 from breaker where consumer = $1)", self._consumer
        )
        self._gauge.set(self.open)
        if was and not self.open:
            self._recent.clear()
            log("breaker closed", consumer=self._consumer)

    @property
    def stops(self) -> bool:
        """Whether the consumer has to stop now."""
        return self.open and self._may_stop

    async def count(self, *, handled: int = 0, parked: int = 0) -> None:
        """What became of the last records; opens the breaker when too many were parked."""
        self._recent.extend([False] * min(handled, WINDOW))
        self._recent.extend([True] * min(parked, WINDOW))
        if sum(self._recent) < LIMIT or self.open:
            return
        await self._pool.execute(
            "insert into breaker (consumer, opened_at, version, reason) values ($1, $2, $3, $4)"
            " on conflict do nothing",
            self._consumer,
            self._clock.now(),
            self._version,
            f"{sum(self._recent)} of the last {len(self._recent)} records were parked",
        )
        self.open = True
        self._gauge.set(1)
        warn("breaker opened: too much parked", consumer=self._consumer)
