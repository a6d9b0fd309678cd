"""The model card, in the words of what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wardbell_sentiment.figures import FOLDS, SURE
from wardbell_sentiment.training import KEPT, WRITTEN_WEIGHT

TEXT = Path(__file__).with_name("card.md")


def card(made: Mapping[str, Any]) -> str:
    """The page."""
    rows = "\n".join(_row(name, part) for name, part in made["figures"].items())
    return TEXT.read_text(encoding="utf-8").format(
        features=len(made["weights"]),
        kept=KEPT,
        nhs=made["figures"]["folds, the NHS's comments"]["comments"],
        times=f"{WRITTEN_WEIGHT:g}",
        folds=FOLDS,
        threshold=made["angry_from"],
        sure=f"{SURE * 100:g}",
        rows=rows,
    )


def _row(name: str, part: Mapping[str, Any]) -> str:
    cells = [
        name,
        part["comments"],
        part["accuracy"],
        part["macro_f1"],
        part["negative_recall"],
        part["angry"],
        part["angry_and_negative"],
        part["angry_recall"],
        part["angry_though_positive"],
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
