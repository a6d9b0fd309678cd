"""One virtual clock: it runs at any rate, jumps only over quiet moments, and never goes back."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from wardbell_simulator.clock import Clock

HOUR = 3600


async def test_the_clock_can_be_computed_from_its_anchors(world):
    await world.post("clock", {"rate": 1000})
    state = await world.get("clock")

    running = state["rate"] * (time.time() - state["real_anchor"])
    assert state["now"] == pytest.approx(state["virtual_anchor"] + running, abs=100)


async def test_at_a_higher_rate_time_flies(world):
    before = await world.get("clock")
    state = await world.post("clock", {"rate": 100_000})
    after = await world.get("clock")

    assert state["version"] == before["version"] + 1
    assert after["now"] > state["now"]
    assert after["now"] - state["now"] > 50 * (time.time() - state["real_anchor"])


async def test_a_clock_can_stand_still(world):
    stopped = await world.post("clock", {"rate": 0})

    assert (await world.get("clock"))["now"] == stopped["now"]


async def test_who_watches_hears_of_a_change_at_once(world):
    state = await world.get("clock")
    watching = asyncio.create_task(world.get(f"clock?after={state['version']}"))
    await world.get("clock")  # the watcher's question has been taken by then
    assert not watching.done()

    changed = await world.post("clock", {"rate": 2})

    assert (await asyncio.wait_for(watching, 5))["version"] == changed["version"]


async def test_who_knows_an_old_version_is_answered_at_once(world):
    await world.post("clock", {"rate": 2})

    state = await asyncio.wait_for(world.get("clock?after=1"), 5)

    assert state["version"] == 2


async def test_messages_carry_the_virtual_time(world, hospital, ada, webhook):
    await world.post("clock", {"jump_s": 48 * HOUR})
    message = await ada.writes("Hello")
    wamid = await hospital.writes(ada.wa_id, "Hello")
    await webhook.told(wamid, "sent", "delivered")
    await webhook.until(lambda: webhook.messages)

    in_two_days = time.time() + 48 * HOUR
    for stamp in (
        message["timestamp"],
        webhook.messages[0]["timestamp"],
        webhook.statuses(wamid)[0]["timestamp"],
    ):
        assert int(stamp) == pytest.approx(in_two_days, abs=30)
    assert message["at"] == pytest.approx(time.time(), abs=30)


async def test_a_jump_leads_to_a_moment(world):
    moment = datetime.now(UTC) + timedelta(days=400)

    state = await world.post("clock", {"jump_to": moment.isoformat()})

    assert state["now"] == pytest.approx(moment.timestamp(), abs=5)


async def test_an_offset_is_counted_from_real_time(world):
    await world.post("clock", {"offset_s": HOUR})
    state = await world.post("clock", {"offset_s": 3 * HOUR})

    assert state["now"] == pytest.approx(time.time() + 3 * HOUR, abs=5)


@pytest.mark.parametrize(
    "back", [{"jump_s": -1}, {"jump_to": "2001-01-01T00:00:00Z"}, {"rate": -1}]
)
async def test_time_never_goes_backwards(back, world):
    before = await world.get("clock")

    answer = await world.post("clock", back, expect=400)

    assert "never goes backwards" in answer["error"]
    assert (await world.get("clock"))["version"] == before["version"]


@pytest.mark.parametrize(
    "wrong", [{}, {"rate": 1, "jump_s": 1}, {"speed": 2}, {"jump_to": "tomorrow"}, {"rate": "2"}]
)
async def test_a_wrong_wish_is_explained(wrong, world):
    answer = await world.post("clock", wrong, expect=400)

    assert answer["error"]


async def test_a_jump_waits_until_every_service_was_quiet_twice(run, people, webhook):
    simulator = await run(quiet_urls=(f"{webhook.root}/quiet",))
    _, world, _, _ = people(simulator)
    webhook.busy = [503, 200, 503]  # quiet once is not enough

    await world.post("clock", {"jump_s": HOUR})

    assert webhook.quiet_questions == 5


async def test_a_jump_waits_for_webhooks_on_their_way(run, people, webhook):
    simulator = await run(quiet_urls=(f"{webhook.root}/quiet",))
    _, world, ada, _ = people(simulator)
    webhook.open.clear()
    await ada.writes("Hello")
    jump = asyncio.create_task(world.post("clock", {"jump_s": HOUR}))
    await webhook.until(lambda: webhook.quiet_questions >= 3)
    assert not jump.done()

    webhook.open.set()

    state = await jump
    assert state["now"] == pytest.approx(time.time() + HOUR, abs=5)


async def test_a_jump_waits_for_statuses_to_come(world, hospital, ada, webhook):
    await world.goes_wrong(status_delay_s=0.3)
    wamid = await hospital.writes(ada.wa_id, "Hello")

    await world.post("clock", {"jump_s": HOUR})

    assert [s["status"] for s in webhook.statuses(wamid)] == ["sent", "delivered"]


async def test_a_jump_gives_up_and_says_who_was_busy(run, people, webhook):
    simulator = await run(quiet_urls=(f"{webhook.root}/quiet", "http://127.0.0.1:9/quiet"))
    _, world, ada, _ = people(simulator)
    webhook.busy = [503] * 1000
    webhook.open.clear()
    await ada.writes("Hello")
    before = await world.get("clock")

    answer = await world.post("clock", {"jump_s": HOUR, "wait_s": 0.2}, expect=409)

    assert "within 0.2 s" in answer["error"]
    own, service, nobody = answer["not_quiet"]
    assert own == "the simulator has 1 updates not delivered to the webhook"
    assert service == f"{webhook.root}/quiet answered 503"
    assert nobody == "http://127.0.0.1:9/quiet did not answer (ClientConnectorError)"
    assert (await world.get("clock"))["version"] == before["version"]


def test_it_goes_on_where_it_was_left(tmp_path):
    file = tmp_path / "clock.json"
    first = Clock(file)
    first.jump(24 * HOUR)
    first.close()
    left = first.now()

    assert Clock(file).now() == pytest.approx(left, abs=10)
    assert Clock().now() == pytest.approx(time.time(), abs=10)


def test_one_that_was_killed_is_not_behind_what_it_has_stamped(tmp_path):
    file = tmp_path / "clock.json"
    killed = Clock(file)
    killed.set_rate(100_000)
    time.sleep(0.01)
    stamped = killed.now()

    assert Clock(file).now() >= stamped
