"""A patient changes the number (webhook reference: system messages, user_id_update)."""

import pytest

NEW = "12195555358"


@pytest.fixture
async def changed(ada, world, webhook):
    """Ada has written, and has a new number; what came after her message."""
    ada.wa_id = "16505551234"
    await ada.writes("Hello", "?name=Sheena Nelson&user_id=US.42")
    await world.post(f"users/{ada.wa_id}/number", {"to": NEW})
    await webhook.until(lambda: len(webhook.changes) == 4)
    return webhook.changes[1:]


async def test_a_system_message_tells_the_number_as_in_metas_example(changed, data):
    example = data("webhooks/message_system_user_changed_number__openapi")
    known = example["entry"][0]["changes"][0]["value"]

    known["metadata"] = changed[0]["metadata"]
    [message] = known["messages"]
    message["from_user_id"] = "US.42"  # since 2026
    message |= {key: changed[0]["messages"][0][key] for key in ("id", "timestamp")}
    assert changed[0] == known


async def test_another_tells_the_new_user_id_and_so_does_its_own_field(changed, webhook):
    """The BSUID is regenerated when the user changes number."""
    _, message, update = changed

    system = message["messages"][0]["system"]
    assert system["type"] == "user_changed_user_id"
    assert (system["wa_id"], system["user_id"] != "US.42") == (NEW, True)
    [told] = update["user_id_update"]
    assert told["user_id"] == {"previous": "US.42", "current": system["user_id"]}
    assert b'"field":"user_id_update"' in webhook.requests[3][1]


async def test_the_chat_goes_along_and_the_old_number_reaches_nobody(
    changed, hospital, ada, world, webhook
):
    """131026: the number is not on WhatsApp any more."""
    first = webhook.messages[0]["id"]
    old = ada.wa_id
    assert (await hospital.marks_read(first))[0] == 200
    await webhook.told(await hospital.writes(old, "Hello"), "failed")

    ada.wa_id = NEW
    await webhook.told(await hospital.writes(NEW, "Hello"), "sent", "delivered")
    assert (await ada.chat())[0]["id"] == first
    assert [user["wa_id"] for user in (await world.get("users"))["users"]] == [NEW]
    await world.post(f"users/{NEW}/number", {"to": old}, expect=400)
