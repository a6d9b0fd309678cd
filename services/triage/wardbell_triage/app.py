"""Wiring of triage."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from wardbell_dialogue.sites import load_sites
from wardbell_events import CatalogChanged, ContactMerged, MessageReceived, topics
from wardbell_runtime import Service
from wardbell_triage import compiler, repository
from wardbell_triage.handlers import Triage
from wardbell_triage.left_open import LEFT_OPEN, LeftOpen
from wardbell_triage.settings import TriageSettings

LINGER = 0.2
"""Seconds between two batches of what nobody waits for in the chat."""
MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """Emergencies are answered whatever else waits; other symptoms are asked about."""
    settings = TriageSettings()
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    folder = settings.wardbell_triage_knowledge
    book = compiler.load(folder) if folder else compiler.ours()
    wait = timedelta(minutes=settings.triage_left_open_minutes)
    handlers = Triage(sites, book, wait)
    left_open = LeftOpen(sites, book, wait)
    made = Service("triage", settings)
    made.consume(
        topics.INBOUND_TRIAGE_URGENT,
        {MessageReceived: handlers.urgent},
        prepare=handlers.load_alarms,
        on_parked=handlers.unreadable,
    )
    made.consume(
        topics.INBOUND_TRIAGE,
        {MessageReceived: handlers.message_received},
        prepare=handlers.load,
        on_parked=handlers.unreadable,
    )
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: handlers.contact_merged})
    made.consume(
        topics.SCHEDULING_CATALOG, {CatalogChanged: handlers.catalog_changed}, linger=LINGER
    )
    made.timers(LEFT_OPEN, left_open.due, prepare=left_open.load)
    made.hourly("old alarms", repository.forget_alarms)
    made.hourly("old runs", repository.forget_runs)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
