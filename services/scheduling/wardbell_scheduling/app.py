"""Wiring of scheduling."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from wardbell_dialogue.dates.grammar import grammars
from wardbell_dialogue.sites import load_sites
from wardbell_events import (
    ContactMerged,
    DeliveryChanged,
    FloorEnded,
    MessageReceived,
    PersonIdentified,
    ProfileChanged,
    topics,
)
from wardbell_runtime import Service
from wardbell_scheduling import (
    appointment_changes,
    blocks,
    booking,
    busy_feed,
    freed,
    notice_delivery,
    people,
    proposed,
    waitlist,
)
from wardbell_scheduling.appointment_timers import AppointmentTimers
from wardbell_scheduling.busy_calendars import BusyCalendars
from wardbell_scheduling.busy_feed import BusyFeeds
from wardbell_scheduling.clinics import Clinics
from wardbell_scheduling.handlers import Scheduling
from wardbell_scheduling.settings import SchedulingSettings
from wardbell_scheduling.waitlist_timers import WaitlistTimers

LINGER = 0.2
"""Seconds between two batches of what nobody waits for in the chat."""
MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """Schedules, slots, holds; booking, moving, cancelling."""
    settings = SchedulingSettings()
    grammars()  # read now: the first patient would wait for it
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    clinics = Clinics()
    handlers = Scheduling(sites, clinics, settings.public_url)
    made = Service("scheduling", settings)
    made.consume(
        topics.INBOUND_SCHEDULING,
        {
            MessageReceived: handlers.message_received,
            PersonIdentified: handlers.person_identified,
            FloorEnded: handlers.floor_ended,
        },
        prepare=handlers.load,
        on_parked=handlers.unreadable,
    )
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: handlers.contact_merged})
    made.consume(topics.PATIENTS_PROFILES, {ProfileChanged: people.profile_changed}, linger=LINGER)
    made.consume(
        topics.WHATSAPP_DELIVERIES,
        {DeliveryChanged: partial(notice_delivery.delivery_changed, sites)},
        prepare=notice_delivery.load,
        linger=LINGER,
        concerns=notice_delivery.is_ours,
    )
    made.timers(booking.HOLD_LAPSED, handlers.hold_lapsed)
    appointments = AppointmentTimers(clinics)
    made.timers(appointment_changes.UNANSWERED, appointments.unanswered)
    made.timers(appointment_changes.UNMARKED, appointments.unmarked)
    made.timers(appointment_changes.JOIN, appointments.join)
    waiting = WaitlistTimers(clinics)
    made.timers(freed.LOOK, waiting.look)
    made.timers(waitlist.OFFERED, waiting.offered)
    made.timers(waitlist.WITHDRAWN, waiting.withdrawn)
    made.timers(waitlist.ENDED, waiting.ended)
    feeds = BusyFeeds(clinics)
    made.timers(busy_feed.CHANGED, feeds.changed)
    made.timers(busy_feed.DAILY, feeds.daily)
    made.hourly("old blocks", blocks.forget)
    made.hourly("old notices", notice_delivery.forget)
    made.hourly("old proposals", proposed.forget)
    made.background("busy calendars", BusyCalendars(clinics, settings.busy_poll).run)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
