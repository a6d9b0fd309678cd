"""A number sends as fast as Meta takes it, whatever replicas there are, and slower once refused."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import asyncpg
import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender.app import MIGRATIONS, service
from wardbell_sender.pace import FULL, RESERVED, Pace, refilled

OTHER_NUMBER = "106540352242923"
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
async def running(room):
    """What a pace needs of a running service; its clock stands until a test moves it."""
    schema = await room.schema("sender", MIGRATIONS)
    async with asyncpg.create_pool(
        room.env["DATABASE_URL"], min_size=1, max_size=4, server_settings={"search_path": schema}
    ) as pool:
        clock = SimpleNamespace(at=NOON)
        clock.now = lambda: clock.at
        yield SimpleNamespace(pool=pool, clock=clock)


async def sent(running, *lanes, seconds):
    """How many all send of number 1 in so many seconds, asking a hundred times a second."""
    total = 0
    for _ in range(seconds * 100):
        running.clock.at += timedelta(seconds=0.01)
        for lane in lanes:
            tokens = await lane.take_some(running, "1", 50)
            lane.used("1", tokens, tokens)
            total += tokens
    return total


async def sent_now(running, lane, number):
    """How many a lane sends before the clock goes on."""
    total = 0
    while tokens := await lane.take_some(running, number, 50):
        lane.used(number, tokens, tokens)
        total += tokens
    return total


async def test_three_replicas_together_take_what_one_may(running):
    replicas = [Pace(80, urgent=False) for _ in range(3)]
    first = await sent(running, *replicas, seconds=1)

    # The bucket is full at first, but for what is kept for urgent ones.
    assert first <= 80 * (1 + FULL) + 1
    assert 80 * 10 - 3 <= await sent(running, *replicas, seconds=10) <= 80 * 10 + 3


async def test_what_patients_write_counts_too(running):
    """Meta: throughput is inclusive of inbound and outbound messages (whatsapp.md)."""
    lane = Pace(80, urgent=False)
    await sent_now(running, lane, "1")
    running.clock.at += timedelta(seconds=0.5)
    for _ in range(30):
        lane.received("1")

    assert await sent_now(running, lane, "1") == 0.5 * 80 - 30
    running.clock.at += timedelta(seconds=0.5)
    assert await sent_now(running, lane, "1") == 80 * (FULL - RESERVED)


async def test_what_is_kept_for_urgent_messages_only_they_take(running):
    normal, urgent = Pace(80, urgent=False), Pace(80, urgent=True)
    await sent_now(running, normal, "1")

    assert await sent_now(running, urgent, "1") == 80 * RESERVED


async def test_a_silence_saves_up_less_than_meta_takes_in_a_second(running):
    lanes = [Pace(80, urgent=urgent) for urgent in (True, False) for _ in range(3)]
    for lane in lanes:  # each sends one, and keeps what it took beside
        lane.used("1", await lane.take_some(running, "1", 50), 1)
    running.clock.at += timedelta(minutes=1)

    saved_up = sum([await sent_now(running, lane, "1") for lane in lanes])
    assert saved_up <= 80 * FULL + len(lanes) * 4 < 80


async def test_the_slowest_number_still_sends_what_is_not_urgent(running):
    slow, urgent = Pace(1000, urgent=False), Pace(1000, urgent=True)
    await sent_now(running, urgent, "1")
    await running.pool.execute("update pace set rate = 5, tokens = 0")

    assert 40 <= await sent(running, slow, seconds=10) <= 60


async def test_what_is_not_sent_in_the_end_costs_nothing(running):
    lane = Pace(80, urgent=True)
    at_first = await sent_now(running, lane, "1")
    for _ in range(at_first):
        lane.give_back("1")

    assert await sent_now(running, lane, "1") == at_first


async def test_what_is_taken_during_a_look_at_the_bucket_is_gone(running):
    """Urgent requests are sent as they come, whatever the dispatcher of their lane is at."""
    lane = Pace(80, urgent=True)
    lane.used("1", await lane.take_some(running, "1", 50), 1)
    look = asyncio.create_task(lane.take_some(running, "1", 50))
    await asyncio.sleep(0)  # it has seen the three that are left, and asks for one more
    taken = sum(lane.take("1") for _ in range(5))

    assert (taken, await look) == (3, 1)


async def test_a_restart_neither_fills_the_bucket_nor_forgets_a_refusal(running):
    before = Pace(80, urgent=True)
    at_first = await sent_now(running, before, "1")
    after = Pace(80, urgent=True)

    assert (at_first, await sent_now(running, after, "1")) == (80 * FULL, 0)
    before.refused("1")
    await sent_now(running, before, "1")
    assert 64 <= await sent(running, Pace(80, urgent=True), seconds=1) <= 66


async def test_numbers_do_not_share(running):
    pace = Pace(20, urgent=True)

    assert [await sent_now(running, pace, number) for number in "12"] == [10, 10]


async def test_a_number_may_have_a_pace_of_its_own(running):
    """Meta: 80 a second, 20 where an app shares it, 1,000 after an upgrade."""
    urgent = Pace(80, {"1": 20, "2": 1000}, urgent=True)
    normal = Pace(80, {"1": 20, "2": 1000}, urgent=False)

    for number, rate in {"1": 20, "2": 1000, "3": 80}.items():
        assert await sent_now(running, urgent, number) == rate * FULL
        running.clock.at += timedelta(seconds=1)
        assert await sent_now(running, normal, number) == rate * (FULL - RESERVED)

    urgent.refused("1")
    await sent_now(running, urgent, "1")
    running.clock.at += timedelta(seconds=0.5)
    assert await sent_now(running, urgent, "1") == 20 * 0.8 * FULL
    running.clock.at += timedelta(minutes=1)
    await sent_now(running, urgent, "1")
    running.clock.at += timedelta(minutes=1)
    assert await sent_now(running, urgent, "1") == 20 * FULL


async def test_a_refusal_makes_all_slower_and_it_is_made_good(running):
    one, other = Pace(100, urgent=True), Pace(100, urgent=True)
    await sent(running, one, other, seconds=1)
    for _ in range(5):  # of many messages under way: once
        one.refused("1")

    assert 75 <= await sent(running, one, other, seconds=1) <= 85
    running.clock.at += timedelta(minutes=5)
    await sent(running, one, seconds=1)
    assert 99 <= await sent(running, one, other, seconds=1) <= 101


def test_a_bucket_holds_half_a_seconds_worth():
    rate, tokens = refilled(80.0, 0.0, NOON, NOON + timedelta(hours=1), 80.0)

    assert (rate, tokens) == (80.0, 40.0)
    assert refilled(80.0, 3.0, NOON, NOON - timedelta(hours=1), 80.0) == (80.0, 3.0)


async def test_numbers_yaml_says_the_pace_of_a_number(prepared, requested, monkeypatch, tmp_path):
    own = prepared.env["WHATSAPP_PHONE_NUMBER_ID"]
    numbers = {own: {}, OTHER_NUMBER: {"messages_per_second": 20}}
    file = tmp_path / "numbers.yaml"
    file.write_text(
        json.dumps({"numbers": {n: {"site": "main", "name": "M", **s} for n, s in numbers.items()}})
    )
    monkeypatch.setenv("WARDBELL_NUMBERS_FILE", str(file))
    async with service().running(), prepared.database(prepared.schemas[0]) as conn:
        for number in numbers:
            event = requested(say("hello"), wa_id=f"1{number[-9:]}")
            await prepared.put(event, topics.OUTBOUND_REPLIES, number=number)

        async def both_were_sent():
            return await conn.fetchval("select count(*) from message where state = 'sent'") == 2

        await prepared.until(both_were_sent)
        assert dict(await conn.fetch("select number, rate from pace")) == {
            own: 80,
            OTHER_NUMBER: 20,
        }
