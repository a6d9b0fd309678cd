"""Words without which a message says nothing about when, found in a language's patterns.

Of each pattern that tells a day or a time one element is chosen, the most telling one. A message
with none of their words, and no digits, matches no such pattern: it need not be looked at further.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from wardbell_dialogue.dates.numbers import NUMBERS
from wardbell_dialogue.dates.patterns import CHOICE, Phrase, Row, filled_by

LONG = 4
"""Letters of a word that is not in every second message."""
WORDS_FOR_NUMBERS = ("count", "ordinals")


def needed_words(
    rows: Sequence[Row], vocabulary: Iterable[Phrase], kinds: AbstractSet[str]
) -> frozenset[str]:
    """One of these (or a number in digits) is in every message that has a pattern of `kinds`."""
    return _Needed(rows, vocabulary).of([row for row in rows if row.rule in kinds])


class _Element(NamedTuple):
    words: frozenset[str]
    """Of which one is said."""
    spelt_out: bool
    """They stand in the pattern itself."""


class _Needed:
    def __init__(self, rows: Sequence[Row], vocabulary: Iterable[Phrase]) -> None:
        self._lists: dict[str, set[str]] = defaultdict(set)
        for phrase in vocabulary:
            # of "a m", m: the later word tells more
            self._lists[phrase.slot].add(max(reversed(phrase.words), key=len))
        self._parts: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._parts[row.rule].append(row)

    def of(self, rows: Iterable[Row], within: Collection[str] = ()) -> frozenset[str]:
        found: set[str] = set()
        for row in rows:
            found |= min((self._element(e, within) for e in row.elements), key=_cost).words
        return frozenset(found)

    def _element(self, element: str, within: Collection[str]) -> _Element:
        if not element.startswith("{"):
            return _Element(frozenset({element}), spelt_out=True)
        source = filled_by(element[1:-1])
        words = set(self._lists.get(source, ()))
        if source in NUMBERS:
            words.update(*(self._lists[slot] for slot in WORDS_FOR_NUMBERS))
        if words or source in within:
            return _Element(frozenset(words), spelt_out=source.startswith(CHOICE))
        return _Element(self.of(self._parts[source], (*within, source)), spelt_out=False)


def _cost(element: _Element) -> tuple[bool, int, int]:
    """Names of days and numbers tell more than what is said around them, long words than short."""
    shortest = min((len(word) for word in element.words), default=0)
    return element.spelt_out, -min(shortest, LONG), len(element.words)
