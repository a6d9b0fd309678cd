"""Wiring of the router."""

from __future__ import annotations

from pathlib import Path

from wardbell_dialogue.sites import load_sites
from wardbell_events import DeliveryChanged, MessageArrived, MessageRequested, UserChanged, topics
from wardbell_gateway import repository
from wardbell_gateway.handlers import Router
from wardbell_gateway.identity import load, load_addressed
from wardbell_gateway.settings import GatewaySettings
from wardbell_runtime import Handlers, Service

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """The router: contacts, language, floor, menu."""
    settings = GatewaySettings()
    handlers = Router(load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id))
    made = Service("gateway", settings)
    arrivals: Handlers = {
        MessageArrived: handlers.message_arrived,
        UserChanged: handlers.user_changed,
    }
    speech: Handlers = {MessageRequested: handlers.message_requested}
    made.consume(topics.WHATSAPP_URGENT, arrivals, prepare=load)
    made.consume(topics.WHATSAPP_MESSAGES, arrivals, prepare=load)
    # A patient needs longer than this to answer what was asked.
    for topic in (topics.OUTBOUND_URGENT, topics.OUTBOUND_REPLIES):
        made.consume(
            topic, speech, prepare=load_addressed, linger=0.2, concerns=handlers.gives_the_floor
        )
    made.consume(
        topics.WHATSAPP_DELIVERIES,
        {DeliveryChanged: handlers.delivery_changed},
        prepare=load_addressed,
        linger=0.5,
        concerns=handlers.gives_the_floor,
    )
    made.hourly("old silences", repository.forget_silences)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
