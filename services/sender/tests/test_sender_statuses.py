"""Statuses come late, repeated, never and in any order, and always end in one state."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import MessagePriced, topics

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
