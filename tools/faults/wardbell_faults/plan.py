"""What is killed when, for how long it stays away, and what patients write: all from the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardbell_faults.words import Line, Script, script

KAFKA = "kafka"
POSTGRES = "postgres"
FIRST_BLOW = 4.0
"""Seconds from the beginning: by then there are conversations to disturb."""
LONG_OUTAGE = 10.0
"""Seconds. Longer than Kafka's clients wait between automatic commits (5 s), so that a consumer
which commits what it has not handled loses it when it is killed meanwhile; longer, too, than the
sender doubts (8 s), so that it must not take its own deafness for WhatsApp's silence."""
LATE_IN_OUTAGE = 8.0
BACK_AGAIN = 8.0
"""Seconds after which a killed process has its work again: it starts, and Kafka has noticed."""


@dataclass(frozen=True, slots=True, order=True)
class Blow:
    """Something gets kill -9, `at` seconds from the beginning, and is started `away` s later."""

    at: float
    what: str
    away: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole run. Times are seconds from its beginning."""

    seed: int
    seconds: float
    blows: tuple[Blow, ...]
    scripts: tuple[Script, ...]

    @property
    def lines(self) -> list[Line]:
        """Everything that patients write."""
        return [line for one in self.scripts for line in one.lines]


Outages = Sequence[tuple[float, str, float]]
"""Part of the run at which it begins, Kafka or Postgres, seconds away."""
OUTAGES: Outages = (
    (0.10, KAFKA, 1.0),
    (0.27, POSTGRES, LONG_OUTAGE),
    (0.48, POSTGRES, 0.5),
    (0.65, KAFKA, LONG_OUTAGE),
    (0.88, POSTGRES, LONG_OUTAGE),
)


def make_plan(
    seed: int,
    processes: Sequence[str],
    *,
    seconds: float = 170.0,
    kills: int = 36,
    patients: int = 200,
    outages: Outages = OUTAGES,
) -> Plan:
    """The plan that follows from a seed.

    Args:
        processes: names of what is killed; each its fair share of `kills`
        outages: in a long one everything that consumes is killed too, before it ends
    """
    rng = random.Random(f"{seed}/blows")
    away = [Blow(part * seconds, what, down) for part, what, down in outages]
    long = [outage for outage in away if outage.away >= LONG_OUTAGE]
    blows = [
        Blow(outage.at + LATE_IN_OUTAGE, name, _pause(rng))
        for outage in long
        for name in processes
        if name != "ingress"
    ]
    for at in _moments(rng, kills - len(blows), seconds, long):
        blows.append(Blow(at, _next(rng, processes, blows, at), _pause(rng)))
    scripts = tuple(script(seed, number, seconds) for number in range(patients))
    return Plan(seed, seconds, tuple(sorted([*away, *blows])), scripts)


def make_short_plan(seed: int, processes: Sequence[str]) -> Plan:
    """Enough for a guard that is missing to show."""
    outages = ((0.2, POSTGRES, LONG_OUTAGE), (0.5, KAFKA, 0.5), (0.7, POSTGRES, LONG_OUTAGE))
    return make_plan(seed, processes, seconds=80, kills=14, patients=100, outages=outages)


def _moments(
    rng: random.Random, count: int, seconds: float, long: Sequence[Blow]
) -> Iterator[float]:
    """Moments spread over the run. Long outages find everything at work: none is shortly before."""
    taken = [(outage.at - BACK_AGAIN, outage.at + outage.away) for outage in long]
    free = seconds - FIRST_BLOW - sum(end - begin for begin, end in taken)
    for number in range(count):
        at = FIRST_BLOW + (number + rng.uniform(0.1, 0.9)) * free / count
        for begin, end in sorted(taken):
            if at >= begin:
                at += end - begin
        yield at


def _pause(rng: random.Random) -> float:
    """Kubernetes starts a container again after a moment."""
    return rng.uniform(0.2, 2.0)


def _next(rng: random.Random, processes: Sequence[str], blows: list[Blow], at: float) -> str:
    """The process that was killed least so far, of those that are not just being killed."""
    free = [
        name
        for name in processes
        if all(abs(blow.at - at) > BACK_AGAIN for blow in blows if blow.what == name)
    ] or list(processes)
    counts = {name: sum(b.what == name for b in blows) for name in free}
    least = min(counts.values())
    return rng.choice([name for name in free if counts[name] == least])
