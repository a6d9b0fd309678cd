"""The floor of a question that a service begins by itself: a reminder's, say."""

import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from wardbell_events import DeliveryChanged, MessageReceived, MessageRequested, topics
from wardbell_events.outbound import Expects, TextContent


async def holder(room, gateway, listener, message):
    """Post a message; whom it is passed on to, None: the router answered."""
    assert (await gateway.post(message)).status_code == 200
    await gateway.settled()
    _, event = await listener.next()
    return event if isinstance(event, MessageReceived) else None


async def at_the_menu(room, gateway, message):
    """Somebody to whom the menu was said last: nobody has the floor."""
    async with room.listening(topics.CONTACTS) as contacts:
        assert (await gateway.post(message)).status_code == 200
        await gateway.settled()
        _, contact = await contacts.next()
    return contact.contact_id


async def reminded(room, gateway, contact_id, state="sent", by="reminders", waits="scheduling"):
    """The sender has sent a reminder, which waits for scheduling's answer; or another notice."""
    sent = DeliveryChanged(
        contact_id=contact_id,
        message_id=uuid4(),
        service=by,
        state=state,
        at=datetime.now(UTC),
        expects=Expects(service=waits, minutes=120),
    )
    await room.put(sent)
    await gateway.settled()


def tap(id_):
    reply = {"type": "button_reply", "button_reply": {"id": id_, "title": "…"}}
    return {"type": "interactive", "interactive": reply}


async def test_words_after_a_reminder_are_for_whoever_it_names(room, gateway, a_message):
    now = int(time.time())
    contact_id = await at_the_menu(room, gateway, a_message("menu", at=now))
    async with room.listening(topics.INBOUND_SCHEDULING) as scheduling:
        await reminded(room, gateway, contact_id)

        heard = await holder(room, gateway, scheduling, a_message("yes", at=now + 3600))

    assert (heard.said.body, heard.intent) == ("yes", None)


async def test_a_reminder_takes_the_floor_from_nobody(room, gateway, a_message):
    """A yes to a danger sign is none to a reminder that came in between."""
    now = int(time.time())
    async with room.listening(topics.INBOUND_TRIAGE) as triage:
        asked = await holder(room, gateway, triage, a_message(at=now, **tap("triage:check:start")))
        await reminded(room, gateway, asked.contact_id)

        heard = await holder(room, gateway, triage, a_message("yes", at=now + 60))

    assert heard.said.body == "yes"


async def test_a_reminder_takes_the_floor_from_a_survey_that_nobody_has_answered(
    room, gateway, a_message
):
    now = int(time.time())
    contact_id = await at_the_menu(room, gateway, a_message("menu", at=now))
    async with room.listening(topics.INBOUND_SCHEDULING) as scheduling:
        await reminded(room, gateway, contact_id, by="feedback", waits="feedback")
        await reminded(room, gateway, contact_id)

        heard = await holder(room, gateway, scheduling, a_message("yes", at=now + 60))

    assert heard.said.body == "yes"


async def test_a_survey_that_is_being_answered_keeps_the_floor(room, gateway, a_message):
    now = int(time.time())
    contact_id = await at_the_menu(room, gateway, a_message("menu", at=now))
    async with room.listening(topics.INBOUND_FEEDBACK) as feedback:
        await reminded(room, gateway, contact_id, by="feedback", waits="feedback")
        await holder(room, gateway, feedback, a_message("5", at=now + 30))
        await reminded(room, gateway, contact_id)

        heard = await holder(room, gateway, feedback, a_message("very kind", at=now + 60))

    assert heard.said.body == "very kind"


async def asks_for_a_day(room, gateway, contact_id, in_reply_to):
    """Triage has asked something that stays open for a day."""
    asked = MessageRequested(
        contact_id=contact_id,
        message_id=uuid4(),
        language="en",
        content=TextContent(body="Is it so?"),
        in_reply_to=in_reply_to,
        expects=Expects(service="triage", minutes=24 * 60),
    )
    await room.put(asked, topics.OUTBOUND_REPLIES)
    await gateway.settled()


async def test_a_question_that_is_open_for_a_day_hears_the_answer_of_the_morning(
    room, gateway, a_message
):
    now = int(time.time())
    async with room.listening(topics.INBOUND_TRIAGE) as triage:
        start = a_message(at=now, **tap("triage:check:start"))
        asked = await holder(room, gateway, triage, start)
        await asks_for_a_day(room, gateway, asked.contact_id, asked.sent_at)

        heard = await holder(room, gateway, triage, a_message("nein", at=now + 8 * 3600))

    assert heard.said.body == "nein"


async def test_but_a_reminder_two_hours_after_it_takes_the_floor(room, gateway, a_message):
    before = int((datetime.now(UTC) - timedelta(minutes=130)).timestamp())
    async with (
        room.listening(topics.INBOUND_TRIAGE) as triage,
        room.listening(topics.INBOUND_SCHEDULING) as scheduling,
    ):
        start = a_message(at=before, **tap("triage:check:start"))
        asked = await holder(room, gateway, triage, start)
        await asks_for_a_day(room, gateway, asked.contact_id, asked.sent_at)
        await reminded(room, gateway, asked.contact_id)

        heard = await holder(room, gateway, scheduling, a_message("yes", at=int(time.time()) + 1))

    assert heard.said.body == "yes"
