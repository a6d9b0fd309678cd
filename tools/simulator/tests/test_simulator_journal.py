"""What passed is kept: requests with their answers, webhooks with their tries."""

from contextlib import suppress

import pytest
from aiohttp import ServerDisconnectedError

TEXT = {"type": "text", "text": {"body": "Your visit is booked."}}


@pytest.fixture
def ask_for(hospital, ada):
    async def send(**more):
        message = {"messaging_product": "whatsapp", "to": f"+{ada.wa_id}", **TEXT, **more}
        return await hospital.request(message)

    return send


@pytest.mark.parametrize(
    ("faults", "answer"),
    [
        ({}, (200, False, None)),
        ({"error_5xx": 1}, (500, False, 131000)),
        ({"error_5xx_accepted": 1}, (500, False, 131000)),
        ({"answer_lost": 1}, (None, True, None)),
        ({"outage": True}, (503, False, 2)),
        ({"errors": [{"code": 130429, "times": 1}]}, (400, False, 130429)),
    ],
)
async def test_a_request_and_its_answer(world, ask_for, ada, faults, answer):
    await world.goes_wrong(**faults)
    with suppress(ServerDisconnectedError):
        await ask_for(biz_opaque_callback_data="ours")

    [entry] = (await world.get("journal"))["requests"]
    assert (entry["status"], entry["cut"], entry["code"]) == answer
    chat = await ada.chat()
    assert [entry["id"]] == ([message["id"] for message in chat] or [None])
    assert entry["took_s"] < 1
    if chat:
        assert (entry["kind"], entry["to"]) == ("text", ada.wa_id)
        assert entry["biz_opaque_callback_data"] == "ours"


async def test_a_webhook_and_its_tries(world, webhook, ada):
    webhook.answers += [500, 404]
    await ada.writes("Hello")
    await webhook.until(lambda: webhook.messages)

    [message] = await ada.chat()
    [posted] = (await world.get("journal"))["webhooks"]
    assert (posted["tries"], posted["answer"], posted["state"]) == (3, "200", "accepted")
    assert posted["updates"] == [{"what": "message: text", "id": message["id"], "from": ada.wa_id}]


async def test_a_status_names_its_message(world, webhook, ask_for, ada):
    _, answer = await ask_for(biz_opaque_callback_data="ours")
    wamid = answer["messages"][0]["id"]
    await webhook.told(wamid, "sent", "delivered")

    told = [
        update
        for posted in (await world.get("journal"))["webhooks"]
        for update in posted["updates"]
    ]
    about = {"id": wamid, "recipient_id": ada.wa_id, "biz_opaque_callback_data": "ours"}
    assert told == [{"what": "sent", **about}, {"what": "delivered", **about}]


async def test_only_the_newest_are_kept(run, people):
    simulator = await run(journal_limit=3)
    hospital, world, ada, _ = people(simulator)
    for number in range(5):
        await hospital.writes(ada.wa_id, str(number))

    journal = await world.get("journal")
    ids = [message["id"] for message in await ada.chat()]
    assert [entry["id"] for entry in journal["requests"]] == ids[-3:]
    assert len(journal["webhooks"]) == 3


@pytest.mark.parametrize(("limit", "ok"), [("1", True), ("x", False)])
async def test_how_many_may_be_asked_for(world, ask_for, session, simulator, limit, ok):
    await ask_for()
    await ask_for()
    async with session.get(f"{simulator.url}/sim/journal?limit={limit}") as response:
        answer = await response.json()

    assert response.status == (200 if ok else 400)
    assert not ok or len(answer["requests"]) == 1
