"""A started service, as its background work sees it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from wardbell_runtime import locks
from wardbell_runtime.clock import Clock
from wardbell_runtime.log import log, warn
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.tx import Tx, Wake

FORGET_AT_ONCE = 10_000
"""Rows: a statement has to end within the time that the pool gives it."""
PATIENT_LOCK_TIMEOUT = "5s"
"""For transactions that wait for a contact rather than roll back."""


@dataclass
class Running:
    """What background work of a started service may use."""

    service: str
    schema: str
    pool: asyncpg.Pool
    clock: Clock
    metrics: Metrics
    wake: Wake
    stopping: asyncio.Event
    drained: asyncio.Event
    """Set after `stopping`, when consumers have ended: they hand over nothing any more."""

    @asynccontextmanager
    async def transaction(self, contacts: Iterable[UUID] = ()) -> AsyncIterator[Tx]:
        """A transaction that may emit, with these contacts locked first."""
        async with self.pool.acquire() as conn:
            async with conn.transaction():
                await conn.execute(f"set local lock_timeout = '{PATIENT_LOCK_TIMEOUT}'")
                if keys := [str(contact) for contact in contacts]:
                    await locks.lock(conn, self.schema, keys)
                tx = Tx(conn, self.service, self.clock.now())
                yield tx
                await tx.flush()
            tx.committed(self.wake)

    @asynccontextmanager
    async def alone(self, what: str) -> AsyncIterator[bool]:
        """Whether no other replica is at something; if so, none begins before the end.

        No transaction is open meanwhile: calls to the outside may last.
        """
        number = locks.lock_number(self.schema, what)
        async with self.pool.acquire() as conn:
            alone: bool = await conn.fetchval("select pg_try_advisory_lock($1)", number)
            try:
                yield alone
            finally:
                if alone:
                    await conn.execute("select pg_advisory_unlock($1)", number)

    async def forget(self, statement: str, *args: Any) -> None:
        """Delete or empty all that a statement does, which takes how many rows at most as its last.

        In slices, each a transaction of its own: one that is broken off leaves what went before.
        """
        tag = ""
        while not tag.endswith(" 0") and not self.stopping.is_set():
            tag = await self.pool.execute(statement, *args, FORGET_AT_ONCE)

    async def repeat(
        self, what: str, look: Callable[[], Awaitable[object]], *, seconds: float = 1.0
    ) -> None:
        """Look again and again until the service stops; a look that fails is said once."""
        failed = False
        while not self.stopping.is_set():
            try:
                await look()
                if failed:
                    log("can look again", name=what)
                failed = False
            except Exception as error:  # noqa: BLE001  # the next look may see again
                if not failed:
                    warn("could not look", name=what, error=error)
                failed = True
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), seconds)


Background = Callable[[Running], Coroutine[Any, Any, None]]
