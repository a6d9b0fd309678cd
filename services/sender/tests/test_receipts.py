"""What a patient writes is marked as read, and nothing ever waits for that."""

import asyncio
import time

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import MessageArrived, topics

PATIENT = "15550100017"


@pytest.fixture
def writes(sender, whatsapp):
    """`writes(text)`: a patient writes, and it is on our topic; returns the wamid."""

    async def write(text="Hello", *, wa_id=PATIENT, topic=None, wamid=None):
        message = {"type": "text", "text": {"body": text}}
        sent = (await whatsapp.post(f"/sim/users/{wa_id}/messages", json=message)).json()
        raw = {"id": wamid or sent["id"], "from": wa_id, **message}
        number = sender.env["WHATSAPP_PHONE_NUMBER_ID"]
        event = MessageArrived(field="messages", phone_number_id=number, contact_key=wa_id, raw=raw)
        await sender.put(event, topic)
        return sent["id"]

    return write


@pytest.fixture
def phone(whatsapp):
    """`phone()`: what a patient's phone shows."""

    async def look(wa_id=PATIENT):
        return (await whatsapp.get(f"/sim/users/{wa_id}/chat")).json()

    return look


@pytest.fixture
def until_read(sender, phone):
    """Wait until a patient sees that a message was read."""

    async def wait(wamid, wa_id=PATIENT):
        async def is_read():
            shown = {each["id"]: each["state"] for each in (await phone(wa_id))["messages"]}
            return shown[wamid] == "read"

        await sender.until(is_read)

    return wait


@pytest.fixture
def counted(metrics):
    """How many receipts had an outcome."""

    async def look(outcome):
        shown = await metrics()
        return shown.get(f'wardbell_sender_receipts_total{{outcome="{outcome}"}}', 0)

    return look


@pytest.mark.parametrize("topic", [topics.WHATSAPP_MESSAGES, topics.WHATSAPP_URGENT])
async def test_who_is_not_answered_sees_that_it_was_read_and_somebody_types(
    writes, phone, until_read, topic
):
    earlier = await writes("Hello", topic=topic)
    await until_read(await writes("Is anybody there?", topic=topic))

    shown = await phone()
    assert shown["typing"]
    assert {each["state"] for each in shown["messages"] if each["id"] == earlier} == {"read"}


async def test_after_the_answer_nobody_types(sender, requested, writes, phone, until_read):
    wamid = await writes()
    await sender.put(requested(say("Good morning")), topics.OUTBOUND_REPLIES)
    await until_read(wamid)

    async def is_answered():
        return len((await phone())["messages"]) == 2

    await sender.until(is_answered)
    assert not (await phone())["typing"]


async def test_a_whatsapp_that_does_not_answer_receipts_holds_no_answer(
    sender, requested, whatsapp, writes, counted
):
    await whatsapp.post("/sim/faults", json={"delay_s": 3.5})
    for n in range(40):
        await writes(wa_id=f"155501003{n:02}")

    async def are_under_way():
        tried = (await whatsapp.get("/sim/journal")).json()["requests"]
        return any(each["kind"] == "read" for each in tried)

    await sender.until(are_under_way)
    await whatsapp.post("/sim/faults", json={"delay_s": 0})
    began = time.monotonic()
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(requested(say("Good morning")), topics.OUTBOUND_URGENT)
        await heard.next()
    took = time.monotonic() - began

    async def all_lost():
        return await counted("lost") == 40

    assert took < 1
    await sender.until(all_lost)  # none is tried again, nor while WhatsApp is given a rest
    assert await counted("sent") == 0


async def test_one_that_whatsapp_refuses_stands_in_nobodys_way(sender, writes, until_read, counted):
    await writes(wa_id="15550100018", wamid="wamid.unknown")
    await until_read(await writes())

    async def both_counted():
        return (await counted("refused"), await counted("sent")) == (1, 1)

    await sender.until(both_counted)


@pytest.fixture
def without_typing(monkeypatch):
    monkeypatch.setenv("READ_RECEIPTS", "read")


@pytest.mark.usefixtures("without_typing")
async def test_typing_can_be_left_out(writes, phone, until_read):
    await until_read(await writes())

    assert not (await phone())["typing"]


@pytest.fixture
def without_receipts(monkeypatch):
    monkeypatch.setenv("READ_RECEIPTS", "off")


@pytest.mark.usefixtures("without_receipts")
async def test_they_can_be_switched_off(writes, phone, sender, metrics):
    wamid = await writes()
    noted = 'wardbell_events_handled_total{consumer="sender.whatsapp.messages",outcome="handled"}'

    async def is_noted():
        return (await metrics()).get(noted)

    await sender.until(is_noted)
    await asyncio.sleep(2)  # a receipt waits for one
    shown = await phone()

    assert not shown["typing"]
    assert [each["state"] for each in shown["messages"] if each["id"] == wamid] != ["read"]
