"""All SQL about notices to staff: written with the task, claimed, sent, recorded.

At least once, under a stable id: staff can bear a notice twice, but not one that never came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from wardbell_desk.task import Task
from wardbell_events.ids import derived
from wardbell_runtime import Running, Tx

Channel = Literal["mail", "webhook"]


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff are told of a task. Level 0: it was opened; from 1 on: still nobody took it."""

    id: UUID
    level: int
    attempts: int
    created_at: datetime
    task_id: UUID
    contact_id: UUID
    kind: str
    priority: str
    site: str
    number: str
    due: datetime
    opened_at: datetime


def add(tx: Tx, task: Task, channels: Sequence[Channel]) -> None:
    """Tell of a task at its present level, by all channels."""
    for channel in channels:
        tx.later(
            "insert into notice (id, task_id, level, channel, urgent, created_at, try_at)"
            " values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing",
            derived(task.id, f"{task.level}/{channel}"),
            task.id,
            task.level,
            channel,
            task.urgent,
            tx.now,
        )


async def claim(
    running: Running, channel: Channel, *, urgent: bool, limit: int, lease: timedelta
) -> list[Notice]:
    """Take notices to send now. One whose sender never came back is free when its lease ends."""
    now = running.clock.now()
    rows = await running.pool.fetch(
        """
        with next as (
            select id
              from notice
             where channel = $2
               and urgent = $3
               and outcome is null
               and try_at <= $1
               and (leased_until is null or leased_until < $1)
             order by try_at
             limit $4
               for update skip locked
        )
        update notice n
           set leased_until = $5, attempts = attempts + 1
          from next, task t
         where n.id = next.id and t.id = n.task_id
        returning n.id, n.level, n.attempts, n.created_at, t.id as task_id, t.contact_id,
                  t.kind, t.priority, t.site, t.number, t.due, t.opened_at
        """,
        now,
        channel,
        urgent,
        limit,
        now + lease,
    )
    return [Notice(**row) for row in rows]


async def finish(running: Running, notice_id: UUID, outcome: Literal["sent", "given_up"]) -> None:
    """Its fate is known."""
    await running.pool.execute(
        "update notice set outcome = $2, finished_at = $3, leased_until = null where id = $1",
        notice_id,
        outcome,
        running.clock.now(),
    )


async def try_again(running: Running, notice_id: UUID, at: datetime) -> None:
    """It did not get through."""
    await running.pool.execute(
        "update notice set try_at = $2, leased_until = null where id = $1", notice_id, at
    )


async def withdraw(tx: Tx, task_id: UUID) -> None:
    """Somebody took the task: what was not sent needs no sending."""
    await tx.execute(
        "update notice set outcome = 'not_needed', finished_at = $2"
        " where task_id = $1 and outcome is null",
        task_id,
        tx.now,
    )


async def under_way(running: Running, channels: Sequence[Channel]) -> str | None:
    """What is being sent or due now, in words; None: nothing. A lease leaves `try_at` as it is."""
    count = await running.pool.fetchval(
        "select count(*) from notice where outcome is null and try_at <= $1 and channel = any($2)",
        running.clock.now(),
        list(channels),
    )
    return f"{count} notices to staff under way" if count else None
