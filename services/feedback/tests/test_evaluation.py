"""Figures of how comments are read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wardbell_feedback.commands import app
from wardbell_feedback.evaluation import figures

HELD_OUT = Path(__file__).parents[1] / "training" / "held_out.jsonl"


def test_figures_are_counted_right():
    truth = ["negative", "negative", "negative", "neutral", "positive", "positive"]
    sure, doubtful = (0.9, 0.05, 0.05), (0.6, 0.2, 0.2)
    told = [sure, doubtful, (0.1, 0.1, 0.8), (0.1, 0.8, 0.1), sure, (0.1, 0.1, 0.8)]

    found = figures(truth, told, 0.8)

    # By hand: negative 2 of 3 found, 2 of 3 right; neutral 1; positive 1 of 2 and 1 of 2.
    assert found == {
        "comments": 6,
        "accuracy": 0.667,
        "macro_f1": round((2 / 3 + 1 + 1 / 2) / 3, 3),
        "negative_recall": 0.667,
        "angry": 2,
        "angry_and_negative": 1,
        "angry_recall": 0.333,
        "angry_though_positive": 1,
    }


def test_a_file_is_evaluated_by_language():
    found = json.loads(CliRunner().invoke(app, ["evaluate", str(HELD_OUT), "--json"]).stdout)

    assert found["comments"] == 30
    assert found["languages"]["en"]["accuracy"] > 0.8
    assert found["languages"]["fr"]["comments"] == 7
    assert found["languages"]["fr"]["not_read"] >= 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "there is nothing in it"),
        ('{"text": "a", "y": 1}\n{"text": "b", "y": 7}', "line 2 has"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, content, said):
    file = tmp_path / "mine.jsonl"
    file.write_text(content)

    refused = CliRunner().invoke(app, ["evaluate", str(file)])

    assert refused.exit_code == 2
    assert said in refused.stderr
