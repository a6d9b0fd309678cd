"""An age that is told in a clause of its own, without "old": "24F", "52, male", "cough 3 days, 29".

It counts only where no age is known, since such a number may be something else. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from wardbell_redflags.normalise import punctuation
from wardbell_triage.ages import DAYS_IN_A_YEAR, Ages, Span
from wardbell_triage.counting import Count, count, number

_GROWN = 18
_OLDEST = 110
_TWO_FIGURES = 10
"""From which a number beside a letter is more likely an age than anything else: "3 m"."""
_DEGREES = range(36, 43)
"""That a temperature can be."""
_DEGREES_F = range(94, 111)


def age_beside(
    words: Sequence[str], known: Iterable[Ages], measured: frozenset[str]
) -> Span | None:
    """The first such age.

    Args:
        words: a text
        known: words around ages, by language
        measured: names and units of what is measured
    """
    known = tuple(known)
    elsewhere = measured.union(
        *(each.errands | each.children | each.babies | {*each.weekdays} for each in known)
    )
    may_be_else = not elsewhere.isdisjoint(words) or not any(word.isalpha() for word in words)
    lasts = any(not each.habits.isdisjoint(words) for each in known)
    ends = [-1, *(at for at, word in enumerate(words) if punctuation(word)), len(words)]
    for ages in known:
        for last, end in pairwise(ends):
            years = next(
                _years(words, last + 1, end, ages, bare=not may_be_else, lasts=lasts), None
            )
            if years is not None:
                return years * DAYS_IN_A_YEAR, years * DAYS_IN_A_YEAR + 1
    return None


def _years(
    words: Sequence[str], begin: int, end: int, ages: Ages, *, bare: bool, lasts: bool
) -> Iterator[int]:
    """The years that a clause is, and nothing but it.

    Args:
        bare: nothing in the text makes a number alone something else
        lasts: something in it may last for years
    """
    at = next((n for n in range(begin, end) if words[n] not in ages.about), end)
    is_sex = at < end and words[at] in ages.sexes
    at += is_sex
    found = count(words[:end], at, spelled=ages.spelled, tens=ages.tens)
    if found is None or not found.is_age or found.value > _OLDEST or found.value % 1:
        return
    value = int(found.value)
    rest = words[found.behind : end]
    if _is_of_a_sex(words, found, end, ages, is_sex=is_sex, begins=begin == 0):
        yield value
    elif len(rest) == 1 and ages.units.get(rest[0]) == DAYS_IN_A_YEAR:
        if value >= _GROWN and not lasts:
            yield value
    elif bare and not rest and not is_sex and value >= _GROWN and value not in _DEGREES:
        others = {words[at] for at in (begin - 2, end + 1) if 0 <= at < len(words)}
        if not any(number(word) is not None for word in others):
            yield value


def _is_of_a_sex(
    words: Sequence[str], found: Count, end: int, ages: Ages, *, is_sex: bool, begins: bool
) -> bool:
    """As "24F", "F24", "52, male"."""
    if found.behind == end:
        follows = end + 1 < len(words) and words[end + 1] in ages.sexes
        return follows or (is_sex and found.value >= _TWO_FIGURES)
    if words[found.behind] == "f" and found.value in _DEGREES_F:
        return False  # "102F" is a fever
    joined = words[found.behind] in ages.sexes and found.value >= _TWO_FIGURES
    return joined and (begins or found.behind + 1 == end)
