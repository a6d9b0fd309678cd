"""How fast a number sends: Meta takes so many messages a second, whatever replicas there are.

Source: Meta, throughput: 80 a second, 20 for numbers that an app shares, 1,000 after an upgrade, in
both directions together; beyond it 130429 (docs/reference/whatsapp.md). The bucket is a row; a
process takes tokens out of it some at a time, so that most messages need no look at it.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from wardbell_runtime import Running, Tx

TOO_FAST = 130429
"""Meta's code."""
AT_ONCE = 0.05
"""Seconds' worth of tokens that a lane of a process keeps: so much more than is allowed may all
send at most in the second after a silence."""
FULL = 0.5
"""Seconds' worth of tokens that the bucket holds. Meta's holds a second's: the rest is for calls
that begin apart and arrive together."""
RESERVED = 0.1
"""Share of a second's tokens that only urgent messages may take."""
SLOWER, SLOWEST = 0.8, 5.0
"""What a refusal makes of the rate, and a second's messages below which it never falls."""
RECOVERY = 1.01
"""By how much the rate grows again every second, up to what it is set to."""
SLOW_DOWN = """
update pace set rate = greatest($2, rate * $3), tokens = 0, slowed_at = $4
 where number = $1 and (slowed_at is null or slowed_at < $5)
"""
ONCE_IN = timedelta(seconds=1)
"""Many messages under way are refused at once, in all replicas: that says one thing."""


class Pace:
    """What one lane of a process may send, by number.

    Some numbers may have a pace of their own.
    """

    def __init__(
        self, per_second: float, of_number: Mapping[str, float] | None = None, *, urgent: bool
    ) -> None:
        self._per_second = per_second
        self._of_number = of_number or {}
        self._reserved = 0.0 if urgent else RESERVED
        self._backlog: set[str] = set()
        """Numbers of which more waited than tokens were there."""
        self._tokens: dict[str, int] = defaultdict(int)
        self._unused: dict[str, int] = defaultdict(int)
        """Tokens of what was not sent in the end, for the bucket."""
        self._received: dict[str, tuple[float, int]] = {}
        """Since when (monotonic) patients wrote how much that the bucket does not know of yet."""
        self._refused: set[str] = set()
        """Numbers of which WhatsApp has said that they send too fast, since the last look."""
        self.numbers: set[str] = set()
        """Those that have sent, or want to."""

    def take(self, number: str) -> bool:
        """Take a token that this process has; False: none is left here."""
        if self._tokens[number] < 1:
            return False
        self._tokens[number] -= 1
        return True

    def used(self, number: str, taken: int, sent: int) -> bool:
        """What became of the tokens that were taken; True: there may be more to send."""
        self._tokens[number] = min(self._kept(number), self._tokens[number] + taken - sent)
        full = 0 < taken == sent
        (self._backlog.add if full else self._backlog.discard)(number)
        return full

    def give_back(self, number: str) -> None:
        """A token was taken for a message that is not sent."""
        self._unused[number] += 1

    def received(self, number: str) -> None:
        """A patient wrote: Meta counts that, too."""
        now = time.monotonic()
        since, count = self._received.get(number, (now, 0))
        self._received[number] = (since, count + 1) if now - since < 1 else (now, 1)

    async def take_some(self, running: Running, number: str, wanted: int) -> int:
        """Up to so many tokens, of the process' and of the common bucket; how many they are.

        Many only where the last were not enough: what is taken and not used is lost to all.
        """
        if number in self._refused:
            await self._slow_down(running, number)
            self._refused.discard(number)
        if number not in self._backlog:
            wanted = min(wanted, self._kept(number))
        if self._tokens[number] < wanted:
            lacking = wanted - self._tokens[number]
            got = await self._from_bucket(running, number, lacking)
            self._tokens[number] += got  # of which some may have been taken meanwhile
        taken = min(wanted, self._tokens[number])
        self._tokens[number] -= taken
        return taken

    def _rate(self, number: str) -> float:
        return self._of_number.get(number, self._per_second)

    def _kept(self, number: str) -> int:
        return max(1, int(self._rate(number) * AT_ONCE))

    async def _from_bucket(self, running: Running, number: str, most: int) -> int:
        now, set_to = running.clock.now(), self._rate(number)
        async with running.pool.acquire() as conn, conn.transaction():
            await conn.execute(
                "insert into pace (number, rate, tokens, at) values ($1, $2, $3, $4)"
                " on conflict do nothing",
                number,
                set_to,
                set_to * FULL,
                now,
            )
            row = await conn.fetchrow(
                "select rate, tokens, at from pace where number = $1 for update", number
            )
            assert row is not None  # noqa: S101
            tokens = row["tokens"] + self._unused.pop(number, 0) - self._heard(number)
            rate, tokens = refilled(row["rate"], tokens, row["at"], now, set_to)
            taken = max(0, min(most, int(tokens - self._reserved * rate)))
            await conn.execute(
                "update pace set rate = $2, tokens = $3, at = greatest(at, $4) where number = $1",
                number,
                rate,
                tokens - taken,
                now,
            )
            return taken

    def _heard(self, number: str) -> int:
        # What is older than a second Meta's own bucket has forgotten.
        since, count = self._received.pop(number, (0.0, 0))
        return count if time.monotonic() - since < 1 else 0

    def refused(self, number: str) -> None:
        """WhatsApp says it was too fast: with the next look all are slower for a while."""
        self._refused.add(number)

    async def _slow_down(self, running: Running, number: str) -> None:
        self._tokens[number] = 0
        now = running.clock.now()
        await running.pool.execute(SLOW_DOWN, number, SLOWEST, SLOWER, now, now - ONCE_IN)


def slow_down(tx: Tx, number: str, at: datetime | None) -> None:
    """A status says that it was too fast: all are slower for a while.

    Args:
        at: WhatsApp's time, where it said so: what was sent before the number was last slowed down
            says nothing new, however late it is heard
    """
    moment = min(at or tx.now, tx.now)
    tx.later(SLOW_DOWN, number, SLOWEST, SLOWER, tx.now, moment - ONCE_IN, instead_of=number)


def refilled(
    rate: float, tokens: float, at: datetime, now: datetime, most: float
) -> tuple[float, float]:
    """Rate and tokens of a bucket at a later moment; it holds two tokens at least."""
    seconds = max(0.0, (now - at).total_seconds())
    tokens = min(max(rate * FULL, 2.0), tokens + rate * seconds)
    return min(most, rate * RECOVERY ** min(seconds, 600.0)), tokens
