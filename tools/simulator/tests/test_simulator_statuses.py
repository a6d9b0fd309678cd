"""What statuses say, and what Meta leaves out (webhook reference, statuses; pricing pages)."""

import pytest

VOICE = {"link": "https://example.org/hello.ogg", "voice": True}


@pytest.fixture
def priced(hospital, ada, webhook):
    """Send a template of a category and return what its first status says."""

    async def send(category):
        await hospital.has_template(category, "See you tomorrow", category=category.upper())
        _, body = await hospital.asks_with(ada.wa_id, category)
        wamid = body["messages"][0]["id"]
        await webhook.told(wamid, "sent", "delivered")
        return webhook.statuses(wamid)[0]["pricing"]

    return send


@pytest.mark.parametrize("category", ["utility", "marketing"])
async def test_outside_the_window_templates_are_charged(category, priced):
    """Per-message pricing since July 2025."""
    assert await priced(category) == {
        "billable": True,
        "pricing_model": "PMP",
        "type": "regular",
        "category": category,
    }


@pytest.mark.parametrize(
    ("category", "type_"), [("utility", "free_customer_service"), ("marketing", "regular")]
)
async def test_in_the_window_utility_templates_are_free(category, type_, priced, ada):
    await ada.writes("Hello")

    assert (await priced(category))["type"] == type_


async def test_up_to_v23_statuses_tell_the_conversation(hospital, ada, webhook):
    """From v24 on the conversation is omitted, but for free entry points."""
    request = {"messaging_product": "whatsapp", "to": ada.wa_id, "text": {"body": "Hello"}}
    told = {}
    for version in ("v23.0", "v24.0"):
        _, body = await hospital.request(request, version=version)
        wamid = body["messages"][0]["id"]
        await webhook.told(wamid, "sent", "delivered")
        told[version] = webhook.statuses(wamid)[0]

    conversation = told["v23.0"]["conversation"]
    assert conversation["origin"] == {"type": "service"}
    assert int(conversation["expiration_timestamp"]) > int(told["v23.0"]["timestamp"])
    assert "conversation" not in told["v24.0"]


async def test_delivered_can_be_left_out_and_read_has_the_price(world, hospital, ada, webhook):
    """`delivered` is not sent when a message is delivered and read at once."""
    await world.goes_wrong(skip_delivered=1)
    wamid = await hospital.writes(ada.wa_id, "Hello")
    await ada.opens_the_chat()

    await webhook.told(wamid, "sent", "read")
    assert all("pricing" in status for status in webhook.statuses(wamid))


async def test_a_voice_message_is_played_once(world, hospital, ada, webhook):
    """`played` is the first play of a voice note."""
    wamid = await hospital.send(ada.wa_id, type="audio", audio=VOICE)
    for _ in range(2):
        await world.post(f"users/{ada.wa_id}/played", {"id": wamid})
    after = await hospital.writes(ada.wa_id, "Bye")
    await webhook.told(after, "sent", "delivered")

    await webhook.told(wamid, "sent", "delivered", "read", "played")
    text = {"id": after}
    assert "voice message" in (await world.post(f"users/{ada.wa_id}/played", text, 400))["error"]


async def test_statuses_can_come_out_of_order(world, hospital, ada, webhook):
    """No order is guaranteed: order by timestamp."""
    await world.goes_wrong(shuffle_webhooks=1)
    wamids = [await hospital.writes(ada.wa_id, f"message {n}") for n in range(20)]
    await ada.opens_the_chat()
    await webhook.until(lambda: len(webhook.statuses()) == 60)

    orders = {tuple(s["status"] for s in webhook.statuses(wamid)) for wamid in wamids}
    assert all(sorted(order) == ["delivered", "read", "sent"] for order in orders)
    assert len(orders) > 1


async def test_a_post_has_at_most_a_thousand_updates(world, hospital, webhook):
    """Webhooks: up to 1000 updates per POST."""
    await world.goes_wrong(batch_webhooks=1000)
    webhook.open.clear()
    for n in range(700):
        await hospital.writes(f"1555010{1000 + n}", "Hello")
    webhook.open.set()
    await webhook.until(lambda: len(webhook.statuses()) == 1400)

    most = max(raw.count(b'"statuses"') for _, raw in webhook.requests)
    assert 100 < most <= 1000
