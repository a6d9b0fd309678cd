"""All SQL of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import asyncpg

from wardbell_events.pages import PagePublished
from wardbell_runtime import Running, Tx


@dataclass(frozen=True)
class Page:
    """What a link shows, still sealed."""

    content_type: str
    sealed: bytes
    expires_at: datetime


def keep(tx: Tx, page: PagePublished) -> None:
    """Keep a page with the batch, unless a later version is there."""
    tx.later_as_set(
        """
        insert into page (page_id, version, content_type, sealed, expires_at)
        -- one row a page: the same statement may not write one twice
        select distinct on (page_id) page_id, version, content_type, sealed, expires_at
          from unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[], $5::timestamptz[])
               as new (page_id, version, content_type, sealed, expires_at)
         order by page_id, version desc
        on conflict (page_id) do update
           set version = excluded.version, content_type = excluded.content_type,
               sealed = excluded.sealed, expires_at = excluded.expires_at
         where page.version < excluded.version
        """,
        page.page_id,
        page.version,
        page.content_type,
        page.sealed,
        page.expires_at,
    )


async def find(pool: asyncpg.Pool, page_id: str) -> Page | None:
    """A page, expired or not."""
    row = await pool.fetchrow(
        "select content_type, sealed, expires_at from page where page_id = $1", page_id
    )
    return Page(*row) if row else None


async def forget_expired(running: Running) -> None:
    """Drop expired pages."""
    await running.forget(
        """
        delete from page
         where page_id in (select page_id from page where expires_at <= $1 limit $2)
           -- it may have become a later version meanwhile
           and expires_at <= $1
        """,
        running.clock.now(),
    )
