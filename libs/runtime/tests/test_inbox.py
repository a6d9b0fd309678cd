"""The inbox keeps as many days as a repeat can come from, and forgets whole days."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_runtime import inbox

TODAY = datetime(2026, 11, 20, 15, tzinfo=UTC)
PARTITIONS = (
    "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid"
    " where i.inhparent = 'inbox'::regclass and c.relname <> 'inbox_other' order by 1"
)


async def days(conn):
    return [
        datetime.strptime(row["name"], "inbox_%Y%m%d").replace(tzinfo=UTC).date()
        for row in await conn.fetch(PARTITIONS)
    ]


async def keep(conn, now):
    await inbox.keep_partitions(conn, now, IN.days)


async def claim(conn, *events, now=TODAY):
    async with conn.transaction():
        return await inbox.claim(conn, events, now)


async def test_days_are_made_ahead_and_dropped_when_no_repeat_can_come(scribe):
    async with scribe.room.database(scribe.schema) as conn:
        await keep(conn, TODAY)
        first = await days(conn)
        assert first[0] == date(2026, 11, 6)  # 7 days of Meta, 6 of Kafka, one for the hours
        assert first[-1] == date(2026, 11, 28)
        old, new = (uuid4(), TODAY - timedelta(days=13)), (uuid4(), TODAY)
        assert await claim(conn, old, new) == {old[0], new[0]}

        await keep(conn, TODAY + timedelta(days=1))
        assert await claim(conn, old, new) == set()
        await keep(conn, TODAY + timedelta(days=10))
        assert await days(conn) == [day + timedelta(days=10) for day in first]
        assert await conn.fetchval("select count(*) from inbox") == 1


async def test_events_of_odd_times_are_known_again_and_break_nothing(scribe):
    far = [(uuid4(), TODAY + timedelta(days=n)) for n in (-9000, -40, 10, 9000)]
    async with scribe.room.database(scribe.schema) as conn:
        await keep(conn, TODAY)
        assert await claim(conn, *far) == {id_ for id_, _ in far}
        assert await claim(conn, *far) == set()

        await keep(conn, TODAY + timedelta(days=5))  # now within the days that are made
        assert await claim(conn, *far) == set()  # a repeat of one without a date comes as late
        assert await conn.fetchval("select count(*) from inbox") == 4
        assert TODAY.date() + timedelta(days=10) not in await days(conn)
        assert TODAY.date() + timedelta(days=13) in await days(conn)

        await keep(conn, TODAY + timedelta(days=15))
        assert await conn.fetchval("select count(*) from inbox") == 0


async def test_pods_that_start_at_once_do_not_trip_over_each_others_days(scribe):
    async def start():
        async with scribe.room.database(scribe.schema) as conn:
            await keep(conn, TODAY)

    await asyncio.gather(*(start() for _ in range(8)))
    async with scribe.room.database(scribe.schema) as conn:
        assert len(await days(conn)) == 23


async def test_claims_go_on_while_days_are_made_and_dropped(scribe):
    """A batch that lasts has the inbox meanwhile: who would wait for it has all others wait too."""
    database, tomorrow, kept = scribe.room.database, TODAY + timedelta(days=1), asyncio.Event()

    async def claim_all_the_time(conn):
        claims = 0
        while not kept.is_set():
            claims += len(await claim(conn, (uuid4(), TODAY)))
        return claims

    async with (
        database(scribe.schema) as conn,
        database(scribe.schema) as batch,
        database(scribe.schema) as others,
    ):
        await keep(conn, TODAY)
        first, *rest = await days(conn)
        await others.execute("set lock_timeout = '200ms'")
        going_on = asyncio.create_task(claim_all_the_time(others))
        async with batch.transaction():
            await inbox.claim(batch, [(uuid4(), TODAY)], TODAY)
            async with asyncio.timeout(10):
                await keep(conn, tomorrow)
            made = tomorrow.date() + timedelta(days=inbox.AHEAD_DAYS)
            assert await days(conn) == [first, *rest, made]  # the oldest has time
        await keep(conn, tomorrow)
        assert await days(conn) == [*rest, made]
        kept.set()
        assert await going_on > 100
