"""One transaction, as a handler sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zlib import crc32

import asyncpg

from wardbell_events import Envelope, Event
from wardbell_events.topics import Lane, Topic
from wardbell_runtime.ids import uuid7
from wardbell_runtime.records import pack_envelope

NORMAL_SHARDS = 8
URGENT_SHARDS = 4
"""As in the migration: shards 0 to 7 are normal, 8 to 11 urgent."""

Wake = Callable[[set[Lane], set[str]], None]
"""Tells relays of these lanes and timers of these names that there is work."""


class Tx:
    """What a handler may do: SQL, and events to emit. Both become true together or not at all.

    `now` is the one time of the transaction. `cause` is the envelope of what is being handled;
    what is emitted carries on its chain. `loaded` is what the consumer's `prepare` read for the
    whole batch. Writes of the form "once per event" go through `later`: they are sent together
    before the commit, so a statement of the same batch does not see them.
    """

    def __init__(self, conn: asyncpg.pool.PoolConnectionProxy, service: str, now: datetime) -> None:
        self.conn = conn
        self.now = now
        self.cause: Envelope
        self.loaded: Any = None
        self.urgent = False
        self._source = f"wardbell/{service}"
        self._service = service
        self._outbox: tuple[list[int], list[str], list[bytes], list[bytes], list[bytes]] = (
            [],
            [],
            [],
            [],
            [],
        )
        self._later: dict[str, dict[Any, tuple[Any, ...]]] = {}
        self._sets: set[str] = set()
        self.lanes: set[Lane] = set()
        self.timers: set[str] = set()
        """That have a job which is due by now."""
        self.after_commit: list[Callable[[], None]] = []
        """Called when all this is true, e.g. to wake whoever waits for it."""

    async def fetch(self, sql: str, *args: Any) -> Sequence[asyncpg.Record]:
        """Rows of a query."""
        return await self.conn.fetch(sql, *args)

    async def fetchrow(self, sql: str, *args: Any) -> asyncpg.Record | None:
        """First row, or None."""
        return await self.conn.fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: Any) -> Any:
        """First value of the first row, or None."""
        return await self.conn.fetchval(sql, *args)

    async def execute(self, sql: str, *args: Any) -> str:
        """Run a statement now; returns Postgres' command tag, e.g. `UPDATE 1`."""
        return await self.conn.execute(sql, *args)

    def later(self, sql: str, *args: Any, instead_of: Any = None) -> None:
        """Run a statement before the commit, together with all others of the same text.

        Args:
            instead_of: a row's id; of several writes with the same one only the last is sent
        """
        rows = self._later.setdefault(sql, {})
        rows[len(rows) if instead_of is None else instead_of] = args

    def take_back(self, sql: str, instead_of: Any) -> bool:
        """Not to run what was kept for `later` under this id; False if nothing was."""
        return self._later.get(sql, {}).pop(instead_of, None) is not None

    def later_as_set(self, sql: str, *args: Any, instead_of: Any = None) -> None:
        """As `later`, but all rows go in one statement, whose parameters are their columns.

        For what every event of a batch writes: `… from unnest($1::uuid[], $2::text[])`.
        """
        self._sets.add(sql)
        self.later(sql, *args, instead_of=instead_of)

    def emit(self, *events: Event, topic: Topic | None = None, id_: UUID | None = None) -> None:
        """Publish events when, and only when, this transaction commits.

        Args:
            events: in the order their readers shall see them (order holds per key and lane)
            topic: where one type travels on several topics
            id_: the event's id, where a repeat must carry the same one
        """
        for event in events:
            self._put(event, topic or event.topic, id_ or uuid7())

    def _put(self, event: Event, topic: Topic, id_: UUID) -> None:
        cause = self.cause
        key = event.key
        envelope = Envelope(
            id=id_,
            type=event.type,
            source=self._source,
            time=self.now,
            subject=key,
            site=cause.site,
            number=cause.number,
            received_at=cause.received_at,
            correlation_id=cause.correlation_id or str(cause.id),
            causation_id=str(cause.id),
            traceparent=cause.traceparent,
        )
        raw_key = key.encode()
        # What an emergency leads to stays in its lane, whatever topic it travels on.
        urgent = topic.urgent or self.urgent
        shard = (
            NORMAL_SHARDS + crc32(raw_key) % URGENT_SHARDS
            if urgent
            else crc32(raw_key) % NORMAL_SHARDS
        )
        shards, topics, keys, headers, values = self._outbox
        shards.append(shard)
        topics.append(topic.name)
        keys.append(raw_key)
        headers.append(pack_envelope(envelope))
        values.append(event.encode())
        self.lanes.add("urgent" if urgent else "normal")

    def committed(self, wake: Wake) -> None:
        """The runtime calls this after the commit."""
        if self.lanes or self.timers:
            wake(self.lanes, self.timers)
        for call in self.after_commit:
            call()

    async def flush(self) -> None:
        """Send what was kept for later. The runtime calls this before the commit."""
        for sql, rows in self._later.items():
            if not rows:
                continue
            if sql in self._sets:
                await self.conn.execute(sql, *(list(c) for c in zip(*rows.values(), strict=True)))
            else:
                await self.conn.executemany(sql, list(rows.values()))
        self._later.clear()
        if self._outbox[0]:
            await self.conn.execute(
                """
                insert into outbox (shard, topic, key, headers, value, created_at)
                select shard, topic, key, headers, value, $6
                  from unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[])
                       with ordinality as row (shard, topic, key, headers, value, position)
                 order by position
                """,
                *self._outbox,
                self.now,
            )
            self._outbox = ([], [], [], [], [])
