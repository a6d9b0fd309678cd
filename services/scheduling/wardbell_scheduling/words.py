"""Words about appointments, as data per language: `words/en.toml`, `words/de.toml`, …"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from wardbell_dialogue.words import bare, plain, step, yes_or_no

Whole = Literal["back", "drop", "more", "earlier", "later", "take", "come", "none"]
Phrase = Literal[
    "leave", "listed", "wait", "cancel", "move", "earlier_then", "later_then", "freed", "earlier", "asks",
    "mine", "too_early", "too_late", "other_doctor", "whenever", "any", "soonest",
]  # fmt: skip
PHRASES: tuple[Phrase, ...] = get_args(Phrase)


@dataclass(frozen=True, slots=True)
class _Words:
    whole: dict[str, str]
    phrases: dict[str, list[tuple[str, str]]]
    """By their first word; each between spaces."""
    denials: frozenset[str]
    before_name: frozenset[str]
    everyday: frozenset[str]
    itself: frozenset[str]
    last_day: dict[str, str]
    day_before: tuple[str, ...]
    days: dict[str, tuple[int, ...]]


@cache
def _read() -> _Words:
    whole: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    denials: set[str] = set()
    before: set[str] = set()
    everyday: set[str] = set()
    itself: set[str] = set()
    last: dict[str, str] = {}
    day_before: list[str] = []
    days: dict[str, tuple[int, ...]] = {}
    folder = files("wardbell_scheduling") / "words"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        whole |= {plain(p): meaning for meaning, ps in raw["whole"].items() for p in ps}
        for meaning, ps in raw["phrases"].items():
            for p in map(plain, ps):
                phrases.setdefault(p.split()[0], []).append((f" {p} ", meaning))
        denials |= {plain(p) for p in raw["denials"]["words"]}
        before |= {plain(p) for p in raw["before_name"]["words"]}
        everyday |= {plain(p) for p in raw["everyday"]["words"]}
        itself |= {plain(p) for p in raw["itself"]["words"]}
        last |= {plain(p): meaning for meaning, ps in raw["last_day"].items() for p in ps}
        day_before += raw["day_before"]["words"]
        days |= {plain(p): tuple(map(int, n)) for n, ps in raw["days"].items() for p in ps}
    return _Words(
        whole,
        phrases,
        frozenset(denials),
        frozenset(before),
        frozenset(everyday),
        frozenset(itself),
        last,
        tuple(day_before),
        days,
    )


def whole(text: str) -> Whole | None:
    """What a whole message means."""
    known = _read().whole
    return step(text) or known.get(plain(text)) or known.get(bare(text))  # type: ignore[return-value]


def phrase(text: str) -> Phrase | None:
    """What a message speaks of; what is to be done counts before what it is about."""
    found = _phrases(text)
    return next((meaning for meaning in PHRASES if meaning in found), None)


def of_own(text: str) -> bool:
    """Whether a message speaks of a visit that its writer has: "my appointment"."""
    return "mine" in _phrases(text)


def unable(text: str) -> bool:
    """Whether a message says that its writer cannot: "geht leider nicht"."""
    return "unable" in _phrases(bare(text))


def running_late(text: str) -> bool:
    """Whether a message says that its writer is late for a visit there is."""
    found = _phrases(text)
    new = not _read().itself.isdisjoint(plain(text).split()) and "mine" not in found
    return "running_late" in found and not new


def _phrases(text: str) -> set[str]:
    said = plain(text)
    padded, phrases = f" {said} ", _read().phrases
    return {
        meaning for first in said.split() for p, meaning in phrases.get(first, ()) if p in padded
    }


def beside(text: str) -> Literal["earlier", "later"] | None:
    """Whether an earlier or a later time of the same day is wanted."""
    match whole(text), phrase(text):
        case ("earlier", _) | (_, "earlier_then" | "too_late" | "earlier"):
            return "earlier"
        case ("later", _) | (_, "later_then" | "too_early"):
            return "later"
    return None


def none_suits(text: str) -> bool:
    """Whether a message says no to all that was offered."""
    if (answer := yes_or_no(text)) is not None:
        return answer == "no"
    return not {"none_suits", "unable"}.isdisjoint(_phrases(bare(text)))


def same_hour(text: str) -> bool:
    """Whether a message speaks of the hour that its writer has already."""
    return "same_hour" in _phrases(text)


def denies(text: str, phrase: Phrase) -> bool:
    """Whether a message says no to what it speaks of: "do not cancel", but not "cannot come"."""
    words, rest = _read(), f" {plain(text)} "
    for said in [p for those in words.phrases.values() for p, means in those if means == phrase]:
        rest = rest.replace(said, " ")
    return not words.denials.isdisjoint(rest.split())


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


def day_before() -> Sequence[str]:
    """What is said before a feast for the last day that is not its own: "the day before"."""
    return _read().day_before


def before_name() -> frozenset[str]:
    """Words after which a name is expected: "Dr", "with"."""
    return _read().before_name


def everyday() -> frozenset[str]:
    """Words in names of services that are said for other reasons too: "visit", "neu"."""
    return _read().everyday
