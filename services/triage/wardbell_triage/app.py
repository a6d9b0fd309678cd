"""Wiring of triage."""

from __future__ import annotations

from wardbell_dialogue.sites import load_sites
from wardbell_events import MessageReceived, topics
from wardbell_runtime import Service
from wardbell_triage.handlers import Triage
from wardbell_triage.settings import TriageSettings


def triage(settings: TriageSettings) -> Service:
    """Triage, first form: every emergency is answered, whatever else waits."""
    handlers = Triage(load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id))
    service = Service("triage", settings)
    service.consume(
        topics.INBOUND_TRIAGE_URGENT,
        {MessageReceived: handlers.urgent},
        on_parked=handlers.unreadable,
    )
    service.consume(
        topics.INBOUND_TRIAGE,
        {MessageReceived: handlers.message_received},
        on_parked=handlers.unreadable,
    )
    return service
