"""How much later or earlier something is wanted: "half an hour later", "an hour earlier". Pure.

The words are data: `[shift]` in `words/<language>.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from wardbell_dialogue.folding import plain


@dataclass(frozen=True, slots=True)
class _Shifts:
    found: re.Pattern[str]
    numbers: dict[str, int]
    units: dict[str, int]
    """Minutes."""
    later: frozenset[str]


@cache
def _languages() -> list[_Shifts]:
    folder = files("wardbell_scheduling") / "words"
    return [
        _read(tomllib.loads(file.read_text(encoding="utf-8"))["shift"])
        for file in sorted(folder.iterdir(), key=lambda f: f.name)
    ]


def _read(raw: dict[str, dict[str, list[str]]]) -> _Shifts:
    numbers = {plain(p): int(n) for n, ps in raw["numbers"].items() for p in ps}
    units = {plain(p): int(n) for n, ps in raw["units"].items() for p in ps}
    later, earlier = ([plain(p) for p in raw["ways"][way]] for way in ("later", "earlier"))
    amount, unit, way = _one_of(numbers), _one_of(units), _one_of([*later, *earlier])
    found = rf"\b(?:(?P<n>\d{{1,2}}|{amount}) ?)?(?P<unit>{unit}) (?P<way>{way})\b"
    return _Shifts(re.compile(found), numbers, units, frozenset(later))


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def shift(text: str) -> timedelta | None:
    """By how much; earlier is less than nothing. None: no such thing is said."""
    said = plain(text)
    for known in _languages():
        if (found := known.found.search(said)) is not None:
            n = found["n"] or "1"
            minutes = (int(n) if n.isdecimal() else known.numbers[n]) * known.units[found["unit"]]
            return timedelta(minutes=minutes if found["way"] in known.later else -minutes)
    return None
