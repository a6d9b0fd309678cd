"""What patients write, in English and German. Nobody here is real."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

WORDS = {
    "en": {
        "greeting": ("Hello!", "hi there", "Good morning"),
        "universal": ("menu", "stop", "start", "change language", "help"),
        "symptoms": ("I have a fever and a cough", "My knee hurts", "I have a headache"),
        "human": ("please call me back", "talk to a human"),
        "note": ("It is about my knee", "After four in the afternoon, please"),
        "lost": ("What is this?", "asdf", "Is Dr. Haas in on Tuesday?"),
        "emergency": (
            "My father has strong chest pain and cannot breathe",
            "She is unconscious and not breathing",
        ),
    },
    "de": {
        "greeting": ("Hallo", "Guten Tag", "moin"),
        "universal": ("Menü", "Stopp", "anmelden", "Sprache ändern", "hilfe bitte"),
        "symptoms": ("Ich habe Fieber und Husten", "Mein Rücken tut weh", "Mir ist übel"),
        "human": ("bitte rufen Sie mich an", "ein Mensch"),
        "note": ("Es geht um mein Knie", "Bitte nach 16 Uhr"),
        "lost": ("Was ist das?", "asdf", "Ist Frau Dr. Haas am Dienstag da?"),
        "emergency": (
            "Meine Mutter hat starke Brustschmerzen und bekommt keine Luft",
            "Er ist bewusstlos",
        ),
    },
}
TURNS = {
    "greeting": 3,
    "universal": 4,
    "symptoms": 6,
    "human": 3,
    "photo": 1,
    "lost": 2,
    "emergency": 2,
    "two at once": 3,
}
"""What a turn is about, and how often."""
CHOICES = ("no", "unsure", "yes")
INSTEAD_OF_A_TAP = "2"
LINES = 6
"""At least so many a patient."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message: not before `at`, and waiting at most `patience` seconds for the answer.

    A `tap` is the id of a button; where it is not offered, the patient types `text`.
    """

    at: float
    patience: float
    text: str = ""
    tap: str = ""
    photo: bool = False
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A patient and all they write."""

    wa_id: str
    lines: tuple[Line, ...]


def script(seed: int, number: int, seconds: float) -> Script:
    """The script of one patient, spread over `seconds`."""
    rng = random.Random(f"{seed}/patient/{number}")
    language = rng.choice(("en", "de"))
    wa_id = f"1555010{1000 + number}" if language == "en" else f"491555{5550000 + number}"
    turns: list[list[Line]] = [_turn(rng, language, "greeting")]
    while sum(map(len, turns)) < LINES:
        kind = rng.choices(list(TURNS), list(TURNS.values()))[0]
        turns.append(_turn(rng, language, kind))
    starts = sorted(rng.uniform(0, seconds) for _ in turns)
    lines = [
        Line(start + line.at, line.patience, line.text, line.tap, line.photo, line.emergency)
        for start, turn in zip(starts, turns, strict=True)
        for line in turn
    ]
    return Script(wa_id, tuple(lines))


def _turn(rng: random.Random, language: str, kind: str) -> list[Line]:
    """One to two messages; `at` counts from the turn's beginning."""

    def says(what: str, at: float = 0.0, patience: float | None = None) -> Line:
        text = rng.choice(WORDS[language][what])
        patience = rng.uniform(2, 10) if patience is None else patience
        return Line(at, patience, text, emergency=what == "emergency")

    match kind:
        case "symptoms":
            choice = rng.choices(CHOICES, (6, 1, 1))[0]
            tap = Line(
                rng.uniform(0.5, 3),
                rng.uniform(2, 10),
                INSTEAD_OF_A_TAP,
                tap=f"triage:check:{choice}",
            )
            return [says("symptoms"), tap]
        case "human":
            return [says("human"), says("note", rng.uniform(0.5, 3))]
        case "photo":
            return [Line(0.0, rng.uniform(2, 10), photo=True)]
        case "two at once":
            return [says("greeting", patience=0), says(rng.choice(("symptoms", "universal")))]
        case _:
            return [says(kind)]
