"""For whom something is, if not for who writes: `[others]` in `words/<language>.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wardbell_dialogue.folding import plain
from wardbell_dialogue.word_lists import languages

STORY = 8
"""Words that may be told of somebody before it is said what they need."""


@dataclass(frozen=True, slots=True)
class _Others:
    another: re.Pattern[str]
    both: re.Pattern[str]


def for_another(text: str) -> bool:
    """Whether a message says that it is for somebody else than who writes it."""
    said = plain(text)
    return any(others.another.search(said) for others in _languages())


def for_both(text: str) -> bool:
    """Whether a message says that it is for who writes it and for somebody else."""
    said = plain(text)
    return any(others.both.search(said) for others in _languages())


@cache
def _languages() -> list[_Others]:
    folder = files("wardbell_dialogue") / "words"
    raws = [
        tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))["others"]
        for language in languages()
    ]
    return [_Others(_another(raw), _both(raw)) for raw in raws]


def _another(raw: dict[str, list[str]]) -> re.Pattern[str]:
    before, owner, whom, needs, called, joined = (
        "|".join(plain(p) for p in raw[key])
        for key in ("before", "owner", "whom", "needs", "called", "and")
    )
    between = r"(?: \w+){0,3}?"  # "for my little son"
    # "my son Tom needs", "mum needs", "my husband had a stroke 2 years ago and needs"
    who = rf"(?:(?:{owner}) (?:{whom})|{called})(?:(?: \w+)?|(?: \w+){{1,{STORY}}}? (?:{joined}))"
    return re.compile(rf"\b(?:(?:{before}){between} (?:{whom})|{who} (?:{needs}))\b")


def _both(raw: dict[str, list[str]]) -> re.Pattern[str]:
    whom, owner, self_, joined, together = (
        "|".join(plain(p) for p in raw[key]) for key in ("whom", "owner", "self", "and", "together")
    )
    theirs = rf"(?:{owner})(?: \w+)? (?:{whom})"  # "my little son"
    return re.compile(
        rf"\b(?:(?:{self_}) (?:{joined}) {theirs}|{theirs} (?:{joined}) (?:{self_})|{together})\b"
    )
