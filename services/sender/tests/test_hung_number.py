"""A number whose calls hang has nobody's connections but its own."""

from functools import partial

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics

OTHER_NUMBER = "106540352242923"
CONNECTIONS = 8
HUNG_SECONDS = 12
"""Until a call that hangs is given up: longer than the others may take on a busy machine."""


@pytest.fixture
def long_calls(monkeypatch, prepared):
    del prepared
    monkeypatch.setenv("SEND_TIMEOUT_SECONDS", str(HUNG_SECONDS))
    monkeypatch.setenv("SEND_CONNECTIONS", str(CONNECTIONS))


@pytest.fixture
async def calls(whatsapp):
    """`calls(events)`: of which messages WhatsApp has been asked, or has answered."""

    async def look(events, *, answered=False):
        requests = (await whatsapp.get("/sim/journal?limit=1000")).json()["requests"]
        asked = {
            each["biz_opaque_callback_data"]
            for each in requests
            if not answered or each["status"] is not None
        }
        return {e.message_id for e in events if f"{e.contact_id}.{e.message_id}" in asked}

    return look


@pytest.mark.parametrize(
    ("topic", "own"),
    [(topics.OUTBOUND_REPLIES, CONNECTIONS), (topics.OUTBOUND_URGENT, CONNECTIONS // 4)],
)
async def test_a_number_that_hangs_holds_up_neither_another_one_nor_an_emergency(
    long_calls, sender, requested, whatsapp, calls, topic, own
):
    number = sender.env["WHATSAPP_PHONE_NUMBER_ID"]
    await whatsapp.post("/sim/faults", json={"delay_s": 3.0 * HUNG_SECONDS, "delay_number": number})
    hung = [requested(say("hangs"), wa_id=f"1555010{n + 300:04}") for n in range(40)]
    for event in hung:
        await sender.put(event, topic)

    async def hang(count):
        return len(await calls(hung)) >= count

    await sender.until(partial(hang, own))
    others = [requested(say("hello"), wa_id=f"1555010{n + 400:04}") for n in range(40)]
    for event in others:
        await sender.put(event, topic, number=OTHER_NUMBER)

    async def all_have(events, *, answered=True):
        return len(await calls(events, answered=answered)) == len(events)

    await sender.until(partial(all_have, others), seconds=HUNG_SECONDS - 2)

    # What is taken in and what is claimed from the ledger may find the same room.
    assert len(await calls(hung)) <= 2 * own
    if topic != topics.OUTBOUND_URGENT:
        emergency = requested(say("call 112"), wa_id="15550100299")
        await sender.put(emergency, topics.OUTBOUND_URGENT)
        await sender.until(partial(all_have, [emergency], answered=False))
        assert len(await calls(hung)) <= 2 * own, "before anything of the number has come back"
