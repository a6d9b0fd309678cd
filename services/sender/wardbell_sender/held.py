"""What is held in the ledger: until its hour has come, or since the patient does not want it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from wardbell_runtime import Running
from wardbell_sender import ledger, ledger_looks
from wardbell_sender.deliveries import tell
from wardbell_sender.metrics import SenderMetrics

LOOK_SECONDS = 0.5


class Held:
    """Looks after messages that are not to be sent now."""

    def __init__(self, metrics: SenderMetrics, wake: Callable[[], None]) -> None:
        self._metrics = metrics
        self._wake = wake

    async def run(self, running: Running) -> None:
        """Look every half second until the service stops."""
        look = partial(self.look, running)
        await running.repeat("held messages", look, seconds=LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """One look: the hour of some has come, and of some it is said that they are not sent."""
        async with running.transaction() as tx:
            if await ledger_looks.release(tx):
                tx.after_commit.append(self._wake)
            for row in await ledger_looks.unwanted(tx):
                ledger.set_state(tx, row["id"], "undeliverable")
                tell(tx, row, "undeliverable", reason="consent")
                tx.after_commit.append(self._metrics.withheld.labels(row["purpose"]).inc)
