"""Alarms and runs of long ago are forgotten, however many they are."""

from datetime import UTC, datetime, timedelta

from wardbell_triage import repository
from wardbell_triage.app import MIGRATIONS
from wardbell_triage.repository import KEPT_DAYS


async def test_more_than_one_statement_has_time_for(slowly):
    now = datetime.now(UTC)
    at = [now - timedelta(days=KEPT_DAYS, hours=1)] * 100 + [now]
    async with slowly("triage", MIGRATIONS, "alarm", "interview") as (conn, started):
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

        await repository.forget_alarms(started)
        await repository.forget_runs(started)

        assert await conn.fetchval("select count(*) from alarm") == 1
        assert await conn.fetchval("select count(*) from interview") == 1
        indexes = await conn.fetch(
            "select indexdef from pg_indexes"
            " where schemaname = current_schema() and tablename = 'alarm'"
        )
        assert any("(at)" in row["indexdef"] for row in indexes)
