"""Alarms and runs of long ago are forgotten, however many they are."""

from datetime import UTC, datetime, timedelta

from wardbell_runtime import database, running
from wardbell_runtime.counter import at_the_counter
from wardbell_triage import repository
from wardbell_triage.app import MIGRATIONS
from wardbell_triage.repository import KEPT_DAYS

OLD = """
create function slowly() returns trigger language plpgsql as
    'begin perform pg_sleep(0.02); return old; end';
create trigger slowly before delete on alarm for each row execute function slowly();
create trigger slowly before delete on interview for each row execute function slowly();
"""


async def test_more_than_one_statement_has_time_for(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(database, "COMMAND_SECONDS", 1)
    monkeypatch.setattr(running, "FORGET_AT_ONCE", 20)
    schema = await room.schema("triage", MIGRATIONS)
    now = datetime.now(UTC)
    at = [now - timedelta(days=KEPT_DAYS, hours=1)] * 100 + [now]
    async with room.database(schema) as conn:
        await conn.execute(OLD)
        await conn.execute(
            "insert into alarm (contact_id, rule, at)"
            " select gen_random_uuid(), 'en/chest', at from unnest($1::timestamptz[]) as at",
            at,
        )
        await conn.execute(
            "insert into interview (run, contact_id, site, knowledge, state, version, began_at,"
            " updated_at) select gen_random_uuid(), gen_random_uuid(), 'main', '1', '{}', 0, at, at"
            " from unnest($1::timestamptz[]) as at",
            at,
        )
        async with at_the_counter("triage") as started:
            await repository.forget_alarms(started)
            await repository.forget_runs(started)

        assert await conn.fetchval("select count(*) from alarm") == 1
        assert await conn.fetchval("select count(*) from interview") == 1
        indexes = await conn.fetch(
            "select indexdef from pg_indexes where schemaname = $1 and tablename = 'alarm'", schema
        )
        assert any("(at)" in row["indexdef"] for row in indexes)
