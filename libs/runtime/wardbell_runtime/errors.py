"""Which faults pass by themselves, and which never will."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import asyncpg


class Transient(Exception):
    """Raised by a handler whose neighbour is away: the record is tried again, in place."""


_TRANSIENT: tuple[type[BaseException], ...] = (
    Transient,
    OSError,
    asyncio.TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InvalidCachedStatementError,
)


def is_transient(error: BaseException) -> bool:
    """Whether trying again later can help. What is not is parked."""
    return isinstance(error, _TRANSIENT)


def pauses(limit: float = 30.0) -> Iterator[float]:
    """Seconds to wait between tries, doubling with jitter, `limit` in all."""
    pause, spent = 0.05, 0.0
    while spent < limit:
        wait = pause * random.uniform(0.7, 1.3)  # noqa: S311
        yield wait
        spent += wait
        pause = min(pause * 2, 5.0)
