"""What people do by command, in transactions beside those of the running service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from prometheus_client import CollectorRegistry

from wardbell_runtime import database
from wardbell_runtime.clock import open_clock
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.running import Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.tasks import finish

SHORTEST = 6
"""Characters of a part of an id: what is typed by mistake leads to nobody else."""
SHOWN = 5
"""How many ids are named that a part may mean."""


class Finding(Exception):
    """It cannot be done; the text says why and what to do.

    Args:
        code: to end the program with: 1 a finding, 2 wrong usage
    """

    def __init__(self, text: str, *, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


class NotOneId(Finding):
    """What was typed of an id leads to no row, or to several; the text says which."""


def operator(name: str) -> str:
    """The name of who does it, as typed. ValueError: there is none, and nothing could be noted."""
    if not name.strip():
        raise ValueError("say who you are: it is noted")
    return name.strip()


@asynccontextmanager
async def at_the_counter(service: str) -> AsyncIterator[Running]:
    """A service's schema and the stack's clock, as the environment names them.

    What is emitted lies in the service's outbox: its own relay publishes it.
    """
    settings = Settings()
    schema = service + settings.wardbell_schema_suffix
    pool = await database.open_pool(settings.database_url.get_secret_value(), schema, 1)
    clock, following = await open_clock(settings.wardbell_clock)
    try:
        yield Running(
            service=service,
            schema=schema,
            pool=pool,
            clock=clock,
            metrics=Metrics(CollectorRegistry()),
            wake=lambda _lanes, _timers: None,
            stopping=asyncio.Event(),
            drained=asyncio.Event(),
        )
    finally:
        await finish([following] if following else [], 0)
        await pool.close()


async def whole_id(running: Running, table: str, typed: str, *, column: str = "id") -> UUID:
    """The id that people mean who type its beginning or its end: those of one hour begin alike.

    What was typed whole is not looked up.

    Raises:
        NotOneId: there is none, or there are several.
    """
    part = typed.lower().replace("-", "")
    if len(part) == 32 and not set(part) - set("0123456789abcdef"):
        return UUID(part)
    if len(part) < SHORTEST or set(part) - set("0123456789abcdef"):
        text = f"{typed} is no id: whole, or {SHORTEST} characters of its beginning or end"
        raise NotOneId(text, code=2)
    rows = await running.pool.fetch(
        f"select distinct {column}::text as id from {table}"  # noqa: S608
        f" where replace({column}::text, '-', '') like any (array[$1 || '%', '%' || $1])"
        " order by 1 limit $2",
        part,
        SHOWN + 1,
    )
    ids = [row["id"] for row in rows]
    if len(ids) == 1:
        return UUID(ids[0])
    if not ids:
        raise NotOneId(f"there is no id that begins or ends with {typed}")
    more = ["…"] if len(ids) > SHOWN else []
    raise NotOneId("\n".join([f"{typed} may be one of several:", *ids[:SHOWN], *more]))
