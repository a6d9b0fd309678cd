"""Acting as a patient from a program."""

import asyncio
import json
import time

import pytest

ROWS = {
    "button": "Choose",
    "sections": [{"rows": [{"id": "t1", "title": "09:20", "description": "Dr. Haas"}]}],
}


async def test_who_never_wrote_has_an_empty_chat(world):
    assert await world.get("users/15550100199/chat") == {"messages": [], "typing": False}


async def test_a_chat_holds_both_sides_as_they_were_sent(hospital, ada, webhook):
    asked = await ada.writes("Hello")
    wamid = await hospital.offers(ada.wa_id, "Yes", "No")
    await webhook.until(lambda: webhook.messages)

    mine, theirs = await ada.chat()
    assert mine == {**asked, "state": "delivered"}
    assert (mine["direction"], mine["text"]) == ("in", {"body": "Hello"})
    assert (theirs["direction"], theirs["id"], theirs["type"]) == ("out", wamid, "interactive")
    assert theirs["interactive"]["action"]["buttons"][0]["reply"] == {"id": "yes", "title": "Yes"}
    assert theirs["at"] == pytest.approx(time.time(), abs=10)


async def test_a_message_in_a_chat_says_what_the_business_knows_it_by(hospital, ada):
    await hospital.writes(ada.wa_id, "Hello", biz_opaque_callback_data="outbox-7")
    await hospital.writes(ada.wa_id, "Hello again")

    named, nameless = await ada.chat()
    assert named["biz_opaque_callback_data"] == "outbox-7"
    assert "biz_opaque_callback_data" not in nameless


async def test_a_message_is_delivered_once_the_webhook_took_it(ada, webhook):
    webhook.open.clear()
    await ada.writes("Hello")
    await webhook.until(lambda: webhook.requests)
    assert await ada.states() == ["sent"]

    webhook.open.set()
    await webhook.until(lambda: webhook.messages)
    await ada.writes("Hello?")
    await webhook.until(lambda: len(webhook.messages) == 2)

    assert (await ada.states())[0] == "delivered"


async def test_a_tapped_button_knows_its_title_and_where_it_stood(hospital, ada, webhook):
    wamid = await hospital.offers(ada.wa_id, "Yes", "No")

    await ada.taps("no")
    await webhook.until(lambda: webhook.messages)

    told = webhook.messages[0]
    assert told["interactive"]["button_reply"] == {"id": "no", "title": "No"}
    assert told["context"] == {"from": "15550100001", "id": wamid}


async def test_a_chosen_row_brings_its_description(hospital, ada, webhook):
    interactive = {"type": "list", "body": {"text": "When?"}, "action": ROWS}
    await hospital.send(ada.wa_id, type="interactive", interactive=interactive)

    chosen = {"type": "list_reply", "list_reply": {"id": "t1"}}
    await ada.sends({"type": "interactive", "interactive": chosen})
    await webhook.until(lambda: webhook.messages)

    assert webhook.messages[0]["interactive"]["list_reply"] == {
        "id": "t1",
        "title": "09:20",
        "description": "Dr. Haas",
    }


async def test_opening_the_chat_reads_what_was_delivered(hospital, ada, webhook):
    wamid = await hospital.writes(ada.wa_id, "Hello")
    await ada.opens_the_chat()
    await ada.opens_the_chat()  # there is nothing more to read

    await webhook.told(wamid, "sent", "delivered", "read")
    assert await ada.states() == ["read"]


async def test_an_offline_phone_gets_its_messages_when_it_is_back(hospital, ada, webhook):
    await ada.goes_offline()
    first = await hospital.writes(ada.wa_id, "One")
    second = await hospital.writes(ada.wa_id, "Two")
    await ada.opens_the_chat()
    await webhook.told(first, "sent")
    await webhook.told(second, "sent")
    assert await ada.states() == ["sent", "sent"]

    await ada.comes_back()

    await webhook.told(first, "sent", "delivered")
    await webhook.told(second, "sent", "delivered")


async def test_an_offline_phone_cannot_send(world, ada):
    await ada.goes_offline()

    path = f"users/{ada.wa_id}/messages"
    answer = await world.post(path, {"type": "text", "text": {"body": "x"}}, expect=409)

    assert "offline" in answer["error"]


async def test_a_profile_stays_until_it_is_changed(world, ada, webhook):
    await ada.writes("Hello", "?name=Ada Byron")
    await ada.writes("Hello again")
    await webhook.until(lambda: len(webhook.messages) == 2)

    assert webhook.changes[1]["contacts"][0]["profile"] == {"name": "Ada Byron"}
    [user] = (await world.get("users"))["users"]
    assert user["user_id"].startswith("US.")
    assert user["user_id"] == webhook.messages[0]["from_user_id"]


