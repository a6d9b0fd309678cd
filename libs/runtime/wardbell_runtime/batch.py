"""One batch, one transaction: state, inbox and outbox become true together.

On any fault the batch rolls back and its records go one by one, each in a transaction of its own:
a passing fault is waited for in place, a record that can never be handled is parked. Where the
fault is only that somebody else is at work on a contact, all others go together before.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg

from wardbell_runtime import inbox, locks
from wardbell_runtime.breaker import Breaker
from wardbell_runtime.errors import is_contention, is_transient, pauses
from wardbell_runtime.log import warn, warn_unless_expected
from wardbell_runtime.parked import park
from wardbell_runtime.records import Broken, Incoming, Record
from wardbell_runtime.running import PATIENT_LOCK_TIMEOUT, Running
from wardbell_runtime.subscription import Reader, Subscription
from wardbell_runtime.tasks import in_turns
from wardbell_runtime.tx import Tx

PATIENCE_SECONDS = 30.0
"""How long one batch waits in place for neighbours before it goes back to Kafka."""
BUG_TRIES = 2
"""Tries of one record alone before it is parked; the batch was one more."""


Item = Incoming | Broken
Wait = Literal["briefly", "patiently", "not"]
"""For contacts that somebody else is at work on; `not`: what is about them is left out."""


class Nack(Exception):
    """The rest of the batch stays with Kafka: it is fetched again, here or by another member."""


class Batch:
    """The transactions of one subscription."""

    def __init__(
        self,
        subscription: Subscription,
        running: Running,
        breaker: Breaker,
        *,
        interrupted: Callable[[], bool],
    ) -> None:
        self._subscription = subscription
        self._consumer = f"{running.service}.{subscription.topic.name}"
        self._running = running
        self._breaker = breaker
        self._interrupted = interrupted
        self._reader = Reader(subscription, self._consumer)
        self.moved_at: float | None = None
        """Monotonic seconds of the last step of the open batch; None between batches."""
        metrics = running.metrics
        self._received = metrics.received.labels(self._consumer)
        self._handled = {
            outcome: metrics.handled.labels(self._consumer, outcome)
            for outcome in ("handled", "duplicate", "skipped", "parked")
        }
        self._retried = metrics.retried.labels(self._consumer)
        self._latency = metrics.latency.labels(self._consumer)
        self._seconds = metrics.batch.labels(self._consumer)

    async def run(self, records: Sequence[Record]) -> None:
        """Handle records in order.

        Raises:
            Nack: a neighbour stayed away, the partitions are being taken or the breaker opened.
                What was committed falls out as a duplicate when the records come again.
        """
        self._received.inc(len(records))
        began = time.monotonic()
        read = [self._reader.read(record) async for record in in_turns(records)]
        items = [item for item in read if item is not None]
        self._handled["skipped"].inc(len(records) - len(items))
        if not items:
            return
        try:
            _, parked = await self._transact(items)
        except Exception as error:  # noqa: BLE001  # sorted out one by one
            warn_unless_expected(
                "batch rolled back", consumer=self._consumer, count=len(items), error=error
            )
            if is_contention(error):
                items = await self._without_free(items)
            await self._one_by_one(items)
        else:
            await self._breaker.count(handled=len(items) - parked, parked=parked)
        self._seconds.observe(time.monotonic() - began)

    async def _without_free(self, items: list[Item]) -> list[Item]:
        """Handle what is about contacts that are free; returns the rest, in order."""
        try:
            done, parked = await self._transact(items, wait="not")
        except Exception as error:  # noqa: BLE001  # sorted out one by one
            warn_unless_expected(
                "free records rolled back", consumer=self._consumer, count=len(items), error=error
            )
            return items
        await self._breaker.count(handled=len(done) - parked, parked=parked)
        handled = {id(item) for item in done}
        return [item for item in items if id(item) not in handled]

    async def _one_by_one(self, items: Sequence[Item]) -> None:
        # One patience for the whole batch: each record's own would add up to longer than Kafka
        # lets a member keep its partitions.
        patient_until = time.monotonic() + PATIENCE_SECONDS
        for item in items:
            if self._interrupted() or self._breaker.stops:
                raise Nack
            parked = await self._alone(item, pauses(patient_until - time.monotonic()))
            await self._breaker.count(handled=int(not parked), parked=int(parked))

    async def _alone(self, item: Item, waits: Iterator[float]) -> bool:
        """Handle one record, however often it takes. True: it was parked."""
        bugs: list[Exception] = []
        while True:
            self.moved_at = time.monotonic()
            try:
                if len(bugs) < BUG_TRIES:
                    _, parked = await self._transact([item], wait="patiently")
                    return bool(parked)
                return await self._give_up(item, bugs)
            except Exception as error:
                if is_transient(error):
                    await self._wait(waits, error)
                elif len(bugs) < BUG_TRIES:
                    warn("handler failed", consumer=self._consumer, event_id=_id(item), error=error)
                    bugs.append(error)
                else:
                    raise

    async def _wait(self, waits: Iterator[float], error: Exception) -> None:
        self._retried.inc()
        seconds = next(waits, None)
        if seconds is None or self._interrupted():
            raise Nack from error
        warn_unless_expected(
            "waiting for a neighbour", consumer=self._consumer, seconds=seconds, error=error
        )
        await asyncio.sleep(seconds)

    async def _transact(
        self, items: Sequence[Item], *, wait: Wait = "briefly"
    ) -> tuple[Sequence[Item], int]:
        """Items in one transaction; returns those that were handled, and how many were parked."""
        running = self._running
        now = running.clock.now()
        parked = 0
        async with running.pool.acquire() as conn:
            async with conn.transaction():
                items = await self._lock(conn, items, wait)
                fresh = await inbox.claim(conn, [_claim(item, now) for item in items], now)
                new = _first_of_each(items, fresh)
                tx = Tx(conn, running.service, now)
                tx.urgent = self._subscription.topic.urgent
                incoming = [item for item in new if isinstance(item, Incoming)]
                if self._subscription.prepare is not None and incoming:
                    await self._subscription.prepare(tx, incoming)
                async for item in in_turns(new):
                    if isinstance(item, Incoming):
                        await self._reader.handle(tx, item)
                    else:
                        await self._park(tx, item, "malformed", item.reason, 1)
                        parked += 1
                await tx.flush()
            tx.committed(running.wake)
        self._handled["handled"].inc(len(new) - parked)
        self._handled["duplicate"].inc(len(items) - len(new))
        self._handled["parked"].inc(parked)
        committed = running.clock.now()
        for item in incoming:
            since_webhook = committed - item.envelope.received_at
            self._latency.observe(max(0.0, since_webhook.total_seconds()))
        return items, parked

    async def _lock(
        self, conn: asyncpg.pool.PoolConnectionProxy, items: Sequence[Item], wait: Wait
    ) -> Sequence[Item]:
        """Lock the contacts of items; returns those that may be handled."""
        schema = self._running.schema
        keys = [key for item in items for key in item.lock_keys]
        if wait == "not":
            return _all_free(items, await locks.try_lock(conn, schema, keys))
        if wait == "patiently":
            await conn.execute(f"set local lock_timeout = '{PATIENT_LOCK_TIMEOUT}'")
        await locks.lock(conn, schema, keys)
        return items

    async def _give_up(self, item: Item, bugs: Sequence[Exception]) -> bool:
        """Park one record in a transaction of its own. False: another member has handled it."""
        running = self._running
        now = running.clock.now()
        async with running.pool.acquire() as conn:
            async with conn.transaction():
                await conn.execute(f"set local lock_timeout = '{PATIENT_LOCK_TIMEOUT}'")
                await locks.lock(conn, running.schema, item.lock_keys)
                if not await inbox.claim(conn, [_claim(item, now)], now):
                    return False
                tx = Tx(conn, running.service, now)
                tx.urgent = self._subscription.topic.urgent
                await self._park(tx, item, "bug", type(bugs[-1]).__name__, len(bugs))
                await tx.flush()
            tx.committed(running.wake)
        self._handled["parked"].inc()
        return True

    async def _park(self, tx: Tx, item: Item, reason: str, error: str, attempts: int) -> None:
        warn("parking a record", consumer=self._consumer, event_id=_id(item), reason=reason)
        park(tx, self._consumer, item, reason, error, attempts)
        if self._subscription.on_parked is None or item.envelope is None:
            return
        await tx.flush()  # what came before stays before, and true if this fails
        more = Tx(tx.conn, self._running.service, tx.now)
        more.cause, more.urgent = item.envelope, tx.urgent
        try:
            async with tx.conn.transaction():
                await self._subscription.on_parked(more, item.record)
                await more.flush()
        except Exception as fault:
            if is_transient(fault):
                raise
            # Without it, the record is parked; else it would be in everybody's way for ever.
            warn("on parked failed", consumer=self._consumer, event_id=_id(item), error=fault)
        else:
            tx.lanes |= more.lanes
            tx.timers |= more.timers
            tx.after_commit += more.after_commit


def _id(item: Item) -> UUID:
    return item.envelope.id if isinstance(item, Incoming) else item.event_id


def _claim(item: Item, now: datetime) -> tuple[UUID, datetime]:
    return _id(item), item.envelope.time if item.envelope else now


def _all_free(items: Sequence[Item], free: set[str]) -> list[Item]:
    """Items all of whose keys are free; none that comes after one of its key's that is not."""
    found, taken = [], set[str]()
    for item in items:
        if free.issuperset(item.lock_keys) and taken.isdisjoint(item.lock_keys):
            found.append(item)
        else:
            taken.update(item.lock_keys)
    return found


def _first_of_each(items: Sequence[Item], fresh: set[UUID]) -> list[Item]:
    """New items, each id once: a batch may hold the same event twice."""
    left = set(fresh)
    new = []
    for item in items:
        if (id_ := _id(item)) in left:
            left.discard(id_)
            new.append(item)
    return new
