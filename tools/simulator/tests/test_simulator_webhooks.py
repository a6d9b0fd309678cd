"""Webhooks arrive as Meta sends them: signed, in its shape, until they are accepted."""

import asyncio
import json

import pytest

from wardbell_simulator import webhook_bodies

MESSAGES = [
    "message_text__openapi",
    "message_text_referral__openapi",
    "message_interactive_button_reply__openapi",
    "message_interactive_list_reply__openapi",
    "message_button__openapi",
    "message_image__openapi",
    "message_location__openapi",
    "message_contacts__openapi",
    "message_order__openapi",
    "message_reaction__openapi",
    "message_unsupported__openapi",
    "message_text_referred_product__openapi",
    "message_button__postman__received_callback_from_a_quick_reply_button_clic",
    "message_order__postman__received_order_messages",
    "message_text__postman__received_text_message",
    "message_unknown__postman__received_unknown_messages",
]


def vectors(data):
    return data("signature_vectors")["vectors"]


def test_signatures_equal_the_known_ones(data):
    for vector in vectors(data):
        raw = vector["body_utf8"].encode()
        secret = vector["app_secret"].encode()

        assert webhook_bodies.signature(secret, raw) == vector["x_hub_signature_256"]


async def test_every_webhook_is_signed_over_its_escaped_bytes(webhook, ada, signed):
    """Graph API, webhooks: HMAC-SHA256 of the raw bytes, whose non-ASCII is escaped."""
    await ada.writes("Grüße 😀")
    await webhook.until(lambda: webhook.messages)

    headers, raw = webhook.requests[0]
    assert headers["X-Hub-Signature-256"] == signed("the-app-secret", raw)
    assert headers["Content-Type"] == "application/json"
    assert raw.isascii()
    assert webhook.messages[0]["text"]["body"] == "Grüße 😀"


async def test_bare_utf8_can_be_switched_on(webhook, ada, world, signed):
    """Webhooks guide: signed is "an escaped unicode version of the payload"; some send it bare."""
    await world.goes_wrong(raw_utf8=True)
    await ada.writes("Grüße 😀")
    await webhook.until(lambda: webhook.messages)

    headers, raw = webhook.requests[0]
    assert "Grüße 😀" in raw.decode()
    assert headers["X-Hub-Signature-256"] == signed("the-app-secret", raw)


@pytest.mark.parametrize("name", MESSAGES)
async def test_a_patients_message_comes_as_in_metas_examples(name, data, webhook, ada):
    """Webhook reference and Meta's Postman collection: one example of each type."""
    example = data(f"webhooks/{name}")
    value = example["entry"][0]["changes"][0]["value"]
    told = value["messages"][0]
    ada.wa_id = told["from"]
    content = {k: v for k, v in told.items() if k not in {"id", "from", "timestamp"}}

    name = value["contacts"][0]["profile"]["name"]
    sent = await ada.sends(content, f"?name={name}&user_id=US.13491208655302741918")
    await webhook.until(lambda: webhook.messages)

    # What Meta added since the examples were published, and what differs by nature.
    value["contacts"][0]["user_id"] = told["from_user_id"] = "US.13491208655302741918"
    told |= {"id": sent["id"], "timestamp": sent["timestamp"]}
    value["metadata"] = {
        "display_phone_number": "15550100001",
        "phone_number_id": "106540352242922",
    }
    example["entry"][0]["id"] = "419561257915477"
    assert json.loads(webhook.requests[0][1]) == example


