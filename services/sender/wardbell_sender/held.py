"""What is held in the ledger: until its hour has come, until it is of no use, or for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from wardbell_runtime import Running, Tx
from wardbell_sender import ledger, ledger_looks
from wardbell_sender.deliveries import tell
from wardbell_sender.ledger_looks import DUE, EXPIRED, STOPPED, UNWANTED
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
        now = running.clock.now()
        await ledger_looks.each(running, EXPIRED, _expired, now)
        if await ledger_looks.each(running, DUE, _due, now):
            self._wake()
        await ledger_looks.each(running, UNWANTED, self._unwanted)
        await ledger_looks.each(running, STOPPED, _stopped, now)

    def _unwanted(self, tx: Tx, row: Any) -> None:
        _withhold(tx, row, "consent")
        tx.after_commit.append(self._metrics.withheld.labels(row["purpose"]).inc)


def _due(tx: Tx, row: Any) -> None:
    ledger_looks.release(tx, row["id"])


def _stopped(tx: Tx, row: Any) -> None:
    ledger_looks.set_aside(tx, row["id"])


def _expired(tx: Tx, row: Any) -> None:
    """Whoever claims it would say the same, but it may be held, without an address, or paused."""
    _withhold(tx, row, "expired")


def _withhold(tx: Tx, row: Any, reason: str) -> None:
    ledger.set_state(tx, row["id"], "undeliverable")
    tell(tx, row, "undeliverable", reason=reason)
