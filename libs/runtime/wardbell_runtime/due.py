"""Due jobs: time turned into work, in the same transactions and under the same locks.

Order matters: read candidates without locks, lock their contacts (those that are free), then
claim jobs of these contacts only. Claiming first and locking second deadlocks with consumers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from wardbell_events import Envelope
from wardbell_runtime import locks
from wardbell_runtime.errors import is_transient, pauses
from wardbell_runtime.ids import uuid7
from wardbell_runtime.log import warn, warn_unless_expected
from wardbell_runtime.records import pack_envelope, unpack_headers
from wardbell_runtime.running import Running
from wardbell_runtime.tx import Tx

CLAIM = 500
SPREAD = 4
"""How far a round looks ahead, in claims: the first jobs may be another replica's already."""
POLL_SECONDS = 0.5
BUSY_SECONDS = 0.005
"""Between looks at a due job whose contact is just being written by somebody else."""

FAILED = """
update due_job
   set attempts = attempts + 1,
       was_due_at = coalesce(was_due_at, due_at),
       due_at = $2::timestamptz
                + least(interval '1 hour', interval '5 seconds' * 2 ^ least(attempts, 10))
 where id = $1
"""
"""Tried again for ever: a release mends what a release broke, and until then the job is overdue."""
PULL_IN = """
update due_job
   set due_at = $1::timestamptz,
       was_due_at = coalesce(was_due_at, least(due_at - interval '1 year', $1::timestamptz))
 where id in (select id from due_job
               where attempts > 0 and due_at > $1::timestamptz + interval '2 hours'
                 for update skip locked)
"""
INSERT = """
insert into due_job (id, timer, contact_id, due_at, context, payload)
select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::bytea[],
                     $6::jsonb[])
"""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at a time, for a contact."""

    id: UUID
    contact_id: UUID
    due_at: datetime
    payload: dict[str, Any]
    attempts: int = 0


TimerHandler = Callable[[Tx, Job], Awaitable[None]]
TimerPrepare = Callable[[Tx, Sequence[Job]], Awaitable[None]]


def schedule(tx: Tx, timer: str, contact_id: UUID, due_at: datetime, **payload: Any) -> UUID:
    """Have a timer's handler called at a time; returns the job's id. Committed with `tx`."""
    job = uuid7()
    if (due_at - tx.now).total_seconds() < POLL_SECONDS:
        tx.timers.add(timer)
    tx.later_as_set(
        INSERT,
        job,
        timer,
        contact_id,
        due_at,
        pack_envelope(tx.cause),
        orjson.dumps(payload).decode(),
        instead_of=job,
    )
    return job


def unschedule(tx: Tx, job: UUID) -> None:
    """Take a job back; it is fine if it has run."""
    # What is kept for later is sent statement by statement, not in the order in which it was kept:
    # a job of the same batch could still be inserted after it was deleted.
    if not tx.take_back(INSERT, job):
        tx.later_as_set("delete from due_job where id = any($1::uuid[])", job)


async def pull_in(running: Running) -> None:
    """Have jobs tried that an older version gave up: it put them a year ahead.

    Nobody else does so, and it does not suffice to do it once: such a version may run beside this
    one for a while, or again.
    """
    await running.pool.execute(PULL_IN, running.clock.now())


class Timer:
    """Runs one kind of due jobs; every replica may run it."""

    def __init__(
        self,
        name: str,
        handler: TimerHandler,
        prepare: TimerPrepare | None,
        running: Running,
        backlogged: Callable[[], bool],
        *,
        urgent: bool = False,
    ) -> None:
        self.name = name
        self._urgent = urgent
        self._handler = handler
        self._prepare = prepare
        self._running = running
        self._pool = running.pool
        self._backlogged = backlogged
        self._overdue = running.metrics.timers_overdue.labels(name)
        self._handled = running.metrics.timers.labels(name, "handled")
        self._failed = running.metrics.timers.labels(name, "failed")
        self._working = False
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """A job is due, or the service stops."""
        self._woken.set()

    async def run(self) -> None:
        """Claim what is due, wait for the next, until the service stops."""
        waits = pauses()
        stopping = self._running.stopping
        while True:
            self._woken.clear()
            if stopping.is_set():
                return
            try:
                self._working = True
                pause = await self._until_next()
                if not self._backlogged() and await self._round():
                    pause = 0.0
                waits = pauses()
            except Exception as error:  # noqa: BLE001  # jobs stay; the next round sees them
                pause = next(waits)
                warn_unless_expected(
                    "timer round failed", timer=self.name, seconds=pause, error=error
                )
            finally:
                self._working = False
            if pause:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)

    async def at_rest(self) -> bool:
        """Whether nothing is at work and nothing is due."""
        next_due = await self._next_due()
        due = next_due is not None and next_due <= self._running.clock.now()
        return not due and not self._working

    async def _next_due(self) -> datetime | None:
        """Shows, besides, how late the oldest job is, be it tried again only later."""
        row = await self._pool.fetchrow(
            "select min(due_at) as due_at, min(was_due_at) as was_due_at"
            " from due_job where timer = $1",
            self.name,
        )
        assert row is not None  # noqa: S101
        since = min(filter(None, row), default=None)
        late = (self._running.clock.now() - since).total_seconds() if since else 0.0
        self._overdue.set(max(0.0, late))
        due_at: datetime | None = row["due_at"]
        return due_at

    async def _until_next(self) -> float:
        next_due = await self._next_due()
        if next_due is None:
            return POLL_SECONDS
        at_least = POLL_SECONDS if self._backlogged() else BUSY_SECONDS
        return min(POLL_SECONDS, max(at_least, self._running.clock.seconds_until(next_due)))

    async def _round(self) -> int:
        now = self._running.clock.now()
        try:
            return await self._transact(now, CLAIM)
        except Exception as error:
            if is_transient(error):
                raise
            warn("timer batch rolled back", timer=self.name, error=error)
            return await self._one_by_one(now)

    async def _one_by_one(self, now: datetime) -> int:
        rows = await self._pool.fetch(
            "select id, contact_id from due_job where timer = $1 and due_at <= $2"
            " order by due_at limit $3",
            self.name,
            now,
            CLAIM,
        )
        done = 0
        for row in rows:
            try:
                done += await self._transact(now, 1, only=row["id"])
            except Exception as error:
                if is_transient(error):
                    raise
                warn("due job failed", timer=self.name, error=error)
                self._failed.inc()
                await self._pool.execute(FAILED, row["id"], now)
        return done

    async def _transact(self, now: datetime, limit: int, only: UUID | None = None) -> int:
        running = self._running
        async with running.pool.acquire() as conn:
            async with conn.transaction():
                candidates = await conn.fetch(
                    "select id, contact_id, due_at from due_job"
                    " where timer = $1 and due_at <= $2 and ($4::uuid is null or id = $4)"
                    " order by due_at limit $3",
                    self.name,
                    now,
                    limit * SPREAD,
                    only,
                )
                if not candidates:
                    return 0
                jobs: list[asyncpg.Record] = []
                for first in range(0, len(candidates), limit):
                    jobs = await self._claim(conn, candidates[first : first + limit], now)
                    if jobs:
                        break
                tx = Tx(conn, running.service, now)
                tx.urgent = self._urgent
                claimed = [
                    (Envelope.parse(unpack_headers(row["context"])), _job(row))
                    for row in sorted(jobs, key=lambda row: (row["due_at"], row["id"]))
                ]
                if claimed and self._prepare is not None:
                    await self._prepare(tx, [job for _, job in claimed])
                for tx.cause, job in claimed:
                    await self._handler(tx, job)
                await tx.flush()
            tx.committed(running.wake)
        self._handled.inc(len(jobs))
        return len(jobs)

    async def _claim(
        self,
        conn: asyncpg.pool.PoolConnectionProxy,
        candidates: Sequence[asyncpg.Record],
        now: datetime,
    ) -> list[asyncpg.Record]:
        """Those candidates whose contacts are free and that are still there."""
        free = await locks.try_lock(
            conn, self._running.schema, {str(row["contact_id"]) for row in candidates}
        )
        jobs: list[asyncpg.Record] = await conn.fetch(
            "delete from due_job where id = any($1) and due_at <= $2 returning *",
            [row["id"] for row in candidates if str(row["contact_id"]) in free],
            now,
        )
        return jobs


def _job(row: asyncpg.Record) -> Job:
    payload = orjson.loads(row["payload"])
    due_at = row["was_due_at"] or row["due_at"]
    return Job(row["id"], row["contact_id"], due_at, payload, row["attempts"])
