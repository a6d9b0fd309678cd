"""How patients found their visits, counted so that nobody is found among few. Pure.

Intervals are Wilson's score intervals at 95 % (Wilson 1927). That of a mean takes the mean on the
scale from 0 to 1 as if it were a share: no values between two bounds spread more than shares do, so
it is never too narrow, also where all of a few answers are alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Z = 1.959964
"""Of the standard normal distribution, for 95 %."""
STARS = (1, 2, 3, 4, 5)
TOGETHER = "others"
"""What groups that are too small are shown as, together."""


@dataclass(frozen=True, slots=True)
class Count:
    """Of one service: whom the question reached, and what they said."""

    service: str
    asked: int
    stars: Mapping[int, int]
    """How many gave so many."""
    sentiments: Mapping[str, int]
    """How many wrote something that was read so."""
    complaints: int

    @property
    def answers(self) -> int:
        """Who gave stars."""
        return sum(self.stars.values())


def report(counts: Sequence[Count], at_least: int) -> dict[str, Any]:
    """Of all visits, and of each service with enough answers.

    Groups with fewer than `at_least` answers are shown together. If these are too few still, the
    smallest other one goes with them: else they could be found by subtraction.
    """
    ranked = sorted(counts, key=lambda count: (count.answers, count.service))
    together = [count for count in ranked if count.answers < at_least]
    shown = ranked[len(together) :]
    while shown and 0 < sum(count.answers for count in together) < at_least:
        together.append(shown.pop(0))
    groups = [figures(count, at_least) for count in sorted(shown, key=lambda c: c.service)]
    if together:
        groups.append(
            {
                **figures(_sum(TOGETHER, together), at_least),
                "services": sorted(count.service for count in together),
            }
        )
    return {**figures(_sum("all", counts), at_least), "by_service": groups, "at_least": at_least}


def figures(count: Count, at_least: int) -> dict[str, Any]:
    """Of one group; only its name and who was asked where too few have answered."""
    told: dict[str, Any] = {"service": count.service, "asked": count.asked, "hidden": False}
    n = count.answers
    if n < at_least:
        return {**told, "hidden": True}
    mean = sum(stars * times for stars, times in count.stars.items()) / n
    low, high = wilson((mean - 1) / 4, n)
    return {
        **told,
        "answers": n,
        "response_rate": _share(n, count.asked),
        "mean": {"value": _round(mean), "low": _round(1 + 4 * low), "high": _round(1 + 4 * high)},
        "distribution": {
            str(stars): {"count": count.stars.get(stars, 0)} | _share(count.stars.get(stars, 0), n)
            for stars in STARS
        },
        "comments": dict(count.sentiments),
        "complaints": count.complaints,
    }


def wilson(share: float, n: int) -> tuple[float, float]:
    """The interval of a share of `n`."""
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(part: int, whole: int) -> dict[str, float]:
    low, high = wilson(part / whole, whole)
    return {"value": _round(part / whole), "low": _round(low), "high": _round(high)}


def _sum(name: str, counts: Sequence[Count]) -> Count:
    return Count(
        service=name,
        asked=sum(count.asked for count in counts),
        stars={stars: sum(count.stars.get(stars, 0) for count in counts) for stars in STARS},
        sentiments={
            read: sum(count.sentiments.get(read, 0) for count in counts)
            for read in ("negative", "neutral", "positive", "not_read")
        },
        complaints=sum(count.complaints for count in counts),
    )


def _round(value: float) -> float:
    return round(value, 3)
