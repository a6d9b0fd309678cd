"""Every metric of the sender, once, with its unit."""

from __future__ import annotations

from functools import partial

from prometheus_client import Counter, Gauge

from wardbell_runtime import Running
from wardbell_sender import ledger
from wardbell_sender.outcome import POLICIES

LOOK_SECONDS = 5.0


class SenderMetrics:
    """What WhatsApp refuses, and from which numbers nothing can be sent."""

    def __init__(self) -> None:
        self.errors = Counter(
            "wardbell_sender_errors",
            "Errors of WhatsApp, in answers and in statuses, by what is done about them",
            ["code", "policy"],
            registry=None,
        )
        self.paused = Gauge(
            "wardbell_sender_number_paused",
            "1 while nothing is sent from a number, since WhatsApp refuses it or its token",
            ["number", "code"],
            registry=None,
        )
        self.priced = Counter(
            "wardbell_sender_priced",
            "Messages by what WhatsApp bills them as; billable: false is free",
            ["purpose", "category", "billable"],
            registry=None,
        )

    async def watch(self, running: Running) -> None:
        """Show them all on `/metrics`, and look after them until the service stops."""
        for metric in (self.errors, self.paused, self.priced):
            running.metrics.registry.register(metric)
        await running.repeat("paused numbers", partial(self.look, running), seconds=LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """Which numbers are paused now."""
        numbers = await ledger.paused_numbers(running)
        self.paused.clear()
        for number, code in numbers:
            self.paused.labels(number, str(code)).set(1)

    def refused(self, code: int) -> None:
        """WhatsApp gave an error."""
        self.errors.labels(str(code), POLICIES.get(code, "unknown")).inc()
