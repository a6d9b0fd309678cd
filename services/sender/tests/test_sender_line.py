"""What services ask for arrives once, in order, and not where it is not wanted."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_dialogue.messages import ask, say
from wardbell_events import (
    Address,
    ContactChanged,
    ContactMerged,
    StatusChanged,
    topics,
)
from wardbell_events.outbound import Expects
from wardbell_runtime import locks
from wardbell_sender.app import service
from wardbell_simulator import NO_TRAFFIC_LIMITS

WA_ID = "15550100017"


async def read(whatsapp, count, wa_id=WA_ID, seconds=20):
    """What a patient's phone shows, once it shows so many messages."""
    deadline = time.monotonic() + seconds
    while True:
        chat = (await whatsapp.get(f"/sim/users/{wa_id}/chat")).json()["messages"]
        if len(chat) >= count:
            return [m.get("text", {}).get("body") or m["interactive"]["body"]["text"] for m in chat]
        assert time.monotonic() < deadline, f"only {len(chat)} messages arrived"
        await asyncio.sleep(0.05)


async def test_a_patients_messages_arrive_in_order(sender, whatsapp, requested):
    contact = uuid4()
    for n in range(20):
        content = say(str(n)) if n % 2 else ask(str(n), [("triage:check:yes", "Yes")])
        await sender.put(requested(content, contact=contact), topics.OUTBOUND_REPLIES)

    assert await read(whatsapp, 20) == [str(n) for n in range(20)]


async def test_what_follows_one_whose_hour_has_passed_does_not_pass_it(sender, whatsapp, requested):
    await sender.put(requested(say("first"), wa_id="15550100018"), topics.OUTBOUND_REPLIES)
    await read(whatsapp, 1, "15550100018")  # from here on this process has tokens
    contact, passed = uuid4(), datetime.now(UTC) - timedelta(minutes=1)
    both = [
        requested(say(str(n)), contact=contact, not_before=at)
        for n, at in enumerate((passed, None))
    ]
    await asyncio.gather(*(sender.put(event, topics.OUTBOUND_REPLIES) for event in both))

    assert await read(whatsapp, 2) == ["0", "1"]


async def test_a_message_that_is_asked_for_twice_is_sent_once(sender, whatsapp, requested):
    once = requested(say("once"))
    await sender.put(once, topics.OUTBOUND_REPLIES)
    await sender.put(once, topics.OUTBOUND_REPLIES)
    await sender.put(requested(say("after"), contact=once.contact_id), topics.OUTBOUND_REPLIES)

    assert await read(whatsapp, 2) == ["once", "after"]


