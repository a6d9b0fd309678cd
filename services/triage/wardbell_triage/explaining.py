"""Why a run has its level: which rule, which words of the lexicons, which source."""

from __future__ import annotations

from math import ceil, inf
from typing import Any

from wardbell_triage.ages import DAYS_IN_A_YEAR
from wardbell_triage.conditions import concepts
from wardbell_triage.interview import deciding, department
from wardbell_triage.rulebook import ANYONE, Days, Rulebook
from wardbell_triage.state import Interview

MONTH = 30
TWO_YEARS = 2 * DAYS_IN_A_YEAR
"""Up to which an age is told in months. Both in days."""


def explanation(book: Rulebook, interview: Interview) -> dict[str, Any]:
    """All that led to the level, in codes: never the patient's words.

    Where no rule holds, those that were looked at: each has its source.
    """
    rule, complaint = deciding(book, interview)
    relevant = tuple(dict.fromkeys(concepts(rule.when))) if rule else ()
    return {
        "level": interview.level,
        "rule": interview.rule,
        "complaints": list(interview.complaints),
        "department": department(book, interview),
        "knowledge": book.version,
        "for": list(rule.who) if rule else [ANYONE],
        "age": _age(interview.age),
        "because": {c: _known(book, interview, c) for c in relevant if c in interview.facts},
        "sources": [_source(book, dict(each)) for each in rule.sources] if rule else [],
        "ruled_out": [each.id for each in complaint.rules] if complaint and not rule else [],
        "place": rule.place if rule else complaint.place if complaint else "",
        "facts": {c: _known(book, interview, c) for c in sorted(interview.facts)},
        "asked": list(interview.asked),
    }


def _age(days: Days | None) -> str:
    """An age in words: as it was told, or as far as it is known."""
    if days is None:
        return "not told"
    least, most = days
    if most <= TWO_YEARS:
        return f"{int(least / MONTH)} months"
    years = int(least / DAYS_IN_A_YEAR)
    if most == inf:
        return f"{years} years or more"
    older = ceil(most / DAYS_IN_A_YEAR) - 1
    return f"{years} years" if older <= years else f"{years} to {older} years"


def _known(book: Rulebook, interview: Interview, concept: str) -> str:
    """An answer and why: what only follows from something else is not told or measured itself."""
    fact = interview.facts[concept]
    measured = {c for m in book.measures.measures.values() for c in m.concepts}
    parts = book.concepts[concept].any_of if concept in book.concepts else ()
    of = [part for part in parts if fact.answer == "yes" and interview.facts.get(part) == fact]
    if not of or (concept in measured and fact.because == "measured"):
        return f"{fact.answer} ({fact.because})"
    return f"{fact.answer} (follows from {', '.join(of)})"


def _source(book: Rulebook, named: dict[str, str]) -> dict[str, str]:
    """A source with its title and address, where `sources.yaml` has them."""
    kind = next((k for k in ("page", "openem", "emcare") if k in named), "")
    about = book.sources.get(named["page"] if kind == "page" else kind, {})
    return {**named, **{k: str(about[k]) for k in ("title", "address") if k in about}}
