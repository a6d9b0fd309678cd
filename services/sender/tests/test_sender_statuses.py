"""Statuses come late, repeated, never and in any order, and always end in one state."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import permutations

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import Address, MessagePriced, StatusChanged, topics
from wardbell_sender.app import service
from wardbell_sender.once_more import KEPT_DAYS, MOST
from wardbell_simulator import NO_TRAFFIC_LIMITS

ORDERS = list(permutations(["sent", "delivered", "read", "failed"]))


async def test_all_24_orders_of_four_statuses_end_in_one_state(sender, requested, status):
    """Meta: no order is promised (docs/reference/whatsapp.md, webhooks)."""
    sent = [requested(say("hello"), wa_id=f"155501001{n:02}") for n in range(len(ORDERS))]
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        for event in sent:
            await sender.put(event, topics.OUTBOUND_REPLIES)
        for _ in sent:
            await heard.next()
        for event, order in zip(sent, ORDERS, strict=True):
            for state in (*order, order[0]):
                await sender.put(status(event, state))
        last = dict.fromkeys((event.message_id for event in sent), "sent")
        async with asyncio.timeout(20):
            while set(last.values()) != {"read"}:
                _, told = await heard.next()
                assert told.state != "failed" or last[told.message_id] == "sent"
                last[told.message_id] = told.state
        with pytest.raises(TimeoutError):
            await heard.next(1)


async def test_what_was_taken_all_the_same_is_not_undeliverable(
    sender, whatsapp, requested, status
):
    """A first try whose answer got lost, a second one that comes too late, and then a status."""
    await whatsapp.post("/sim/faults", json={"error_5xx_accepted": 1.0})
    event = requested(say("hello"), expires_at=datetime.now(UTC) + timedelta(seconds=1.5))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        _, told = await heard.next()
        assert (told.state, told.reason) == ("undeliverable", "expired")
        await sender.put(status(event, "sent"))
        _, told = await heard.next()

    assert told.state == "sent"


async def test_a_state_is_told_with_whatsapps_time(sender, requested, status):
    event = requested(say("hello"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        await heard.next()
        await sender.put(status(event, "played", 1_760_000_000))
        _, told = await heard.next()

    assert (told.state, told.at.timestamp()) == ("played", 1_760_000_000)


async def test_what_a_message_costs_is_told_once(sender, requested, status):
    """Meta: `pricing` comes with `sent` and with one of delivered and read."""
    event = requested(say("hello"), purpose="campaign", campaign="flu-2026")
    pricing = {"billable": False, "category": "service", "type": "free_customer_service"}
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        await heard.next()
        for state in ("sent", "delivered", "read"):
            told = status(event, state)
            await sender.put(told.model_copy(update={"raw": {**told.raw, "pricing": pricing}}))
        said = [(await heard.next())[1] for _ in range(3)]

    (price,) = [each for each in said if isinstance(each, MessagePriced)]
    assert (price.category, price.billable) == ("service", False)
    assert (price.purpose, price.campaign) == ("campaign", "flu-2026")
    assert [each.state for each in said if each is not price] == ["delivered", "read"]


@pytest.fixture
async def ledger(sender):
    """`ledger(event)`: a message as it stands in the ledger."""
    async with sender.database(sender.schemas[0]) as conn:

        async def look(event):
            query = "select state, attempts, content is null as gone from message where id = $1"
            return tuple(await conn.fetchrow(query, event.message_id))

        async def is_(event, wanted):
            return (await look(event))[: len(wanted)] == wanted

        look.conn, look.is_ = conn, is_
        yield look


BSUID = "US.13491208655302741918"


async def test_a_status_that_says_nothing_of_ours_is_known_by_whatsapps_id(
    sender, requested, whatsapp, ledger
):
    """Meta: of whom it is about, a phone number, a user's id, or both are said."""
    hidden = f"/sim/users/15550100018/messages?no_wa_id=true&user_id={BSUID}"
    hello = {"type": "text", "text": {"body": "hello"}}
    assert (await whatsapp.post(hidden, json=hello)).status_code == 200
    by_phone = {"recipient_id": "15550100017"}, Address(wa_id="15550100017")
    by_user = {"recipient_user_id": BSUID}, Address(user_id=BSUID)
    sent = {}
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        for about, address in (by_phone, by_user):
            event = requested(say("hello")).model_copy(update={"address": address})
            await sender.put(event, topics.OUTBOUND_REPLIES)
            _, told = await heard.next()
            assert (told.message_id, told.state) == (event.message_id, "sent")
            sent[event.message_id] = about
        for id_, wamid in await ledger.conn.fetch("select id, wamid from message"):
            raw = {"id": wamid, "status": "delivered", "timestamp": "1", **sent[id_]}
            await sender.put(StatusChanged(field="messages", contact_key="somebody", raw=raw))
        reached = [(await heard.next())[1] for _ in sent]

    found = {(each.message_id, each.state) for each in reached}
    assert found == {(id_, "delivered") for id_ in sent}


