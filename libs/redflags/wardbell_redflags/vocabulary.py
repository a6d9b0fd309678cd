"""Which word of the lexicon did they mean?

Resolution order: the word itself (in any language), its folded spelling, the word with stretched
letters squeezed, a known beginning ("krampf*") or end ("*reiniger"), one typo away from a long
known word. What some language knows exactly is never taken for another's typo.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import chain

from wardbell_redflags.normalise import folded, punctuation, squeezed

NUMBER = "#"
PREFIX = "*"
"""Stands for the rest of a word: behind a beginning or, as in German compounds, before an end."""
SHORTEST_PREFIX = 5
SHORTEST_WITH_TYPO = 6
LONG_ENOUGH_FOR_TYPOS = 8

_INDEXED = 3  # one typo in a long word leaves its first or its last three letters as they were
_LONGEST_WORD = 40
_DECIMALS = re.compile(r"[.,]\d{1,2}$")
_LONGEST_NUMBER = 10
_MOST_LEARNED = 20_000


class Vocabulary(dict[str, str]):
    """Raw token to the lexicon's word, "" if it has none. Learns, within bounds."""

    def __init__(self, words: Collection[str], *, mistyped: Collection[str]) -> None:
        """`words` are folded; "krampf*" is a beginning, "*reiniger" an end,
        "#70-89" a range of numbers.

        `mistyped` words may carry one typo.
        """
        self._cuts = sorted(_cuts(words))
        exact = {word for word in words if word.isalpha()}
        super().__init__((word, word) for word in exact)
        self._exact = frozenset(exact)
        self._seed = dict(self)
        self._beginnings = _by_beginning(word for word in words if word.endswith(PREFIX))
        self._endings = _by_ending(word for word in words if word.startswith(PREFIX))
        self._heads: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        for word in sorted(set(mistyped)):
            self._heads.setdefault(word[:_INDEXED], []).append(word)
            self._tails.setdefault(word[0] + word[-_INDEXED:], []).append(word)

    def __missing__(self, token: str) -> str:
        if len(self) > len(self._seed) + _MOST_LEARNED:
            self.clear()
            self.update(self._seed)
        word = self._find(token)
        self[token] = word
        return word

    def _find(self, token: str) -> str:
        if token[0].isdigit():
            return self._number(token)
        if mark := punctuation(token):
            return mark
        if len(token) > _LONGEST_WORD:
            token = squeezed(token)[1][:_LONGEST_WORD]
        for spelling in (token, *squeezed(token)):
            if (word := folded(spelling)) in self._exact:
                return word
        if word.endswith("s") and word[:-1] in self._exact and len(word) > SHORTEST_PREFIX:
            return word[:-1]  # "belly's", "Omas"
        for beginning in self._beginnings.get(word[:SHORTEST_PREFIX], ()):
            if word.startswith(beginning[:-1]):
                return beginning
        for ending in self._endings.get(word[-SHORTEST_PREFIX:], ()):
            if word.endswith(ending[1:]):
                return ending
        return self._without_typo(word)

    def _number(self, token: str) -> str:
        """One number stands for all that no lexicon tells apart, so that few need learning."""
        whole = _DECIMALS.sub("", token.rstrip("."))  # 38.5 is a 38
        value = int(whole) if whole.isdecimal() and len(whole) < _LONGEST_NUMBER else -1
        at = bisect_right(self._cuts, value)
        return str(self._cuts[at - 1]) if at else NUMBER

    def _without_typo(self, word: str) -> str:
        if len(word) < SHORTEST_WITH_TYPO:
            return ""
        # people miss the first letter least, and "turned" is no typo of "burned"
        heads = self._heads.get(word[:_INDEXED], ())
        tails = self._tails.get(word[0] + word[-_INDEXED:], ())
        for candidate in chain(heads, tails):
            if one_typo_apart(word, candidate):
                return candidate
        return ""


def one_typo_apart(one: str, other: str) -> bool:
    """A letter missing, added, replaced, or two neighbours swapped."""
    if len(one) < len(other):
        one, other = other, one
    extra = len(one) - len(other)
    if extra > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if extra:
        return one[at + 1 :] == other[at:]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    swapped = one[at : at + 2] == other[at : at + 2][::-1]
    return swapped and one[at + 2 :] == other[at + 2 :]


def _cuts(words: Iterable[str]) -> set[int]:
    """Where one range of numbers ends and the next begins."""
    cuts = set()
    for word in words:
        low, _, high = word.lstrip(NUMBER).partition("-")
        if low.isdigit():
            cuts |= {int(low), int(high or low) + 1}
    return cuts


def _by_beginning(beginnings: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in sorted(set(beginnings), key=lambda word: (-len(word), word)):
        index.setdefault(word[:SHORTEST_PREFIX], []).append(word)
    return index


def _by_ending(endings: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in sorted(set(endings), key=lambda word: (-len(word), word)):
        index.setdefault(word[-SHORTEST_PREFIX:], []).append(word)
    return index
