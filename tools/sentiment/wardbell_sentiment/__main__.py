"""`make sentiment`: the weights and their model card, from the data in the tree."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import Any

from wardbell_cli.environment import ROOT
from wardbell_feedback.evaluation import figures
from wardbell_feedback.sentiment import READ, Model
from wardbell_sentiment import training
from wardbell_sentiment.card import card
from wardbell_sentiment.data import HELD_OUT, comments, made_from, read
from wardbell_sentiment.figures import angry_from, out_of_fold

WEIGHTS = ROOT / "services" / "feedback" / "wardbell_feedback" / "sentiment.json"
CARD = ROOT / "docs" / "reference" / "sentiment.md"


def main() -> None:
    """Train, measure, write."""
    argparse.ArgumentParser(prog="make sentiment", description=__doc__).parse_args()
    known, unseen = comments(), read(HELD_OUT)
    told = out_of_fold(known)
    real = [at for at, comment in enumerate(known) if comment.source.startswith("nhs")]
    threshold = angry_from([known[at] for at in real], [told[at] for at in real])
    raw = {**training.weights(*training.fit(known)), "angry_from": threshold}
    model = Model.of(raw)
    parts = {"folds, the NHS's comments": real}
    for language in READ:
        parts[f"folds, sentences written in {language}"] = [
            at
            for at, comment in enumerate(known)
            if comment.language == language and at not in set(real)
        ]
    measured = {
        name: figures([known[at].label for at in part], [told[at] for at in part], threshold)
        for name, part in parts.items()
    }
    for language in sorted({comment.language for comment in unseen}):
        part_of = [comment for comment in unseen if comment.language == language]
        probabilities = [model.probabilities(comment.text) for comment in part_of]
        measured[f"held out, {language}"] = figures(
            [one.label for one in part_of], probabilities, threshold
        )
    made = {"made_from": made_from(), "figures": measured, **raw}
    WEIGHTS.write_text(lines(made))
    CARD.write_text(card(made))
    print(json.dumps(measured, indent=1))


def lines(made: Mapping[str, Any]) -> str:
    """As JSON, a feature a line: a change shows what changed."""
    head = [
        f"{json.dumps(name)}:{_json(value)}" for name, value in made.items() if name != "weights"
    ]
    rows = ",\n".join(f"{_json(name)}:{_json(row)}" for name, row in made["weights"].items())
    return "{" + ",\n".join(head) + ',\n"weights":{\n' + rows + "\n}}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
