"""How well comments are read, against comments of which it is known. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wardbell_events.feedback import Sentiment
from wardbell_feedback.sentiment import CLASSES, Model

LABELS: dict[int, Sentiment] = {-1: "negative", 0: "neutral", 1: "positive"}
Probabilities = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A comment with what it means."""

    text: str
    label: Sentiment
    language: str


def read_rows(lines: Iterable[str]) -> list[Labelled]:
    """Rows with `text`, `sentiment` or `y` (-1, 0, 1), `lang` (else `en`). ValueError: another."""
    rows = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                label = LABELS[row["sentiment"] if "sentiment" in row else row["y"]]
                rows.append(Labelled(str(row["text"]), label, row.get("lang", "en")))
            except (ValueError, KeyError, TypeError, AttributeError) as wrong:
                raise ValueError(f"line {number} has no text with -1, 0 or 1") from wrong
    return rows


def evaluate(model: Model, rows: Sequence[Labelled]) -> dict[str, Any]:
    """Figures of all rows, and of each language.

    Raises:
        ValueError: there are no rows.
    """
    if not rows:
        raise ValueError("there is nothing in it")
    languages = {}
    for language in sorted({row.language for row in rows}):
        part = [row for row in rows if row.language == language]
        languages[language] = _of(model, part)
    return {**_of(model, rows), "languages": languages}


def _of(model: Model, rows: Sequence[Labelled]) -> dict[str, Any]:
    told = [model.probabilities(row.text) for row in rows]
    unread = sum(model.read(row.text).sentiment is None for row in rows)
    truth = [row.label for row in rows]
    return {**figures(truth, told, model.angry_from), "not_read": unread}


def figures(
    truth: Sequence[Sentiment], told: Sequence[Probabilities], angry_from: float
) -> dict[str, Any]:
    """Of some comments: what is right, and what counts as angry."""
    best = [CLASSES[one.index(max(one))] for one in told]
    pairs = list(zip(truth, best, strict=True))
    angry = [label for label, one in zip(truth, told, strict=True) if one[0] >= angry_from]
    negative = max(1, truth.count("negative"))
    return {
        "comments": len(truth),
        "accuracy": _round(sum(label == read for label, read in pairs) / len(pairs)),
        "macro_f1": _round(sum(_f1(pairs, name) for name in CLASSES) / len(CLASSES)),
        "negative_recall": _round(pairs.count(("negative", "negative")) / negative),
        "angry": len(angry),
        "angry_and_negative": angry.count("negative"),
        "angry_recall": _round(angry.count("negative") / negative),
        "angry_though_positive": angry.count("positive"),
    }


def _f1(pairs: Sequence[tuple[Sentiment, Sentiment]], name: Sentiment) -> float:
    right = pairs.count((name, name))
    wrong = sum((label == name) != (read == name) for label, read in pairs)
    return 2 * right / (2 * right + wrong) if right else 0.0


def _round(value: float) -> float:
    return round(float(value), 3)
