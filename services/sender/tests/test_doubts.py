"""What WhatsApp leaves open is counted, tried once more at once, and at last told to others."""

import asyncio

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import DeliveryChanged, FallbackWanted, topics
from wardbell_runtime import locks
from wardbell_sender.app import service


@pytest.fixture
def by_sms(monkeypatch, prepared):
    del prepared
    monkeypatch.setenv("FALLBACK_CHANNEL", "sms")


@pytest.fixture
def nobody_looks(monkeypatch, prepared):
    """Only who is woken sees that there is something to do."""
    del prepared
    monkeypatch.setattr("wardbell_sender.dispatch.POLL_SECONDS", 60.0)


async def test_a_notice_that_is_given_up_is_counted_and_goes_another_way(
    by_sms, sender, whatsapp, requested, metrics
):
    async def counted(what):
        return (await metrics())[f'wardbell_sender_doubts_total{{what="{what}"}}']

    await whatsapp.post("/sim/faults", json={"error_5xx": 1.0})
    notice = requested(say("hello"), purpose="reminder")
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(notice, topics.OUTBOUND_NOTICES)
        told = [(await heard.next())[1] for _ in range(2)]
    async with sender.database(sender.schemas[0]) as conn:
        # As a crash between the claim and its answer leaves it.
        await conn.execute("update message set state = 'claimed', claimed_until = requested_at")

    assert [type(event) for event in told] == [DeliveryChanged, FallbackWanted]
    assert (told[0].state, told[1].reason) == ("failed", "not_delivered")
    assert [await counted(what) for what in ("unclear", "again", "given_up")] == [2, 1, 1]

    async def is_counted():
        return await counted("claim_expired") == 1

    await sender.until(is_counted)


async def test_an_emergency_is_tried_once_more_as_soon_as_it_may_be(
    nobody_looks, sender, whatsapp, requested
):
    await whatsapp.post("/sim/faults", json={"error_5xx": 1.0})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(requested(say("call 112")), topics.OUTBOUND_URGENT)
        async with sender.database(sender.schemas[0]) as conn:

            async def is_unclear():
                return await conn.fetchval("select count(*) from message where doubts = 1") == 1

            await sender.until(is_unclear)
        await whatsapp.post("/sim/faults", json={"error_5xx": 0.0})
        _, told = await heard.next()

    assert told.state == "sent"


async def test_a_status_that_waits_with_any_replica_is_no_silence(
    prepared, whatsapp, requested, status
):
    """One replica takes it and stands still; neither sends again what WhatsApp has had."""
    await whatsapp.post("/sim/faults", json={"error_5xx_accepted": 1.0})
    event = requested(say("hello"))
    [schema] = prepared.schemas
    async with (
        service().running(),
        service().running(),
        prepared.database(schema) as conn,
        prepared.listening(topics.WHATSAPP_DELIVERIES) as heard,
    ):
        async with conn.transaction():
            # What holds its consumer up: somebody else is at work on what the record is keyed by.
            await locks.lock(conn, schema, ["somebody"])
            came = status(event, "delivered").model_copy(update={"contact_key": "somebody"})
            await prepared.put(event, topics.OUTBOUND_REPLIES)
            await prepared.put(came)
            await prepared.until(lambda: conn.fetchval("select doubts from message"))
            await asyncio.sleep(5)  # three times as long as a status may take
        _, told = await heard.next()
        tries = await conn.fetchval("select attempts from message")

    assert (told.state, tries) == ("delivered", 1)
