"""Waiting until nothing moves in the stack, so that a jump of the clock falls between events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from aiohttp import ClientError, ClientSession, ClientTimeout

PAUSE_S = 0.05  # between two looks
ASK_TIMEOUT = ClientTimeout(total=2)


class Quiet:
    """Whether a stack is quiet: every URL answers 200 (503: busy), and the simulator is idle.

    `unfinished` names what the simulator itself still has to do; nothing when idle.
    """

    def __init__(
        self, session: ClientSession, urls: Sequence[str], unfinished: Callable[[], list[str]]
    ) -> None:
        self._session = session
        self._urls = urls
        self._unfinished = unfinished

    async def wait(self, timeout_s: float) -> list[str]:
        """Wait until two looks in a row find nothing; return what was still busy at the end.

        Two, because work can pass from one service to the next between two questions.
        """
        deadline = asyncio.get_running_loop().time() + timeout_s
        quiet_looks = 0
        while True:
            busy = await self._look()
            quiet_looks = 0 if busy else quiet_looks + 1
            if quiet_looks == 2:
                return []
            if busy and asyncio.get_running_loop().time() >= deadline:
                return busy
            await asyncio.sleep(PAUSE_S)

    async def _look(self) -> list[str]:
        answers = await asyncio.gather(*map(self._ask, self._urls))
        return [*self._unfinished(), *filter(None, answers)]

    async def _ask(self, url: str) -> str | None:
        try:
            async with self._session.get(url, timeout=ASK_TIMEOUT) as response:
                return None if response.status == 200 else f"{url} answered {response.status}"
        except (ClientError, TimeoutError) as error:
            return f"{url} did not answer ({type(error).__name__})"