async def test_the_second_number_of_the_hospital_has_its_own_metadata(world, ada, webhook):
    await ada.writes("Hello", "?phone_number_id=106540352242923")
    await webhook.until(lambda: webhook.messages)

    assert webhook.changes[0]["metadata"] == {
        "display_phone_number": "15550100002",
        "phone_number_id": "106540352242923",
    }


async def test_a_picture_gets_what_a_phone_adds(ada, webhook):
    await ada.sends({"type": "image", "image": {"caption": "My rash"}})
    await webhook.until(lambda: webhook.messages)

    image = webhook.messages[0]["image"]
    assert image.keys() == {"caption", "mime_type", "sha256", "id"}
    assert image["mime_type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({}, "says its type"),
        ({"type": "text"}, "text must be a JSON object"),
        ({"type": "text", "text": {}}, '"body"'),
        ({"type": "text", "text": {"body": "x"}, "id": "wamid.x"}, "WhatsApp itself sets id"),
        ({"type": "interactive", "interactive": {}}, "button_reply or list_reply"),
        ({"type": "interactive", "interactive": "x"}, "must be a JSON object"),
        ({"type": "interactive", "interactive": {"type": "list_reply"}}, "must be a JSON object"),
        ({"type": "image", "image": "x"}, "must be a JSON object"),
        ({"type": "text", "text": {"body": "x"}, "context": "x"}, "must be a JSON object"),
    ],
)
async def test_what_no_phone_would_send_is_refused(content, said, world, ada):
    answer = await world.post(f"users/{ada.wa_id}/messages", content, expect=400)

    assert said in answer["error"]
    assert await ada.chat() == []


async def test_a_number_that_is_none_is_refused(world):
    answer = await world.post("users/ada/read", expect=400)

    assert "7 to 15 digits" in answer["error"]


async def test_the_oldest_messages_go_when_a_chat_is_full(run, people):
    simulator = await run(chat_limit=5, webhook_url=None)
    hospital, _, ada, _ = people(simulator)
    for n in range(8):
        await hospital.writes(ada.wa_id, str(n))

    assert [m["text"]["body"] for m in await ada.chat()] == list("34567")


async def test_events_tell_what_happens_as_it_happens(session, simulator, hospital, ada, ben):
    async with session.get(f"{simulator.url}/sim/users/{ada.wa_id}/events") as stream:
        events = events_of(stream)
        await anext(events)  # it listens
        await ben.writes("Not for these ears")
        asked = await ada.writes("Hello")
        assert await anext(events) == ("message", {"wa_id": ada.wa_id, "message": asked})
        assert await anext(events) == (
            "state",
            {"wa_id": ada.wa_id, "id": asked["id"], "state": "delivered"},
        )
        await hospital.marks_read(asked["id"], typing=True)
        name, state = await anext(events)
        assert (name, state["state"]) == ("state", "read")
        assert await anext(events) == ("typing", {"wa_id": ada.wa_id})


async def test_typing_shows_until_the_answer_or_for_25_seconds(world, hospital, ada):
    """Meta's guide to typing indicators."""

    async def shows():
        return (await world.get(f"users/{ada.wa_id}/chat"))["typing"]

    asked = await ada.writes("Hello")
    await hospital.marks_read(asked["id"], typing=True)
    assert await shows()
    await hospital.writes(ada.wa_id, "Good morning")
    assert not await shows()
    await hospital.marks_read(asked["id"], typing=True)
    await world.post("clock", {"jump_s": 25})
    assert not await shows()


async def test_everybodys_events_come_in_one_stream(session, simulator, ada, ben, world):
    async with session.get(f"{simulator.url}/sim/events") as stream:
        events = events_of(stream)
        await anext(events)
        await ada.goes_offline()
        await world.reset()
        assert (await anext(events))[0] == "user"
        assert (await anext(events))[0] == "reset"


async def test_the_simulator_stops_while_somebody_listens(session, run):
    simulator = await run()
    async with session.get(f"{simulator.url}/sim/events") as stream:
        events = events_of(stream)
        await anext(events)

        await asyncio.wait_for(simulator.close(), 5)

        with pytest.raises(StopAsyncIteration):
            await anext(events)


async def events_of(stream):
    """Yield (name, data) of a stream of events; ("", None) for a mere comment."""
    name = ""
    async for raw in stream.content:
        line = raw.decode().rstrip("\n")
        if line.startswith(":"):
            yield "", None
        elif line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
