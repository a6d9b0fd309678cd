"""Wiring of the desk."""

from __future__ import annotations

from pathlib import Path

from wardbell_desk import notices
from wardbell_desk.courier import Courier, Way
from wardbell_desk.handlers import Desk, load_known, load_waiting
from wardbell_desk.mail import Mail
from wardbell_desk.metrics import DeskMetrics
from wardbell_desk.settings import DeskSettings
from wardbell_desk.tasks import FORGET, UNCLAIMED, Tasks, forget
from wardbell_desk.webhook import Webhook
from wardbell_dialogue.sites import Sites, load_sites
from wardbell_events import (
    ContactChanged,
    ContactMerged,
    MessageReceived,
    TaskClosed,
    TaskOpened,
    topics,
)
from wardbell_runtime import Service, warn

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """The desk: everything that waits for a human."""
    settings = DeskSettings()
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    ways = ways_to_staff(settings, sites)
    channels = [way.name for way in ways]
    metrics = DeskMetrics()
    couriers = [
        Courier(way, settings, metrics, urgent=urgent) for way in ways for urgent in (True, False)
    ]

    def wake() -> None:
        for courier in couriers:
            courier.wake()

    tasks = Tasks(sites, settings, channels, wake)
    desk = Desk(sites, tasks, settings.call_back)
    made = Service("desk", settings)
    for of_tasks in (topics.DESK_TASKS_URGENT, topics.DESK_TASKS):
        made.consume(
            of_tasks,
            {TaskOpened: desk.task_opened, TaskClosed: desk.task_closed},
            prepare=load_known,
            on_parked=desk.task_unreadable,
        )
    # Without on_parked: triage has the same message, and does what has to be done then.
    made.consume(topics.INBOUND_DESK_URGENT, {MessageReceived: desk.emergency_received})
    made.consume(
        topics.INBOUND_DESK,
        {MessageReceived: desk.message_received},
        prepare=load_waiting,
        on_parked=desk.message_unreadable,
    )
    made.consume(topics.CONTACTS, {ContactChanged: desk.contact_changed})
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: desk.contact_merged})
    made.timers(UNCLAIMED, tasks.unclaimed, urgent=True)
    made.timers(FORGET, forget)
    for courier in couriers:
        made.background(courier.name, courier.run, urgent=courier.urgent)
    made.background("figures", metrics.watch)
    made.idle_when(lambda running: notices.under_way(running, channels))
    return made


def ways_to_staff(settings: DeskSettings, sites: Sites) -> list[Way]:
    """The channels that are set up; without one, staff have only `wardbell tasks list`."""
    ways: list[Way] = []
    if settings.desk_smtp_url.get_secret_value():
        ways.append(Mail(settings, sites))
    if settings.desk_webhook_url:
        ways.append(Webhook(settings))
    if not ways:
        warn("staff are not told of tasks: set DESK_SMTP_URL or DESK_WEBHOOK_URL")
    return ways


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
