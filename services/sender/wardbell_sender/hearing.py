"""Whether WhatsApp's silence means anything: a status is missing only if we could have heard it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

CAUGHT_UP = 1_000
"""Statuses waiting at which we still hear: a fraction of a second at the highest rate."""

Lag = Callable[[], Awaitable[int | None]]
"""Statuses on Kafka that were not taken yet; None while that is not known."""


class Hearing:
    """Keeps account of the times in which statuses were read as they came.

    While Kafka, Postgres or the consumer's group is away, webhooks are refused and WhatsApp comes
    again after waits that grow with the outage. So the wait for a status begins anew when the
    outage is over, and is at least as long as that was.

    Args:
        wait: how long a status may take
    """

    def __init__(self, lag: Lag, wait: timedelta) -> None:
        self._lag = lag
        self._wait = wait
        self._heard_since: datetime | None = None
        self._heard_until: datetime | None = None
        self._catching_up = timedelta()

    async def settled_before(self, now: datetime) -> datetime | None:
        """A send that is unclear since before this has no status coming; None: too early to say."""
        self._heard_until = self._heard_until or now
        lag = await self._lag()
        if lag is None or lag > CAUGHT_UP:
            self.interrupted()
            return None
        if self._heard_since is None:
            self._heard_since = now
            self._catching_up = now - self._heard_until
        self._heard_until = now
        if now - self._heard_since < max(self._wait, self._catching_up):
            return None
        return now - self._wait

    def interrupted(self) -> None:
        """Nothing can be heard just now."""
        self._heard_since = None
