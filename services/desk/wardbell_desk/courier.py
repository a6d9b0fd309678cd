"""Claim, call, record: notices leave for one channel. A call never happens in a transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime, timedelta
from typing import Protocol

from wardbell_desk import notices
from wardbell_desk.metrics import DeskMetrics
from wardbell_desk.notices import Channel, Notice
from wardbell_desk.settings import DeskSettings
from wardbell_runtime import Running, warn

POLL_SECONDS = 0.5
AT_ONCE = 8
"""Notices sent together."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
GIVE_UP = timedelta(days=1)
"""A notice that did not get through for so long is of no use any more."""


class NotSent(Exception):
    """A channel did not take a notice. Its text is a code, never a text of the other side."""


Send = Callable[[Notice, datetime], Awaitable[None]]
"""Send a notice, with the time of this try. NotSent: it did not get through."""


class Way(Protocol):
    """A way to staff."""

    name: Channel

    def open(self) -> AbstractAsyncContextManager[Send]:
        """What sends, for as long as the service runs."""


class Courier:
    """Sends one channel's urgent or other notices: what hangs in one never holds the rest."""

    def __init__(
        self, way: Way, settings: DeskSettings, metrics: DeskMetrics, *, urgent: bool
    ) -> None:
        self.name = f"{'urgent ' if urgent else ''}{way.name}"
        self._way = way
        self._settings = settings
        self._metrics = metrics
        self.urgent = urgent
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self, running: Running) -> None:
        """Send until the service stops; calls under way are finished and recorded."""
        async with self._way.open() as send:
            while not running.stopping.is_set():
                self._woken.clear()
                try:
                    more = await self._round(running, send)
                except Exception as error:  # noqa: BLE001  # their lease ends, the next round has them
                    warn("notices not recorded, trying again", name=self.name, error=error)
                    more = False
                if not more:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)

    async def _round(self, running: Running, send: Send) -> bool:
        """Send what is due; True if there may be more at once."""
        claimed = await notices.claim(
            running,
            self._way.name,
            urgent=self.urgent,
            limit=AT_ONCE,
            lease=self._settings.lease,
        )
        results = await asyncio.gather(
            *(self._deliver(running, send, notice) for notice in claimed), return_exceptions=True
        )
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return len(claimed) == AT_ONCE

    async def _deliver(self, running: Running, send: Send, notice: Notice) -> None:
        try:
            async with asyncio.timeout(self._settings.desk_notice_timeout_seconds):
                await send(notice, running.clock.now())
        except Exception as error:  # noqa: BLE001  # one that cannot be sent must not hold the others
            await self._failed(running, notice, error)
            return
        await notices.finish(running, notice.id, "sent")
        self._metrics.notices.labels(self._way.name, "sent").inc()

    async def _failed(self, running: Running, notice: Notice, error: Exception) -> None:
        now = running.clock.now()
        given_up = now - notice.created_at >= GIVE_UP
        if given_up:
            await notices.finish(running, notice.id, "given_up")
        else:
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(notice.attempts - 1, 10))
            await notices.try_again(running, notice.id, now + wait)
        self._metrics.notices.labels(self._way.name, "given_up" if given_up else "failed").inc()
        warn(
            "notice to staff given up" if given_up else "notice to staff did not get through",
            name=self.name,
            task_id=notice.task_id,
            attempt=notice.attempts,
            error=error,
        )