async def test_statuses_come_in_order_with_callback_data_and_price(data, webhook, hospital, ada):
    """Webhook reference, statuses: biz_opaque_callback_data as it was sent."""
    example = data("webhooks/status_sent__postman__message_status_update_notifications")
    wamid = await hospital.writes(ada.wa_id, "Hello", biz_opaque_callback_data="outbox-7")
    await webhook.told(wamid, "sent", "delivered")
    await ada.opens_the_chat()
    await webhook.told(wamid, "sent", "delivered", "read")

    sent, delivered, read = webhook.statuses(wamid)
    assert sent.pop("conversation")["origin"] == {"type": "service"}  # up to v23
    known = example["entry"][0]["changes"][0]["value"]["statuses"][0]
    assert sent == {
        **known,
        "id": wamid,
        "timestamp": sent["timestamp"],
        "recipient_id": ada.wa_id,
        "recipient_user_id": sent["recipient_user_id"],
        "biz_opaque_callback_data": "outbox-7",
        "pricing": {
            "billable": False,
            "pricing_model": "PMP",
            "type": "free_customer_service",
            "category": "service",
        },
    }
    assert delivered["biz_opaque_callback_data"] == read["biz_opaque_callback_data"] == "outbox-7"
    assert "pricing" in delivered
    assert "pricing" not in read
    assert webhook.changes[0]["contacts"][0]["wa_id"] == ada.wa_id


async def test_a_template_has_its_price(webhook, hospital, ada):
    await hospital.has_template("reminder", "Bis morgen", language="de")
    template = {"name": "reminder", "language": {"code": "de"}}
    wamid = await hospital.send(ada.wa_id, type="template", template=template)
    await webhook.told(wamid, "sent", "delivered")

    assert webhook.statuses(wamid)[0]["pricing"]["category"] == "utility"
    assert webhook.statuses(wamid)[0]["pricing"]["billable"] is True


async def test_a_reaction_is_only_ever_sent(webhook, hospital, ada):
    """Webhook reference, statuses: reactions get no other one."""
    asked = await ada.writes("Thanks")
    reaction = {"message_id": asked["id"], "emoji": "👍"}
    wamid = await hospital.send(ada.wa_id, type="reaction", reaction=reaction)
    await ada.opens_the_chat()
    after = await hospital.writes(ada.wa_id, "Bye")
    await webhook.told(after, "sent", "delivered")

    assert [s["status"] for s in webhook.statuses(wamid)] == ["sent"]


async def test_who_hides_the_number_is_known_by_user_id_only(webhook, hospital, ada):
    """Business-scoped user IDs: the number is omitted, not empty, of who has a username."""
    message = await ada.writes("Hello", "?no_wa_id=1&user_id=US.42")
    await webhook.until(lambda: webhook.messages)
    wamid = await hospital.writes(ada.wa_id, "Hello")
    await webhook.told(wamid, "sent", "delivered")

    told = webhook.messages[0]
    assert (told["from_user_id"], told["id"]) == ("US.42", message["id"])
    assert webhook.changes[0]["contacts"] == [
        {"profile": {"name": "Patient 0101"}, "user_id": "US.42"}
    ]
    assert webhook.statuses(wamid)[0]["recipient_user_id"] == "US.42"
    assert not any(ada.wa_id.encode() in raw for _, raw in webhook.requests)
    assert (await hospital.marks_read(message["id"]))[0] == 200


async def test_anything_but_200_is_tried_again_until_200(webhook, ada):
    """Webhooks overview: anything but HTTP 200 is retried."""
    webhook.answers = [500, 503, 404, 202, 302]
    await ada.writes("Hello")
    await webhook.until(lambda: webhook.messages)

    assert len({raw for _, raw in webhook.requests}) == 1
    assert len(webhook.requests) == 6
    assert len(webhook.messages) == 1


async def test_after_seven_days_an_update_is_lost(webhook, run, people):
    """Webhooks overview: repeated with exponential backoff for up to 7 days."""
    _, world, ada, _ = people(await run(webhook_retry_max_s=0.1))
    await world.post("clock", {"rate": 7 * 86_400})  # a week a second
    webhook.answers = [500] * 10_000
    await ada.writes("Hello")
    async with asyncio.timeout(10):
        while (await world.get("health"))["undelivered_updates"]:
            assert webhook.answers
    webhook.answers = []

    assert (await ada.states()) == ["sent"]
    await ada.writes("Hello again")
    await webhook.until(lambda: webhook.messages)
    assert [m["text"]["body"] for m in webhook.messages] == ["Hello again"]


