"""Wiring of reminders."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from wardbell_dialogue.sites import load_sites
from wardbell_events import (
    CatalogChanged,
    ContactChanged,
    ContactMerged,
    ProfileChanged,
    topics,
)
from wardbell_events.scheduling import AppointmentEvent
from wardbell_reminders import handlers, planning, unanswered
from wardbell_reminders.catalogs import catalog_changed
from wardbell_reminders.metrics import ReminderMetrics
from wardbell_reminders.repository import forget
from wardbell_reminders.rules import load_rules
from wardbell_reminders.sending import Sending
from wardbell_reminders.settings import RemindersSettings
from wardbell_reminders.unanswered import Unanswered
from wardbell_runtime import Service, languages

LINGER = 0.2
"""Seconds between two batches of what nobody waits for."""
MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """Time turned into messages: reminders of visits."""
    settings = RemindersSettings()
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    rules = load_rules(settings.wardbell_reminders_file)
    metrics = ReminderMetrics()
    made = Service("reminders", settings)
    appointments = handlers.Appointments(rules)
    made.consume(
        topics.APPOINTMENTS,
        dict.fromkeys(get_args(AppointmentEvent), appointments.changed),
        prepare=handlers.load,
        linger=LINGER,
    )
    made.consume(topics.SCHEDULING_CATALOG, {CatalogChanged: catalog_changed}, linger=LINGER)
    made.consume(topics.CONTACTS, {ContactChanged: languages.heard}, linger=LINGER)
    made.consume(
        topics.PATIENTS_PROFILES,
        {ProfileChanged: appointments.profile_changed},
        prepare=handlers.load_profiles,
        linger=LINGER,
    )
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: appointments.contact_merged})
    catching_up = made.catching_up(topics.APPOINTMENTS)
    sending = Sending(rules, sites, metrics, catching_up)
    made.timers(planning.REMIND, sending.due, prepare=sending.load)
    calls = Unanswered(sites, metrics, catching_up)
    made.timers(unanswered.UNANSWERED, calls.due, prepare=calls.load)
    made.background("metrics", metrics.show)
    made.hourly("the past", forget)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
