"""Conditions of rules: concepts joined by all and any, over answers missing, unsure or given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import product


class Truth(IntEnum):
    """How far something is true, in the order in which `all` takes the least, `any` the most.

    Unknown stands between no and unsure: an answer is still to come, and may be any of them.
    """

    NO = 0
    UNKNOWN = 1
    UNSURE = 2
    YES = 3


@dataclass(frozen=True, slots=True)
class Is:
    """A concept."""

    concept: str


@dataclass(frozen=True, slots=True)
class All:
    """All of them."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of them."""

    parts: tuple[Condition, ...]


Condition = Is | All | Any
Known = Callable[[str], Truth]


def truth(condition: Condition, known: Known) -> Truth:
    """How far a condition holds."""
    match condition:
        case Is(concept):
            return known(concept)
        case All(parts):
            return min(truth(part, known) for part in parts)
        case Any(parts):
            return max(truth(part, known) for part in parts)


def may_become(condition: Condition, known: Known) -> bool:
    """Whether answers that are still to come can make it truer than it is."""
    if truth(condition, known) is Truth.YES:
        return False
    best = truth(condition, lambda concept: _at_best(known(concept)))
    return best > truth(condition, lambda concept: _at_worst(known(concept)))


def open_concepts(condition: Condition, known: Known) -> Iterator[str]:
    """What to ask for, in the order in which it is written; nothing that no longer matters."""
    match condition:
        case Is(concept):
            if known(concept) is Truth.UNKNOWN:
                yield concept
        case All(parts) | Any(parts):
            for part in parts:
                if may_become(part, known):
                    yield from open_concepts(part, known)


def concepts(condition: Condition) -> Iterator[str]:
    """All concepts of a condition, as they are written."""
    match condition:
        case Is(concept):
            yield concept
        case All(parts) | Any(parts):
            for part in parts:
                yield from concepts(part)


def ways(condition: Condition) -> set[frozenset[str]]:
    """The least sets of concepts that make it true."""
    match condition:
        case Is(concept):
            return {frozenset({concept})}
        case Any(parts):
            return set().union(*(ways(part) for part in parts))
        case All(parts):
            return {frozenset().union(*each) for each in product(*map(ways, parts))}


def implies(one: Condition, other: Condition) -> bool:
    """Whether the other is true wherever the one is."""
    others = ways(other)
    return all(any(way >= weaker for weaker in others) for way in ways(one))


def _at_best(value: Truth) -> Truth:
    return Truth.YES if value is Truth.UNKNOWN else value


def _at_worst(value: Truth) -> Truth:
    return Truth.NO if value is Truth.UNKNOWN else value
