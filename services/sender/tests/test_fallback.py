"""Whom WhatsApp does not reach another channel is told of, once."""

import asyncio
from datetime import timedelta

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import DeliveryChanged, FallbackWanted, topics
from wardbell_sender import fallback, once_more


@pytest.fixture(autouse=True)
def by_sms(monkeypatch):
    monkeypatch.setenv("FALLBACK_CHANNEL", "sms")
    monkeypatch.setattr(fallback, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(once_more, "WAIT_FOR_ADDRESS", timedelta(seconds=1))


async def told(heard):
    """What is said of another channel, and what became of the message before that."""
    states = []
    while True:
        _, event = await heard.next()
        if isinstance(event, FallbackWanted):
            return event, states
        assert isinstance(event, DeliveryChanged)
        states.append(event.state)


@pytest.mark.parametrize(
    ("code", "later"),
    [(131026, False), (131026, True), (130472, False)],
)
async def test_who_is_not_on_whatsapp(sender, requested, whatsapp, status, code, later):
    """Meta: 131026, undeliverable; as an answer or as a status."""
    event = requested(say("hello"))
    error = {"code": code, "times": 1, "to": event.address.wa_id}
    await whatsapp.post("/sim/faults", json={"errors": [] if later else [error]})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        if later:
            await sender.put(status(event, "failed"))
        wanted, states = await told(heard)
        with pytest.raises(TimeoutError):
            await heard.next(1)

    assert (wanted.message_id, wanted.channel, wanted.reason) == (
        event.message_id,
        "sms",
        "not_reached",
    )
    assert states[-1] == "failed"


@pytest.mark.parametrize("held", [False, True])
async def test_what_is_not_delivered_for_too_long(sender, requested, whatsapp, gone, held):
    """Meta: a template that is `held_for_quality_assessment` may be told nothing more of."""
    await whatsapp.post("/sim/faults", json={"hold_templates": held})
    event = requested(say("hello"), in_reply_to=None, template=gone)
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_NOTICES)
        async with sender.database(sender.schemas[0]) as conn:

            async def whatsapp_has_it():
                state = "accepted" if held else "sent"
                return await conn.fetchval("select state = $1 from message", state)

            await sender.until(whatsapp_has_it)
            await asyncio.sleep(0.5)  # some looks: it is too early
            await conn.execute(
                "update message set requested_at = requested_at - $1::interval,"
                " finished_at = finished_at - $1::interval",
                timedelta(hours=25),
            )
        wanted, states = await told(heard)
        with pytest.raises(TimeoutError):
            await heard.next(1)

    assert (wanted.reason, states) == ("not_delivered", [] if held else ["sent"])


@pytest.mark.parametrize("later", [False, True])
async def test_who_was_sent_enough_marketing_is_sent_none_for_a_day_and_by_nobody(
    sender, requested, whatsapp, status, later
):
    """Meta: 131049, not to be tried again within 24 hours. All else is sent."""
    answer = requested(say("hello"))

    def notice(purpose):
        return requested(say("news"), contact=answer.contact_id, purpose=purpose, in_reply_to=None)

    async def put(event, topic=topics.OUTBOUND_NOTICES):
        await sender.put(event, topic)
        return (await heard.next())[1]

    async with (
        sender.listening(topics.WHATSAPP_DELIVERIES) as heard,
        sender.database(sender.schemas[0]) as conn,
    ):
        assert (await put(answer, topics.OUTBOUND_REPLIES)).state == "sent"
        error = {"code": 131049, "times": 1}
        await whatsapp.post("/sim/faults", json={"errors": [] if later else [error]})
        first, second, reminder = notice("campaign"), notice("campaign"), notice("reminder")
        told = await put(first)
        if later:
            assert told.state == "sent"
            await sender.put(status(first, "failed", code=131049))
            told = (await heard.next())[1]
        assert (told.message_id, told.state) == (first.message_id, "failed")
        await sender.put(second, topics.OUTBOUND_NOTICES)
        told = await put(reminder)
        assert (told.message_id, told.state) == (reminder.message_id, "sent")
        with pytest.raises(TimeoutError):
            await heard.next(1)
        row = await conn.fetchrow(
            "select state, try_at - requested_at from message where id = $1", second.message_id
        )

    assert row[0] == "deferred"
    assert timedelta(hours=23, minutes=59) < row[1] <= timedelta(hours=24)
