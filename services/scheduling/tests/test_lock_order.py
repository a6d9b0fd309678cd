"""Timers lock in everybody's order: the contact as it is now, the clinics, then rows."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from wardbell_runtime import locks
from wardbell_runtime.counter import at_the_counter
from wardbell_runtime.due import Job
from wardbell_scheduling import clinics, staff
from wardbell_scheduling.busy_feed import BusyFeeds
from wardbell_scheduling.clinics import Clinics
from wardbell_scheduling.waitlist_timers import WaitlistTimers

ROW = UUID(int=7)
FEED = """
insert into busy_feed (site, practitioner, mark, token, language, version)
values ('main', 'weber', $1, '\\x00', 'en', 1)
"""
OFFER = """
insert into slot_offer (id, waiting_id, contact_id, site, service, practitioner, location,
                        start_at, minutes, offered_at, expires_at, status)
values ($1, $1, $1, 'main', 'check-up', 'weber', 'here', now(), 30, now(), now(), 'open')
"""
TIMERS = {
    "busy feed": (
        FEED,
        "select from busy_feed for update nowait",
        lambda known: BusyFeeds(known).changed,
    ),
    "offered": (
        OFFER,
        "select from slot_offer for update nowait",
        lambda known: WaitlistTimers(known).offered,
    ),
    "withdrawn": (
        OFFER,
        "select from slot_offer for update nowait",
        lambda known: WaitlistTimers(known).withdrawn,
    ),
}


@pytest.mark.parametrize("timer", TIMERS)
async def test_a_timer_that_waits_for_an_import_has_locked_no_row(opened, timer):
    insert, lock, handler = TIMERS[timer]
    async with opened(replicas=0) as world:
        await world.sql(insert, ROW)
        job = Job(uuid4(), ROW, datetime.now(UTC), {"offer": str(ROW)})

        async def runs():
            async with at_the_counter("scheduling") as desk, desk.transaction() as tx:
                tx.cause = staff.command("main", "", str(ROW), tx.now)
                await handler(Clinics())(tx, job)

        async with world.room.database(world.schema) as conn, conn.transaction():
            await conn.execute(f"select pg_advisory_xact_lock({clinics._LOCK})")
            running = asyncio.create_task(runs())
            await world.until(
                "select exists (select from pg_locks where locktype = 'advisory'"
                " and mode = 'ShareLock' and not granted)"
            )
            await world.sql(lock)
            running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_the_timer_of_a_merged_contact_waits_for_who_lives_on(world):
    ada, winner = world.patient(), world.patient()
    await ada.books("Ultrasound")
    now = datetime.now(UTC).replace(microsecond=0)
    await world.merges(ada, winner)
    await world.until(f"select contact_id = '{winner.contact_id}' from appointment")
    start = now - timedelta(minutes=1)
    async with world.room.database(world.schema) as conn, conn.transaction():
        await locks.lock(conn, world.schema, [str(winner.contact_id)])
        await world.starts_at(start, "unanswered")
        await world.until(
            f"select contact_id = '{winner.contact_id}' from due_job where timer = 'unanswered'"
        )
        (row,) = await world.sql("select status from appointment")
        assert row["status"] == "pending"

    assert "has not confirmed" in await world.tells(winner)
