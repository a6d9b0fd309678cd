"""Every metric of reminders, once, with its unit."""

from __future__ import annotations

from datetime import timedelta

from prometheus_client import Counter, Histogram

from wardbell_reminders.visit import State
from wardbell_runtime import Running


class ReminderMetrics:
    """What becomes of reminders, and how late they are."""

    def __init__(self) -> None:
        self.reminders = Counter(
            "wardbell_reminders",
            "Reminders by outcome: sent, together (told by another visit's message); dropped: stale"
            " (too late), begun (the visit), quiet (too late when quiet hours are over)",
            ["outcome"],
            registry=None,
        )
        self.late = Histogram(
            "wardbell_reminder_late_seconds",
            "From a reminder's due time to the transaction that sends it",
            buckets=(0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600, 14_400),
            registry=None,
        )
        self.calls = Counter(
            "wardbell_reminder_calls", "Tasks to call who has not answered", registry=None
        )

    async def show(self, running: Running) -> None:
        """Have them all on `/metrics`."""
        for metric in (self.reminders, self.late, self.calls):
            running.metrics.registry.register(metric)

    def done(self, outcome: State, late: timedelta) -> None:
        """A reminder is done with."""
        self.reminders.labels(outcome).inc()
        if outcome == "sent":
            self.late.observe(late.total_seconds())
