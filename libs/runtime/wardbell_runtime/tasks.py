"""Several things at once, and their end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

from wardbell_runtime.log import warn

T = TypeVar("T")
TURN = 16
"""Items of a batch after which others on the loop have theirs: emergencies wait for no batch."""
Tasks = Sequence[asyncio.Task[None]]


async def in_turns(items: Sequence[T]) -> AsyncIterator[T]:
    """Items, for work without waits of its own: after some of them others have their turn."""
    for n, item in enumerate(items, start=1):
        yield item
        if n % TURN == 0:
            await asyncio.sleep(0)


async def first_failure(tasks: Tasks) -> None:
    """Raise what the first of them raises; return when all have ended well."""
    pending: set[asyncio.Task[None]] = set(tasks)
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if not task.cancelled():
                task.result()


async def finish(tasks: Tasks, seconds: float) -> None:
    """Wait for tasks, bounded; what is not done by then is cancelled."""
    if not tasks:
        return
    _, pending = await asyncio.wait(tasks, timeout=seconds)
    for task in pending:
        if seconds:
            warn("did not finish in time", name=task.get_name())
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
