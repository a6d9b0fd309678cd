"""Numbers that a patient tells: an age, how long it lasts, what a thermometer or a cuff shows.

What words name a measure, what values can be, and which concepts follow from a value is data
(`knowledge/measures.yaml`); this module only finds the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wardbell_redflags.normalise import CLAUSE_END, punctuation, tokens

REACH = 5
"""Words between the name of a measure and its number: "my fever has been up to 39.5"."""
DAYS_IN_A_YEAR = 365

Bound = tuple[Literal["from", "below"], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured."""

    id: str
    words: tuple[str, ...]
    """Before the number: "pulse 120"; the first is its name."""
    units: frozenset[str]
    """Behind it: "120 bpm"."""
    keys: frozenset[str]
    """How records name it: "heart_rate"."""
    least: float
    most: float
    fahrenheit: bool
    """Degrees Fahrenheit are told too: what cannot be Celsius is taken for them."""
    concepts: Mapping[str, Bound]
    asked_together: bool
    """Its concepts are asked for in the one question about what was measured."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Words of one language around numbers that are an age or a time."""

    units: Mapping[str, float]
    """Word to days: "week" 7.0."""
    old: frozenset[str]
    """Behind the unit: "old", "alt"."""
    joined: Mapping[str, float]
    """One word for both: "jährige" 365."""
    am: frozenset[str]
    """Before the number alone: "im 65", "age 65"."""
    since: frozenset[str]
    """Before a time that it lasts: "for 3 days", "seit 3 Tagen"."""
    lasting: frozenset[str]
    """Behind it: "3 days now"; "a 3 day history"."""
    spelled: Mapping[str, int]
    """Numbers as words."""


@dataclass(frozen=True, slots=True)
class Told:
    """What numbers of a text say. Values are the patient's; only concepts leave this module."""

    values: Mapping[str, float]
    """Measure to value, the worst first said."""
    age_days: int | None
    lasts_days: float | None


class Measures:
    """Finds numbers in texts, in all languages at once."""

    def __init__(self, measures: Iterable[Measure], ages: Iterable[Ages]) -> None:
        self.measures = {measure.id: measure for measure in measures}
        self._ages = tuple(ages)

    def read(self, text: str) -> Told:
        """Every number that a text tells of itself."""
        words = tokens(text)
        values: dict[str, float] = {}
        for at, word in enumerate(words):
            if (number := _number(word)) is None:
                continue
            for measure, value in self._measured(words, at, number):
                values.setdefault(measure, value)
        return Told(values, self._age(words), self._lasts(words))

    def record(self, values: Mapping[str, object]) -> dict[str, float]:
        """A record's values, such as `{"heart_rate": 120}`, by measure."""
        found: dict[str, float] = {}
        for key, value in values.items():
            number = _number(str(value)) if str(value).strip() else None
            for measure in self.measures.values():
                if key.lower() in measure.keys and number is not None:
                    found[measure.id] = number
        return found

    def concepts(self, told: Mapping[str, float]) -> Iterator[tuple[str, bool]]:
        """What follows from values: concept, and whether it is so."""
        for id_, value in told.items():
            for concept, (kind, bound) in self.measures[id_].concepts.items():
                yield concept, value >= bound if kind == "from" else value < bound

    def _measured(
        self, words: Sequence[str], at: int, number: float
    ) -> Iterator[tuple[str, float]]:
        unit = words[at + 1] if at + 1 < len(words) else ""
        before = _clause_before(words, at)
        for measure in self.measures.values():
            if unit not in measure.units and before.isdisjoint(measure.words):
                continue
            value = number
            if measure.fahrenheit and value > measure.most:
                value = (value - 32) / 1.8
            if measure.least <= value <= measure.most:
                yield measure.id, value

    def _age(self, words: Sequence[str]) -> int | None:
        for ages in self._ages:
            for at, word in enumerate(words):
                if (count := _count(word, ages)) is None:
                    continue
                rest = words[at + 1 : at + 3]
                if rest and rest[0] in ages.joined:
                    return int(count * ages.joined[rest[0]])
                if len(rest) == 2 and rest[0] in ages.units and rest[1] in ages.old:
                    return int(count * ages.units[rest[0]])
                before = words[at - 1] if at else ""
                bare = not rest or rest[0] not in ages.units
                if before in ages.am and bare and count in _YEARS:
                    return int(count * DAYS_IN_A_YEAR)
        return None

    def _lasts(self, words: Sequence[str]) -> float | None:
        longest: float | None = None
        for ages in self._ages:
            for at, word in enumerate(words):
                if (count := _count(word, ages)) is None or at + 1 >= len(words):
                    continue
                unit = ages.units.get(words[at + 1])
                if unit is None:
                    continue
                before = set(words[max(0, at - 3) : at])
                behind = words[at + 2] if at + 2 < len(words) else ""
                if behind in ages.old:
                    continue
                if before & ages.since or behind in ages.lasting:
                    longest = max(longest or 0.0, count * unit)
        return longest


_YEARS = range(1, 120)


def _clause_before(words: Sequence[str], at: int) -> set[str]:
    found: set[str] = set()
    for word in reversed(words[max(0, at - REACH) : at]):
        mark = punctuation(word)
        if (mark and (mark != CLAUSE_END or word[0] != ":")) or _number(word) is not None:
            break
        found.add(word)
    return found


def _number(word: str) -> float | None:
    """Of "142/80" the first."""
    if not word[0].isdigit():
        return None
    text = word.partition("/")[0].rstrip(".:% ").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def _count(word: str, ages: Ages) -> float | None:
    return float(ages.spelled[word]) if word in ages.spelled else _number(word)
