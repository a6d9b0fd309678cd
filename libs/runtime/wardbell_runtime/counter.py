"""What people do by command, in transactions beside those of the running service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import CollectorRegistry

from wardbell_runtime import database
from wardbell_runtime.clock import open_clock
from wardbell_runtime.metrics import Metrics
from wardbell_runtime.running import Running
from wardbell_runtime.settings import Settings
from wardbell_runtime.tasks import finish


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
