"""What was parked is run again when a person asks for it, and only then."""

from uuid import uuid4

from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_runtime import Transient

ASK = "update parked set replay_at = parked_at"


async def test_a_replay_runs_the_handler_once_publishes_and_removes_the_row(scribe, write_down):
    ada, broken = uuid4(), [True]

    async def handler(tx, event):
        if event.said.body == "2" and broken:
            raise ValueError
        await write_down(tx, event)

    async with (
        scribe.at_work(scribe.service(handler), scribe.service(handler)),
        scribe.room.listening(OUT) as heard,
    ):
        await scribe.say(ada, 1, 2, 3)
        await scribe.told(2)
        broken.clear()
        await scribe.sql(ASK)

        assert await scribe.told(3) == {ada: ["1", "3", "2"]}
        assert {event.said.body for _, event in await heard.take(3)} == {"1", "2", "3"}
        await scribe.until(lambda: no_rows(scribe))
        await scribe.say(ada, 4)
        assert await scribe.told(4) == {ada: ["1", "3", "2", "4"]}


async def no_rows(scribe):
    return await scribe.value("select count(*) from parked") == 0


async def test_a_replay_that_fails_again_stays_parked_and_others_are_run(scribe, write_down):
    ada, parking = uuid4(), [True]

    async def handler(tx, event):
        await write_down(tx, event)
        if parking or event.said.body == "1":
            raise ValueError

    async with scribe.at_work(scribe.service(handler)):
        await scribe.say(ada, 1, 2)
        await scribe.room.raw(IN, str(ada).encode(), b"{not json", [])
        await scribe.until(lambda: rows(scribe, 3))
        parking.clear()
        await scribe.sql(ASK)

        assert await scribe.told(1) == {ada: ["2"]}
        await scribe.until(lambda: rows(scribe, 0, "where replay_at is not null"))
    assert await scribe.sql("select error, attempts from parked order by parked_at") == [
        ("ValueError", 3),
        ("Malformed", 2),
    ]


async def rows(scribe, count, where=""):
    return await scribe.value(f"select count(*) from parked {where}") == count


async def test_a_replay_whose_neighbour_is_away_is_tried_again(scribe, write_down):
    ada, faults = uuid4(), [ValueError, ValueError, ValueError, Transient]

    async def handler(tx, event):
        await write_down(tx, event)
        if faults:
            raise faults.pop(0)

    async with scribe.at_work(scribe.service(handler)):
        await scribe.say(ada, 1)
        await scribe.until(lambda: rows(scribe, 1))
        await scribe.sql(ASK)

        assert await scribe.told(1) == {ada: ["1"]}
        await scribe.until(lambda: rows(scribe, 0))
