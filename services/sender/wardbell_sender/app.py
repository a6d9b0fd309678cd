"""Wiring of the sender."""

from __future__ import annotations

from pathlib import Path

from wardbell_events import (
    AccountChanged,
    ContactChanged,
    ContactMerged,
    MessageRequested,
    StatusChanged,
    topics,
)
from wardbell_runtime import Service
from wardbell_sender import ledger
from wardbell_sender.dispatch import Dispatcher
from wardbell_sender.doubts import Doubts
from wardbell_sender.handlers import Intake, load_statuses, status_changed
from wardbell_sender.settings import SenderSettings


def sender(settings: SenderSettings) -> Service:
    """The only way out to WhatsApp."""
    service = Service(
        "sender", settings, migrations=Path(__file__).resolve().parents[1] / "migrations"
    )
    lanes = {urgent: Dispatcher(settings, urgent=urgent) for urgent in (True, False)}
    intake = Intake(lambda *, urgent: lanes[urgent].wake())
    service.consume(topics.OUTBOUND_URGENT, {MessageRequested: intake.requested("urgent")})
    service.consume(topics.OUTBOUND_REPLIES, {MessageRequested: intake.requested("reply")})
    service.consume(topics.OUTBOUND_NOTICES, {MessageRequested: intake.requested("notice")})
    service.consume(
        topics.WHATSAPP_STATUSES, {StatusChanged: status_changed}, prepare=load_statuses
    )
    service.consume(topics.WHATSAPP_ACCOUNT, {AccountChanged: intake.account_changed})
    service.consume(topics.CONTACTS, {ContactChanged: intake.contact_changed})
    service.consume(topics.CONTACTS_MERGES, {ContactMerged: intake.contact_merged})
    service.background("urgent messages", lanes[True].run)
    service.background("messages", lanes[False].run)
    doubts = Doubts(settings.unclear_wait_seconds, lanes[False].wake)
    service.background("doubts", doubts.run)
    service.idle_when(ledger.under_way)
    return service
