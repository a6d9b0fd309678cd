"""The virtual clock of a whole stack: a year can be played in minutes."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TypedDict


class ClockState(TypedDict):
    """`now = virtual_anchor + rate * (real now - real_anchor)`, all in epoch seconds.

    Whoever holds a state computes the same time for itself until `version` changes.
    """

    version: int
    virtual_anchor: float
    real_anchor: float
    rate: float
    now: float


class BackwardsError(ValueError):
    """Somebody asked for an earlier time."""


def refuse_backwards(seconds: float) -> None:
    if seconds < 0:
        raise BackwardsError(
            f"that would take the clock back by {-seconds:g} s: time never goes backwards"
        )


class Clock:
    def __init__(self) -> None:
        self._version = 1
        self._virtual_anchor = self._real_anchor = self._latest = time.time()
        self._rate = 1.0
        self._changed = asyncio.Event()

    def now(self) -> float:
        # The machine's own clock may be set back; what was stamped once stays in the past.
        running = time.time() - self._real_anchor
        self._latest = max(self._latest, self._virtual_anchor + self._rate * running)
        return self._latest

    def state(self) -> ClockState:
        return {
            "version": self._version,
            "virtual_anchor": self._virtual_anchor,
            "real_anchor": self._real_anchor,
            "rate": self._rate,
            "now": self.now(),
        }

    async def state_after(self, version: int, timeout_s: float) -> ClockState:
        """Wait for a version other than the caller's, at most `timeout_s` real seconds."""
        if self._version == version:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), timeout_s)
        return self.state()

    def set_rate(self, rate: float) -> None:
        """Let virtual time run `rate` times as fast as real time; 0 stands still."""
        if rate < 0:
            raise BackwardsError("rate must be 0 (stand still) or more: time never goes backwards")
        self._anchor(self.now(), rate)

    def jump(self, seconds: float) -> None:
        refuse_backwards(seconds)
        self._anchor(self.now() + seconds, self._rate)

    def release(self) -> None:
        """Let everybody who waits for a change go."""
        self._changed.set()
        self._changed = asyncio.Event()

    def _anchor(self, virtual: float, rate: float) -> None:
        self._version += 1
        self._virtual_anchor, self._real_anchor, self._rate = virtual, time.time(), rate
        self.release()
