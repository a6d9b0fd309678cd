"""Faults go wrong as told, and only then."""

import time

import pytest
from aiohttp import ServerDisconnectedError

TEXT = {"type": "text", "text": {"body": "Your visit is booked."}}


@pytest.fixture
def try_to_write(hospital, ada):
    async def write():
        return await hospital.request({"messaging_product": "whatsapp", "to": ada.wa_id, **TEXT})

    return write


async def test_without_faults_the_switches_say_so(world):
    faults = await world.get("faults")

    assert {"answer_lost", "error_5xx", "no_statuses"} <= faults.keys()
    assert [name for name, value in faults.items() if value] == ["batch_webhooks"]


async def test_an_answer_is_lost_but_the_message_is_not(world, try_to_write, webhook, ada):
    await world.goes_wrong(answer_lost=1)

    with pytest.raises(ServerDisconnectedError):
        await try_to_write()

    [message] = await ada.chat()
    assert message["text"] == TEXT["text"]
    await webhook.told(message["id"], "sent", "delivered")


async def test_a_server_error_means_nothing_was_sent(world, try_to_write, ada):
    await world.goes_wrong(error_5xx=1)

    status, body = await try_to_write()

    assert (status, body["error"]["code"]) == (500, 131000)
    assert await ada.chat() == []


async def test_a_server_error_can_also_mean_it_was_sent(world, try_to_write, ada):
    await world.goes_wrong(error_5xx_accepted=1)

    status, body = await try_to_write()

    assert (status, body["error"]["code"]) == (500, 131000)
    assert len(await ada.chat()) == 1


async def test_the_same_seed_goes_wrong_the_same_way(world, try_to_write):
    async def statuses():
        await world.goes_wrong(error_5xx=0.5, seed=7)
        return [(await try_to_write())[0] for _ in range(20)]

    first = await statuses()

    assert await statuses() == first
    assert set(first) == {200, 500}


async def test_a_slow_answer_comes_after_the_message(world, try_to_write, webhook, ada):
    await world.goes_wrong(delay_s=1)

    status, body = await try_to_write()

    # The statuses of an accepted message do not wait for the answer to its sender.
    assert status == 200
    assert [s["status"] for s in webhook.statuses(body["messages"][0]["id"])] == [
        "sent",
        "delivered",
    ]


async def test_only_one_number_may_be_slow(world, hospital, ada):
    other = "106540352242923"
    await world.goes_wrong(delay_s=1, delay_number=other)
    request = {"messaging_product": "whatsapp", "to": ada.wa_id, **TEXT}

    async def answer_takes(number):
        began = time.monotonic()
        status, _ = await hospital.request(request, number=number)
        assert status == 200
        return time.monotonic() - began

    assert await answer_takes(hospital.number) < 0.5
    assert await answer_takes(other) >= 1


async def test_late_statuses_come_late_and_in_order(world, try_to_write, webhook, ada):
    await world.goes_wrong(status_delay_s=1)
    _, body = await try_to_write()
    wamid = body["messages"][0]["id"]
    await ada.writes("Thanks")
    await webhook.until(lambda: webhook.messages)

    assert webhook.statuses(wamid) == []
    await webhook.told(wamid, "sent", "delivered")


async def test_statuses_can_be_missing(world, try_to_write, webhook, ada):
    await world.goes_wrong(no_statuses=True)
    await try_to_write()
    await ada.writes("Thanks")
    await webhook.until(lambda: webhook.messages)

    assert webhook.statuses() == []
    assert (await ada.states())[0] == "delivered"


async def test_then_a_failure_is_not_told_either(world, try_to_write, webhook, ada):
    await world.goes_wrong(no_statuses=True, errors=[{"code": 131026, "times": 1, "async": True}])
    await try_to_write()
    await ada.writes("Thanks")
    await webhook.until(lambda: webhook.messages)

    assert webhook.statuses() == []
    assert (await ada.states())[0] == "failed"


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        ({"answer_lots": 1}, "there is no fault 'answer_lots'"),
        ({"answer_lost": 1.5}, "a probability from 0 to 1"),
        ({"no_statuses": 1}, "true or false"),
        ({"batch_webhooks": 0}, "from 1 to 1000"),
        ({"batch_webhooks": 1.5}, "a whole number"),
        ({"delay_s": -1}, "not negative"),
        ({"delay_s": "1"}, "is a number"),
        ({"delay_number": 1}, "is a text"),
    ],
)
async def test_a_wrong_switch_is_refused_and_changes_nothing(faults, said, world):
    before = await world.get("faults")

    answer = await world.post("faults", {"error_5xx": 1, **faults}, expect=400)

    assert said in answer["error"]
    assert await world.get("faults") == before


async def test_a_reset_forgets_everything_but_the_time(world, ada, webhook):
    await ada.writes("Hello")
    await world.goes_wrong(error_5xx=1)
    clock = await world.post("clock", {"rate": 5})

    await world.reset()

    assert (await world.get("users")) == {"users": []}
    assert (await world.get("faults"))["error_5xx"] == 0
    assert (await world.get("clock"))["version"] == clock["version"]


async def test_after_a_reset_nothing_old_is_tried_again(world, ada, webhook):
    webhook.open.clear()
    await ada.writes("Hello")
    await webhook.until(lambda: webhook.requests)

    await world.reset()

    assert (await world.get("health"))["undelivered_updates"] == 0
    webhook.answers = [500] * 4  # the old one is refused, and the new one longer than it would wait
    webhook.open.set()
    await ada.writes("Hello again")
    await webhook.until(lambda: webhook.messages)
    assert [m["text"]["body"] for m in webhook.messages] == ["Hello again"]
    raws = [raw for _, raw in webhook.requests]
    assert raws.count(raws[0]) == 1
    assert len(raws) == 5
