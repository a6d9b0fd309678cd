"""Which faults pass by themselves, and which never will."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from math import inf

import asyncpg


class Transient(Exception):
    """Raised by a handler whose neighbour is away: the record is tried again, in place."""


_TRANSIENT: tuple[type[BaseException], ...] = (
    Transient,
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InvalidCachedStatementError,
    # after a fail-over, until the old primary's connections are closed
    asyncpg.ReadOnlySQLTransactionError,
)
_GONE = ("closed", "closing", "released", "cancelling")


def is_contention(error: BaseException) -> bool:
    """Whether somebody else was at work on the same; a deadlock is more than that."""
    return isinstance(error, asyncpg.LockNotAvailableError)


def is_transient(error: BaseException) -> bool:
    """Whether trying again later can help. What is not is parked."""
    if isinstance(error, asyncpg.InterfaceError):
        # asyncpg has one class for a connection that is gone and for a wrong argument: taking the
        # latter for the former would try a bug again for ever.
        return any(word in str(error) for word in _GONE)
    return isinstance(error, _TRANSIENT)


def pauses(limit: float = inf) -> Iterator[float]:
    """Seconds to wait between tries, doubling with jitter, until `limit` seconds have passed."""
    pause, began = 0.05, time.monotonic()
    while time.monotonic() - began < limit:
        yield pause * random.uniform(0.7, 1.3)  # noqa: S311
        pause = min(pause * 2, 5.0)
