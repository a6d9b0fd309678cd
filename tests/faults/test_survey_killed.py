"""Kill -9 while many patients answer a survey: each goes on at the same question, none is lost."""

import asyncio
import os
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_cli.forked import Process
from wardbell_events import (
    Address,
    AppointmentFulfilled,
    MessageReceived,
    MessageRequested,
    ResponseRecorded,
    topics,
)
from wardbell_events.inbound import Tap, Text
from wardbell_feedback.app import MIGRATIONS

PATIENTS = 60
COMMENT = "The doctor was kind, the room was cold"
RULES = """
quiet: "00:00-00:00"
default: {after: 1m, stale_after: 7d}
"""
TOPICS = (
    topics.APPOINTMENTS,
    topics.CONTACTS,
    topics.CONTACTS_MERGES,
    topics.INBOUND_FEEDBACK,
    topics.WHATSAPP_DELIVERIES,
    topics.OUTBOUND_NOTICES,
    topics.OUTBOUND_REPLIES,
    topics.DESK_TASKS,
    topics.FEEDBACK_RESPONSES,
)


@pytest.fixture
async def process(room, tmp_path):
    """One process of feedback, not started."""
    await room.topics(*TOPICS)
    await room.schema("feedback", MIGRATIONS)
    file = tmp_path / "feedback.yaml"
    file.write_text(RULES)
    env = {
        **os.environ,
        **room.env,
        "WARDBELL_FEEDBACK_FILE": str(file),
        "HEALTH_PORT": "0",
        "KAFKA_SESSION_TIMEOUT_MS": "6000",
    }
    made = Process(
        "feedback", "wardbell_cli.main", ["run", "feedback"], env, tmp_path / "feedback.log"
    )
    yield made
    made.kill()


def visit():
    """A visit of this morning, which is asked about at once."""
    now = datetime.now(UTC)
    return AppointmentFulfilled(
        appointment_id=uuid4(),
        version=2,
        contact_id=uuid4(),
        service="check-up",
        practitioner="weber",
        location="here",
        start=now - timedelta(hours=2),
        minutes=30,
        time_zone="Europe/Berlin",
        changed_at=now - timedelta(hours=1),
        changed_by="system",
    )


def says(visit, said):
    return MessageReceived(
        contact_id=visit.contact_id,
        message_id=uuid4(),
        wamid="wamid.example",
        sent_at=datetime.now(UTC),
        language="en",
        address=Address(wa_id="15550100017"),
        said=said,
    )


def rates(visit):
    argument = f"{visit.appointment_id.hex}/4"
    return says(visit, Tap(service="feedback", action="rate", argument=argument))


async def test_a_survey_goes_on_at_the_same_question_though_its_process_is_killed(room, process):
    rng = random.Random(7)
    schema = f"feedback{room.env['WARDBELL_SCHEMA_SUFFIX']}"
    visits = [visit() for _ in range(PATIENTS)]
    process.start()
    await asyncio.gather(*(room.put(each) for each in visits))
    async with room.database(schema) as conn:

        def so_many(state):
            async def look():
                count = "select count(*) = $2 from survey where state = $1"
                return await conn.fetchval(count, state, PATIENTS)

            return look

        async def all_out():
            return not await conn.fetchval("select exists (select from outbox)")

        killed_at, last = [], rng.randrange(PATIENTS // 2, PATIENTS)

        async def answering(events, state):
            """Half of the patients answer; while the others do, the process is killed."""
            count = "select count(*) from survey where state = $1"
            for event in events[: PATIENTS // 2]:
                await room.put(event, topics.INBOUND_FEEDBACK)
            await room.until(lambda: conn.fetchval(count, state), seconds=60)
            for event in events[PATIENTS // 2 :]:
                await room.put(event, topics.INBOUND_FEEDBACK)
                if event is events[last]:
                    process.kill()
                    killed_at.append(await conn.fetchval(count, state))
            process.start()
            await room.until(so_many(state), seconds=60)

        await room.until(so_many("asked"), seconds=60)
        first, second = [rates(v) for v in visits], [says(v, Text(body=COMMENT)) for v in visits]
        await answering(first, "rated")
        await answering(second, "done")
        await room.until(all_out)
        kept = await conn.fetch("select appointment_id, body from comment")
        ratings = await conn.fetch("select rating, words, revision from survey")

    assert all(0 < count < PATIENTS for count in killed_at), "nobody was answering at a kill"
    assert Counter(row["appointment_id"] for row in kept) == {v.appointment_id: 1 for v in visits}
    assert {tuple(row) for row in ratings} == {(4, 1, 2)}
    answers, told = defaultdict(set), defaultdict(set)
    async with room.listening(topics.OUTBOUND_REPLIES, topics.FEEDBACK_RESPONSES) as heard:
        for envelope, event in await heard.all_by_now():
            # The relay's repeats have the same id: every inbox absorbs them.
            if isinstance(event, MessageRequested):
                answers[event.message_id].add(envelope.id)
            elif isinstance(event, ResponseRecorded):
                told[event.appointment_id].add((envelope.id, event.version))
    assert len(answers) == 2 * PATIENTS
    assert {len(ids) for ids in answers.values()} == {1}
    assert {tuple(sorted(v for _, v in each)) for each in told.values()} == {(1, 2)}