async def test_what_was_said_is_kept_until_it_has_arrived(sender, requested, status, ledger):
    event = requested(say("hello"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        await heard.next()
        assert await ledger(event) == ("sent", 1, False)
        await sender.put(status(event, "delivered"))
        await heard.next()

    assert await ledger(event) == ("delivered", 1, True)


async def test_who_fails_again_and_again_is_lost_in_the_end(sender, requested, status, ledger):
    """Meta: 131016 is overloaded; it passes, or it does not."""
    event = requested(say("hello"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        states = []
        for n in range(1, MOST + 1):
            states.append((await heard.next())[1].state)
            wamid = await ledger.conn.fetchval("select wamid from message")
            await sender.put(status(event, "failed", code=131016, wamid=wamid))
            if n < MOST:
                await sender.until(partial(ledger.is_, event, ("ready", n)))
                # What comes late of a try that has failed is over.
                await sender.put(status(event, "sent", 2, wamid=wamid))
                await ledger.conn.execute("update message set try_at = requested_at")
        states.append((await heard.next())[1].state)

    assert states == ["sent"] * MOST + ["failed"]


async def test_a_late_word_of_the_first_try_does_not_end_the_second(
    sender, whatsapp, requested, status, ledger
):
    await whatsapp.post("/sim/faults", json={"error_5xx_accepted": 1.0})
    event = requested(say("hello"))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)

        async def is_unclear():
            return await ledger.conn.fetchval("select doubts from message") == 1

        await sender.until(is_unclear)
        await whatsapp.post("/sim/faults", json={"error_5xx_accepted": 0.0})
        _, told = await heard.next()
        assert told.state == "sent"
        await sender.put(status(event, "failed", code=131016, wamid="wamid.first"))
        await sender.put(status(event, "failed", 2, code=131026, wamid="wamid.first"))
        with pytest.raises(TimeoutError):
            await heard.next(1.5)

    assert await ledger(event) == ("sent", 2, False)


@pytest.mark.parametrize("traffic", [replace(NO_TRAFFIC_LIMITS, window_hours=24)])
async def test_a_template_that_whatsapp_looks_at_first_is_not_sent_yet(
    traffic, sender, whatsapp, requested, status, gone, ledger
):
    """Meta: `message_status` held_for_quality_assessment."""
    await whatsapp.post("/sim/faults", json={"hold_templates": True})
    event = requested(say("hello"), in_reply_to=None, template=gone)
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_NOTICES)

        async def is_held():
            rows = await ledger.conn.fetch("select state from message")
            return [row["state"] for row in rows] == ["accepted"]

        await sender.until(is_held)
        with pytest.raises(TimeoutError):
            await heard.next(0.5)
        await sender.put(status(event, "sent"))
        _, told = await heard.next()

    assert told.state == "sent"


async def test_what_was_said_is_not_kept_for_ever(prepared, requested):
    async with prepared.listening(topics.WHATSAPP_DELIVERIES) as heard, service().running():
        for n in range(2):
            event = requested(say("hello"), wa_id=f"1555010001{n}")
            await prepared.put(event, topics.OUTBOUND_REPLIES)
            await heard.next()
    async with prepared.database(prepared.schemas[0]) as conn:
        await conn.execute(
            "update message set finished_at = finished_at - $1::interval where id = $2",
            timedelta(days=KEPT_DAYS),
            event.message_id,
        )

        async def one_is_gone():
            query = "select array_agg(id) from message where content is null"
            return await conn.fetchval(query) == [event.message_id]

        async with service().running():
            await prepared.until(one_is_gone)
