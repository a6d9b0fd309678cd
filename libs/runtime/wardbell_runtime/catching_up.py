"""After an outage, what was said on a topic meanwhile is heard before timers speak of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from wardbell_runtime.errors import Transient
from wardbell_runtime.running import Running

LOOK_SECONDS = 0.5

Behind = Callable[[], Awaitable[int | None]]
"""Records of the topic that no replica has read; None while that is not known."""


class CatchingUp:
    """Whether all was read, once since the start, that was said on a topic.

    Else who cancelled while we were away would be reminded the moment we are back.
    """

    def __init__(self, behind: Behind) -> None:
        self._behind = behind
        self._done = False

    async def run(self, running: Running) -> None:
        """Look until it is so, or the service stops."""
        while not self._done and not running.stopping.is_set():
            self._done = await self._behind() == 0
            with suppress(TimeoutError):
                await asyncio.wait_for(running.stopping.wait(), LOOK_SECONDS)

    def check(self) -> None:
        """Transient: not yet."""
        if not self._done:
            raise Transient("what was said meanwhile is not read yet")
