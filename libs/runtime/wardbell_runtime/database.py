"""The pool of one service: its own schema, every wait bounded."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg

LOCK_TIMEOUT = "20ms"
COMMAND_SECONDS = 30.0
"""After which a statement is given up, also where Postgres has fallen silent."""
IDLE_SECONDS = 10
"""After which Postgres ends a transaction that asks for nothing: one whose machine died without a
word holds its contacts and shards no longer than that."""
CLOSE_SECONDS = 5.0
RUNTIME_MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


async def open_pool(url: str, schema: str, size: int) -> asyncpg.Pool:
    """Connections to one schema, made when they are needed: Postgres may be away now.

    `lock_timeout` is short: a batch that meets a lock rolls back and goes one by one.
    """
    return await asyncpg.create_pool(
        url,
        min_size=0,
        max_size=size,
        command_timeout=COMMAND_SECONDS,
        timeout=10,
        max_inactive_connection_lifetime=300,
        reset=_nothing,
        server_settings={
            "search_path": schema,
            "lock_timeout": LOCK_TIMEOUT,
            "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
            "application_name": f"wardbell {schema}",
            "jit": "off",
            "timezone": "UTC",
        },
    )


async def _nothing(_: object) -> None:
    """Settings and locks end with their transaction: there is nothing to clean up."""


async def close_pool(pool: asyncpg.Pool) -> None:
    """Disconnect; from a Postgres that does not answer, without its leave."""
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await pool.close()
    except TimeoutError:
        pool.terminate()


async def migrate(url: str, schema: str, own: Path | None) -> None:
    """Bring one schema up to date: first the runtime's tables, then the service's own.

    Migrations are plain SQL run by dbmate, forward only; each folder keeps its own ledger.

    Raises:
        RuntimeError: dbmate refused; the text is dbmate's.
    """
    for folder, ledger in ((RUNTIME_MIGRATIONS, "runtime_migrations"), (own, "schema_migrations")):
        if folder is None or not folder.is_dir():
            continue
        process = await asyncio.create_subprocess_exec(
            str(Path(sys.executable).with_name("dbmate")),
            "--migrations-dir",
            str(folder),
            "--migrations-table",
            ledger,
            "--no-dump-schema",
            "up",
            env={**os.environ, "DATABASE_URL": _for_dbmate(url, schema)},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        output, _ = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"migrating {schema} failed: {output.decode().strip()[-500:]}")


def _for_dbmate(url: str, schema: str) -> str:
    parts = urlsplit(url)
    query = {"sslmode": "disable", **dict(parse_qsl(parts.query)), "search_path": schema}
    return urlunsplit(parts._replace(scheme="postgres", query=urlencode(query)))
