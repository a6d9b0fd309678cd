"""The inbox: an event is handled once, however often it arrives."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import asyncpg

from wardbell_runtime.clock import ago

META_REPEATS_DAYS = 7
AHEAD_DAYS = 8
"""Days made in advance: Kafka and Postgres may be away, and nobody looks over the holidays."""

MAKING = "5s"
"""For another replica that makes days: nobody waits for who waits there."""
BRIEFLY = "20ms"
DROPPING = "5ms"
"""Less than any claim waits."""
DROP_TRIES = 20


async def claim(
    conn: asyncpg.pool.PoolConnectionProxy,
    events: Sequence[tuple[UUID, datetime]],
    now: datetime,
) -> set[UUID]:
    """Write the events' ids in the open transaction; returns those that are new.

    A repeat has the same id and the same time, so the pair is as unique as the id. Sorted, since
    two members may meet the same ids after a rebalance.
    """
    ordered = sorted(events, key=lambda event: (event[0].int, event[1]))
    rows = await conn.fetch(
        """
        insert into inbox (event_id, event_time, claimed_at)
        select id, time, $3 from unnest($1::uuid[], $2::timestamptz[]) as event (id, time)
        on conflict do nothing
        returning event_id
        """,
        [id_ for id_, _ in ordered],
        [time for _, time in ordered],
        now,
    )
    return {row["event_id"] for row in rows}


async def keep_partitions(
    conn: asyncpg.pool.PoolConnectionProxy, now: datetime, kafka_days: int
) -> None:
    """Have a partition for each day near `now`, and drop the days no repeat can come from.

    A repeat can come as long as Meta tries, and from then on as long as Kafka keeps the topic for
    `kafka_days`. A day for which rows already lie in the default partition gets none: they are
    deleted there when they have lain for as long, since their own time may say nothing.

    Not to be called in a transaction. LockNotAvailableError: not now.
    """
    oldest = ago(now, days=META_REPEATS_DAYS + kafka_days + 1)
    days = [
        oldest.date() + timedelta(days=n)
        for n in range((now.date() - oldest.date()).days + AHEAD_DAYS + 1)
    ]
    wanted = {f"inbox_{day:%Y%m%d}": day for day in days}
    async with conn.transaction():
        have = await _make(conn, wanted)
    await conn.execute("delete from inbox_other where claimed_at < $1", oldest)
    await _drop(conn, sorted(name for name in have if name < min(wanted)))


async def _make(conn: asyncpg.pool.PoolConnectionProxy, wanted: Mapping[str, date]) -> set[str]:
    """Days that are missing; returns those that were there.

    A table that is made by itself and attached leaves the inbox to its claims, `create table …
    partition of` does not. What has the inbox' odd times waits for a moment, whichever it is.
    """
    # Two replicas that start together would both create the same table.
    await conn.execute(f"set local lock_timeout = '{MAKING}'")
    await conn.execute("select pg_advisory_xact_lock('inbox'::regclass::oid::bigint)")
    have = {
        row["name"]
        for row in await conn.fetch(
            "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            " where i.inhparent = 'inbox'::regclass"
        )
    } - {"inbox_other"}
    if missing := sorted(wanted.keys() - have):
        await conn.execute(f"set local lock_timeout = '{BRIEFLY}'")
        # Before the look: a claim in between would leave a row that is in the way.
        await conn.execute("lock table inbox_other in access exclusive mode")
    for name in missing:
        since, until = _utc(wanted[name]), _utc(wanted[name] + timedelta(days=1))
        if not await conn.fetchval(
            "select exists (select from inbox_other where event_time >= $1 and event_time < $2)",
            since,
            until,
        ):
            await conn.execute(f"create table {name} (like inbox including all)")
            await conn.execute(
                f"alter table inbox attach partition {name}"
                f" for values from ('{since}') to ('{until}')"
            )
    return have


async def _drop(conn: asyncpg.pool.PoolConnectionProxy, names: Sequence[str]) -> None:
    """Old days, where no batch is at work; all claims wait for who waits for that.

    So it waits very briefly, and tries again; what cannot be dropped now can be any time later.
    Postgres can detach what others are at work on, but not beside a default partition.
    """
    tries = iter(range(DROP_TRIES))
    for name in names:
        while True:
            try:
                async with conn.transaction():
                    await conn.execute(f"set local lock_timeout = '{DROPPING}'")
                    await conn.execute(f"drop table if exists {name}")
                break
            except asyncpg.LockNotAvailableError:
                if next(tries, None) is None:
                    return
                await asyncio.sleep(random.uniform(0.02, 0.08))  # noqa: S311


def _utc(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
