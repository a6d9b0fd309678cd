"""All SQL about files that patients sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from wardbell_runtime import Running, Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that this process is to fetch now."""

    message_id: UUID
    contact_id: UUID
    media: str
    media_id: str
    attempts: int
    arrived_at: datetime
    context: bytes


def add(
    tx: Tx, *, message_id: UUID, contact_id: UUID, media: str, media_id: str, context: bytes
) -> None:
    """Enter a file to fetch. One that stands there already is not entered again."""
    tx.later(
        "insert into media (message_id, contact_id, media, media_id, context, try_at, arrived_at)"
        " values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        message_id,
        contact_id,
        media,
        media_id,
        context,
        tx.now,
        tx.cause.received_at,
    )


async def claim(running: Running, limit: int, lease: timedelta) -> list[Waiting]:
    """Take files to fetch now. Who does not come back leaves them to others after the lease."""
    now = running.clock.now()
    rows = await running.pool.fetch(
        """
        with next as (
            select message_id from media
             where state = 'waiting' and try_at <= $1
             order by try_at limit $2
               for update skip locked
        )
        update media set try_at = $3, attempts = attempts + 1
          from next where media.message_id = next.message_id
        returning media.message_id, contact_id, media, media_id, attempts, arrived_at, context
        """,
        now,
        limit,
        now + lease,
    )
    return [Waiting(*row) for row in rows]


async def lock(tx: Tx, message_id: UUID) -> asyncpg.Record | None:
    """A file that is still to be fetched, locked; None: somebody else was quicker."""
    return await tx.fetchrow(
        "select contact_id from media where message_id = $1 and state = 'waiting' for update",
        message_id,
    )


def try_again(tx: Tx, message_id: UUID, at: datetime) -> None:
    """It could not be fetched, or not be looked into, now."""
    tx.later("update media set try_at = $2 where message_id = $1", message_id, at)


def finish(
    tx: Tx, message_id: UUID, state: str, mime_type: str | None, content: bytes | None
) -> None:
    """A file is here, or never will be."""
    tx.later(
        "update media set state = $2, mime_type = $3, content = $4, media_id = null,"
        " finished_at = $5 where message_id = $1",
        message_id,
        state,
        mime_type,
        content,
        tx.now,
    )


async def oldest(running: Running) -> datetime | None:
    """When the one arrived that waits longest."""
    at: datetime | None = await running.pool.fetchval(
        "select min(arrived_at) from media where state = 'waiting'"
    )
    return at


async def under_way(running: Running) -> str | None:
    """What was not tried yet or is being fetched for the first time, in words; None: nothing."""
    count = await running.pool.fetchval(
        "select count(*) from media where state = 'waiting' and attempts <= 1"
    )
    return f"{count} files to fetch" if count else None


async def purge(running: Running, before: datetime) -> None:
    """Drop what arrived longer ago; what still waits is settled first."""
    await running.pool.execute(
        "delete from media where arrived_at < $1 and state <> 'waiting'", before
    )
