"""Wiring of the sender."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from wardbell_events import (
    AccountChanged,
    ContactChanged,
    ContactMerged,
    MessageRequested,
    StatusChanged,
    topics,
)
from wardbell_events.topics import Topic
from wardbell_runtime import Service
from wardbell_sender import ledger
from wardbell_sender.dispatch import Dispatcher
from wardbell_sender.doubts import Doubts
from wardbell_sender.fallback import Fallback
from wardbell_sender.handlers import (
    account_changed,
    contact_changed,
    contact_merged,
    load_aliases,
)
from wardbell_sender.hearing import Hearing
from wardbell_sender.intake import Intake
from wardbell_sender.ledger import Lane
from wardbell_sender.metrics import SenderMetrics
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
    lanes = {
        urgent: Dispatcher(settings, metrics, fallback, urgent=urgent) for urgent in (True, False)
    }
    for lane, topic in OUTBOUND.items():
        intake = Intake(lane, lanes[topic.urgent], settings.lease)
        made.consume(topic, {MessageRequested: intake.requested}, prepare=intake.prepare)
    made.consume(
        topics.WHATSAPP_STATUSES,
        {StatusChanged: Statuses(metrics, fallback).changed},
        prepare=load_statuses,
        linger=0.3,
    )
    made.consume(topics.WHATSAPP_ACCOUNT, {AccountChanged: account_changed}, linger=1)
    made.consume(
        topics.CONTACTS, {ContactChanged: contact_changed}, prepare=load_aliases, linger=0.2
    )
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: contact_merged})
    made.background("urgent messages", lanes[True].run, urgent=True)
    made.background("messages", lanes[False].run)
    hearing = Hearing(partial(made.lag, topics.WHATSAPP_STATUSES), settings.unclear_wait)
    doubts = Doubts(hearing, lanes[False].wake)
    made.background("doubts", doubts.run)
    made.background("figures", metrics.watch)
    made.background("other channels", fallback.run)
    made.idle_when(ledger.under_way)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
