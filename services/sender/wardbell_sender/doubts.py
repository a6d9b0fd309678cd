"""Sends of unknown fate: settled by their status webhook, and tried once more only without one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from wardbell_runtime import Running, Tx, warn
from wardbell_sender import ledger, ledger_looks
from wardbell_sender.deliveries import tell
from wardbell_sender.fallback import Fallback
from wardbell_sender.hearing import Hearing
from wardbell_sender.ledger_looks import LONG_UNCLEAR, NEVER_CAME_BACK
from wardbell_sender.metrics import SenderMetrics

LOOK_SECONDS = 0.5
SECOND_DOUBT = 2
"""Doubts after which nothing is tried any more: twice is more than a patient should get."""


class Doubts:
    """Looks after claims that never came back and sends that nobody confirmed."""

    def __init__(
        self,
        hearing: Hearing,
        fallback: Fallback,
        metrics: SenderMetrics,
        wake: Callable[[], None],
    ) -> None:
        self._hearing = hearing
        self._fallback = fallback
        self._metrics = metrics
        self._wake = wake

    async def run(self, running: Running) -> None:
        """Look every half second until the service stops."""
        while not running.stopping.is_set():
            try:
                await self.look(running)
            except Exception as error:  # noqa: BLE001  # the next look sees the same rows
                self._hearing.interrupted()
                warn("could not look for unclear messages", error=error)
            with suppress(TimeoutError):
                await asyncio.wait_for(running.stopping.wait(), LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """One look: expired claims become unclear, unsettled ones are tried once more."""
        now = running.clock.now()
        await ledger_looks.each(running, NEVER_CAME_BACK, self._doubt, now)
        if not await ledger_looks.any_unclear(running):
            self._hearing.nothing_missing()
            return
        if (settled_before := await self._hearing.settled_before(now)) is not None:
            await ledger_looks.each(running, LONG_UNCLEAR, self._settle, settled_before)

    def _doubt(self, tx: Tx, row: Any) -> None:
        ledger.doubt(tx, row["id"], None)
        self._count(tx, "claim_expired")

    def _settle(self, tx: Tx, row: Any) -> None:
        """No status has come."""
        if row["doubts"] < SECOND_DOUBT:
            ledger.try_again(tx, row["id"], tx.now, None)
            self._count(tx, "again")
            tx.after_commit.append(self._wake)
        else:
            ledger.set_state(tx, row["id"], "failed")
            tell(tx, row, "failed")
            self._fallback.given_up(tx, row)
            self._count(tx, "given_up")
            warn("a message stays unconfirmed", message_id=row["id"])

    def _count(self, tx: Tx, what: str) -> None:
        tx.after_commit.append(self._metrics.doubts.labels(what).inc)
