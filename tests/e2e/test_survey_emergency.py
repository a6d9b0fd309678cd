"""After a survey an emergency is answered as one, and who is ill is asked about that."""

import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from wardbell_events import AppointmentFulfilled, DeliveryChanged, topics
from wardbell_feedback.app import MIGRATIONS as FEEDBACK_MIGRATIONS
from wardbell_feedback.app import service as feedback
from wardbell_gateway.app import MIGRATIONS
from wardbell_gateway.app import service as router
from wardbell_triage.app import MIGRATIONS as TRIAGE_MIGRATIONS
from wardbell_triage.app import service as triage

AT_ANY_HOUR = 'quiet: "00:00-00:00"\ndefault: {after: 1m}\n'
EMERGENCY = "Since I left you I have strong chest pain and cannot breathe"


@pytest.fixture
async def line(room, door, monkeypatch, tmp_path):
    """Router, triage and feedback at work; `door.settled` waits for all of them."""
    file = tmp_path / "feedback.yaml"
    file.write_text(AT_ANY_HOUR)
    monkeypatch.setenv("WARDBELL_FEEDBACK_FILE", str(file))
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.schema("gateway", MIGRATIONS)
    await room.schema("triage", TRIAGE_MIGRATIONS)
    await room.schema("feedback", FEEDBACK_MIGRATIONS)
    async with AsyncExitStack() as at_work:
        made = [router(), triage(), feedback()]
        for service in made:
            await at_work.enter_async_context(service.running())
        door.settled = partial(door.settled, *(service.health_port for service in made))
        yield door


class Ada:
    """A patient who was asked how her visit was, as WhatsApp tells of her."""

    def __init__(self, line, a_message, listener):
        self._line, self._message, self._heard = line, a_message, listener
        self._at = int(time.time()) - 300

    async def says(self, text="", **more):
        """Say something, five minutes after what was said before; returns the answer."""
        self._at += 300
        assert (await self._line.post(self._message(text, at=self._at, **more))).status_code == 200
        return (await self._heard.next())[1]

    async def taps(self, id_):
        reply = {"type": "list_reply", "list_reply": {"id": id_, "title": "…"}}
        return await self.says(type="interactive", interactive=reply)


async def is_asked(room, line, notices, contact):
    """A visit of theirs is asked about; returns its id and the question."""
    now, visit = datetime.now(UTC), uuid4()
    await room.put(
        AppointmentFulfilled(
            appointment_id=visit,
            version=2,
            contact_id=contact,
            service="check-up",
            practitioner="weber",
            location="here",
            start=now - timedelta(hours=2),
            minutes=30,
            time_zone="Europe/Berlin",
            changed_at=now - timedelta(hours=1),
            changed_by="staff",
        )
    )
    _, question = await notices.next()
    await room.put(
        DeliveryChanged(
            contact_id=contact,
            message_id=question.message_id,
            service="feedback",
            state="sent",
            at=datetime.now(UTC),
            expects=question.expects,
        )
    )
    await line.settled()
    return visit, question


async def test_who_is_ill_after_a_survey_is_asked_about_that(room, line, a_message):
    async with (
        room.listening(topics.OUTBOUND_REPLIES) as answers,
        room.listening(topics.OUTBOUND_NOTICES) as notices,
        room.listening(topics.CONTACTS) as contacts,
    ):
        ada = Ada(line, a_message, answers)
        await ada.says("menu")
        await is_asked(room, line, notices, (await contacts.next())[1].contact_id)
        assert "how many stars" in (await ada.says("Everybody was friendly")).content.body

        asked = await ada.says("I have had a fever since yesterday and a cough")

        assert asked.expects.service == "triage"
        await line.settled()
        assert (await ada.says("hm")).expects.service == "triage"  # it has the floor
        schema = f"feedback{room.env['WARDBELL_SCHEMA_SUFFIX']}"
        async with room.database(schema) as conn:
            kept = await conn.fetch("select body from comment")
    assert [row["body"] for row in kept] == ["Everybody was friendly"]


async def test_an_emergency_in_a_comment_and_the_survey_after_it(room, line, a_message):
    async with (
        room.listening(topics.OUTBOUND_REPLIES, topics.OUTBOUND_URGENT) as answers,
        room.listening(topics.OUTBOUND_NOTICES) as notices,
        room.listening(topics.CONTACTS) as contacts,
        room.listening(topics.INBOUND_DESK_URGENT) as staff,
    ):
        ada = Ada(line, a_message, answers)
        await ada.says("menu")
        contact = (await contacts.next())[1].contact_id
        visit, question = await is_asked(room, line, notices, contact)
        assert "Thank you for ⭐⭐⭐⭐!" in (await ada.says("4 stars")).content.body

        emergency = await ada.says(EMERGENCY)

        assert "*112*" in emergency.content.body
        assert emergency.message_id != question.message_id
        assert (await staff.next())[1].said.body == EMERGENCY  # not lost: staff read it there
        schema = f"feedback{room.env['WARDBELL_SCHEMA_SUFFIX']}"
        async with room.database(schema) as conn:
            await line.settled()
            survey = await conn.fetchrow("select state, rating, words from survey")
            assert tuple(survey) == ("rated", 4, 0)

            changed = await ada.taps(f"feedback:rate:{visit.hex}/2")
            assert "Somebody from our team will call you" in changed.content.body
            kept = await ada.says("It took hours until somebody came")
            assert "Whoever calls you will read it." in kept.content.body
            bodies = await conn.fetch("select body from comment")
    assert [row["body"] for row in bodies] == ["It took hours until somebody came"]
