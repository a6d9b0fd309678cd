"""Labelled cases of `wardbell triage evaluate`: what each tells, and which levels are right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

GOLD: Mapping[str, frozenset[int]] = {
    "emergency": frozenset({1}),
    "emergency_mental_health": frozenset({1}),
    "urgent_1day": frozenset({2, 3}),
    "urgent_24_48h": frozenset({2, 3}),
    "urgent": frozenset({2, 3}),
    "non_urgent_1week": frozenset({4}),
    "non_urgent_weeks": frozenset({4}),
    "routine": frozenset({4}),
    "non_urgent": frozenset({4}),
    "non_emergency": frozenset({2, 3, 4}),
    "self_care": frozenset({5}),
    "not_emergency": frozenset({2, 3, 4, 5}),
}
"""Which levels a label allows."""
NOT_SCORED = frozenset({"urgent_or_emergency", "emergency_unverified"})


@dataclass(frozen=True, slots=True)
class Case:
    """One patient."""

    id: str
    gold: str
    opening: str
    language: str
    age: float | None
    """Years, for who is asked."""
    findings: tuple[tuple[str, object], ...]
    """Name and answer; an empty name where only a sentence is there."""
    vitals: Mapping[str, object]
    later: tuple[str, ...]


def read(lines: Iterable[str]) -> Iterator[Case]:
    """Cases of a JSONL file.

    Raises:
        ValueError: naming the line that is none.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _case(number, json.loads(line))
            except (TypeError, AttributeError, json.JSONDecodeError) as wrong:
                raise ValueError(f"line {number} is no case: {wrong}") from wrong


def _case(number: int, row: dict[str, Any]) -> Case:
    gold, text = row.get("gold_triage"), row.get("text")
    if gold not in GOLD and gold not in NOT_SCORED:
        raise ValueError(f"line {number}: gold_triage {gold!r} is none of {', '.join(GOLD)}")
    opening = row.get("chief_complaint") or text
    if not isinstance(opening, str):
        raise TypeError("it has neither chief_complaint nor text")
    findings, vitals, later = _told(row.get("findings"))
    if isinstance(text, str) and text != opening:
        # What somebody would say when asked, if they did not begin with it.
        findings = [*findings, ("", text)]
    return Case(
        id=str(row.get("id") or number),
        gold=str(gold),
        opening=opening,
        language=row.get("lang") or "en",
        age=_number(row.get("age")),
        findings=tuple(findings),
        vitals=vitals,
        later=later,
    )


def _told(raw: object) -> tuple[list[tuple[str, object]], dict[str, object], tuple[str, ...]]:
    """Of an object only `qa`, `vitals` and `other` answer; its other keys are labels."""
    if raw is None:
        return [], {}, ()
    if isinstance(raw, list):
        return [("", each) for each in raw], {}, ()
    if not isinstance(raw, dict):
        raise TypeError("findings must be null, a list or an object")
    findings = [pair for key in ("qa", "other") for pair in (raw.get(key) or {}).items()]
    turns = raw.get("later_turns") or ()
    later = tuple(str(turn["content"] if isinstance(turn, dict) else turn) for turn in turns)
    return findings, dict(raw.get("vitals") or {}), later


def _number(raw: object) -> float | None:
    try:
        return float(str(raw))
    except ValueError:
        return None
