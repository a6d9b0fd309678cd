"""The 24-hour window (Meta: customer service windows), one per number and user."""

import pytest

from wardbell_simulator import TrafficLimits

HOUR_S = 3600
WORDS = (
    "Message failed to send because more than 24 hours have passed since the customer last "
    "replied to this number."
)


@pytest.fixture
async def simulator(run):
    """A simulator that enforces the window and nothing else."""
    return await run(traffic=TrafficLimits(24, 0, 0, 0, 0))


async def test_outside_the_window_a_message_is_accepted_and_fails(hospital, ada, webhook):
    """131047 asynchronously, as in practice; `failed` has no contacts and no user id."""
    wamid = await hospital.writes(ada.wa_id, "Hello", biz_opaque_callback_data="outbox-7")

    await webhook.told(wamid, "failed")
    [status] = webhook.statuses(wamid)
    assert status["errors"][0]["code"] == 131047
    assert status["errors"][0]["error_data"]["details"] == WORDS
    assert status["biz_opaque_callback_data"] == "outbox-7"
    assert status["recipient_id"] == ada.wa_id
    assert "recipient_user_id" not in status
    assert "pricing" not in status
    assert "contacts" not in webhook.changes[0]
    assert [(m["state"], m["error"]) for m in await ada.chat()] == [("failed", 131047)]


async def test_or_is_refused_at_once_where_so_switched(world, hospital, ada):
    """Errors come synchronously, asynchronously, or both; the split is not documented."""
    await world.goes_wrong(undeliverable_at_once=True)
    message = {"messaging_product": "whatsapp", "to": ada.wa_id, "text": {"body": "Hello"}}

    status, body = await hospital.request(message)

    assert (status, body["error"]["code"]) == (400, 131047)
    assert body["error"]["error_data"]["details"] == WORDS
    assert await ada.chat() == []


async def test_a_message_opens_the_window_for_a_day(world, hospital, ada, webhook):
    """Messages guide: a user's message or call opens the customer service window, for 24 h."""
    await ada.writes("Hello")
    await world.post("clock", {"jump_s": 24 * HOUR_S - 60})
    await webhook.told(await hospital.writes(ada.wa_id, "Hello"), "sent", "delivered")

    await world.post("clock", {"jump_s": 120})
    await webhook.told(await hospital.writes(ada.wa_id, "Still there?"), "failed")


async def test_a_call_opens_it_too(world, hospital, ada, webhook):
    """Webhook reference: calls, event connect."""
    await world.post(f"users/{ada.wa_id}/call")
    await webhook.until(lambda: webhook.changes)

    [call] = webhook.changes[0]["calls"]
    assert (call["event"], call["from"]) == ("connect", ada.wa_id)
    await webhook.told(await hospital.writes(ada.wa_id, "You called?"), "sent", "delivered")


async def test_another_number_of_ours_has_a_window_of_its_own(hospital, ada, webhook, simulator):
    """Messages guide: the window is between a user and the business phone number they wrote to."""
    await ada.writes("Hello", f"?phone_number_id={simulator.settings.phone_number_ids[1]}")

    await webhook.told(await hospital.writes(ada.wa_id, "Hello"), "failed")


async def test_a_template_is_delivered_outside_the_window(hospital, ada, webhook):
    """Messages guide: outside the window only template messages can be sent."""
    await hospital.has_template("reminder", "See you tomorrow")

    _, body = await hospital.asks_with(ada.wa_id, "reminder")

    await webhook.told(body["messages"][0]["id"], "sent", "delivered")


async def test_what_whatsapp_itself_says_opens_no_window(hospital, ada, webhook):
    """System messages reference: a notice of WhatsApp's, which the user has not written."""
    await ada.sends({"type": "system", "system": {"type": "customer_identity_changed"}})

    await webhook.told(await hospital.writes(ada.wa_id, "Hello"), "failed")
