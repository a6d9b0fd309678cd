"""Patients whom WhatsApp does not reach: another channel is told, once a message."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from wardbell_runtime import Running, Tx
from wardbell_sender import ledger_looks
from wardbell_sender.deliveries import tell_fallback
from wardbell_sender.ledger_looks import NOT_DELIVERED
from wardbell_sender.outcome import POLICIES, Policy
from wardbell_sender.settings import SenderSettings

LOOK_SECONDS = 60.0
NOT_REACHED = frozenset({Policy.OTHER_CHANNEL, Policy.ADDRESS})
AS_LONG_AGO = timedelta(days=2)
"""What was not delivered for longer is of no use any more on another channel."""


class Fallback:
    """Told of what failed, and looks after what WhatsApp took and never delivered."""

    def __init__(self, settings: SenderSettings) -> None:
        self._channel = settings.fallback_channel
        self._after = timedelta(hours=settings.fallback_after_hours)

    def failed(self, tx: Tx, row: Any, code: int | None) -> None:
        """A message is lost; by its code because of the patient, or for another reason."""
        because_of_patient = code is not None and POLICIES.get(code) in NOT_REACHED
        if self._channel and because_of_patient and not row["fallback"]:
            self._tell(tx, row, "not_reached")

    def given_up(self, tx: Tx, row: Any) -> None:
        """Whether a message was sent is not known, and it is not tried any more."""
        if self._channel and row["lane"] == "notice" and not row["fallback"]:
            self._tell(tx, row, "not_delivered")

    async def run(self, running: Running) -> None:
        """Look every minute until the service stops."""
        if self._channel:
            look = partial(self.look, running)
            await running.repeat("what was not delivered", look, seconds=LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """One look at notices that WhatsApp took long ago."""
        now = running.clock.now()
        before = now - self._after
        since = before - AS_LONG_AGO
        await ledger_looks.each(running, NOT_DELIVERED, self._not_delivered, before, since, now)

    def _not_delivered(self, tx: Tx, row: Any) -> None:
        self._tell(tx, row, "not_delivered")

    def _tell(self, tx: Tx, row: Any, reason: str) -> None:
        ledger_looks.mark_fallback(tx, row["id"])
        tell_fallback(tx, row, self._channel, reason)
