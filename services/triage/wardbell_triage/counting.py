"""Numbers in the words of a text, and what stands around them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardbell_redflags.normalise import punctuation

REACH = 5
"""Words between the name of a measure and its number: "my fever has been up to 39.5"."""
YEARS = range(1, 120)
"""That an age can be."""
_TEN = 10


@dataclass(frozen=True, slots=True)
class Count:
    """A number in figures or words."""

    value: float
    behind: int
    """Where it goes on."""
    is_age: bool
    """It can be years of an age; "a" cannot."""


def count(
    words: Sequence[str], at: int, *, spelled: Mapping[str, int], tens: Mapping[str, int]
) -> Count | None:
    """The number that begins at a word."""
    if at >= len(words):
        return None
    word = words[at]
    if (ten := tens.get(word)) is not None:
        more = spelled.get(words[at + 1], _TEN) if at + 1 < len(words) else _TEN
        joined = more < _TEN
        return Count(ten + (more if joined else 0), at + 1 + joined, is_age=True)
    if (told := spelled.get(word)) is not None:
        return Count(told, at + 1, is_age=told > 1)
    if (figure := number(word)) is None:
        return None
    return Count(figure, at + 1, is_age=figure in YEARS and "/" not in word)


def behind(words: Sequence[str], found: Count) -> tuple[str, str]:
    """The two words behind a number; empty where it ends."""
    two = [*words[found.behind : found.behind + 2], "", ""]
    return two[0], two[1]


def run_before(words: Sequence[str], at: int) -> Sequence[str]:
    """The words of the clause before a number, the last ones, down to another number."""
    first = at
    while first > max(0, at - REACH):
        word = words[first - 1]
        if (punctuation(word) and word[0] != ":") or number(word) is not None:
            break
        first -= 1
    return words[first:at]


def has(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether words stand in a text, one behind the other."""
    length = len(phrase)
    return any(tuple(words[at : at + length]) == phrase for at in range(len(words) - length + 1))


def number(word: str) -> float | None:
    """What a figure says; of "142/80" the first."""
    if not word[0].isdigit():
        return None
    text = word.partition("/")[0].rstrip(".:% ").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None
