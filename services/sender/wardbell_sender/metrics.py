"""Every metric of the sender, once, with its unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from prometheus_client import Counter, Gauge

from wardbell_runtime import Running
from wardbell_sender import ledger_looks, pauses
from wardbell_sender.outcome import POLICIES

LOOK_SECONDS = 1.0


class SenderMetrics:
    """What WhatsApp or the patient refuses, and from which numbers nothing can be sent."""

    def __init__(self) -> None:
        self.errors = Counter(
            "wardbell_sender_errors",
            "Errors of WhatsApp, in answers and in statuses, by what is done about them",
            ["code", "policy"],
            registry=None,
        )
        self.doubts = Counter(
            "wardbell_sender_doubts",
            "Messages of which it was open whether WhatsApp has them: its answer was unclear,"
            " claim_expired without one, tried again without a status, given_up after two tries",
            ["what"],
            registry=None,
        )
        for what in ("unclear", "claim_expired", "again", "given_up"):
            self.doubts.labels(what)  # an alert sees the first one only if there was a 0
        self.paused = Gauge(
            "wardbell_sender_number_paused",
            "1 while nothing is sent from a number, since WhatsApp refuses it or its token",
            ["number", "code"],
            registry=None,
        )
        self.paused_campaigns = Gauge(
            "wardbell_sender_campaigns_paused",
            "1 while no campaign is sent from a number, since WhatsApp says that patients object",
            ["number", "code"],
            registry=None,
        )
        self.oldest = Gauge(
            "wardbell_sender_oldest_seconds",
            "Age of the oldest message that should have left: in the line, under way or unclear,"
            " since it was first due; 0: there is none",
            ["lane"],
            registry=None,
        )
        self.priced = Counter(
            "wardbell_sender_priced",
            "Messages by what WhatsApp bills them as; billable: false is free",
            ["purpose", "category", "billable"],
            registry=None,
        )
        self.withheld = Counter(
            "wardbell_sender_withheld",
            "Messages that were not sent since the patient does not want them",
            ["purpose"],
            registry=None,
        )
        self.users = Gauge(
            "wardbell_sender_users",
            "Users reached outside their window in 24 hours, and how many Meta lets us (count)",
            ["what"],
            registry=None,
        )

        self.receipts = Counter(
            "wardbell_sender_receipts",
            "Read receipts: sent, refused by WhatsApp, lost before they could be sent",
            ["outcome"],
            registry=None,
        )

        self.counted = Gauge(
            "wardbell_sender_counted",
            "Messages delivered on the last day that was compared, as Meta and as we count them",
            ["about", "detail", "by"],
            registry=None,
        )
        self.media = Counter(
            "wardbell_sender_media",
            "Files of patients: stored, gone, too_large, type, malware; tries with scanner_away",
            ["outcome"],
            registry=None,
        )
        self.media_waiting = Gauge(
            "wardbell_sender_media_waiting_seconds",
            "How long the oldest file of a patient has been waiting to be fetched",
            registry=None,
        )
        self.templates = Gauge(
            "wardbell_sender_template",
            "1 for each template of which Meta has said something, with what it says",
            ["name", "language", "status", "category", "quality"],
            registry=None,
        )

    async def watch(self, running: Running) -> None:
        """Show them all on `/metrics`, and look after them until the service stops."""
        counters = (self.errors, self.priced, self.withheld, self.receipts, self.media)
        paused = (self.paused, self.paused_campaigns)
        gauges = (self.users, self.templates, self.counted, self.media_waiting, self.oldest)
        for metric in (*counters, self.doubts, *paused, *gauges):
            running.metrics.registry.register(metric)
        await running.repeat("figures", partial(self.look, running), seconds=LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """Which numbers are paused now, and of which the campaigns; how long messages wait."""
        for gauge, paused in (
            (self.paused, await pauses.paused_numbers(running)),
            (self.paused_campaigns, await pauses.paused_campaigns(running)),
        ):
            gauge.clear()
            for number, code in paused:
                gauge.labels(number, str(code)).set(1)
        now = running.clock.now()
        for lane, at in (await ledger_looks.oldest(running)).items():
            age = (now - at).total_seconds() if at else 0.0
            self.oldest.labels(lane).set(max(0.0, age))

    def show_templates(self, known: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        """What Meta says of templates, by name and language."""
        self.templates.clear()
        for template, facts in known.items():
            said = (facts.get(fact, "") for fact in ("status", "category", "quality"))
            self.templates.labels(*template, *said).set(1)

    def show_counted(self, lines: Iterable[tuple[str, str, int, int]]) -> None:
        """What Meta and we count, by what is counted."""
        self.counted.clear()
        for about, detail, by_meta, by_us in lines:
            self.counted.labels(about, detail, "meta").set(by_meta)
            self.counted.labels(about, detail, "us").set(by_us)

    def refused(self, code: int) -> None:
        """WhatsApp gave an error."""
        self.errors.labels(str(code), POLICIES.get(code, "unknown")).inc()
