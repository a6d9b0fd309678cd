"""One or two wrong letters in a long word that matters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wardbell_dialogue.dates.tokens import bare

SHORTEST = 5
"""Letters of a word that may have a typo; one may be missing. Shorter ones are too often others."""
LONGEST = 20
TWO_FROM = 7
"""Letters of words that may have two wrong ones."""


class Spelling:
    """Finds the nearest of a few known words; the first letter must be right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if len(word) >= SHORTEST:
                for part in _shortened(word):
                    self._near.setdefault(part, []).append(word)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str | None:
        if not SHORTEST - 1 <= len(word) <= LONGEST:
            return None
        candidates = {w for part in _shortened(word) for w in self._near.get(part, ())}
        best = min(((_distance(word, w), w) for w in candidates), default=None)
        if best is None or best[0] > _allowed(min(len(word), len(best[1]))):
            return None
        return best[1]


def spellings(word: str) -> Iterable[str]:
    """The ways to type a word without its umlauts: `März`, `Marz`, `Maerz`."""
    yield bare(word)
    yield bare(word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def _allowed(letters: int) -> int:
    return 2 if letters >= TWO_FROM else 1


def _shortened(word: str) -> set[str]:
    """The word with up to as many letters left out as may be wrong; never the first."""
    parts = {word}
    for _ in range(_allowed(len(word))):
        parts |= {p[:i] + p[i + 1 :] for p in parts for i in range(1, len(p))}
    return parts


def _distance(one: str, other: str) -> int:
    """Letters added, left out, changed, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
