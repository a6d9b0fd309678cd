"""What patients say about what they want to be sent is for patients, whoever has the floor."""

import time
from datetime import UTC, datetime

import pytest

from wardbell_events import ContactChanged, FloorEnded, MarketingChosen, MessageReceived, topics


async def test_stop_goes_to_patients_and_takes_the_floor_from_everybody(room, gateway, a_message):
    now = int(time.time())
    async with room.listening(topics.INBOUND_PATIENTS, topics.INBOUND_SCHEDULING) as heard:
        await gateway.post(a_message("I need an appointment", at=now))
        await heard.next()
        await gateway.post(a_message("stop", at=now + 1))
        told = [await heard.next(), await heard.next()]
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message("2", at=now + 2))
        answers = [await heard.next(), await heard.next()]

    stop = next(event for _, event in told if isinstance(event, MessageReceived))
    assert (stop.intent, stop.said.body) == ("consent", "stop")
    assert any(isinstance(event, FloorEnded) for _, event in told)
    assert answers[-1][1].content.kind == "list"


@pytest.mark.parametrize(("value", "wanted"), [("stop", False), ("resume", True)])
async def test_what_is_chosen_in_whatsapp_about_marketing_goes_to_patients(
    room, gateway, a_message, value, wanted
):
    """Meta: the field `user_preferences`."""
    body = a_message(wa_id="15550100017")
    change = body["entry"][0]["changes"][0]
    change["field"] = "user_preferences"
    del change["value"]["messages"]
    chosen = {"category": "marketing_messages", "value": value, "timestamp": 1731705721}
    change["value"]["user_preferences"] = [{"wa_id": "15550100017", **chosen}]
    async with room.listening(topics.INBOUND_PATIENTS, topics.CONTACTS) as heard:
        await gateway.post(body)
        told = [event for _, event in await heard.take(2)]
    known = next(event for event in told if isinstance(event, ContactChanged))
    told = next(event for event in told if isinstance(event, MarketingChosen))

    assert (known.contact_id, known.address.wa_id) == (told.contact_id, "15550100017")
    assert (told.wanted, told.chosen_at) == (wanted, datetime.fromtimestamp(1731705721, UTC))
