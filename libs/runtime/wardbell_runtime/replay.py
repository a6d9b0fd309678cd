"""Running parked records again, when an operator asks for it."""

from __future__ import annotations

from wardbell_events import Malformed
from wardbell_runtime import locks
from wardbell_runtime.errors import is_transient
from wardbell_runtime.log import warn
from wardbell_runtime.parked import next_for_replay
from wardbell_runtime.records import Broken, Record
from wardbell_runtime.running import PATIENT_LOCK_TIMEOUT, Running
from wardbell_runtime.subscription import Reader, Subscription
from wardbell_runtime.tx import Tx

ROUND = 50
"""Records a round; the next one comes within a second."""


class Replay:
    """Takes the parked records of one subscription that have a `replay_at`.

    Each in a transaction of its own: the handler from the row, then the row is gone. The inbox
    knows the record already and is not asked. One that fails again stays parked.
    """

    def __init__(self, subscription: Subscription, running: Running) -> None:
        self._subscription = subscription
        self._consumer = f"{running.service}.{subscription.topic.name}"
        self._running = running
        self._reader = Reader(subscription, self._consumer)

    async def run(self) -> None:
        """One round, oldest first. Raises what is transient: the row waits for the next round."""
        for _ in range(ROUND):
            if not await self._next():
                return

    async def _next(self) -> bool:
        running = self._running
        async with running.pool.acquire() as conn:
            async with conn.transaction():
                await conn.execute(f"set local lock_timeout = '{PATIENT_LOCK_TIMEOUT}'")
                tx = Tx(conn, running.service, running.clock.now())
                found = await next_for_replay(tx, self._consumer)
                if found is None:
                    return False
                parked_id, record = found
                try:
                    async with conn.transaction():
                        await self._handle(tx, record)
                        await tx.flush()
                except Exception as error:
                    if is_transient(error):
                        raise
                    warn("replay failed", consumer=self._consumer, parked_id=parked_id, error=error)
                    await tx.execute(
                        "update parked set replay_at = null, attempts = attempts + 1, error = $2"
                        " where id = $1",
                        parked_id,
                        type(error).__name__,
                    )
                    return True
                await tx.execute("delete from parked where id = $1", parked_id)
            tx.committed(running.wake)
        return True

    async def _handle(self, tx: Tx, record: Record) -> None:
        item = self._reader.read(record)
        if item is None:
            return  # a type that this version does not subscribe to any more
        if isinstance(item, Broken):
            raise Malformed(item.reason)
        tx.urgent = self._subscription.topic.urgent
        await locks.lock(tx.conn, self._running.schema, item.lock_keys)
        if self._subscription.prepare is not None:
            await self._subscription.prepare(tx, [item])
        await self._reader.handle(tx, item)