async def test_a_webhook_that_is_not_there_yet_gets_everything_later(run, people, webhook, world):
    simulator = await run(webhook_url="http://127.0.0.1:9/webhook")  # nobody listens on 9
    _, world, ada, _ = people(simulator)
    await ada.writes("Hello")
    await world.post("webhook", {"url": webhook.url, "verify_token": "verify-me"})

    await webhook.until(lambda: webhook.messages)


async def test_a_patients_messages_keep_their_order_even_when_refused(webhook, ada):
    webhook.answers = [200, 500, 500, 200, 503]
    texts = [f"message {n}" for n in range(12)]
    for text in texts:
        await ada.writes(text)
    await webhook.until(lambda: len(webhook.messages) == 12)

    assert [m["text"]["body"] for m in webhook.messages] == texts


async def test_one_patient_does_not_wait_for_another(webhook, ada, ben):
    webhook.open.clear()
    await ada.writes("Hello")
    await webhook.until(lambda: len(webhook.requests) == 1)
    await ben.writes("Hello")

    await webhook.until(lambda: len(webhook.requests) == 2)


async def test_a_patient_does_not_wait_behind_statuses(run, people, webhook):
    hospital, _, ada, ben = people(await run(webhook_connections=1))
    webhook.open.clear()
    for n in range(10):
        await hospital.writes(ben.wa_id, f"message {n}")
    await ada.writes("Hello")
    await webhook.until(lambda: len(webhook.requests) == 1)
    webhook.open.set()
    await webhook.until(lambda: webhook.messages)

    assert len(webhook.statuses()) == 1, "only what was on its way already"


async def test_shuffled_messages_all_arrive_but_out_of_order(webhook, ada, world):
    """Webhooks: delivered concurrently, order is not guaranteed."""
    await world.goes_wrong(shuffle_webhooks=1)
    texts = [f"message {n}" for n in range(30)]
    for text in texts:
        await ada.writes(text)
    await webhook.until(lambda: len(webhook.messages) == 30)

    arrived = [m["text"]["body"] for m in webhook.messages]
    assert sorted(arrived) == sorted(texts)
    assert arrived != texts


async def test_duplicates_are_the_same_update_twice(webhook, ada, world):
    """Webhooks overview: retries may deliver duplicates."""
    await world.goes_wrong(duplicate_webhooks=1)
    await ada.writes("Hello")
    await webhook.until(lambda: len(webhook.messages) == 2)

    assert webhook.messages[0] == webhook.messages[1]


async def test_waiting_updates_share_a_post_when_batched(webhook, hospital, ada, world):
    await world.goes_wrong(batch_webhooks=1000)
    webhook.open.clear()
    for n in range(100):
        await hospital.writes(f"1555010{1000 + n}", "Hello")
    webhook.open.set()
    await webhook.until(lambda: len(webhook.statuses()) == 200)

    assert len(webhook.requests) < 60
    for wamid in {s["id"] for s in webhook.statuses()}:
        await webhook.told(wamid, "sent", "delivered")


async def test_connections_are_kept_alive(webhook, ada):
    for n in range(20):
        await ada.writes(f"message {n}")
    await webhook.until(lambda: len(webhook.messages) == 20)

    assert len(webhook.connections) < 4


async def test_a_callback_address_is_saved_after_the_handshake(webhook, world, ada, run, people):
    """Create a webhook endpoint: 200 with hub.challenge if hub.verify_token is right."""
    simulator = await run(webhook_url=None)
    _, world, ada, _ = people(simulator)
    await ada.writes("Nobody hears this")

    answer = await world.post("webhook", {"url": webhook.url, "verify_token": "verify-me"})
    await ada.writes("Hello")
    await webhook.until(lambda: webhook.messages)

    assert answer == {"verified": True, "url": webhook.url}
    assert webhook.handshakes[0]["hub.mode"] == "subscribe"
    assert [m["text"]["body"] for m in webhook.messages] == ["Hello"]


async def test_a_wrong_verify_token_saves_nothing(webhook, world):
    body = {"url": webhook.url, "verify_token": "wrong"}

    answer = await world.post("webhook", body, expect=502)

    assert answer["verified"] is False
    assert "403" in answer["error"]
