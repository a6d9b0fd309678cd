"""Sends of unknown fate: settled by their status webhook, and tried once more only without one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from wardbell_runtime import Running, Tx, warn
from wardbell_runtime.clock import ago
from wardbell_sender import ledger, ledger_looks, uploads
from wardbell_sender.deliveries import tell
from wardbell_sender.hearing import Hearing

LOOK_SECONDS = 0.5
KEPT_DAYS = 30
SECOND_DOUBT = 2
"""Doubts after which nothing is tried any more: twice is more than a patient should get."""


class Doubts:
    """Looks after claims that never came back and sends that nobody confirmed."""

    def __init__(self, hearing: Hearing, wake: Callable[[], None]) -> None:
        self._hearing = hearing
        self._wake = wake

    async def run(self, running: Running) -> None:
        """Look every half second until the service stops."""
        housekeeping = time.monotonic()
        while not running.stopping.is_set():
            try:
                await self.look(running)
                if time.monotonic() >= housekeeping:
                    housekeeping = time.monotonic() + 3600
                    await ledger_looks.forget(running, ago(running.clock.now(), days=KEPT_DAYS))
                    await uploads.forget_old(running)
            except Exception as error:  # noqa: BLE001  # the next look sees the same rows
                self._hearing.interrupted()
                warn("could not look for unclear messages", error=error)
            with suppress(TimeoutError):
                await asyncio.wait_for(running.stopping.wait(), LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """One look: expired claims become unclear, unsettled ones are tried once more."""
        again = False
        settled_before = await self._hearing.settled_before(running.clock.now())
        async with running.transaction() as tx:
            for row in await ledger_looks.expired_claims(tx):
                ledger.doubt(tx, row["id"], None)
            if settled_before is not None:
                again = await self._settle(tx, settled_before)
        if again:
            self._wake()

    async def _settle(self, tx: Tx, before: datetime) -> bool:
        """Give up waiting for a status; True if there is something to send again."""
        again = False
        for row in await ledger_looks.long_unclear(tx, before):
            if row["doubts"] < SECOND_DOUBT:
                ledger.try_again(tx, row["id"], tx.now, None)
                again = True
            else:
                ledger.set_state(tx, row["id"], "failed")
                tell(tx, row, "failed")
                warn("a message stays unconfirmed", message_id=row["id"])
        return again
