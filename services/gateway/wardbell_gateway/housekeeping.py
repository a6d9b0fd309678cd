"""What the router forgets by itself."""

from __future__ import annotations

from wardbell_gateway import repository
from wardbell_runtime import Running
from wardbell_runtime.clock import ago

LOOK_SECONDS = 3600.0
SILENCE_DAYS = 30
"""How long it is remembered what was not answered; longer than a repeat can come."""


async def forget_old_silences(running: Running) -> None:
    """Look once an hour until the service stops."""

    async def look() -> None:
        before = ago(running.clock.now(), days=SILENCE_DAYS)
        while await repository.forget_silences(running, before):
            pass

    await running.repeat("old silences", look, seconds=LOOK_SECONDS)
