"""Whether WhatsApp's silence means anything: a status is missing only if we would have heard it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from wardbell_runtime.kafka import Consumer


class Hearing:
    """Whether all is read that WhatsApp may have said of what is unclear; asked while something is.

    Two things may keep a status from us. While Kafka is away, or the consumers' group is forming,
    webhooks may be refused, and WhatsApp comes again after waits that grow with the outage: so the
    wait begins anew when that is over, and is at least as long as it was. And what has come stands
    on its topic until it is read, by whichever replica: so the topic's ends are taken when the wait
    is over, once, and the group has to pass them, in each partition.

    Args:
        statuses: the consumer of statuses; None: it does not run yet
        wait: how long a status may take
    """

    def __init__(self, statuses: Callable[[], Consumer | None], wait: timedelta) -> None:
        self._statuses = statuses
        self._wait = wait
        self._could_since: datetime | None = None
        self._could_until: datetime | None = None
        self._away = timedelta()
        self._ends: tuple[datetime, dict[int, int]] | None = None
        """Where the topic ended, and when."""

    async def settled_before(self, now: datetime) -> datetime | None:
        """A send that is unclear since before this has no status coming; None: too early to say."""
        self._could_until = self._could_until or now
        consumer = self._statuses()
        ends = await consumer.ends() if consumer else None
        done = await consumer.committed() if consumer and ends else None
        if not ends or done is None:
            self.interrupted()
            return None
        if self._could_since is None:
            self._could_since, self._away = now, now - self._could_until
        self._could_until = now
        if now - self._could_since < max(self._wait, self._away):
            return None
        at, wanted = self._ends = self._ends or (now, ends)
        if any(done.get(partition, -1) < end for partition, end in wanted.items()):
            return None
        self._ends = None
        return at - self._wait

    def interrupted(self) -> None:
        """Nothing can be heard just now."""
        self._could_since = self._ends = None

    def nothing_missing(self) -> None:
        """Nobody waits for a status: the next who does begins from the start."""
        self._could_since = self._could_until = self._ends = None
