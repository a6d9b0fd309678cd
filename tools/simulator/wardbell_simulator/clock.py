"""The virtual clock of a whole stack: a year can be played in minutes."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from pathlib import Path
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
    """It starts at the machine's time, or no earlier than where it was left, as `kept` says."""

    def __init__(self, kept: Path | None = None) -> None:
        self._version = 1
        self._kept = kept
        self._real_anchor = time.time()
        self._virtual_anchor = self._latest = self._real_anchor + _ahead(kept, self._real_anchor)
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

    def close(self) -> None:
        """From here on its time goes by as the machine's, until it is opened again."""
        self._keep(self.now(), 1.0)

    def release(self) -> None:
        """Let everybody who waits for a change go."""
        self._changed.set()
        self._changed = asyncio.Event()

    def _anchor(self, virtual: float, rate: float) -> None:
        self._version += 1
        self._virtual_anchor, self._real_anchor, self._rate = virtual, time.time(), rate
        self._keep(virtual, rate)
        self.release()

    def _keep(self, virtual: float, rate: float) -> None:
        if self._kept is not None:
            left = {"virtual": virtual, "real": time.time(), "rate": rate}
            self._kept.write_text(json.dumps(left), encoding="utf-8")


def _ahead(kept: Path | None, now: float) -> float:
    """By how many seconds a clock that was left is ahead of the machine's by now."""
    if kept is None or not kept.exists():
        return 0.0
    left = json.loads(kept.read_text(encoding="utf-8"))
    since = max(0.0, now - left["real"])  # one that was killed may have gone on faster until then
    ahead: float = left["virtual"] + max(1.0, left["rate"]) * since - now
    return max(0.0, ahead)
