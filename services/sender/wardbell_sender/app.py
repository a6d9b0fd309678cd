"""Wiring of the sender."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from wardbell_dialogue.sites import load_sites
from wardbell_events import (
    AccountChanged,
    ConsentChanged,
    ContactChanged,
    ContactMerged,
    Envelope,
    MediaArrived,
    MessageArrived,
    MessageRequested,
    ProfileChanged,
    StatusChanged,
    topics,
)
from wardbell_events.topics import Topic
from wardbell_runtime import Handlers, Service
from wardbell_sender import ledger_looks, media_in, media_ledger, uploads
from wardbell_sender.approvals import Approvals, account_changed
from wardbell_sender.counting import Counting
from wardbell_sender.dispatch import Dispatcher
from wardbell_sender.doubts import Doubts
from wardbell_sender.fallback import Fallback
from wardbell_sender.handlers import (
    contact_changed,
    contact_merged,
    load_aliases,
    profile_changed,
)
from wardbell_sender.hearing import Hearing
from wardbell_sender.held import Held
from wardbell_sender.intake import Intake
from wardbell_sender.ledger import Lane
from wardbell_sender.media_in import MediaIn
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.portfolio import Portfolio
from wardbell_sender.quiet import QuietHours
from wardbell_sender.receipts import Receipts
from wardbell_sender.settings import SenderSettings
from wardbell_sender.statuses import Statuses, load_statuses

OUTBOUND: dict[Lane, Topic] = {
    "urgent": topics.OUTBOUND_URGENT,
    "reply": topics.OUTBOUND_REPLIES,
    "notice": topics.OUTBOUND_NOTICES,
}
MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """The only way out to WhatsApp."""
    settings = SenderSettings()
    made = Service("sender", settings)
    metrics, fallback = SenderMetrics(), Fallback(settings)
    approvals = Approvals(settings, metrics)
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    quiet = QuietHours(settings.quiet_hours, sites)
    portfolio = Portfolio(settings.users_per_day, metrics)
    parts = settings, metrics, fallback, approvals, quiet, portfolio, sites.rates
    lanes = {urgent: Dispatcher(*parts, urgent=urgent) for urgent in (True, False)}
    for lane, topic in OUTBOUND.items():
        intake = Intake(lane, lanes[topic.urgent])
        asked: Handlers = {
            MessageRequested: intake.requested,
            ConsentChanged: intake.consent_changed,
        }
        made.consume(topic, asked, prepare=intake.prepare)
    made.consume(
        topics.WHATSAPP_STATUSES,
        {StatusChanged: Statuses(metrics, fallback, settings.campaign_pause).changed},
        prepare=load_statuses,
        linger=0.3,
    )
    made.consume(topics.WHATSAPP_ACCOUNT, {AccountChanged: account_changed}, linger=1)
    made.consume(
        topics.CONTACTS, {ContactChanged: contact_changed}, prepare=load_aliases, linger=0.2
    )
    made.consume(
        topics.PATIENTS_PROFILES,
        {ProfileChanged: profile_changed},
        prepare=load_aliases,
        linger=0.2,
    )
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: contact_merged})
    receipts = Receipts(settings, metrics) if settings.read_receipts != "off" else None

    def patient_wrote(cause: Envelope, event: MessageArrived) -> None:
        lanes[False].pace.received(event.phone_number_id or "")
        if receipts is not None:
            receipts.arrived(cause, event)

    for topic in (topics.WHATSAPP_MESSAGES, topics.WHATSAPP_URGENT):
        made.overhear(topic, {MessageArrived: patient_wrote}, linger=0.25)
    if receipts is not None:
        made.background("read receipts", receipts.run)
    if settings.media_kept_days:
        media = MediaIn(settings, metrics)
        made.consume(
            topics.INBOUND_MEDIA,
            {MediaArrived: media_in.arrived},
            prepare=media_in.load_aliases,
            linger=0.25,
        )
        made.background("patients' files", media.run)
        made.background("old files", media.purge)
        made.idle_when(media_ledger.under_way)
    made.background("urgent messages", lanes[True].run, urgent=True)
    made.background("messages", lanes[False].run)
    hearing = Hearing(partial(made.consumer, topics.WHATSAPP_STATUSES), settings.unclear_wait)

    def wake() -> None:
        for dispatcher in lanes.values():
            dispatcher.wake()

    doubts = Doubts(hearing, fallback, metrics, wake)
    made.background("doubts", doubts.run)
    made.hourly("old messages", ledger_looks.forget)
    made.hourly("old words", ledger_looks.forget_words)
    made.hourly("old uploads", uploads.forget_old)
    made.background("held messages", Held(metrics, wake).run)
    made.background("figures", metrics.watch)
    made.background("users reached", portfolio.watch)
    made.background("other channels", fallback.run)
    made.background("templates", approvals.watch)
    made.background("templates at Meta", approvals.ask)
    made.background("Meta's counts", Counting(settings, metrics).run)
    made.idle_when(ledger_looks.under_way)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
