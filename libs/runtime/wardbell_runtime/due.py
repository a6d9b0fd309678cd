"""Due jobs: time turned into work, in the same transactions and under the same locks.

Order matters: read candidates without locks, lock their contacts (those that are free), then
claim jobs of these contacts only. Claiming first and locking second deadlocks with consumers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from wardbell_events import Envelope
from wardbell_events.topics import Lane
from wardbell_runtime import locks
from wardbell_runtime.clock import Clock
from wardbell_runtime.errors import is_transient, pauses
from wardbell_runtime.ids import uuid7
from wardbell_runtime.log import warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.records import pack_headers, unpack_headers
from wardbell_runtime.tx import Tx

CLAIM = 500
POLL_SECONDS = 0.5
TRIES = 5
"""A job that failed so often is kept, a year ahead, for a human to look at."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at a time, for a contact."""

    id: UUID
    contact_id: UUID
    due_at: datetime
    payload: dict[str, Any]
    attempts: int = 0


TimerHandler = Callable[[Tx, Job], Awaitable[None]]


def schedule(tx: Tx, timer: str, contact_id: UUID, due_at: datetime, **payload: Any) -> UUID:
    """Have a timer's handler called at a time; returns the job's id. Committed with `tx`."""
    job = uuid7()
    tx.later(
        "insert into due_job (id, timer, contact_id, due_at, context, payload)"
        " values ($1, $2, $3, $4, $5, $6)",
        job,
        timer,
        contact_id,
        due_at,
        pack_headers(tx.cause.headers()),
        orjson.dumps(payload).decode(),
    )
    return job


def unschedule(tx: Tx, job: UUID) -> None:
    """Take a job back; it is fine if it has run."""
    tx.later("delete from due_job where id = $1", job)


class Timer:
    """Runs one kind of due jobs; every replica may run it."""

    def __init__(
        self,
        name: str,
        handler: TimerHandler,
        *,
        service: str,
        schema: str,
        pool: asyncpg.Pool,
        clock: Clock,
        metrics: Metrics,
        wake: Callable[[set[Lane]], None],
    ) -> None:
        self.name = name
        self._handler = handler
        self._service = service
        self._schema = schema
        self._pool = pool
        self._clock = clock
        self._metrics = metrics
        self._wake = wake
        self._stop = asyncio.Event()
        self.working = False

    async def run(self) -> None:
        """Claim what is due, wait for the next, until `stop`."""
        waits = pauses(float("inf"))
        while not self._stop.is_set():
            try:
                self.working = True
                claimed = await self._round()
                waits = pauses(float("inf"))
                pause = 0.0 if claimed else await self._until_next()
            except Exception as error:  # noqa: BLE001  # jobs stay; the next round sees them
                warn("timer round failed", timer=self.name, error=error)
                pause = next(waits)
            finally:
                self.working = False
            if pause:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), pause)

    def stop(self) -> None:
        """Let `run` end."""
        self._stop.set()

    async def _until_next(self) -> float:
        next_due = await self._pool.fetchval(
            "select min(due_at) from due_job where timer = $1", self.name
        )
        overdue = (self._clock.now() - next_due).total_seconds() if next_due else 0
        self._metrics.timers_overdue.set(max(0, overdue))
        if next_due is None:
            return POLL_SECONDS
        return min(POLL_SECONDS, max(0.005, self._clock.seconds_until(next_due)))

    async def _round(self) -> int:
        now = self._clock.now()
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
                self._metrics.timers.labels(self.name, "failed").inc()
                await self._pool.execute(
                    "update due_job set attempts = attempts + 1, due_at = case"
                    " when attempts + 1 >= $2 then $3::timestamptz + interval '1 year'"
                    " else $3::timestamptz + make_interval(secs => 5 * 2 ^ attempts) end"
                    " where id = $1",
                    row["id"],
                    TRIES,
                    now,
                )
        return done

    async def _transact(self, now: datetime, limit: int, only: UUID | None = None) -> int:
        async with self._pool.acquire() as conn, conn.transaction():
            candidates = await conn.fetch(
                "select id, contact_id from due_job"
                " where timer = $1 and due_at <= $2 and ($4::uuid is null or id = $4)"
                " order by due_at limit $3",
                self.name,
                now,
                limit,
                only,
            )
            if not candidates:
                return 0
            free = await locks.try_lock(
                conn, self._schema, {str(row["contact_id"]) for row in candidates}
            )
            jobs = await conn.fetch(
                "delete from due_job where id = any($1) and due_at <= $2 returning *",
                [row["id"] for row in candidates if str(row["contact_id"]) in free],
                now,
            )
            tx = Tx(conn, self._service, now)
            for row in sorted(jobs, key=lambda row: (row["due_at"], row["id"])):
                tx.cause = Envelope.parse(unpack_headers(row["context"]))
                job = Job(
                    row["id"],
                    row["contact_id"],
                    row["due_at"],
                    orjson.loads(row["payload"]),
                    row["attempts"],
                )
                await self._handler(tx, job)
            await tx.flush()
        tx.committed(self._wake)
        self._metrics.timers.labels(self.name, "handled").inc(len(jobs))
        return len(jobs)
