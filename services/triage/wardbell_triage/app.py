"""Wiring of triage."""

from __future__ import annotations

from pathlib import Path

from wardbell_dialogue.sites import load_sites
from wardbell_events import MessageReceived, topics
from wardbell_runtime import Service
from wardbell_triage.handlers import Triage
from wardbell_triage.settings import TriageSettings

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """Triage, first form: every emergency is answered, whatever else waits."""
    settings = TriageSettings()
    handlers = Triage(load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id))
    made = Service("triage", settings)
    made.consume(
        topics.INBOUND_TRIAGE_URGENT,
        {MessageReceived: handlers.urgent},
        on_parked=handlers.unreadable,
    )
    made.consume(
        topics.INBOUND_TRIAGE,
        {MessageReceived: handlers.message_received},
        on_parked=handlers.unreadable,
    )
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
