"""Words about appointments, as data per language: `words/en.toml`, `words/de.toml`, …"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from rapidfuzz.distance import OSA

from wardbell_dialogue.words import plain

Whole = Literal["back", "drop", "more"]
Phrase = Literal["leave", "wait", "cancel", "move", "earlier", "mine", "any"]
PHRASES: tuple[Phrase, ...] = ("leave", "wait", "cancel", "move", "earlier", "mine", "any")

SHORTEST = 4
"""Letters of a word of a name that counts."""
SURE = 0.05
"""By how much one name must be nearer than the next."""


@dataclass(frozen=True, slots=True)
class _Words:
    whole: dict[str, str]
    phrases: dict[str, str]
    before_name: frozenset[str]
    last_day: dict[str, str]
    days: dict[str, tuple[int, ...]]


@cache
def _read() -> _Words:
    whole: dict[str, str] = {}
    phrases: dict[str, str] = {}
    before: set[str] = set()
    last: dict[str, str] = {}
    days: dict[str, tuple[int, ...]] = {}
    folder = files("wardbell_scheduling") / "words"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        whole |= {plain(p): meaning for meaning, ps in raw["whole"].items() for p in ps}
        phrases |= {plain(p): meaning for meaning, ps in raw["phrases"].items() for p in ps}
        before |= {plain(p) for p in raw["before_name"]["words"]}
        last |= {plain(p): meaning for meaning, ps in raw["last_day"].items() for p in ps}
        days |= {plain(p): tuple(map(int, n)) for n, ps in raw["days"].items() for p in ps}
    return _Words(whole, phrases, frozenset(before), last, days)


def whole(text: str) -> Whole | None:
    """What a whole message means."""
    return _read().whole.get(plain(text))  # type: ignore[return-value]


def phrase(text: str) -> Phrase | None:
    """What a message speaks of; what is to be done counts before what it is about."""
    said = f" {plain(text)} "
    found = {meaning for p, meaning in _read().phrases.items() if f" {p} " in said}
    return next((meaning for meaning in PHRASES if meaning in found), None)


def several_days(text: str) -> tuple[int, ...]:
    """Weekdays that one word stands for, Monday 0; empty: none."""
    said = f" {plain(text)} "
    return next((days for p, days in _read().days.items() if f" {p} " in said), ())


def last_day(text: str) -> tuple[str, str, str] | None:
    """Where a last day is named: what is said before it, whether it is `until` or `before`, it."""
    said = text.split()
    for at, word in enumerate(said):
        if (meaning := _read().last_day.get(plain(word))) is not None:
            return " ".join(said[:at]), meaning, " ".join(said[at + 1 :])
    return None


def named(text: str, names: dict[str, str]) -> str | None:
    """The one thing of `names` (name to id) that a message names, typos allowed; None if none.

    Each word of a name that is long enough counts by itself: "weber" is Dr. Anna Weber. After
    "Dr" or "with" a name is expected, and found with more typos than elsewhere.
    """
    said = plain(text).split()
    best: dict[str, float] = {}
    for name, id_ in names.items():
        if "".join(plain(name).split()) in "".join(said):
            best[id_] = 2.0  # "checkup" is a check-up
            continue
        words = [w for w in plain(name).split() if len(w) >= SHORTEST]
        for word in words:
            likeness = max((_likeness(word, said, at) for at in range(len(said))), default=0.0)
            if likeness:
                # A name of two words that are both said beats one of which one is.
                best[id_] = best.get(id_, 0.0) + likeness / len(words) ** 0.5
    if not best:
        return None
    ranked = sorted(best, key=lambda id_: best[id_], reverse=True)
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < SURE:
        return None
    return ranked[0]


def _likeness(word: str, said: list[str], at: int) -> float:
    """How near a word that was said is to one of a name: 1 the same, 0 too far."""
    expected = at > 0 and said[at - 1] in _read().before_name
    typos = 2 if len(word) >= (5 if expected else 8) else 1
    distance = OSA.distance(word, said[at], score_cutoff=typos)
    return 0.0 if distance > typos else 1 - distance / len(word)
