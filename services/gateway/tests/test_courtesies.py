"""Thanks and goodbyes are met with a kind word, not with the menu; a name changes no language."""

import time

import pytest

from wardbell_events import FloorEnded, MessageRequested, topics
from wardbell_events.outbound import Expects, TextContent

NOW = int(time.time())


@pytest.mark.parametrize(
    ("first", "said", "answer"),
    [
        ("Hello", "Thank you!", "You are welcome."),
        ("Hello", "👍", "All right."),
        ("Hello", "bye", "Goodbye"),
        ("Guten Tag", "danke", "Gern geschehen."),
        ("Guten Tag", "Tschüss", "Auf Wiedersehen"),
    ],
)
async def test_a_kind_word_gets_one_back(room, gateway, a_message, first, said, answer):
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message(first, at=NOW))
        await heard.next()
        await gateway.post(a_message(said, at=NOW + 1))
        _, kind = await heard.next()

    assert kind.content.kind == "text"
    assert kind.content.body.startswith(answer)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Hans Jürgen von der Müllerin", "en"),
        ("Deutsch", "de"),
        ("Ich bekomme keine Luft mehr", "de"),
    ],
)
async def test_a_name_changes_no_language_but_help_is_given_in_any(
    room, gateway, a_message, said, language
):
    passed = (topics.INBOUND_SCHEDULING, topics.INBOUND_PATIENTS, topics.INBOUND_TRIAGE_URGENT)
    async with room.listening(*passed) as heard, room.listening(topics.OUTBOUND_REPLIES) as own:
        await gateway.post(a_message("I need an appointment", at=NOW))
        _, wish = await heard.next()
        await own.next()
        name = MessageRequested(
            contact_id=wish.contact_id,
            message_id=wish.message_id,
            language="en",
            content=TextContent(body="What is your full name?"),
            in_reply_to=wish.sent_at,
            expects=Expects(service="patients"),
        )
        await room.put(name, topics.OUTBOUND_REPLIES)
        await own.next()
        await gateway.settled()
        await gateway.post(a_message(said, at=int(time.time()) + 60))
        ears = own if said == "Deutsch" else heard
        event = (await ears.next())[1]
        while isinstance(event, FloorEnded):
            event = (await ears.next())[1]

    assert event.language == language
