"""One source of time for a whole stack, so that a year can be played in minutes.

No `now()` in SQL, no `datetime.now()` in code: a handler's time is `tx.now`.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Protocol

import httpx


class Clock(Protocol):
    """Time as the product sees it."""

    def now(self) -> datetime:
        """The present, in UTC."""

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds to wait for a moment; 0 if it has passed."""

    def lasting(self, real: timedelta) -> timedelta:
        """How much of this clock's time may go by while something really takes so long."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds_until(self, moment: datetime) -> float:
        return max(0.0, (moment - self.now()).total_seconds())

    def lasting(self, real: timedelta) -> timedelta:
        return real


class VirtualClock:
    """The simulator's clock: `virtual = anchor + rate * (real - real anchor)`.

    Follows the simulator by long poll; keeps its last word while the simulator is away.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._version = 0
        self._virtual = self._real = time.time()
        self._rate = 1.0
        self._changed = asyncio.Event()

    def now(self) -> datetime:
        return datetime.fromtimestamp(
            self._virtual + self._rate * (time.time() - self._real), tz=UTC
        )

    def seconds_until(self, moment: datetime) -> float:
        if self._rate == 0:
            return 1.0
        return max(0.0, (moment - self.now()).total_seconds() / self._rate)

    def lasting(self, real: timedelta) -> timedelta:
        return real * max(1.0, self._rate)

    async def read(self, *, after: int | None = None) -> None:
        """Read the clock once; with `after`, wait for a later version."""
        async with httpx.AsyncClient(timeout=40) as client:
            params = {} if after is None else {"after": str(after)}
            answer = (await client.get(self._url, params=params)).raise_for_status().json()
        self._version = int(answer["version"])
        self._virtual, self._real = float(answer["virtual_anchor"]), float(answer["real_anchor"])
        self._rate = float(answer["rate"])

    async def follow(self) -> None:
        """Follow the simulator until cancelled."""
        while True:
            try:
                await self.read(after=self._version)
            except (httpx.HTTPError, KeyError, ValueError):
                await asyncio.sleep(0.5)


async def open_clock(setting: str) -> tuple[Clock, asyncio.Task[None] | None]:
    """The clock that `WARDBELL_CLOCK` names, and the task that keeps it right."""
    if setting == "system":
        return SystemClock(), None
    clock = VirtualClock(setting)
    with suppress(httpx.HTTPError):
        await clock.read()
    return clock, asyncio.create_task(clock.follow(), name="clock")


def ago(now: datetime, **units: float) -> datetime:
    """A moment before `now`; units as in `timedelta`."""
    return now - timedelta(**units)
