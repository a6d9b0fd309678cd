"""How old somebody is and how long it lasts, as patients tell it. Pure.

The words around such numbers are data (`knowledge/measures.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wardbell_redflags.normalise import CLAUSE_END, punctuation, tokens
from wardbell_triage.counting import REACH, YEARS, Count, behind, count, has, run_before

DAYS_IN_A_YEAR = 365

Span = tuple[float, float]
"""From and below."""

_GROWN = 18
_NO_CHILD = range(_GROWN + 1, 120)
_FEVERS = range(35, 43)
_DECADES = range(20, 100, 10)
_WEEK, _MONTH = 7, 30


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
    sexes: frozenset[str]
    """Beside an age, and nothing else: "24F", "52, male"."""
    habits: frozenset[str]
    """What somebody does or has for years: "smoker, 30 years"."""
    errands: frozenset[str]
    """Of a text whose bare numbers may be days or hours."""
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
    to_come: frozenset[str]
    """Of a time that somebody wishes for, not of one that it lasts: "next", "ab"."""
    said: Mapping[tuple[str, ...], float]
    """Since when, in days, without a number: "since yesterday"."""
    alone: Mapping[tuple[str, ...], float]
    """The same where it is asked how long: "yesterday"."""
    weekdays: tuple[str, ...]
    spelled: Mapping[str, int]
    """Numbers as words; 1 is no age, since "a" and "ein" are it too."""
    tens: Mapping[str, int]
    """Also with a number behind: "sixty five"."""
    decades: Mapping[str, int]
    """Words for ten years: "fifties" 50."""
    decade_ends: frozenset[str]
    """Behind a figure that makes it one: the "s" of "50s"."""
    stretches: Mapping[str, tuple[int, int]]
    """Before it, the years of it, from and below: "early" 0 and 4."""


class AgeReader:
    """Finds ages and times in texts, in all languages at once. Spans are days."""

    def __init__(
        self, ages: Iterable[Ages], today: Callable[[], date], units: frozenset[str]
    ) -> None:
        """By what data says.

        Args:
            ages: words around an age or a time, by language
            today: what a year of birth is counted from
            units: behind numbers that are measured, and no age
        """
        self.known = tuple(ages)
        self._today = today
        self._units = units

    def is_counted(self, unit: str) -> bool:
        """Whether a number with this word behind is an age or a time."""
        return any(unit in ages.units or unit in ages.old for ages in self.known)

    def answer(self, text: str, *, child: bool = False) -> Span | None:
        """The age that an answer to "how old" tells: "45" is one, "3 days" is none.

        "18 months" is one only of a `child`: of others it may be how long it lasts.
        """
        words = tokens(text)
        if (told := self.age(words)) is not None:
            return told[0]
        ends = [at for at, word in enumerate(words) if punctuation(word)]
        clauses = pairwise([-1, *ends, len(words)])
        for known in self.known:
            for at in range(len(words)):
                if (decade := self._decade(words, at, known)) is not None:
                    return decade
        ages = (self._answers(words[begin + 1 : end], child=child) for begin, end in clauses)
        return next((age for age in ages if age is not None), None)

    def _answers(self, words: Sequence[str], *, child: bool) -> Span | None:
        """The age that a clause is, and nothing but it."""
        for ages in self.known:
            beside = ages.about | ages.is_ | ages.goes_on
            at = next((n for n, word in enumerate(words) if word not in beside), len(words))
            if at < len(words) and (born := self._year(words[at])) is not None:
                return born
            if (number := _count(words, at, ages)) is None:
                continue
            rest = words[number.behind :]
            days = ages.units.get(rest[0], 0.0) if len(rest) == 1 else 0.0
            told_of = _WEEK <= days < DAYS_IN_A_YEAR and _is_told_of(words[:at], ages)
            if told_of or (child and _MONTH <= days < DAYS_IN_A_YEAR):
                return _exactly(number.value * days)
            years = bool(rest) and ages.units.get(rest[0]) == DAYS_IN_A_YEAR
            rest = rest[1:] if years else rest
            fits = number.is_age or (years and 1 < number.value < YEARS[-1])
            if fits and (not rest or rest[0] in ages.goes_on):
                return _exactly(number.value * DAYS_IN_A_YEAR)
        return None

    def age(self, words: Sequence[str]) -> tuple[Span, int] | None:
        """An age, and which word it begins with."""
        for kind in (
            self._told_old,
            self._told_of_oneself,
            self._told_of_somebody,
            self._told_before_somebody,
            self._told_decade,
            self._told_born,
        ):
            for ages in self.known:
                for at in range(len(words)):
                    if (found := kind(words, at, ages)) is not None:
                        return found, at
        return None

    def _told_old(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "3 years old", "3-jährig"."""
        if (number := _count(words, at, ages)) is None:
            return None
        unit, after = behind(words, number)
        days = ages.joined.get(unit)
        if days is None and after in ages.old:
            days = ages.units.get(unit)
        before = set(run_before(words, at))
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
        unit, after = behind(words, number)
        days = ages.units.get(unit)
        if days is not None and _MONTH <= days < DAYS_IN_A_YEAR and words[end - 1] in ages.is_:
            # "She is 18 months"; "I'm 8 months" is pregnant.
            ends = not after or bool(punctuation(after))
            return _exactly(number.value * days) if ends else None
        if days is None:
            years = _exactly(number.value * DAYS_IN_A_YEAR)
            return years if self._is_bare(number, unit, ages) else None
        if days == DAYS_IN_A_YEAR and _goes_on(after, ages):
            return _exactly(number.value * days)
        return None

    def _told_of_somebody(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "my wife, 38", "my son (5)", "baby 6 weeks", "my son is 8 months"."""
        if (number := _count(words, at, ages)) is None or number.value != int(number.value):
            return None
        unit, after = behind(words, number)
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
            if after in ages.babies and words[at - 1 if at else 0] not in ages.since:
                return _exactly(number.value * days)
            ends = not after or bool(punctuation(after))
            sure = (
                (who in ages.babies and (is_ or days > 1))
                or (who in ages.children and is_)
                or (who in ages.children and apart and ends and days >= _MONTH)
            )
            fits = sure and _goes_on(after, ages)
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
        elif not _goes_on(after, ages):
            return None
        if not child and not is_ and number.value < _GROWN:
            return None
        return _exactly(number.value * DAYS_IN_A_YEAR)

    def _told_before_somebody(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "8 years, my son has a fever": it begins a clause, and who it is follows."""
        if at and not punctuation(words[at - 1]):
            return None
        if (number := _count(words, at, ages)) is None or not number.is_age:
            return None
        unit, after = behind(words, number)
        days, at_who = ages.units.get(unit, 0), number.behind + 1
        apart = bool(after and punctuation(after))
        at_who += apart
        at_who += at_who < len(words) and words[at_who] in ages.goes_on - ages.children
        who = words[at_who] if at_who < len(words) else ""
        if who not in ages.children | ages.people:
            return None
        # "3 years my wife coughs" is a time, and so may be "3 months my son coughs".
        grown = who not in ages.children and number.value >= _GROWN
        child = who in ages.children and number.value < _GROWN
        if days == DAYS_IN_A_YEAR and (grown or child):
            return _exactly(number.value * days)
        return _exactly(number.value * days) if child and apart and days >= _MONTH else None

    def _told_decade(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """As "in my fifties", "Anfang 50"; "50s" alone may be seconds."""
        before = words[at - 1] if at else ""
        told = before in ages.stretches or words[at] in ages.decades
        told = told or words[max(0, at - 2) : at - 1] == ["in"]
        return self._decade(words, at, ages) if told else None

    def _decade(self, words: Sequence[str], at: int, ages: Ages) -> Span | None:
        """Ten years of life, or the part of them that is told."""
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        stretch = ages.stretches.get(words[at - 1]) if at else None
        years = ages.decades.get(word)
        if years is None:
            number = _count(words, at, ages)
            if number is None or number.value not in _DECADES:
                return None
            ended = after in ages.decade_ends
            if not ended and (stretch is None or not self._is_bare(number, after, ages)):
                return None
            if not ended and after in ages.units:
                return None
            years = int(number.value)
        least, below = stretch or (0, 10)
        return (years + least) * DAYS_IN_A_YEAR, (years + below) * DAYS_IN_A_YEAR

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
        if not -1 <= least < YEARS[-1]:
            return None
        return max(0, least) * DAYS_IN_A_YEAR, (least + 2) * DAYS_IN_A_YEAR

    def _is_bare(self, number: Count, after: str, ages: Ages) -> bool:
        """Whether what follows a number leaves it an age: no unit, nothing that is counted.

        A low one could make a child of somebody who is "5 on the pain scale".
        """
        if number.value < _GROWN and not _goes_on(after, ages):
            return False
        return after not in self._units and after not in ages.no_age | ages.lasting

    def lasts(self, words: Sequence[str], but: int, *, asked: bool) -> float | None:
        asked = asked and not self.is_to_come(words)
        longest = max(self._since_when(words, asked=asked), default=None)
        for ages in self.known:
            for at in range(len(words)):
                if at == but or (number := _count(words, at, ages)) is None:
                    continue
                name, after = behind(words, number)
                if (unit := ages.units.get(name)) is None:
                    continue
                before = set(words[max(0, at - 3) : at])
                if after in ages.old:
                    continue
                if asked or before & (ages.since | ages.about) or after in ages.lasting:
                    longest = max(longest or 0.0, number.value * unit)
        return longest

    def is_to_come(self, words: Sequence[str]) -> bool:
        """Whether a time that is still to come is spoken of, as for an appointment."""
        return any(not ages.to_come.isdisjoint(words) for ages in self.known)

    def _since_when(self, words: Sequence[str], *, asked: bool) -> Iterator[float]:
        """Days of what is told without a number: "since yesterday", "since Monday"."""
        for ages in self.known:
            known = {**ages.said, **ages.alone} if asked else ages.said
            yield from (days for phrase, days in known.items() if has(words, phrase))
            for at, word in enumerate(words):
                if word in ages.weekdays and ({*words[max(0, at - 2) : at]} & ages.since or asked):
                    # The last one; on that day itself a week ago.
                    yield (self._today().weekday() - ages.weekdays.index(word)) % 7 or 7


def _is_told_of(before: Sequence[str], ages: Ages) -> bool:
    """Whether it is said of somebody, right before the number: "she is", not "it is"."""
    return any(
        tuple(before[-len(am) :]) == am for am in ages.am if am and am[-1] in ages.is_ and before
    )


def _count(words: Sequence[str], at: int, ages: Ages) -> Count | None:
    return count(words, at, spelled=ages.spelled, tens=ages.tens)


def _goes_on(word: str, ages: Ages) -> bool:
    return not word or word in ages.goes_on or bool(punctuation(word))


def _exactly(days: float) -> Span:
    return int(days), int(days) + 1
