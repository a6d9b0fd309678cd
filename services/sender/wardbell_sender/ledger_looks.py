"""SQL of those who look after the ledger: what is late, held or in doubt, and what is old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from wardbell_runtime import Running, Tx


async def release(tx: Tx) -> bool:
    """Messages whose hour has come are in the line again; whether there are any."""
    done = await tx.execute(
        "update message set state = 'ready' where id in (select id from message"
        " where state = 'deferred' and try_at <= $1"
        " order by try_at limit 1000 for update skip locked)",
        tx.now,
    )
    return done != "UPDATE 0"


async def expired_claims(tx: Tx) -> Sequence[asyncpg.Record]:
    """Claims whose sender never came back."""
    return await tx.fetch(
        "select id, contact_id, context from message"
        " where state = 'claimed' and claimed_until < $1"
        " order by id limit 200 for update skip locked",
        tx.now,
    )


async def long_unclear(tx: Tx, since: datetime) -> Sequence[asyncpg.Record]:
    """Messages that no status has settled."""
    return await tx.fetch(
        "select id, contact_id, service, expects, context, doubts from message"
        " where state = 'unclear' and unclear_since < $1"
        " order by id limit 200 for update skip locked",
        since,
    )


async def unwanted(tx: Tx) -> Sequence[asyncpg.Record]:
    """Messages that wait for contacts who do not want them."""
    return await tx.fetch(
        "select m.id, m.contact_id, m.service, m.purpose, m.expects, m.context from message m"
        " join contact c on c.id = m.contact_id"
        " where m.state = 'ready' and m.unasked"
        " and (not c.notices or m.purpose = any(c.refused))"
        " order by m.id limit 200 for update of m skip locked"
    )


AS_LONG_AGO = timedelta(days=2)
"""What was not delivered for longer is of no use any more on another channel."""


async def not_delivered(tx: Tx, since: datetime) -> Sequence[asyncpg.Record]:
    """Notices that were sent before a moment, of whose delivery nothing is known."""
    return await tx.fetch(
        "select id, contact_id, service, purpose, context from message"
        " where state = 'sent' and lane = 'notice' and not fallback"
        " and finished_at < $1 and finished_at > $2"
        " and (expires_at is null or expires_at > $3)"
        " order by id limit 200 for update skip locked",
        since,
        since - AS_LONG_AGO,
        tx.now,
    )


def mark_fallback(tx: Tx, message_id: UUID) -> None:
    """Another channel was told of a message."""
    tx.later("update message set fallback = true where id = $1", message_id)


async def under_way(running: Running) -> str | None:
    """What is not settled yet, in words; None: nothing."""
    row = await running.pool.fetchrow(
        "select count(*) filter (where state = 'unclear') as unclear, count(*) as all"
        " from message where state in ('claimed', 'unclear')"
        " or (state in ('ready', 'deferred') and try_at <= $1 and contact_id in"
        " (select id from contact where wa_id is not null or user_id is not null))",
        running.clock.now(),
    )
    assert row is not None  # noqa: S101
    return f"{row['all']} messages under way, {row['unclear']} unclear" if row["all"] else None


async def forget(running: Running, before: datetime) -> None:
    """Drop ledger rows whose fate was settled long ago."""
    await running.pool.execute(
        "delete from message where requested_at < $1"
        " and state not in ('deferred', 'ready', 'claimed')",
        before,
    )
