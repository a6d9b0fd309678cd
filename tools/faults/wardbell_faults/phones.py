"""The simulator as the fault tests use it: phones, what goes wrong on purpose, coming to rest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

Json = dict[str, Any]


class Phones:
    """All phones of a simulator."""

    def __init__(self, session: aiohttp.ClientSession, simulator: str) -> None:
        self._session = session
        self._sim = f"{simulator}/sim"

    @classmethod
    @asynccontextmanager
    async def at(cls, simulator: str) -> AsyncIterator[Phones]:
        """The phones of the simulator at an address."""
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32)) as session:
            yield cls(session, simulator)

    async def write(self, wa_id: str, message: Json, *, number: str | None = None) -> Json:
        """A patient sends, to our first number or the one that is named.

        Returns the message as it stands in the chat.
        """
        query = f"?phone_number_id={number}" if number else ""
        return await self._post(f"users/{wa_id}/messages{query}", message)

    async def chat(self, wa_id: str) -> list[Json]:
        """A patient's chat, oldest first."""
        async with self._session.get(f"{self._sim}/users/{wa_id}/chat") as answer:
            messages: list[Json] = (await answer.json())["messages"]
            return messages

    async def go_wrong(self, **switches: Any) -> None:
        """What the simulator does wrong on purpose: its `faults.py` has the names."""
        await self._post("faults", switches)

    async def journal(self) -> Json:
        """All requests to send that are kept, and all webhooks, oldest first."""
        async with self._session.get(f"{self._sim}/journal", params={"limit": "10000000"}) as told:
            journal: Json = await told.json()
            return journal

    async def events(self) -> AsyncIterator[tuple[str, Json]]:
        """What happens on all phones, until cancelled: `message` or `state`, and its data.

        The first one, `listening`, says that from here on nothing is missed.
        """
        while True:
            timeout = aiohttp.ClientTimeout(total=None, sock_read=60)
            try:
                async with self._session.get(f"{self._sim}/events", timeout=timeout) as stream:
                    kind = ""
                    async for raw in stream.content:
                        name, _, value = raw.decode().rstrip("\n").partition(": ")
                        if name == "event":
                            kind = value
                        elif name == "":
                            yield value, {}
                        elif name == "data":
                            yield kind, json.loads(value)
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(0.2)

    async def now(self) -> datetime:
        """What the whole system's clock shows."""
        async with self._session.get(f"{self._sim}/clock") as answer:
            return datetime.fromtimestamp((await answer.json())["now"], UTC)

    async def jump(self, span: timedelta, wait: float = 60) -> list[str]:
        """Take the clock ahead once nothing is under way; returns what still was after `wait` s."""
        body = {"jump_s": span.total_seconds(), "wait_s": wait}
        timeout = aiohttp.ClientTimeout(total=wait + 30)
        url = f"{self._sim}/clock"
        async with self._session.post(url, json=body, timeout=timeout) as answer:
            if answer.status == 409:
                busy: list[str] = (await answer.json())["not_quiet"]
                return busy
            answer.raise_for_status()
            return []

    async def undelivered(self) -> int:
        """Webhooks that nobody took yet."""
        async with self._session.get(f"{self._sim}/health") as answer:
            count: int = (await answer.json())["undelivered_updates"]
            return count

    async def _post(self, path: str, body: Json) -> Json:
        async with self._session.post(f"{self._sim}/{path}", json=body) as answer:
            answer.raise_for_status()
            result: Json = await answer.json()
            return result
