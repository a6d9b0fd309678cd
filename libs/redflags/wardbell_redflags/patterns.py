"""Patterns: how findings must stand to each other.

<chest> near <pain>       both in one sentence, in any order, at most `within` words between
<cannot> then <breathe>   the same, in this order
<pregnant> with <bleed>   both anywhere in the message
alone: <help>             the message says nothing else
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from wardbell_redflags.automaton import Span
from wardbell_redflags.lexicon import LexiconError

_ALONE = "alone: "
_RELATION = re.compile(r"\s+(near|then|with)\s+")


class Relation(Enum):
    NEAR = "near"
    THEN = "then"
    WITH = "with"


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern taken apart, its parts still as written."""

    parts: tuple[str, ...]
    relations: tuple[Relation, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern over concept numbers. `order` is its rule's place in the lexicon."""

    parts: tuple[int, ...]
    relations: tuple[Relation, ...]
    alone: bool
    within: int
    is_name: bool
    order: int


class Findings(Protocol):
    """What a message says, as far as patterns care."""

    def spans(self, concept: int, *, is_name: bool) -> Sequence[Span]:
        """Where the concept is meant, in order."""

    def same_sentence(self, one: int, other: int) -> bool: ...

    def says_only(self, spans: Sequence[Span]) -> bool: ...


def parse(text: str, place: str) -> Written:
    alone = text.startswith(_ALONE)
    pieces = _RELATION.split(text.removeprefix(_ALONE).strip())
    written = Written(tuple(pieces[::2]), tuple(map(Relation, pieces[1::2])), alone)
    if alone and written.relations:
        raise LexiconError(f"{place}: “{text}”: alone goes with one part only.")
    return written


def matches(pattern: Pattern, findings: Findings) -> bool:
    first, *others = (findings.spans(part, is_name=pattern.is_name) for part in pattern.parts)
    if pattern.alone:
        return bool(first) and findings.says_only(first)
    if not all(others):
        return False
    return any(_continues(pattern, findings, 0, span, others) for span in first)


def _continues(
    pattern: Pattern, findings: Findings, at: int, span: Span, others: Sequence[Sequence[Span]]
) -> bool:
    if at == len(others):
        return True
    relation = pattern.relations[at]
    return any(
        _continues(pattern, findings, at + 1, candidate, others)
        for candidate in _candidates(span, others[at], relation)
        if relation is Relation.WITH
        or (
            max(candidate[0] - span[1], span[0] - candidate[1]) <= pattern.within
            and findings.same_sentence(span[0], candidate[0])
        )
    )


def _candidates(span: Span, spans: Sequence[Span], relation: Relation) -> Iterator[Span]:
    """The nearest on either side of `span`: enough, and keeps the work linear."""
    after = bisect_left(spans, (span[1],))
    if after < len(spans):
        yield spans[after]
    if relation is Relation.THEN:
        return
    before = bisect_left(spans, (span[0],)) - 1
    while before >= 0 and spans[before][1] > span[0]:
        before -= 1
    if before >= 0:
        yield spans[before]
