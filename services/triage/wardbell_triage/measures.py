"""Numbers that a patient tells: what a thermometer or a cuff shows, and ages and times.

What words name a measure, what values can be, and which concepts follow from a value is data
(`knowledge/measures.yaml`); this module only finds the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from wardbell_redflags.normalise import tokens
from wardbell_triage.ages import AgeReader, Ages, Span
from wardbell_triage.beside import age_beside
from wardbell_triage.counting import REACH, has, run_before
from wardbell_triage.counting import number as number_in

Bound = tuple[Literal["from", "below"], float]

_F = "f"
"""Degrees, or of which sex somebody is where a body has more of them: "36F"."""
_TENTH = re.compile(r"\d\d[.,]\d")
_BEHIND = 4
"""Words behind a number in which the device may be told: "90 % on the finger"."""


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
    alone: Span | None
    """What a number with one decimal is, from and below, that nothing else names: "39.5"."""
    not_alone: frozenset[str]
    """Behind numbers that are something else: "39.5 kg"."""
    asked_together: bool
    """Its concepts are asked for in the one question about what was measured."""
    devices: tuple[tuple[str, ...], ...] = ()
    """What it is read from, before the number or right behind: "the finger thing says 84"."""
    shown_of: frozenset[str] = frozenset()
    """What else the text speaks of where a device without a name shows it: "heart"."""
    pair: Pair | None = None
    """How two numbers are told that are one value by themselves: "82/54"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An upper and a lower value that belong together."""

    upper: Span
    lower: Span
    apart: float
    """At least so much lies between them."""
    over: frozenset[str]
    """Between them as words: "82 over 54"."""

    def holds(self, upper: float, lower: float) -> bool:
        """Whether two numbers can be such a pair."""
        return (
            self.upper[0] <= upper < self.upper[1]
            and self.lower[0] <= lower < self.lower[1]
            and upper - lower >= self.apart
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What numbers of a text say. Values are the patient's; only concepts leave this module."""

    values: Mapping[str, float]
    """Measure to value, the worst first said."""
    age: Span | None
    """Days, from and below."""
    age_beside: Span | None
    """The same, where it is only likely; counts only where none is known."""
    lasts_days: float | None


class Measures:
    """Finds numbers in texts, in all languages at once."""

    def __init__(
        self,
        measures: Iterable[Measure],
        ages: Iterable[Ages],
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
        shows: Iterable[tuple[str, ...]] = (),
    ) -> None:
        """By what data says.

        Args:
            measures: what is measured
            ages: words around an age or a time, by language
            today: what a year of birth is counted from
            shows: a device that may show anything: "the machine says"
        """
        self._shows = tuple(shows)
        self.measures = {measure.id: measure for measure in measures}
        units = frozenset(unit for each in self.measures.values() for unit in each.units)
        self._names = units.union(*(each.words for each in self.measures.values()))
        self.ages = AgeReader(ages, today, units)

    def read(self, text: str, *, how_long: bool = False) -> Told:
        """Every number that a text tells of itself.

        Args:
            how_long: that was asked, so "2 weeks" is a time that it lasts
        """
        words = tokens(text)
        values: dict[str, float] = {}
        age, age_at = self.ages.age(words) or (None, -1)
        for at, word in enumerate(words):
            if (number := number_in(word)) is None:
                continue
            for measure, value in self._measured(words, at, number, is_age=at == age_at):
                values.setdefault(measure, value)
        beside = age_beside(words, self.ages.known, self._names) if age is None else None
        return Told(values, age, beside, self.ages.lasts(words, age_at, asked=how_long))

    def record(self, values: Mapping[str, object]) -> dict[str, float]:
        """A record's values, such as `{"heart_rate": 120}`, by measure."""
        found: dict[str, float] = {}
        for key, value in values.items():
            number = number_in(str(value)) if str(value).strip() else None
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
        self, words: Sequence[str], at: int, number: float, *, is_age: bool
    ) -> Iterator[tuple[str, float]]:
        unit = words[at + 1] if at + 1 < len(words) else ""
        before = set(run_before(words, at))
        named = [
            measure
            for measure in self.measures.values()
            if (unit in measure.units and not (unit == _F and number <= measure.most))
            or not before.isdisjoint(measure.words)
        ]
        pairs = [each for each in self.measures.values() if _is_pair(words, at, each.pair)]
        counted = is_age or self.ages.is_counted(unit)
        shown = [] if named or counted else self._shown(words, at)
        for measure in pairs or named or shown or self._by_itself(words[at], unit, number):
            value = number
            if measure.fahrenheit and value > measure.most:
                value = (value - 32) / 1.8
            if measure.least <= value <= measure.most:
                yield measure.id, value

    def _shown(self, words: Sequence[str], at: int) -> list[Measure]:
        """What a number is that a device shows, whose name or whose matter is told."""
        around = [run_before(words, at)[-REACH:], words[at + 1 : at + 1 + _BEHIND]]
        named = [
            measure
            for measure in self.measures.values()
            if any(has(run, device) for run in around for device in measure.devices)
        ]
        if named or not any(has(around[0], device) for device in self._shows):
            return named
        return [
            measure for measure in self.measures.values() if not measure.shown_of.isdisjoint(words)
        ]

    def _by_itself(self, word: str, unit: str, number: float) -> list[Measure]:
        """What a number alone is: "39.5"."""
        return [
            measure
            for measure in self.measures.values()
            if measure.alone is not None
            and _TENTH.fullmatch(word)
            and measure.alone[0] <= number < measure.alone[1]
            and unit not in measure.not_alone
        ]


def _is_pair(words: Sequence[str], at: int, pair: Pair | None) -> bool:
    """Whether two numbers begin here that are one value: "82/54", "82 over 54"."""
    if pair is None:
        return False
    upper, slash, lower = words[at].partition("/")
    if slash:
        return upper.isdecimal() and lower.isdecimal() and pair.holds(int(upper), int(lower))
    if not upper.isdecimal() or at + 2 >= len(words) or words[at + 1] not in pair.over:
        return False
    lower = words[at + 2].rstrip(".")
    return lower.isdecimal() and pair.holds(int(upper), int(lower))
