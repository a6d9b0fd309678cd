"""`wardbell triage evaluate`: every case as a chat through the real engine, in one process.

A message goes first through the emergency screen, as at the webhook's door, then through the same
step as in the service. What a case does not tell is answered "no".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from uuid import UUID, uuid5

from wardbell_dialogue.words import yes_or_no
from wardbell_events.inbound import Tap, Text
from wardbell_redflags import screen
from wardbell_triage.cases import GOLD, NOT_SCORED, Case
from wardbell_triage.conversation import turn
from wardbell_triage.hearing import added
from wardbell_triage.interview import learn
from wardbell_triage.rulebook import EMERGENCY, Level, Rulebook
from wardbell_triage.state import AGE, DANGER, DESCRIBE, MEASURED, WHOM, Fact, Interview

RUN = UUID("6f1f9a53-27ef-4b5c-9a39-3a5b4f3e9b10")
"""Namespace of the runs of cases."""
MOST_QUESTIONS = 60
URGENT: Level = 3
"""Of two levels: urgent up to here."""


@dataclass(slots=True)
class Played:
    """How a case went."""

    case: Case
    level: int
    """In the end, after all later turns."""
    rule: str
    questions: int
    lowered: bool = False
    """At some time it was more urgent than in the end; must never be."""


@dataclass(slots=True)
class Chat:
    """One patient's chat."""

    book: Rulebook
    case: Case
    interview: Interview | None = None
    questions: int = 0
    levels: list[int] = field(default_factory=list)

    def play(self) -> Played:
        """From the first words to the last."""
        self._says(self.case.opening)
        told = self._told()
        while (now := self._open()) is not None and self.questions < MOST_QUESTIONS:
            self.questions += 1
            self._answers(now, told)
        for text in self.case.later:
            self._says(text)
            while (now := self._open()) is not None and self.questions < MOST_QUESTIONS:
                self.questions += 1
                self._answers(now, told)
        assert self.interview is not None  # noqa: S101
        level = self.interview.level or EMERGENCY
        return Played(
            self.case, level, self.interview.rule, self.questions, level > min(self.levels)
        )

    def _open(self) -> Interview | None:
        now = self.interview
        return now if now is not None and not now.done and now.asking else None

    def _says(self, text: str) -> None:
        run = uuid5(RUN, self.case.id)
        if (match := screen(text)) is not None:
            self.interview = Interview(run, level=EMERGENCY, rule=match.rule, done=True)
        else:
            self.interview = turn(self.book, self.interview, Text(body=text), run).interview
        self._note()

    def _answers(self, now: Interview, told: Interview) -> None:
        run = uuid5(RUN, self.case.id)
        if now.asking == MEASURED:
            said: Text | Tap = Text(body=self._vitals() or "no")
        elif now.asking == AGE:
            age = self.case.age
            # Nothing special is told of an age that is not: neither a child nor old.
            untold: Text | Tap = Tap(service="triage", action="age", argument="18")
            if now.age is not None:  # "my child" is no adult
                untold = Text(body="not sure")
            said = untold if age is None else Text(body=_age(age))
        elif now.asking == DESCRIBE:
            said = Text(body=self.case.opening)
        elif now.asking == DANGER:
            danger = any(screen(f"{n} {a}") for n, a in self.case.findings)
            said = Text(body="yes" if danger else "no")
        elif now.asking == WHOM:
            said = Text(body="yes")
        else:
            fact = told.facts.get(now.asking)
            choice = fact.answer if fact is not None else "no"
            said = Tap(service="triage", action="answer", argument=f"{now.asking}.{choice}")
        self.interview = turn(self.book, now, said, run).interview
        self._note()

    def _note(self) -> None:
        if self.interview is not None and self.interview.level is not None:
            self.levels.append(self.interview.level)

    def _told(self) -> Interview:
        """All that the case tells, as facts: what the patient knows when asked."""
        known = Interview(RUN)
        for name, answer in self.case.findings:
            known = _finding(self.book, known, name.replace("_", " "), answer)
        measured = self.book.measures.record(self.case.vitals)
        facts = {
            concept: Fact("yes" if is_so else "no", "measured")
            for concept, is_so in self.book.measures.concepts(measured)
        }
        return learn(self.book, known, facts)

    def _vitals(self) -> str:
        measured = self.book.measures.record(self.case.vitals)
        measures = self.book.measures.measures
        told = ", ".join(f"{measures[id_].words[0]} {value:g}" for id_, value in measured.items())
        return told if self.book.measures.read(told).values else ""


def evaluate(book: Rulebook, cases: Iterable[Case]) -> dict[str, Any]:
    """Figures over all cases; fractions from 0 to 1, None where there was nothing to judge."""
    played = [Chat(book, case).play() for case in cases]
    scored = [each for each in played if each.case.gold not in NOT_SCORED]
    emergencies = [each for each in scored if GOLD[each.case.gold] == {EMERGENCY}]
    return {
        "cases": len(scored),
        "exact": _share(each.level in GOLD[each.case.gold] for each in scored),
        "two_level": _share(_right_side(each) for each in scored),
        "emergency_sensitivity": _share(each.level == EMERGENCY for each in emergencies),
        "safe_advice": _share(each.level <= max(GOLD[each.case.gold]) + 1 for each in scored),
        "over_triage": _share(each.level < min(GOLD[each.case.gold]) for each in scored),
        "questions_median": median([each.questions for each in played] or [0]),
        "lowered_later": sum(each.lowered for each in played),
        "misses": [_line(each) for each in emergencies if each.level > EMERGENCY],
        "wrong": [
            _line(each)
            for each in scored
            if each.level not in GOLD[each.case.gold] and each not in emergencies
        ],
        "not_scored": _levels(each for each in played if each.case.gold in NOT_SCORED),
        "knowledge": book.version,
    }


def _finding(book: Rulebook, known: Interview, name: str, answer: object) -> Interview:
    """One answer: a yes or no to what its name says, a number of it, or a sentence."""
    words = str(answer)
    if isinstance(answer, bool):
        words = "yes" if answer else "no"
    said = yes_or_no(words)
    if name and said is not None:
        named = {c: Fact(said, "told") for c, m in book.reader(name).items() if not m.denied}
        if (concept := name.replace(" ", "_")) in book.concepts:
            named[concept] = Fact(said, "told")
        return learn(book, known, named)
    return added(book, known, f"{name}: {words}" if name else words)


def _age(years: float) -> str:
    return f"{years:g}" if years >= 1 else f"{max(1, round(years * 12))} months"


def _right_side(each: Played) -> bool:
    return (each.level <= URGENT) in {level <= URGENT for level in GOLD[each.case.gold]}


def _share(hits: Iterable[bool]) -> float | None:
    found = list(hits)
    return round(sum(found) / len(found), 4) if found else None


def _line(each: Played) -> dict[str, Any]:
    return {
        "id": each.case.id,
        "gold": each.case.gold,
        "level": each.level,
        "rule": each.rule,
        "questions": each.questions,
    }


def _levels(played: Iterable[Played]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for each in played:
        found.setdefault(each.case.gold, Counter())[str(each.level)] += 1
    return {gold: dict(sorted(levels.items())) for gold, levels in sorted(found.items())}
