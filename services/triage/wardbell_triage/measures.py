"""Numbers that a patient tells: an age, how long it lasts, what a thermometer or a cuff shows.

What words name a measure, what values can be, and which concepts follow from a value is data
(`knowledge/measures.yaml`); this module only finds the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Literal

from wardbell_redflags.normalise import CLAUSE_END, punctuation, tokens

REACH = 5
"""Words between the name of a measure and its number: "my fever has been up to 39.5"."""
DAYS_IN_A_YEAR = 365

Bound = tuple[Literal["from", "below"], float]
Span = tuple[float, float]


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
class Ages:
    """Words of one language around numbers that are an age or a time."""

    units: Mapping[str, float]
    """Word to days: "week" 7.0."""
    old: frozenset[str]
    """Behind the unit: "old", "alt"."""
    joined: Mapping[str, float]
    """One word for both: "jährige" 365."""
    am: tuple[tuple[str, ...], ...]
    """Before the number: "im 65", "age 65"."""
    born: frozenset[str]
    """Before a year: "born 1955"."""
    people: frozenset[str]
    """Before the number, or a comma and the number: "my wife, 38"."""
    children: frozenset[str]
    """Those whose age may be told in months."""
    babies: frozenset[str]
    """Those whose age may be told in weeks, without a verb: "baby 6 weeks"."""
    is_: frozenset[str]
    """Between who and how old: "is", "ist"."""
    goes_on: frozenset[str]
    """What may follow an age that no "old" follows: "and", "hat"."""
    no_age: frozenset[str]
    """What follows numbers that are none: "im 80 kg"."""
    was: frozenset[str]
    """Before an age that is over: "when I was 5 years old"."""
    things: frozenset[str]
    """What is some days old and no patient: "the wound"."""
    since: frozenset[str]
    """Before a time that it lasts: "for 3 days", "seit 3 Tagen"."""
    about: frozenset[str]
    """May stand before any number: "almost"."""
    lasting: frozenset[str]
    """Behind it: "3 days now"; "a 3 day history"."""
    said: Mapping[tuple[str, ...], float]
    """Since when, in days, without a number: "since yesterday"."""
    alone: Mapping[tuple[str, ...], float]
    """The same where it is asked how long: "yesterday"."""
    weekdays: tuple[str, ...]
    spelled: Mapping[str, int]
    """Numbers as words; 1 is no age, since "a" and "ein" are it too."""
    tens: Mapping[str, int]
    """Also with a number behind: "sixty five"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What numbers of a text say. Values are the patient's; only concepts leave this module."""

    values: Mapping[str, float]
    """Measure to value, the worst first said."""
    age: Span | None
    """Days, from and below."""
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
        self._today = today
        self._shows = tuple(shows)
        self.measures = {measure.id: measure for measure in measures}
        self._ages = tuple(ages)

    def read(self, text: str, *, how_long: bool = False) -> Told:
        """Every number that a text tells of itself.

        Args:
            how_long: that was asked, so "2 weeks" is a time that it lasts
        """
        words = tokens(text)
        values: dict[str, float] = {}
        age, age_at = self._age(words) or (None, -1)
        for at, word in enumerate(words):
            if (number := _number(word)) is None:
                continue
            for measure, value in self._measured(words, at, number, is_age=at == age_at):
                values.setdefault(measure, value)
        return Told(values, age, self._lasts(words, age_at, asked=how_long))

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
        self, words: Sequence[str], at: int, number: float, *, is_age: bool
    ) -> Iterator[tuple[str, float]]:
        unit = words[at + 1] if at + 1 < len(words) else ""
        before = _clause_before(words, at)
        named = [
            measure
            for measure in self.measures.values()
            if unit in measure.units or not before.isdisjoint(measure.words)
        ]
        pairs = [each for each in self.measures.values() if _is_pair(words, at, each.pair)]
        counted = is_age or any(unit in ages.units or unit in ages.old for ages in self._ages)
        shown = [] if named or counted else self._shown(words, at)
        for measure in pairs or named or shown or self._by_itself(words[at], unit, number):
            value = number
            if measure.fahrenheit and value > measure.most:
                value = (value - 32) / 1.8
            if measure.least <= value <= measure.most:
                yield measure.id, value

    def _shown(self, words: Sequence[str], at: int) -> list[Measure]:
        """What a number is that a device shows, whose name or whose matter is told."""
        around = [_run_before(words, at)[-REACH:], words[at + 1 : at + 1 + _BEHIND]]
        named = [
            measure
            for measure in self.measures.values()
            if any(_has(run, device) for run in around for device in measure.devices)
        ]
        if named or not any(_has(around[0], device) for device in self._shows):
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

    def answer(self, text: str) -> Span | None:
        """The age that an answer to "how old" tells: "45" is one, "3 days" is none."""
        if (told := self.read(text).age) is not None:
            return told
        words = tokens(text)
        ends = [at for at, word in enumerate(words) if punctuation(word)]
        clauses = pairwise([-1, *ends, len(words)])
        ages = (self._answers(words[begin + 1 : end]) for begin, end in clauses)
        return next((age for age in ages if age is not None), None)

    def _answers(self, words: Sequence[str]) -> Span | None:
        """The age that a clause is, and nothing but it."""
        for ages in self._ages:
            beside = ages.about | ages.is_ | ages.goes_on
            at = next((n for n, word in enumerate(words) if word not in beside), len(words))
            if at < len(words) and (born := self._year(words[at])) is not None:
                return born
            if (number := _count(words, at, ages)) is None:
                continue
            rest = words[number.behind :]
            years = bool(rest) and ages.units.get(rest[0]) == DAYS_IN_A_YEAR
            rest = rest[1:] if years else rest
            fits = number.is_age or (years and 1 < number.value < _YEARS[-1])
            if fits and (not rest or rest[0] in ages.goes_on):
                return _exactly(number.value * DAYS_IN_A_YEAR)
        return None

    def _age(self, words: Sequence[str]) -> tuple[Span, int] | None:
        """An age, and which word it begins with."""
        for kind in (
            self._told_old,
            self._told_of_oneself,
            self._told_of_somebody,
            self._told_born,
        ):
            for ages in self._ages:
                for at in range(len(words)):
                    if (found := kind(words, at, ages)) is not None:
                        return found, at
        return None

    def _told_old(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "3 years old", "3-jährig"."""
        if (number := _count(words, at, ages)) is None:
            return None
        unit, behind = _behind(words, number)
        days = ages.joined.get(unit)
        if days is None and behind in ages.old:
            days = ages.units.get(unit)
        before = _clause_before(words, at)
        beside = before.union(words[number.behind + 2 : number.behind + 3])
        if days is None or not beside.isdisjoint(ages.was):
            return None
        if days < DAYS_IN_A_YEAR and not before.isdisjoint(ages.things):
            return None
        # "since 3 days old" is a time; "for my 3 year old" is none, and so is "for 3 year old".
        last = words[at - 1] if at else ""
        if last in ages.since and days < DAYS_IN_A_YEAR:
            return None
        return _exactly(number.value * days)

    def _told_of_oneself(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "I'm 65", "ich bin 65 Jahre"."""
        number = _count(words, at, ages)
        if number is None or not number.is_age:
            return None
        end = at
        while end and words[end - 1] in ages.about:
            end -= 1
        if not any(tuple(words[max(0, end - len(am)) : end]) == am for am in ages.am):
            return None
        unit, behind = _behind(words, number)
        days = ages.units.get(unit)
        if days is None:
            years = _exactly(number.value * DAYS_IN_A_YEAR)
            return years if self._is_bare(number, unit, ages) else None
        if days == DAYS_IN_A_YEAR and _goes_on(behind, ages):
            return _exactly(number.value * days)
        return None

    def _told_of_somebody(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "my wife, 38", "my son (5)", "baby 6 weeks", "my son is 8 months"."""
        if (number := _count(words, at, ages)) is None or number.value != int(number.value):
            return None
        unit, behind = _behind(words, number)
        days = ages.units.get(unit)
        end, is_, apart = at, False, False
        while end and (words[end - 1] in ages.is_ | ages.about or punctuation(words[end - 1])):
            is_ = is_ or words[end - 1] in ages.is_
            apart = apart or bool(punctuation(words[end - 1]))
            if punctuation(words[end - 1]) not in {"", CLAUSE_END}:
                return None
            end -= 1
        who = words[end - 1] if end else ""
        if days is not None and days < DAYS_IN_A_YEAR:
            if behind in ages.babies and words[at - 1 if at else 0] not in ages.since:
                return _exactly(number.value * days)
            ends = not behind or bool(punctuation(behind))
            sure = (
                (who in ages.babies and (is_ or days > 1))
                or (who in ages.children and is_)
                or (who in ages.children and apart and ends and days >= _MONTH)
            )
            fits = sure and _goes_on(behind, ages)
            return _exactly(number.value * days) if fits else None
        child = who in ages.children
        if not child and who not in ages.people:
            return None
        if not number.is_age:
            return None
        if days is None:
            # "my son 39" may be a fever, "baby 6" may be weeks.
            if who in ages.babies or (child and number.value in (_FEVERS if is_ else _NO_CHILD)):
                return None
            if not (_goes_on(unit, ages) or (is_ and self._is_bare(number, unit, ages))):
                return None
        elif not _goes_on(behind, ages):
            return None
        if not child and not is_ and number.value < _GROWN:
            return None
        return _exactly(number.value * DAYS_IN_A_YEAR)

    def _told_born(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "born 1955", "geb. 3.5.1955"."""
        if ages.born.isdisjoint(words[max(0, at - REACH) : at]):
            return None
        return self._year(words[at])

    def _year(self, word: str) -> Span | None:
        """The age of who was born in a year, or on a day that ends with it."""
        year = re.split(r"[./:-]", word)[-1]
        if not (len(year) == len("1955") and year.isdecimal()):
            return None
        least = self._today().year - int(year) - 1
        if not -1 <= least < _YEARS[-1]:
            return None
        return max(0, least) * DAYS_IN_A_YEAR, (least + 2) * DAYS_IN_A_YEAR

    def _is_bare(self, number: _Count, behind: str, ages: Ages) -> bool:
        """Whether what follows a number leaves it an age: no unit, nothing that is counted.

        A low one could make a child of somebody who is "5 on the pain scale".
        """
        if number.value < _GROWN and not _goes_on(behind, ages):
            return False
        measured = any(behind in measure.units for measure in self.measures.values())
        return not measured and behind not in ages.no_age | ages.lasting

    def _lasts(self, words: Sequence[str], but: int, *, asked: bool) -> float | None:
        longest = max(self._since_when(words, asked=asked), default=None)
        for ages in self._ages:
            for at in range(len(words)):
                if at == but or (number := _count(words, at, ages)) is None:
                    continue
                name, behind = _behind(words, number)
                if (unit := ages.units.get(name)) is None:
                    continue
                before = set(words[max(0, at - 3) : at])
                if behind in ages.old:
                    continue
                if asked or before & (ages.since | ages.about) or behind in ages.lasting:
                    longest = max(longest or 0.0, number.value * unit)
        return longest

    def _since_when(self, words: Sequence[str], *, asked: bool) -> Iterator[float]:
        """Days of what is told without a number: "since yesterday", "since Monday"."""
        for ages in self._ages:
            known = {**ages.said, **ages.alone} if asked else ages.said
            yield from (days for phrase, days in known.items() if _has(words, phrase))
            for at, word in enumerate(words):
                if word in ages.weekdays and ({*words[max(0, at - 2) : at]} & ages.since or asked):
                    # The last one; on that day itself a week ago.
                    yield (self._today().weekday() - ages.weekdays.index(word)) % 7 or 7


_YEARS = range(1, 120)
_TENTH = re.compile(r"\d\d[.,]\d")
_GROWN = 18
_NO_CHILD = range(_GROWN + 1, 120)
_FEVERS = range(35, 43)
_MONTH = 30


@dataclass(frozen=True, slots=True)
class _Count:
    value: float
    behind: int
    """Where it goes on."""
    is_age: bool
    """It can be years of an age; "a" cannot."""


def _count(words: Sequence[str], at: int, ages: Ages) -> _Count | None:
    if at >= len(words):
        return None
    word = words[at]
    if (ten := ages.tens.get(word)) is not None:
        more = ages.spelled.get(words[at + 1], _TEN) if at + 1 < len(words) else _TEN
        joined = more < _TEN
        return _Count(ten + (more if joined else 0), at + 1 + joined, is_age=True)
    if (spelled := ages.spelled.get(word)) is not None:
        return _Count(spelled, at + 1, is_age=spelled > 1)
    if (number := _number(word)) is None:
        return None
    return _Count(number, at + 1, is_age=number in _YEARS and "/" not in word)


_TEN = 10


def _behind(words: Sequence[str], number: _Count) -> tuple[str, str]:
    """The two words behind a number; empty where it ends."""
    two = [*words[number.behind : number.behind + 2], "", ""]
    return two[0], two[1]


def _goes_on(word: str, ages: Ages) -> bool:
    return not word or word in ages.goes_on or bool(punctuation(word))


def _exactly(days: float) -> Span:
    return int(days), int(days) + 1


def _clause_before(words: Sequence[str], at: int) -> set[str]:
    return set(_run_before(words, at))


def _run_before(words: Sequence[str], at: int) -> Sequence[str]:
    """The words of the clause before a number, the last ones, down to another number."""
    first = at
    while first > max(0, at - REACH):
        word = words[first - 1]
        if (punctuation(word) and word[0] != ":") or _number(word) is not None:
            break
        first -= 1
    return words[first:at]


def _has(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    length = len(phrase)
    return any(tuple(words[at : at + length]) == phrase for at in range(len(words) - length + 1))


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


_BEHIND = 4
"""Words behind a number in which the device may be told: "90 % on the finger"."""


def _number(word: str) -> float | None:
    """Of "142/80" the first."""
    if not word[0].isdigit():
        return None
    text = word.partition("/")[0].rstrip(".:% ").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None
