"""Waiting until nothing moves any more: no webhook, no record, no message under way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

import aiohttp

from wardbell_faults.phones import Phones

LOOKS = 3
"""In a row without any work: work can pass from one service to the next between two questions."""
PAUSE_SECONDS = 0.3
ASK = aiohttp.ClientTimeout(total=10)


async def come_to_rest(health: Mapping[str, str], phones: Phones, seconds: float) -> list[str]:
    """Wait until every service is idle; returns what was still under way after `seconds`.

    Args:
        health: names of services to the addresses of their health servers
    """
    deadline = time.monotonic() + seconds
    quiet = 0
    async with aiohttp.ClientSession(timeout=ASK) as session:
        while quiet < LOOKS:
            answers = await asyncio.gather(*(_ask(session, n, u) for n, u in health.items()))
            busy = [answer for answer in answers if answer]
            if waiting := await phones.undelivered():
                busy.append(f"{waiting} webhooks are not delivered")
            quiet = 0 if busy else quiet + 1
            if busy and time.monotonic() > deadline:
                return busy
            await asyncio.sleep(PAUSE_SECONDS)
    return []


async def _ask(session: aiohttp.ClientSession, name: str, url: str) -> str | None:
    try:
        async with session.get(f"{url}/idle") as answer:
            return None if answer.status == 200 else f"{name}: {(await answer.json())['status']}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"{name} does not answer ({type(error).__name__})"
