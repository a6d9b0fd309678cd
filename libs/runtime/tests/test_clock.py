"""One time for the whole stack: what a service does at nine, it does at the simulator's nine."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from wardbell_runtime import locks, schedule
from wardbell_simulator import Settings, start

REMIND = "remind"


class World:
    """A simulator whose clock is asked and set."""

    def __init__(self, simulator):
        self.clock = f"{simulator.url}/sim/clock"

    async def now(self):
        async with httpx.AsyncClient() as client:
            return datetime.fromtimestamp((await client.get(self.clock)).json()["now"], UTC)

    async def jump(self, **by):
        async with httpx.AsyncClient(timeout=40) as client:
            seconds = timedelta(**by).total_seconds()
            (await client.post(self.clock, json={"jump_s": seconds})).raise_for_status()


@pytest.fixture
async def world():
    simulator = await start(Settings(app_secret="s", access_token="t", phone_number_ids=("1",)))
    yield World(simulator)
    await simulator.close()


async def test_a_handler_lives_in_the_simulators_time(scribe, write_down, world):
    ada, times = uuid4(), []

    async def handler(tx, event):
        await write_down(tx, event)
        times.append(tx.now)

    await world.jump(days=400)
    async with scribe.at_work(scribe.service(handler, wardbell_clock=world.clock)):
        await scribe.say(ada, 1)
        await scribe.told(1)
        await world.jump(days=400)
        later = await world.now()
        await scribe.until(lambda: said_after(scribe, ada, times, later))
    assert abs(times[0] - (later - timedelta(days=400))) < timedelta(minutes=1)


async def said_after(scribe, ada, times, moment):
    await scribe.say(ada, "and?")
    return times[-1] >= moment


async def test_a_jump_over_a_job_does_it_and_until_then_the_service_is_not_idle(scribe, world):
    ada = uuid4()

    async def handler(tx, event):
        schedule(tx, REMIND, event.contact_id, tx.now + timedelta(days=30), word="a month later")

    async def timer(tx, job):
        await tx.execute(
            "insert into effect (contact_id, n, event_id) values ($1, $2, $3)",
            job.contact_id,
            job.payload["word"],
            job.id,
        )

    service = scribe.service(
        handler, wardbell_clock=world.clock, more=lambda service: service.timers(REMIND, timer)
    )
    async with scribe.at_work(service):
        await scribe.say(ada, 1)
        await scribe.until(lambda: scribe.value("select count(*) from due_job"))
        await scribe.until(lambda: scribe.ask(service, "idle"))

        async with scribe.room.database(scribe.schema) as other_pod, other_pod.transaction():
            await locks.lock(other_pod, scribe.schema, [str(ada)])
            await world.jump(days=31)
            await scribe.until(lambda: scribe.is_not(service, "idle"))
            assert await scribe.count() == 0
        assert await scribe.told(1) == {ada: ["a month later"]}
        await scribe.until(lambda: scribe.ask(service, "idle"))


async def test_a_job_that_keeps_failing_is_tried_at_growing_distance_up_to_an_hour(scribe, world):
    ada, tries, distances = uuid4(), [], [*(5 * 2**n for n in range(10)), 3600, 3600]

    async def handler(tx, event):
        schedule(tx, REMIND, event.contact_id, tx.now, word="x")

    async def timer(tx, job):
        tries.append(job.attempts)
        raise ValueError

    service = scribe.service(
        handler, wardbell_clock=world.clock, more=lambda service: service.timers(REMIND, timer)
    )
    async with scribe.at_work(service):
        await scribe.say(ada, 1)
        for attempt, seconds in enumerate(distances, 1):
            await scribe.until(lambda n=attempt: attempts(scribe, n))
            due = await scribe.value("select due_at from due_job")
            assert 0 < (due - await world.now()).total_seconds() <= seconds
            await world.jump(seconds=seconds)
        await scribe.until(lambda: attempts(scribe, len(distances) + 1))
    assert sorted(set(tries)) == list(range(len(distances) + 1))


async def attempts(scribe, count):
    return await scribe.value("select attempts from due_job") == count
