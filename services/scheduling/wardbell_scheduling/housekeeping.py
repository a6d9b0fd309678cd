"""What scheduling forgets by itself."""

from __future__ import annotations

from wardbell_runtime import Running
from wardbell_scheduling import blocks, notice_delivery, proposed

LOOK_SECONDS = 3600.0


async def forget_the_past(running: Running) -> None:
    """Look once an hour until the service stops."""

    async def look() -> None:
        await blocks.forget(running)
        await notice_delivery.forget(running)
        await proposed.forget(running)

    await running.repeat("the past", look, seconds=LOOK_SECONDS)
