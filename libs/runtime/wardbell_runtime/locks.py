"""Contacts are locked before anything else, sorted, in one statement: consumers and timers alike.

Advisory locks of the transaction: nothing to insert first, nothing to vacuum, and a key works
before its contact exists. Two keys that share a hash only wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import asyncpg


def lock_number(schema: str, key: str) -> int:
    """The lock of a key within a service, a signed 64-bit number."""
    digest = blake2b(f"{schema}/{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


async def lock(conn: asyncpg.pool.PoolConnectionProxy, schema: str, keys: Iterable[str]) -> None:
    """Lock all keys until the transaction ends. LockNotAvailableError past the lock timeout."""
    numbers = sorted({lock_number(schema, key) for key in keys})
    # The array is sorted and unnest keeps its order, so two writers never cross.
    await conn.execute(
        "select count(pg_advisory_xact_lock(number)) from unnest($1::bigint[]) as number", numbers
    )


async def try_lock(
    conn: asyncpg.pool.PoolConnectionProxy, schema: str, keys: Iterable[str]
) -> set[str]:
    """Lock those keys that are free; returns them."""
    by_number = {lock_number(schema, key): key for key in keys}
    rows = await conn.fetch(
        "select number from unnest($1::bigint[]) as number where pg_try_advisory_xact_lock(number)",
        sorted(by_number),
    )
    return {by_number[row["number"]] for row in rows}
