"""Visits that are long past are forgotten with their reminders, however many they are."""

from datetime import UTC, datetime, timedelta

from wardbell_reminders.app import MIGRATIONS
from wardbell_reminders.repository import KEPT_DAYS, forget


async def test_more_than_one_statement_has_time_for(slowly):
    now = datetime.now(UTC)
    async with slowly("reminders", MIGRATIONS, "visit") as (conn, started):
        await conn.execute(
            "insert into visit select gen_random_uuid(), 1, 'main', gen_random_uuid(), 's', 'p',"
            " 'l', false, at, 'UTC', true, true from unnest($1::timestamptz[]) as at",
            [now - timedelta(days=KEPT_DAYS, hours=1)] * 100 + [now],
        )
        await conn.execute(
            "insert into reminder (visit_id, before, version, due_at, job, state)"
            " select id, '1d', 1, start_at, gen_random_uuid(), 'waiting' from visit"
        )

        await forget(started)

        left = await conn.fetch("select due_at, start_at from reminder, visit")
        assert [tuple(row) for row in left] == [(now, now)]
