"""What the model learns from, and what it has never seen."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from wardbell_cli.environment import ROOT
from wardbell_feedback.evaluation import Labelled, read_rows

FOLDER = ROOT / "services" / "feedback" / "training"
COMMENTS = ("nhs_feedback.jsonl", "seeds.jsonl", "english.jsonl", "german.jsonl")
WORDS = "words.jsonl"
"""Words and phrases by themselves: always learnt, never measured."""
HELD_OUT = "held_out.jsonl"
CODE = tuple(Path(__file__).with_name(name) for name in ("data.py", "training.py", "figures.py"))


@dataclass(frozen=True, slots=True)
class Comment(Labelled):
    """A comment with what it means, and where it comes from."""

    group: str
    """Whoever wrote it: their comments are never on both sides of a fold."""
    source: str


def read(name: str) -> list[Comment]:
    """The rows of a file."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    found = []
    for number, (line, row) in enumerate(zip(lines, read_rows(lines), strict=True)):
        # The NHS names a respondent's answers "… - Q1" and "… - Q2".
        group = re.sub(r" - Q\d$", "", json.loads(line).get("id", f"{name}/{number}"))
        found.append(Comment(row.text, row.label, row.language, group, name))
    return found


def comments() -> list[Comment]:
    """All comments that are learnt from."""
    return [comment for name in COMMENTS for comment in read(name)]


def made_from() -> str:
    """What weights and figures follow from, data and code, as one hash.

    What the service counts of a comment is not in it: whoever learns again notices that.
    """
    files = [*(FOLDER / name for name in (*COMMENTS, WORDS, HELD_OUT)), *CODE]
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file.name}\n".encode() + file.read_bytes())
    return found.hexdigest()
