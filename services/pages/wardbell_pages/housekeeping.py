"""What pages forgets by itself."""

from __future__ import annotations

from wardbell_pages import repository
from wardbell_runtime import Running

LOOK_SECONDS = 3600.0


async def forget_expired_pages(running: Running) -> None:
    """Look once an hour until the service stops."""

    async def look() -> None:
        while await repository.forget_expired(running):
            pass

    await running.repeat("expired pages", look, seconds=LOOK_SECONDS)
