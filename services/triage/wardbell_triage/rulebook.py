"""What triage knows: complaints, their rules, who is sent where. Read from files, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal, get_args

from wardbell_dialogue.texts import Texts
from wardbell_redflags import Reader
from wardbell_triage.ages import DAYS_IN_A_YEAR
from wardbell_triage.conditions import Condition, concepts
from wardbell_triage.measures import Measures

Level = Literal[1, 2, 3, 4, 5]
"""1 emergency now, 2 within 24 hours, 3 within one to two days, 4 weeks (routine), 5 self-care."""
LEVELS: tuple[Level, ...] = get_args(Level)
EMERGENCY: Level = 1
UNKNOWN_COMPLAINT: Level = 4
"""Of what no complaint file is about: a human or an appointment, never self-care."""

ANYONE, PREGNANT, MALE = "anyone", "pregnant", "male"
"""`pregnant` and `male` are concepts; all other kinds of people go by age."""

Days = tuple[float, float]
"""An age, or a span of ages: from, and below."""
ALL_AGES: Days = (0, inf)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that may be so."""

    about: str
    any_of: tuple[str, ...] = ()
    """It is so where one of these is; one question stands for all."""
    asked: bool = True
    """False: counts where it is told, and is never asked."""


@dataclass(frozen=True, slots=True)
class Rule:
    """If this is so, it is at least that urgent."""

    id: str
    complaint: str
    """Whose rule; empty: of every complaint."""
    when: Condition
    who: tuple[str, ...]
    """`anyone`, `pregnant`, or a kind of people that `measures.yaml` knows by age."""
    level: Level
    department: str | None
    unsure: bool
    """An emergency for "not sure" too."""
    sources: tuple[Mapping[str, str], ...]
    place: str
    """File and line."""

    @property
    def depends_on_age(self) -> bool:
        """Whether it is for people of some age only."""
        return ANYONE not in self.who and any(who != PREGNANT for who in self.who)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody comes with."""

    id: str
    opens_with: tuple[str, ...]
    departments: Mapping[str, str]
    """For `adult` and for `child`."""
    level: Level
    """Where no rule says that it is more urgent."""
    because: str
    rules: tuple[Rule, ...]
    place: str
    crisis: bool = False
    """Of the mind: the crisis line is named, and its emergencies are crises."""
    alone: bool = False
    """Opened only where no other complaint is: it mostly comes with one."""
    measured_with: tuple[str, ...] | None = None
    """What was measured is asked only where one of these is so; None: always."""


@dataclass(frozen=True, slots=True)
class Department:
    """Where somebody is sent."""

    names: Mapping[str, str]
    services: tuple[str, ...]
    """Of the clinic file, the best first."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All of it."""

    version: str
    """Hash of the files."""
    concepts: Mapping[str, Concept]
    complaints: Mapping[str, Complaint]
    general: tuple[Rule, ...]
    """For every complaint, also for one that is unknown."""
    departments: Mapping[str, Department]
    sources: Mapping[str, Mapping[str, str]]
    """What `page`, `openem` and `emcare` of a rule's sources stand for."""
    measures: Measures
    lasts: Mapping[str, float]
    """Concept to the days from which on it is so."""
    ages: Mapping[str, Days]
    """Concept, or kind of people, to the ages of which it is so."""
    rows: tuple[int, ...]
    """Years at which the choices begin when an age is asked for."""
    reader: Reader
    texts: Texts

    def rules(self, complaints: Iterable[str]) -> Iterator[Rule]:
        """What can be said of these complaints."""
        for id_ in complaints:
            yield from self.complaints[id_].rules
        yield from self.general

    def rule(self, id_: str) -> Rule | None:
        """A rule by its id; None: this version has none."""
        return next((rule for rule in self.every_rule() if rule.id == id_), None)

    def every_rule(self) -> Iterator[Rule]:
        """All there are."""
        yield from self.rules(self.complaints)

    def opened_by(self, concept: str) -> Iterator[str]:
        """Complaints that a concept opens."""
        for complaint in self.complaints.values():
            if concept in complaint.opens_with:
                yield complaint.id

    def row(self, years: int) -> Days:
        """The ages of one choice."""
        after = [each for each in self.rows if each > years]
        return years * DAYS_IN_A_YEAR, after[0] * DAYS_IN_A_YEAR if after else inf

    def bundles(self, concept: str) -> Iterator[str]:
        """What else is so where a concept is."""
        for id_, other in self.concepts.items():
            if concept in other.any_of:
                yield id_

    def asked_together(self) -> frozenset[str]:
        """Concepts that the one question about what was measured answers."""
        measures = self.measures.measures.values()
        return frozenset(c for m in measures if m.asked_together for c in m.concepts)

    def used(self) -> frozenset[str]:
        """Every concept that a rule asks for."""
        rules = self.every_rule()
        return frozenset(concept for rule in rules for concept in concepts(rule.when))
