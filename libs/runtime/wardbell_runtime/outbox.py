"""The relay: outbox rows to Kafka, in order per key, at least once.

A relay leases shards with row locks, publishes their rows in id order, deletes them, commits. A
crash in between publishes again under the same event id, which every inbox absorbs.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import asyncpg

from wardbell_events.topics import Lane
from wardbell_runtime.clock import Clock
from wardbell_runtime.errors import pauses
from wardbell_runtime.kafka import KafkaAway, Publisher
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.records import unpack_headers
from wardbell_runtime.tasks import in_turns

ROWS = 500
POLL_SECONDS = 1.0
SKIPPED_SECONDS = (0.005, 0.01, 0.02, 0.05)
"""Waits while another relay holds the shards; the last one again and again."""
PUBLISH_SECONDS = 5.0
"""How long one pass waits for Kafka, its shards leased; below `database.IDLE_SECONDS`."""
BACKLOG = 20_000
"""Rows waiting at which normal consumers and timers pause."""

# Nearly always the table is empty, and plans are made for that: kept when it is full, those would
# read all of it. Losing a commit only publishes again, so nobody needs to wait for it. In one word
# with the beginning: every pass of every hop would wait for another.
BEGIN = "begin; set local enable_seqscan = off; set local synchronous_commit = off"

# `between` and the shard in the order, though it is but one: what asks for `shard = …` in the order
# of ids Postgres answers by walking all ids, through every row of the other lane.
LEASE = """
with waiting as materialized (
    select s.shard
      from outbox_shard s
     cross join lateral (select from outbox o where o.shard between s.shard and s.shard
                          order by o.shard, o.id limit 1) as first
     where s.lane = $1
), leased as (
    select shard from outbox_shard
     where shard in (select shard from waiting)
     order by shard
       for update skip locked
)
select (select count(*) from waiting) as waiting,
       array(select shard from leased) as leased
"""
FIRST = """
select row.*
  from unnest($1::bigint[]) as shard_
 cross join lateral (select id, topic, key, headers, value from outbox
                      where shard between shard_ and shard_
                      order by shard, id limit $2) as row
 order by row.id
"""
COUNT = """
select count(*) as waiting, min(row.created_at) as oldest
  from (select shard, count(*) over () as shards from outbox_shard where lane = $1) as s
 cross join lateral (select created_at from outbox o
                      where o.shard between s.shard and s.shard
                      order by o.shard, o.id limit $2 / shards + 1) as row
"""
"""Each shard's share: keys are spread evenly."""


@dataclass(frozen=True, slots=True)
class _Pass:
    published: int
    skipped: bool


class Relay:
    """Publishes one lane of one service's outbox."""

    def __init__(
        self, lane: Lane, pool: asyncpg.Pool, publisher: Publisher, metrics: Metrics, clock: Clock
    ) -> None:
        self._lane = lane
        self._pool = pool
        self._publisher = publisher
        self._metrics = metrics
        self._clock = clock
        self._woken = asyncio.Event()
        self._stopping = False
        self._sent: dict[int, asyncio.Future[object]] = {}
        """Rows on their way, by id: a pass that was broken off is taken up, not repeated."""
        self.backlogged = False

    def wake(self) -> None:
        """Rows were committed."""
        self._woken.set()

    async def run(self) -> None:
        """Publish until `stop`, then once more what is there."""
        waits = pauses()
        skips = iter(SKIPPED_SECONDS)
        while True:
            self._woken.clear()
            try:
                done = await self._pass()
                waits = pauses()
            except Exception as error:  # noqa: BLE001  # whatever it is, the rows stay and are tried again
                if self._stopping:
                    warn("outbox left for the next start", error=error, lane=self._lane)
                    return
                warn("outbox not published, trying again", error=error, lane=self._lane)
                if isinstance(error, KafkaAway):
                    await self._publisher.renew()
                await self._pause(next(waits))
                continue
            if done.published:
                skips = iter(SKIPPED_SECONDS)
            elif self._stopping:
                return  # what another relay holds, it publishes
            elif done.skipped:
                await asyncio.sleep(next(skips, SKIPPED_SECONDS[-1]))
            else:
                skips = iter(SKIPPED_SECONDS)
                await self._pause(POLL_SECONDS)

    def stop(self) -> None:
        """Let `run` end once nothing is left that it may publish."""
        self._stopping = True
        self._woken.set()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), seconds)

    async def _pass(self) -> _Pass:
        async with self._transaction() as conn:
            lease = await conn.fetchrow(LEASE, self._lane)
            assert lease is not None  # noqa: S101
            leased = lease["leased"]
            skipped = lease["waiting"] > len(leased)
            if not leased:
                return _Pass(0, skipped)
            rows = await conn.fetch(FIRST, leased, ROWS // len(leased))
            if not rows:  # another relay has published them between the two looks
                return _Pass(0, skipped)
            await self._publish(rows)
            # By id, never by range: a smaller id may have committed after our snapshot.
            await conn.execute("delete from outbox where id = any($1)", [r["id"] for r in rows])
        return _Pass(len(rows), skipped)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[asyncpg.pool.PoolConnectionProxy]:
        async with self._pool.acquire() as conn:
            await conn.execute(BEGIN)
            try:
                yield conn
            except BaseException:
                with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                    await conn.execute("rollback")
                raise
            await conn.execute("commit")

    async def _publish(self, rows: Sequence[asyncpg.Record]) -> None:
        ids = {row["id"] for row in rows}
        self._sent = {i: sent for i, sent in self._sent.items() if i in ids or not sent.done()}
        types = Counter[bytes]()
        async for row in in_turns(rows):
            if row["id"] not in self._sent:
                headers = unpack_headers(row["headers"])
                types[next((value for name, value in headers if name == "ce_type"), b"")] += 1
                self._sent[row["id"]] = await self._publisher.begin(
                    row["topic"], row["key"], row["value"], headers
                )
        for type_, count in types.items():
            self._metrics.published.labels(self._lane, type_.decode()).inc(count)
        _, late = await asyncio.wait([self._sent[i] for i in ids], timeout=PUBLISH_SECONDS)
        if late:
            raise KafkaAway
        if failed := [i for i in ids if self._sent[i].exception()]:
            errors = [self._sent.pop(i).exception() for i in failed]
            raise KafkaAway from errors[0]

    async def measure(self) -> int:
        """Count what waits, set the gauges; returns the count (hardly more than `BACKLOG`)."""
        async with self._transaction() as conn:
            row = await conn.fetchrow(COUNT, self._lane, BACKLOG)
        assert row is not None  # noqa: S101
        waiting: int = row["waiting"]
        oldest = row["oldest"]
        self._metrics.outbox_pending.labels(self._lane).set(waiting)
        self._metrics.outbox_oldest.labels(self._lane).set(
            (self._clock.now() - oldest).total_seconds() if oldest else 0
        )
        if self.backlogged != (waiting > BACKLOG):
            self.backlogged = waiting > BACKLOG
            log(
                "outbox backlog began" if self.backlogged else "outbox backlog over",
                lane=self._lane,
            )
        return waiting
