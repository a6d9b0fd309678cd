"""Visits that are long past are forgotten with their reminders, however many they are."""

from datetime import UTC, datetime, timedelta

from wardbell_reminders.app import MIGRATIONS
from wardbell_reminders.repository import KEPT_DAYS, forget
from wardbell_runtime import database, running
from wardbell_runtime.counter import at_the_counter

SLOW = """
create function slowly() returns trigger language plpgsql as
    'begin perform pg_sleep(0.02); return old; end';
create trigger slowly before delete on visit for each row execute function slowly();
"""


async def test_more_than_one_statement_has_time_for(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(database, "COMMAND_SECONDS", 1)
    monkeypatch.setattr(running, "FORGET_AT_ONCE", 20)
    schema = await room.schema("reminders", MIGRATIONS)
    now = datetime.now(UTC)
    async with room.database(schema) as conn:
        await conn.execute(SLOW)
        await conn.execute(
            "insert into visit select gen_random_uuid(), 1, 'main', gen_random_uuid(), 's', 'p',"
            " 'l', false, at, 'UTC', true, true from unnest($1::timestamptz[]) as at",
            [now - timedelta(days=KEPT_DAYS, hours=1)] * 100 + [now],
        )
        await conn.execute(
            "insert into reminder (visit_id, before, version, due_at, job, state)"
            " select id, '1d', 1, start_at, gen_random_uuid(), 'waiting' from visit"
        )
        async with at_the_counter("reminders") as started:
            await forget(started)

        left = await conn.fetch("select due_at, start_at from reminder, visit")
        assert [tuple(row) for row in left] == [(now, now)]
