"""Patterns: how findings must stand to each other.

<chest> near <pain>         both in one sentence, in any order, at most `within` words between
<fell> then <height>        the same, in this order
<pregnant> with <bleed>     both anywhere in the message
not <breathe>               what is denied, in whatever words ("can't get any air")
<pain> with ever <stroke>   the second may lie long ago
<burn> without <sunburn>    the second is not mentioned anywhere
alone: <help>               the message says nothing else
clause: <emergency>         a clause of the message says nothing else
last: <will_die>            a sentence of the message ends with it
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from wardbell_redflags.automaton import Span
from wardbell_redflags.lexicon import LexiconError

_RELATION = re.compile(r"\s+(near|then|without|with)\s+")


class Relation(Enum):
    NEAR = "near"
    THEN = "then"
    WITH = "with"
    WITHOUT = "without"


class Frame(Enum):
    """What else may be said."""

    OPEN = ""
    ALONE = "alone: "
    CLAUSE = "clause: "
    LAST = "last: "


class Manner(Enum):
    """How a part must be said to count."""

    MEANT = ""
    DENIED = "not "
    EVER = "ever "


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern taken apart, its parts still as written."""

    parts: tuple[tuple[str, Manner], ...]
    relations: tuple[Relation, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern over concept numbers. `order` is its rule's place in the lexicon."""

    parts: tuple[int, ...]
    manners: tuple[Manner, ...]
    relations: tuple[Relation, ...]
    frame: Frame
    within: int
    is_name: bool
    order: int

    @property
    def needed(self) -> tuple[int, ...]:
        """The parts that a message must mention."""
        return self.parts[:1] + tuple(
            part
            for part, relation in zip(self.parts[1:], self.relations, strict=True)
            if relation is not Relation.WITHOUT
        )


class Findings(Protocol):
    """What a message says, as far as patterns care. All spans in order."""

    def meant(self, concept: int, *, is_name: bool) -> Sequence[Span]:
        """Where it is said to be happening."""

    def denied(self, concept: int) -> Sequence[Span]:
        """Where it is said not to be, or not to be possible."""

    def mentioned(self, concept: int) -> Sequence[Span]:
        """Where it is said to be so now or to have been so once."""

    def same_sentence(self, one: int, other: int) -> bool: ...

    def says_only(self, spans: Sequence[Span]) -> bool:
        """Nothing in the message but these and words of courtesy."""

    def clause_says_only(self, spans: Sequence[Span]) -> bool:
        """Nothing in the clause of one of them but these and words of courtesy."""

    def ends_sentence(self, spans: Sequence[Span]) -> bool:
        """One of them is the last that its sentence says."""


def parse(text: str, place: str) -> Written:
    frame = next((f for f in Frame if f is not Frame.OPEN and text.startswith(f.value)), Frame.OPEN)
    pieces = _RELATION.split(text.removeprefix(frame.value).strip())
    written = Written(tuple(map(_manner, pieces[::2])), tuple(map(Relation, pieces[1::2])), frame)
    only_without = frame is Frame.LAST and set(written.relations) == {Relation.WITHOUT}
    if written.relations and frame is not Frame.OPEN and not only_without:
        raise LexiconError(f"{place}: “{text}”: {frame.value.strip()} goes with one part only.")
    return written


def _manner(part: str) -> tuple[str, Manner]:
    for manner in (Manner.DENIED, Manner.EVER):
        if part.startswith(f"{manner.value}<"):
            return part.removeprefix(manner.value), manner
    return part, Manner.MEANT


def matches(pattern: Pattern, findings: Findings) -> bool:
    spans = [
        _spans(findings, part, manner, is_name=pattern.is_name)
        for part, manner in zip(pattern.parts, pattern.manners, strict=True)
    ]
    if not spans[0]:
        return False
    if pattern.frame is Frame.ALONE:
        return findings.says_only(spans[0])
    if pattern.frame is Frame.CLAUSE:
        return findings.clause_says_only(spans[0])
    if pattern.frame is Frame.LAST and not findings.ends_sentence(spans[0]):
        return False
    return any(_continues(pattern, findings, (span,), spans) for span in spans[0])


def _spans(findings: Findings, part: int, manner: Manner, *, is_name: bool) -> Sequence[Span]:
    match manner:
        case Manner.MEANT:
            return findings.meant(part, is_name=is_name)
        case Manner.DENIED:
            return findings.denied(part)
        case Manner.EVER:
            return findings.mentioned(part)


def _continues(
    pattern: Pattern, findings: Findings, path: tuple[Span, ...], spans: Sequence[Sequence[Span]]
) -> bool:
    """Whether the rest of a pattern is found, too; `path` is what its first parts are."""
    at, span = len(path), path[-1]
    if at == len(spans):
        return True
    relation = pattern.relations[at - 1]
    if relation is Relation.WITHOUT:
        return not spans[at] and _continues(pattern, findings, (*path, span), spans)
    return any(
        _continues(pattern, findings, (*path, candidate), spans)
        for candidate in _candidates(span, spans[at], relation)
        if candidate not in path
        and (
            relation is Relation.WITH
            or (
                max(candidate[0] - span[1], span[0] - candidate[1]) <= pattern.within
                and findings.same_sentence(span[0], candidate[0])
            )
        )
    )


def _candidates(span: Span, spans: Sequence[Span], relation: Relation) -> Iterator[Span]:
    """The nearest on either side of `span`: enough, and keeps the work linear."""
    after = bisect_left(spans, (span[1], 0))
    if after < len(spans):
        yield spans[after]
    if relation is Relation.THEN:
        return
    before = bisect_left(spans, (span[0], 0)) - 1
    while before >= 0 and spans[before][1] > span[0]:
        before -= 1
    if before >= 0:
        yield spans[before]