async def test_an_answer_that_got_lost_is_settled_by_the_status_and_not_sent_again(
    sender, whatsapp, requested
):
    await whatsapp.post("/sim/faults", json={"answer_lost": 1.0})
    event = requested(say("hello"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        await read(whatsapp, 1)
        await whatsapp.post("/sim/faults", json={"answer_lost": 0.0})
        status = {
            "id": "wamid.x",
            "status": "sent",
            "timestamp": "1",
            "biz_opaque_callback_data": f"{event.contact_id}.{event.message_id}",
        }
        await sender.put(
            StatusChanged(field="messages", contact_key=str(event.contact_id), raw=status)
        )
        _, told = await heard.next()
        assert (told.message_id, told.state) == (event.message_id, "sent")
        await asyncio.sleep(3)

    assert await read(whatsapp, 1) == ["hello"]


async def test_a_send_that_nobody_confirms_is_tried_once_more(sender, whatsapp, requested):
    await whatsapp.post("/sim/faults", json={"error_5xx": 1.0})
    await sender.put(requested(say("hello")), topics.OUTBOUND_REPLIES)
    await asyncio.sleep(1)
    await whatsapp.post("/sim/faults", json={"error_5xx": 0.0})

    assert await read(whatsapp, 1) == ["hello"]


@pytest.mark.parametrize("first", ["failed", "delivered"])
async def test_what_reached_the_phone_did_in_whatever_order_it_is_said(
    sender, whatsapp, requested, first
):
    event = requested(say("hello"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        _, told = await heard.next()
        assert told.state == "sent"
        for state in (first, "sent", "failed", "delivered"):
            status = {
                "status": state,
                "timestamp": "1",
                "biz_opaque_callback_data": f"{event.contact_id}.{event.message_id}",
            }
            await sender.put(
                StatusChanged(field="messages", contact_key=str(event.contact_id), raw=status)
            )
        states = []
        while states[-1:] != ["delivered"]:
            _, told = await heard.next()
            states.append(told.state)
        with pytest.raises(TimeoutError):
            await heard.next(1)

    assert states == (["failed", "delivered"] if first == "failed" else ["delivered"])


@pytest.mark.parametrize("topic", [topics.OUTBOUND_NOTICES, topics.OUTBOUND_REPLIES])
async def test_only_a_notice_opens_a_floor_when_it_was_sent(sender, whatsapp, requested, topic):
    # A reply had the floor opened when it was asked for: by now the patient may be elsewhere.
    question = requested(say("which day?"), expects=Expects(service="scheduling"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(question, topic)
        _, told = await heard.next()

    assert told.state == "sent"
    assert (told.expects is not None) == (topic == topics.OUTBOUND_NOTICES)


@pytest.mark.parametrize("lane", [topics.OUTBOUND_NOTICES, topics.OUTBOUND_URGENT])
async def test_without_an_address_a_message_waits_until_the_contact_is_known(
    sender, whatsapp, requested, lane
):
    event = requested(say("hello"), wa_id=None)
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, lane)
        with pytest.raises(TimeoutError):
            await heard.next(2)
        address, now = Address(wa_id=WA_ID), datetime.now(UTC)
        await sender.put(
            ContactChanged(
                contact_id=event.contact_id,
                version=2,
                address=address,
                language="en",
                changed_at=now,
            )
        )
        _, told = await heard.next()

    assert (told.message_id, told.state) == (event.message_id, "sent")
    async with sender.database(sender.schemas[0]) as conn:
        assert await conn.fetchval("select count(*) from parked") == 0


async def test_after_a_merge_messages_go_to_whom_the_contact_became(sender, whatsapp, requested):
    old, middle, new = uuid4(), uuid4(), uuid4()
    now = datetime.now(UTC)
    address = Address(wa_id=WA_ID)
    await sender.put(
        ContactChanged(contact_id=new, version=2, address=address, language="en", changed_at=now)
    )
    for loser, winner in ((middle, new), (old, middle)):  # in whatever order they come
        await sender.put(ContactMerged(from_=loser, into=winner, merged_at=now))
        await asyncio.sleep(1)
    await sender.put(requested(say("hello"), contact=old, wa_id=None), topics.OUTBOUND_NOTICES)

    assert await read(whatsapp, 1) == ["hello"]


async def test_what_a_contact_of_before_a_merge_is_told_waits_for_who_writes_the_winner(
    sender, whatsapp, requested
):
    old, new = uuid4(), uuid4()
    waits = "select 1 from pg_locks where locktype = 'advisory' and not granted"
    async with sender.database(sender.schemas[0]) as conn:
        await sender.put(ContactMerged(from_=old, into=new, merged_at=datetime.now(UTC)))
        await sender.until(lambda: conn.fetchval("select 1 from contact_alias"))
        async with conn.transaction():
            await locks.lock(conn, sender.schemas[0], [str(new)])
            await sender.put(requested(say("hello"), contact=old), topics.OUTBOUND_REPLIES)
            await sender.until(lambda: conn.fetchval(waits))
            assert not await conn.fetchval("select 1 from message")

    assert await read(whatsapp, 1) == ["hello"]


@pytest.mark.usefixtures("twenty_a_second")
@pytest.mark.parametrize("traffic", [replace(NO_TRAFFIC_LIMITS, throughput_per_s=20)])
async def test_a_burst_leaves_as_fast_as_meta_takes_it(sender, requested):
    """Meta: 20 a second from a number that an app shares; beyond it 130429."""
    began = time.monotonic()
    for n in range(60):
        event = requested(say("hello"), wa_id=f"1555010{n + 200:04}")
        await sender.put(event, topics.OUTBOUND_REPLIES)
    async with sender.database(sender.schemas[0]) as conn, asyncio.timeout(20):
        while await conn.fetchval("select count(*) from message where state = 'sent'") < 60:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        took = time.monotonic() - began
        tries = await conn.fetch("select distinct attempts, error_code from message")

    assert took > 1.9
    assert [tuple(row) for row in tries] == [(1, None)]


async def test_an_emergency_that_a_crash_cut_short_is_sent_though_nobody_asks_again(
    prepared, requested, whatsapp
):
    event = requested(say("call 112"))
    async with service().running():
        await prepared.put(event, topics.OUTBOUND_URGENT)
        assert await read(whatsapp, 1) == ["call 112"]
    async with prepared.database(prepared.schemas[0]) as conn:
        # As a kill -9 between commit and call leaves it.
        await conn.execute(
            "update message set state = 'claimed', claimed_until = requested_at, content = $1",
            event.content.model_dump_json(),
        )
    async with service().running():
        assert await read(whatsapp, 2) == ["call 112", "call 112"]
