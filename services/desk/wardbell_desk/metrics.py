"""Every metric of the desk, once, with its unit."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from prometheus_client import Counter, Gauge

from wardbell_runtime import Running, warn

LOOK_SECONDS = 5.0


class DeskMetrics:
    """How much waits for a human, and whether staff are told."""

    def __init__(self) -> None:
        self.open = Gauge(
            "wardbell_desk_tasks_open", "Tasks not closed", ["kind", "priority"], registry=None
        )
        self.overdue = Gauge(
            "wardbell_desk_tasks_overdue",
            "Unclaimed tasks past their deadline",
            ["kind", "priority"],
            registry=None,
        )
        self.oldest_urgent = Gauge(
            "wardbell_desk_oldest_unclaimed_urgent_seconds",
            "Age of the oldest urgent task that nobody took; 0 without one",
            registry=None,
        )
        self.notices = Counter(
            "wardbell_desk_notices",
            "Tries to tell staff, by outcome: sent, failed (tried again), given_up",
            ["channel", "outcome"],
            registry=None,
        )

    async def watch(self, running: Running) -> None:
        """Show them all on `/metrics`, and measure until the service stops."""
        for metric in (self.open, self.overdue, self.oldest_urgent, self.notices):
            running.metrics.registry.register(metric)
        while not running.stopping.is_set():
            try:
                await self.measure(running)
            except Exception as error:  # noqa: BLE001  # the next look may see again
                warn("could not count tasks", error=error)
            with suppress(TimeoutError):
                await asyncio.wait_for(running.stopping.wait(), LOOK_SECONDS)

    async def measure(self, running: Running) -> None:
        """Count what waits now."""
        now = running.clock.now()
        rows = await running.pool.fetch(
            "select kind, priority, count(*) as open,"
            " count(*) filter (where status = 'requested' and due < $1) as overdue,"
            " min(opened_at) filter (where status = 'requested') as oldest"
            " from task where status <> 'completed' group by kind, priority",
            now,
        )
        # Cleared and filled in one breath: a kind that is gone shows nothing.
        self.open.clear()
        self.overdue.clear()
        for row in rows:
            self.open.labels(row["kind"], row["priority"]).set(row["open"])
            self.overdue.labels(row["kind"], row["priority"]).set(row["overdue"])
        oldest = [r["oldest"] for r in rows if r["priority"] == "urgent" and r["oldest"]]
        self.oldest_urgent.set(max(0.0, (now - min(oldest)).total_seconds()) if oldest else 0)
