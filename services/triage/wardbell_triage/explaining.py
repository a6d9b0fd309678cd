"""Why a run has its level: which rule, which words of the lexicons, which source."""

from __future__ import annotations

from typing import Any

from wardbell_triage.conditions import concepts
from wardbell_triage.interview import deciding, department
from wardbell_triage.rulebook import ANYONE, Rulebook
from wardbell_triage.state import Interview


def explanation(book: Rulebook, interview: Interview) -> dict[str, Any]:
    """All that led to the level, in codes: never the patient's words."""
    rule, complaint = deciding(book, interview)
    relevant = tuple(dict.fromkeys(concepts(rule.when))) if rule else ()
    return {
        "level": interview.level,
        "rule": interview.rule,
        "complaints": list(interview.complaints),
        "department": department(book, interview),
        "knowledge": book.version,
        "for": [who for who in rule.who if who != ANYONE] if rule else [],
        "because": {c: _known(interview, c) for c in relevant if c in interview.facts},
        "sources": [_source(book, dict(each)) for each in rule.sources] if rule else [],
        "place": rule.place if rule else complaint.place if complaint else "",
        "facts": {c: _known(interview, c) for c in sorted(interview.facts)},
        "asked": list(interview.asked),
    }


def _known(interview: Interview, concept: str) -> str:
    fact = interview.facts[concept]
    return f"{fact.answer} ({fact.because})"


def _source(book: Rulebook, named: dict[str, str]) -> dict[str, str]:
    """A source with its title and address, where `sources.yaml` has them."""
    kind = next((k for k in ("page", "openem", "emcare") if k in named), "")
    about = book.sources.get(named["page"] if kind == "page" else kind, {})
    return {**named, **{k: str(about[k]) for k in ("title", "address") if k in about}}
