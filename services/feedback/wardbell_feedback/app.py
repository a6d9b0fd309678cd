"""Wiring of feedback."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from wardbell_dialogue.sites import load_sites
from wardbell_events import (
    ContactChanged,
    ContactMerged,
    DeliveryChanged,
    MessageReceived,
    TaskClosed,
    topics,
)
from wardbell_events.scheduling import AppointmentEvent
from wardbell_feedback import answering, handlers, planning
from wardbell_feedback.answering import Answering
from wardbell_feedback.asking import Asking
from wardbell_feedback.metrics import FeedbackMetrics
from wardbell_feedback.repository import forget
from wardbell_feedback.rules import load_rules
from wardbell_feedback.sentiment import model
from wardbell_feedback.settings import FeedbackSettings
from wardbell_runtime import Service, languages

LINGER = 0.2
"""Seconds between two batches of what nobody waits for."""
MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """How a visit was: surveys, complaints, figures."""
    settings = FeedbackSettings()
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    rules = load_rules(settings.wardbell_feedback_file)
    metrics = FeedbackMetrics()
    made = Service("feedback", settings)
    answers = Answering(rules, sites, metrics, model())
    made.consume(
        topics.INBOUND_FEEDBACK,
        {MessageReceived: answers.message_received},
        prepare=answering.load,
        on_parked=answers.unreadable,
    )
    made.consume(
        topics.APPOINTMENTS,
        dict.fromkeys(get_args(AppointmentEvent), planning.Appointments(rules).changed),
        prepare=planning.load,
        linger=LINGER,
    )
    made.consume(
        topics.WHATSAPP_DELIVERIES,
        {DeliveryChanged: handlers.delivery_changed},
        linger=LINGER,
        concerns=handlers.is_ours,
    )
    made.consume(
        topics.DESK_TASKS,
        {TaskClosed: handlers.task_closed},
        prepare=handlers.load_closed,
        linger=LINGER,
    )
    made.consume(topics.CONTACTS, {ContactChanged: languages.heard}, linger=LINGER)
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: handlers.contact_merged})
    catching_up = made.catching_up(topics.APPOINTMENTS)
    asking = Asking(rules, sites, metrics, catching_up)
    made.timers(planning.ASK, asking.due, prepare=asking.load)
    made.background("metrics", metrics.show)
    made.hourly("the past", forget)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
