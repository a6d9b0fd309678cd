"""Names of services and people, found in what patients type, with typos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from wardbell_dialogue.folding import plain
from wardbell_scheduling.words import before_name, everyday

SHORTEST = 4
"""Letters of a word of a name that counts."""
SURE = 0.05
"""By how much one name must be nearer than the next."""
TYPOS = 2
"""At most; one in words of fewer than `LONG` letters, `LONG_AS_NAME` where a name is expected, and
none in the shortest elsewhere."""
LONG, LONG_AS_NAME = 8, 5
SOUNDS = ("vwf", "yij", "ckqzs", "bp", "dt")
"""First letters that people confuse."""


class _Word(NamedTuple):
    text: str
    name: int
    """Which of the names it is a part of."""
    weight: float


class Names:
    """Names made ready to be looked for: each word only beside words of about its length."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Of (name, id); an id may have several names."""
        self._ids: list[str] = []
        self._whole: list[str] = []
        self._words: dict[int, list[_Word]] = defaultdict(list)
        # Patients share most of their words, and comparing one costs more than the rest of a look.
        self._near = lru_cache(maxsize=4096)(self._compare)
        for at, (name, id_) in enumerate(names):
            said = plain(name).split()
            self._ids.append(id_)
            self._whole.append("".join(said))
            # "A new appointment", "can you check": such words name a thing only all together.
            words = [w for w in said if len(w) >= SHORTEST and w not in everyday()]
            for word in words:
                # A name of two words that are both said beats one of which one is.
                self._words[len(word)].append(_Word(word, at, 1 / len(words) ** 0.5))
        self._longest = max(self._words, default=0) + TYPOS

    def find(self, text: str) -> str | None:
        """The id of the one name that a message names; None if there is none, or more than one.

        Each word of a name that is long enough counts by itself: "weber" is Dr. Anna Weber. After
        "Dr" or "with" a name is expected, and found with more typos than elsewhere.
        """
        said = plain(text).split()
        together = "".join(said)
        whole = {at for at, name in enumerate(self._whole) if name in together}
        likeness = self._likeness(said)
        best: dict[str, float] = {self._ids[at]: 2.0 for at in whole}  # "checkup" is a check-up
        for word, like in likeness.items():
            if word.name not in whole:
                id_ = self._ids[word.name]
                best[id_] = best.get(id_, 0.0) + like * word.weight
        if not best:
            return None
        ranked = sorted(best, key=lambda id_: best[id_], reverse=True)
        if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < SURE:
            return None
        return ranked[0]

    def _likeness(self, said: list[str]) -> dict[_Word, float]:
        """How near what was said comes to each word: 1 the same; too far ones are left out."""
        found: dict[_Word, float] = {}
        expected = False
        for token in said:
            if len(token) <= self._longest:
                for word, like in self._near(token, expected=expected):
                    found[word] = max(found.get(word, 0.0), like)
            expected = token in before_name()
        return found

    def _compare(self, token: str, *, expected: bool) -> list[tuple[_Word, float]]:
        """Words that what was said may be, and how near it comes."""
        found = []
        long = LONG_AS_NAME if expected else LONG
        for length in range(max(SHORTEST, len(token) - TYPOS), len(token) + TYPOS + 1):
            typos = TYPOS if length >= long else int(expected or length > SHORTEST)
            if abs(length - len(token)) > typos:
                continue
            for word in self._words.get(length, ()):
                distance = OSA.distance(word.text, token, score_cutoff=typos)
                if distance <= typos and (distance < TYPOS or _begins_alike(word.text, token)):
                    found.append((word, 1 - distance / length))
        return found


def _begins_alike(one: str, other: str) -> bool:
    """Whether two typos may lie between them: "Meier" is somebody else than Weber.

    Who errs at the beginning writes what sounds alike, or changes, leaves out or adds a letter.
    """
    if len(one) >= LONG or one[0] in other[:2] or other[0] in one[:2]:
        return True
    return any(one[0] in sound and other[0] in sound for sound in SOUNDS)
