"""The inbox: an event is handled once, however often it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from wardbell_runtime.clock import ago

KEPT_DAYS = 14
"""Meta repeats for up to 7 days, Kafka keeps 6."""


async def claim(
    conn: asyncpg.pool.PoolConnectionProxy, events: Sequence[tuple[UUID, datetime]]
) -> set[UUID]:
    """Write the events' ids in the open transaction; returns those that are new.

    A repeat has the same id and the same time, so the pair is as unique as the id. Sorted, since
    two members may meet the same ids after a rebalance.
    """
    ordered = sorted(set(events))
    rows = await conn.fetch(
        """
        insert into inbox (event_id, event_time)
        select * from unnest($1::uuid[], $2::timestamptz[])
        on conflict do nothing
        returning event_id
        """,
        [id_ for id_, _ in ordered],
        [time for _, time in ordered],
    )
    return {row["event_id"] for row in rows}


async def keep_partitions(conn: asyncpg.pool.PoolConnectionProxy, now: datetime) -> None:
    """Have a partition for each day near `now`, and drop the days no repeat can come from.

    A day for which rows already lie in the default partition gets none: they are deleted there
    when their time has come.
    """
    first = ago(now, days=KEPT_DAYS).date()
    have = {
        row["name"]
        for row in await conn.fetch(
            "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            " where i.inhparent = 'inbox'::regclass"
        )
    }
    wanted = {
        f"inbox_{first + timedelta(days=n):%Y%m%d}": first + timedelta(days=n) for n in range(30)
    }
    for name in sorted(have - wanted.keys() - {"inbox_other"}):
        if name < min(wanted):
            await conn.execute(f"drop table {name}")
    for name, day in wanted.items():
        after = day + timedelta(days=1)
        taken = name in have or await conn.fetchval(
            "select exists (select 1 from inbox_other where event_time >= $1 and event_time < $2)",
            _utc(day.isoformat()),
            _utc(after.isoformat()),
        )
        if not taken:
            await conn.execute(
                f"create table if not exists {name} partition of inbox"
                f" for values from ('{day}') to ('{after}')"
            )
    await conn.execute("delete from inbox_other where event_time < $1", ago(now, days=KEPT_DAYS))


def _utc(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00:00+00:00")
