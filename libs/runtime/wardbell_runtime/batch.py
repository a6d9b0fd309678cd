"""One batch, one transaction: state, inbox and outbox become true together.

On any fault the batch rolls back and its records go one by one, each in a transaction of its own:
a passing fault is waited for in place, a record that can never be handled is parked.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
from pydantic import ValidationError

from wardbell_events import Envelope, Malformed
from wardbell_events.topics import Lane, Topic
from wardbell_runtime import inbox, locks
from wardbell_runtime.breaker import Breaker
from wardbell_runtime.clock import Clock
from wardbell_runtime.errors import is_transient, pauses
from wardbell_runtime.ids import at_the_door
from wardbell_runtime.log import warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.parked import due_for_replay, envelope_of, park
from wardbell_runtime.records import Broken, Incoming, Record
from wardbell_runtime.tx import Tx

Handler = Callable[[Tx, Any], Awaitable[None]]
Prepare = Callable[[Tx, Sequence[Incoming]], Awaitable[None]]
Handlers = Mapping[type[Any], Handler]
"""Event model to what is done with it."""
OnParked = Callable[[Tx, Record], Awaitable[None]]

BUG_TRIES = 2
SINGLE_LOCK_TIMEOUT = "5s"


class Nack(Exception):
    """The rest of the batch stays with Kafka: it is fetched again, here or by another member."""


@dataclass(frozen=True)
class Subscription:
    """What one consumer does with one topic."""

    topic: Topic
    handlers: Handlers
    prepare: Prepare | None = None
    """Reads the state of all events of a batch at once, into `tx.loaded`."""
    on_parked: OnParked | None = None
    """What else happens, in the same transaction, when a record is parked."""


class Batch:
    """The transactions of one subscription."""

    def __init__(
        self,
        subscription: Subscription,
        *,
        service: str,
        schema: str,
        pool: asyncpg.Pool,
        clock: Clock,
        metrics: Metrics,
        breaker: Breaker,
        wake: Callable[[set[Lane]], None],
        interrupted: Callable[[], bool],
    ) -> None:
        self._subscription = subscription
        self._handlers = {kind.type: (kind, call) for kind, call in subscription.handlers.items()}
        self._consumer = f"{service}.{subscription.topic.name}"
        self._service = service
        self._schema = schema
        self._pool = pool
        self._clock = clock
        self._metrics = metrics
        self._breaker = breaker
        self._wake = wake
        self._interrupted = interrupted
        self._received = metrics.received.labels(self._consumer)
        self._handled = {
            outcome: metrics.handled.labels(self._consumer, outcome)
            for outcome in ("handled", "duplicate", "skipped", "parked")
        }
        self._latency = metrics.latency.labels(self._consumer)
        self._seconds = metrics.batch.labels(self._consumer)

    async def run(self, records: Sequence[Record]) -> None:
        """Handle records in order.

        Raises:
            Nack: a neighbour stayed away, or the partitions are being taken. What was committed
                falls out as a duplicate when the records come again.
        """
        self._received.inc(len(records))
        began = time.monotonic()
        items = [item for record in records if (item := self._read(record)) is not None]
        self._handled["skipped"].inc(len(records) - len(items))
        if not items:
            return
        try:
            parked = await self._transact(items)
        except Exception as error:  # noqa: BLE001  # sorted out one by one
            warn("batch rolled back", consumer=self._consumer, count=len(items), error=error)
            for item in items:
                await self._alone(item)
        else:
            self._breaker.handled(len(items) - parked)
            for _ in range(parked):
                await self._breaker.parked("malformed")
        self._seconds.observe(time.monotonic() - began)

    def _read(self, record: Record) -> Incoming | Broken | None:
        """None: not for this consumer."""
        envelope = None
        try:
            envelope = Envelope.parse(record.headers)
            found = self._handlers.get(envelope.type)
            if found is None:
                return None
            return Incoming(record, envelope, found[0].model_validate_json(record.value or b""))
        except Malformed:
            reason = "envelope"
        except ValidationError:
            reason = "value"
        place = f"{self._consumer}/{record.topic}/{record.partition}/{record.offset}"
        return Broken(
            record,
            event_id=envelope.id if envelope else at_the_door(place),
            event_type=envelope.type if envelope else "",
            reason=reason,
            envelope=envelope,
        )

    async def _transact(self, items: Sequence[Incoming | Broken], *, alone: bool = False) -> int:
        """All items in one transaction; returns how many were parked."""
        now = self._clock.now()
        parked = 0
        async with self._pool.acquire() as conn:
            async with conn.transaction():
                if alone:
                    await conn.execute(f"set local lock_timeout = '{SINGLE_LOCK_TIMEOUT}'")
                await locks.lock(conn, self._schema, _keys(items))
                fresh = await inbox.claim(
                    conn,
                    [(_id(item), item.envelope.time if item.envelope else now) for item in items],
                )
                new = _first_of_each(items, fresh)
                tx = Tx(conn, self._service, now)
                tx.urgent = self._subscription.topic.urgent
                incoming = [item for item in new if isinstance(item, Incoming)]
                if self._subscription.prepare is not None and incoming:
                    await self._subscription.prepare(tx, incoming)
                for item in new:
                    if isinstance(item, Incoming):
                        tx.cause = item.envelope
                        await self._handlers[item.envelope.type][1](tx, item.event)
                    else:
                        await self._park(tx, item, "malformed", item.reason, 1)
                        parked += 1
                await tx.flush()
            tx.committed(self._wake)
        self._handled["handled"].inc(len(new) - parked)
        self._handled["duplicate"].inc(len(items) - len(new))
        for item in incoming:
            self._latency.observe(max(0.0, (now - item.envelope.received_at).total_seconds()))
        return parked

    async def _alone(self, item: Incoming | Broken) -> None:
        waits = pauses()
        tries = 0
        while True:
            try:
                if await self._transact([item], alone=True):
                    await self._breaker.parked("malformed")
                else:
                    self._breaker.handled(1)
                return
            except Exception as error:  # noqa: BLE001  # every class of fault has its way
                tries += 1
                if is_transient(error):
                    await self._wait(next(waits, None), error)
                elif tries >= BUG_TRIES:
                    if await self._give_up(item, error, tries, waits):
                        return
                else:
                    warn("handler failed, trying once more", consumer=self._consumer, error=error)

    async def _wait(self, seconds: float | None, error: Exception) -> None:
        self._metrics.retried.labels(self._consumer).inc()
        if seconds is None or self._interrupted():
            raise Nack from error
        warn(
            "waiting for a neighbour",
            consumer=self._consumer,
            seconds=round(seconds, 2),
            error=error,
        )
        await asyncio.sleep(seconds)

    async def _give_up(
        self, item: Incoming | Broken, error: Exception, tries: int, waits: Any
    ) -> bool:
        """Park one record in a transaction of its own. False: it has to be tried again."""
        now = self._clock.now()
        try:
            async with self._pool.acquire() as conn, conn.transaction():
                fresh = await inbox.claim(
                    conn, [(_id(item), item.envelope.time if item.envelope else now)]
                )
                if fresh:
                    tx = Tx(conn, self._service, now)
                    tx.urgent = self._subscription.topic.urgent
                    await self._park(tx, item, "bug", type(error).__name__, tries)
                    await tx.flush()
        except Exception as fault:
            if not is_transient(fault):
                raise
            await self._wait(next(waits, None), fault)
            return False
        if fresh:
            self._handled["parked"].inc()
            tx.committed(self._wake)
            warn(
                "record parked",
                consumer=self._consumer,
                event_id=_id(item),
                error=error,
            )
            await self._breaker.parked("bug")
        return True

    async def _park(
        self, tx: Tx, item: Incoming | Broken, reason: str, error: str, attempts: int
    ) -> None:
        park(tx, self._consumer, item, reason, error, attempts)
        if isinstance(item, Broken):
            self._handled["parked"].inc()
            warn("malformed record parked", consumer=self._consumer, event_id=_id(item))
        envelope = item.envelope if isinstance(item, Incoming) else envelope_of(item)
        if self._subscription.on_parked is not None and envelope is not None:
            tx.cause = envelope
            await self._subscription.on_parked(tx, item.record)

    async def replay(self) -> int:
        """Run what an operator asked for; returns how many left the parked records."""
        done = 0
        while True:
            async with self._pool.acquire() as conn, conn.transaction():
                await conn.execute(f"set local lock_timeout = '{SINGLE_LOCK_TIMEOUT}'")
                tx = Tx(conn, self._service, self._clock.now())
                waiting = (await due_for_replay(tx, self._consumer))[:1]
                if not waiting:
                    return done
                parked_id, record = waiting[0]
                item = self._read(record)
                try:
                    async with conn.transaction():
                        await self._rerun(tx, item)
                        await tx.flush()
                except Exception as error:
                    if is_transient(error):
                        raise
                    warn("replay failed", consumer=self._consumer, parked_id=parked_id, error=error)
                    await conn.execute(
                        "update parked set replay_at = null, attempts = attempts + 1, error = $2"
                        " where id = $1",
                        parked_id,
                        type(error).__name__,
                    )
                else:
                    await conn.execute("delete from parked where id = $1", parked_id)
                    done += 1
            tx.committed(self._wake)

    async def _rerun(self, tx: Tx, item: Incoming | Broken | None) -> None:
        if item is None:
            return
        if isinstance(item, Broken):
            raise Malformed(item.reason)
        tx.urgent = self._subscription.topic.urgent
        await locks.lock(tx.conn, self._schema, _keys([item]))
        if self._subscription.prepare is not None:
            await self._subscription.prepare(tx, [item])
        tx.cause = item.envelope
        await self._handlers[item.envelope.type][1](tx, item.event)


def _id(item: Incoming | Broken) -> UUID:
    return item.envelope.id if isinstance(item, Incoming) else item.event_id


def _keys(items: Sequence[Incoming | Broken]) -> list[str]:
    return [(item.record.key or b"").decode("utf-8", "replace") for item in items]


def _first_of_each(items: Sequence[Incoming | Broken], fresh: set[UUID]) -> list[Incoming | Broken]:
    """New items, each id once: a batch may hold the same event twice."""
    left = set(fresh)
    new = []
    for item in items:
        if (id_ := _id(item)) in left:
            left.discard(id_)
            new.append(item)
    return new
