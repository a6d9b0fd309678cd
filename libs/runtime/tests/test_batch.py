"""One batch, one transaction: nothing is lost, nothing counts twice, nothing loops."""

import logging
from uuid import uuid4

import asyncpg
import pytest

from wardbell_events import MessageReceived
from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_runtime import Transient, batch, locks


@pytest.fixture
def logged_as(caplog):
    """Lines of the log with a text, from a level on, for `until`."""
    caplog.set_level(logging.DEBUG, "wardbell")

    def found(text, level=logging.DEBUG):
        async def lines():
            return [r for r in caplog.records if r.getMessage() == text and r.levelno >= level]

        return lines

    return found


async def test_an_event_whose_neighbour_is_away_waits_and_is_handled_once(scribe, write_down):
    ada, fails = uuid4(), iter(range(3))

    async def handler(tx, event):
        await write_down(tx, event)
        if event.said.body == "2" and next(fails, None) is not None:
            raise Transient

    async with scribe.at_work(scribe.service(handler)):
        await scribe.say(ada, 1, 2, 3)

        assert await scribe.told(3) == {ada: ["1", "2", "3"]}
    assert await scribe.value("select count(*) from parked") == 0


async def test_a_neighbour_who_stays_away_long_loses_nothing(scribe, write_down, monkeypatch):
    """Longer than anybody waits in place: the batch goes back to Kafka, again and again."""
    monkeypatch.setattr("wardbell_runtime.batch.PATIENCE_SECONDS", 0.1)
    ada, calls = uuid4(), []

    async def handler(tx, event):
        await write_down(tx, event)
        if event.said.body == "2":
            calls.append(event)
            if len(calls) < 20:
                raise Transient

    service = scribe.service(handler)
    async with scribe.at_work(service):
        await scribe.say(ada, 1, 2, 3)

        assert await scribe.told(3) == {ada: ["1", "2", "3"]}
        assert await scribe.metric(service, "wardbell_events_received_total") > 3
    assert await scribe.value("select count(*) from parked") == 0


@pytest.mark.parametrize(
    ("bug", "error"),
    [
        (None, "ValueError"),
        ("select 1/0", "DivisionByZeroError"),
        # asyncpg has the same class for this and for a lost connection
        ("select $1::int", "InterfaceError"),
    ],
)
async def test_what_trips_over_a_bug_is_parked_and_the_others_are_handled(
    scribe, write_down, bug, error
):
    ada = uuid4()

    async def handler(tx, event):
        await write_down(tx, event)
        if event.said.body == "2":
            if bug is None:
                raise ValueError
            await tx.fetchval(bug)

    async with scribe.at_work(scribe.service(handler)):
        _, second, _ = await scribe.say(ada, 1, 2, 3)

        assert await scribe.told(2) == {ada: ["1", "3"]}
    [parked] = await scribe.sql("select * from parked")
    assert parked["event_id"] == second
    assert parked["contact_id"] == ada
    assert parked["event_type"] == MessageReceived.type
    assert (parked["reason"], parked["error"], parked["attempts"]) == ("bug", error, 2)


@pytest.mark.parametrize(
    ("fault", "warned"), [(None, False), (ValueError, True), (asyncpg.DeadlockDetectedError, True)]
)
async def test_a_lock_that_somebody_has_is_waited_for_and_no_warning(
    scribe, write_down, logged_as, fault, warned
):
    ada, faults = uuid4(), iter([fault] if fault else [])

    async def handler(tx, event):
        await write_down(tx, event)
        if raised := next(faults, None):
            raise raised

    async with scribe.at_work(scribe.service(handler)):
        async with scribe.room.database(scribe.schema) as conn, conn.transaction():
            if fault is None:
                await locks.lock(conn, scribe.schema, [str(ada)])
            await scribe.say(ada, 1)
            await scribe.room.until(logged_as("batch rolled back"))
        assert await scribe.told(1) == {ada: ["1"]}
    assert bool(await logged_as("batch rolled back", logging.WARNING)()) is warned


async def test_nobody_waits_for_a_lock_of_somebody_else(scribe, write_down):
    """Locks are on contacts of every partition; who has none is handled while they are held."""
    kept, free = [uuid4() for _ in range(12)], [uuid4() for _ in range(12)]
    for word in (1, 2):
        await scribe.say_together(dict.fromkeys(kept + free, word))
    async with scribe.room.database(scribe.schema) as conn:
        lock = conn.transaction()
        await lock.start()
        await locks.lock(conn, scribe.schema, map(str, kept))
        async with scribe.at_work(scribe.service(write_down)):
            assert await scribe.told(24) == {contact: ["1", "2"] for contact in free}
            await lock.rollback()
            assert await scribe.told(48) == {contact: ["1", "2"] for contact in kept + free}


async def test_a_lock_that_stays_is_a_warning(scribe, write_down, logged_as, monkeypatch):
    monkeypatch.setattr(batch, "PATIENT_LOCK_TIMEOUT", "50ms")
    ada = uuid4()

    async with scribe.at_work(scribe.service(write_down)):
        async with scribe.room.database(scribe.schema) as conn, conn.transaction():
            await locks.lock(conn, scribe.schema, [str(ada)])
            await scribe.say(ada, 1)
            await scribe.room.until(logged_as("waiting for a neighbour", logging.WARNING))
        first, second, third, *_ = await logged_as("waiting for a neighbour")()
        assert [first.levelno, second.levelno] == [logging.DEBUG] * 2
        assert third.levelno == logging.WARNING
        assert await scribe.told(1) == {ada: ["1"]}


async def test_an_effect_and_what_it_emits_become_true_together(scribe, write_down):
    ada = uuid4()

    async def handler(tx, event):
        await write_down(tx, event)
        if event.said.body == "2":
            raise ValueError

    async with scribe.at_work(scribe.service(handler)), scribe.room.listening(OUT) as heard:
        await scribe.say(ada, 1, 2, 3)

        assert [event.said.body for _, event in await heard.take(2)] == ["1", "3"]
        assert await scribe.effects() == {ada: ["1", "3"]}


async def test_a_repeat_counts_once_within_a_batch_and_across_batches(scribe, said):
    ada = uuid4()
    event = said(ada, 1)
    first = await scribe.room.put(event, IN)
    for _ in range(2):
        await scribe.room.put(event, IN, id_=first.id, time=first.time)
    service = scribe.service()
    async with scribe.at_work(service):
        await scribe.told(1)
        await scribe.room.put(event, IN, id_=first.id, time=first.time)
        await scribe.say(ada, 2)

        assert await scribe.told(2) == {ada: ["1", "2"]}
        assert await scribe.metric(service, "wardbell_events_handled", outcome="duplicate") == 3


async def test_a_repeat_counts_once_when_two_members_meet_it_at_once(scribe, said):
    """Under another key it lies in another partition, so another member may take it."""
    events = [said(uuid4(), n) for n in range(40)]
    async with scribe.at_work(scribe.service(), scribe.service()):
        for event in events:
            first = await scribe.room.put(event, IN)
            for _ in range(3):
                await scribe.room.raw(IN, uuid4().bytes, event.encode(), first.headers())
        last = uuid4()
        await scribe.say(last, *range(40))

        effects = await scribe.told(80)
    assert sorted(words for contact, words in effects.items() if contact != last) == sorted(
        [str(n)] for n in range(40)
    )
    assert await scribe.value("select count(*) from parked") == 0
