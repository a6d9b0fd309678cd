"""Kill -9 while a thousand reminders are due: each is sent, and once."""

import asyncio
import os
import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_cli.forked import Process
from wardbell_events import AppointmentBooked, topics
from wardbell_reminders.app import MIGRATIONS

VISITS, SPREAD = 1000, timedelta(seconds=3)
RULES = """
quiet: "00:00-00:00"
default:
  reminders: [{before: 2h, text: soon, stale_after: 1d}]
"""
TOPICS = (
    topics.APPOINTMENTS,
    topics.SCHEDULING_CATALOG,
    topics.CONTACTS,
    topics.CONTACTS_MERGES,
    topics.PATIENTS_PROFILES,
    topics.OUTBOUND_NOTICES,
    topics.DESK_TASKS,
)


@pytest.fixture
async def replicas(room, tmp_path):
    """Two processes of reminders, not started."""
    await room.topics(*TOPICS)
    await room.schema("reminders", MIGRATIONS)
    file = tmp_path / "reminders.yaml"
    file.write_text(RULES)
    env = {**os.environ, **room.env, "WARDBELL_REMINDERS_FILE": str(file), "HEALTH_PORT": "0"}
    made = [
        Process(name, "wardbell_cli.main", ["run", "reminders"], env, tmp_path / f"{name}.log")
        for name in ("one", "two")
    ]
    yield made
    for process in made:
        process.kill()


def visit(number):
    """A visit that is to be reminded of in some seconds."""
    now = datetime.now(UTC)
    return AppointmentBooked(
        appointment_id=uuid4(),
        version=1,
        contact_id=uuid4(),
        service="check-up",
        practitioner="weber",
        location="here",
        start=now + timedelta(hours=2, seconds=5) + SPREAD * (number / VISITS),
        minutes=30,
        time_zone="Europe/Berlin",
        changed_at=now - timedelta(days=1),
        changed_by="patient",
    )


async def test_each_reminder_is_sent_once_though_processes_are_killed(room, replicas):
    rng = random.Random(7)
    schema = f"reminders{room.env['WARDBELL_SCHEMA_SUFFIX']}"
    visits = [visit(number) for number in range(VISITS)]
    for process in replicas:
        process.start()
    await asyncio.gather(*(room.put(event) for event in visits))
    async with room.database(schema) as conn:

        async def sent():
            return await conn.fetchval("select count(*) from reminder where state = 'sent'")

        async def all_out():
            waiting = "select exists (select from outbox) or exists (select from due_job)"
            return await sent() == VISITS and not await conn.fetchval(waiting)

        async def begun():
            return await conn.fetchval("select exists (select from visit)")

        await room.until(begun, seconds=60)
        killed_at = []
        for number in range(5):
            # The first at once: a quick machine has sent all of them soon.
            await asyncio.sleep(rng.uniform(0.1, 0.4) if number else 0)
            killed_at.append(await sent())
            replicas[number % 2].kill()
            replicas[number % 2].start()
        await room.until(all_out, seconds=60)

    heard = defaultdict(set)
    async with room.listening(topics.OUTBOUND_NOTICES) as notices:
        for envelope, event in await notices.all_by_now():
            # The relay's repeats have the same id: every inbox absorbs them.
            heard[event.contact_id].add(envelope.id)
    assert set(heard) == {event.contact_id for event in visits}
    assert {len(ids) for ids in heard.values()} == {1}
    assert killed_at[0] < VISITS, "all was over before the first kill"
