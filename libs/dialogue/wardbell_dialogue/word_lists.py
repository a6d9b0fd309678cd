"""What `words` asks, as data per language: `words/en.toml`, `words/de.toml`, …

Of intents' words a part is enough: "*schmerzen" is every word that ends so, "schwindl*" every one
that begins so; "#38-41" is a number, "=not coming" a whole message.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wardbell_dialogue.folding import plain

BETWEEN = 5
"""Words between what tells that something is so and what it is."""

BEGIN, END = "^", "$"
"""Around a message, and a phrase that has to be all of one."""

_RANGE = re.compile(r"#(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase of which a part is open."""

    found: re.Pattern[str]
    letters: int
    """That are not open."""
    part: str
    """The longest piece that is not open: a message without it need not be searched."""


@dataclass(frozen=True, slots=True)
class Told:
    """By what symptoms are told, not only named ("an appointment for my cough")."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    itself: re.Pattern[str]
    visit: re.Pattern[str]
    """Of a visit there is already: whoever has a fever may still move it."""


@dataclass(frozen=True, slots=True)
class Wants:
    """By what a visit is wanted, not only named ("how long does an appointment take")."""

    says: re.Pattern[str]
    asks: re.Pattern[str]
    """Only where the sentence asks nothing else: "can I have one without a referral"."""


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    universal: dict[str, str]
    answers: dict[str, str]
    fillers: frozenset[str]
    """What stands around an answer: "please", "thank you"."""
    corrections: dict[str, tuple[str, ...]]
    """By what an answer is taken back in the same breath."""
    steps: dict[str, str]
    greetings: frozenset[str]
    courtesies: dict[str, str]
    intents: dict[str, tuple[str, ...]]
    patterns: dict[str, tuple[Pattern, ...]]
    """Of intents, too."""
    wants: Wants
    """By what somebody says that they want a visit, whatever they ask beside it."""
    told: Told
    """By what somebody says that they have what a symptom names."""
    asides: dict[str, tuple[str, ...]]
    """The same, where nothing else is spoken of."""
    unsafe: re.Pattern[str]
    """Of who is afraid of somebody at home; all of it is in the symptoms of intents, too."""
    emergency: dict[str, tuple[str, ...]]
    """Of who was told to call for help."""
    team: re.Pattern[str]
    """What only people can answer: opening hours, prescriptions."""
    misspelt: dict[str, str]
    """Words that tell an intent even with typos: too long to be taken for another."""
    numbers: dict[str, int]


def _read(text: str) -> Words:
    raw = tomllib.loads(text)
    unsafe = raw["unsafe"]["phrases"]
    raw["intents"]["symptoms"] += unsafe

    def whole(section: str) -> dict[str, str]:
        return {plain(p): meaning for meaning, ps in raw[section].items() for p in ps}

    def phrases(section: str) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(_phrase(p) for p in ps if not _is_open(p))
            for name, ps in raw[section].items()
        }

    return Words(
        universal=whole("universal"),
        answers=whole("answers"),
        fillers=frozenset(plain(p) for p in raw["fillers"]["words"]),
        corrections=phrases("corrections"),
        steps=whole("steps"),
        greetings=frozenset(plain(p) for p in raw["greetings"]["words"]),
        courtesies=whole("courtesies"),
        intents=phrases("intents"),
        patterns={
            name: tuple(_pattern(p) for p in ps if _is_open(p))
            for name, ps in raw["intents"].items()
        },
        wants=_wants(raw["wants"]),
        told=_told(raw["told"]),
        asides=phrases("asides"),
        unsafe=re.compile(f" (?:{_any_of(unsafe)}) "),
        emergency=phrases("emergency"),
        team=re.compile(f" (?:{_any_of(raw['team']['phrases'])}) "),
        misspelt=whole("misspelt"),
        numbers={plain(p): int(n) for n, ps in raw["numbers"].items() for p in ps},
    )


def _phrase(phrase: str) -> str:
    return f"{BEGIN} {plain(phrase)} {END}" if phrase.startswith("=") else plain(phrase)


def _is_open(phrase: str) -> bool:
    return "*" in phrase or "#" in phrase


def _pattern(phrase: str) -> Pattern:
    """`*` stands for letters, before a word for at least one; `#38-41` for one of these numbers."""
    words, fixed_parts = [], [""]
    for word in phrase.split():
        if found := _RANGE.fullmatch(word):
            numbers = range(int(found[1]), int(found[2]) + 1)
            words.append(f"(?:{'|'.join(map(str, numbers))})")
            continue
        fixed = plain(word.strip("*"))
        fixed_parts.append(fixed)
        before = r"\w+" if word.startswith("*") else ""
        words.append(before + re.escape(fixed) + (r"\w*" if word.endswith("*") else ""))
    found_ = re.compile(f" {' '.join(words)} ")
    return Pattern(found_, len("".join(fixed_parts)), max(fixed_parts, key=len))


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(_pattern(p).found.pattern.strip() for p in phrases)


def _wants(raw: dict[str, list[str]]) -> Wants:
    one = {key: _any_of(phrases) for key, phrases in raw.items()}
    named = rf"(?: (?!(?:{one['breaks']}) )\w+){{0,{BETWEEN}}} (?:{one['names']}) "
    begin = "".join(rf"(?<! {re.escape(plain(phrase))})" for phrase in raw["denied"])
    return Wants(
        says=re.compile(rf"{begin} (?:{one['says']}){named}"),
        asks=re.compile(
            rf"{begin} (?:{one['asks']}){named}| (?:{one['names']}) (?:{one['kindly']}) "
        ),
    )


def _told(raw: dict[str, list[str]]) -> Told:
    one = {key: _any_of(phrases) for key, phrases in raw.items()}
    between = rf"(?: (?!(?:{one['breaks']}) )\w+){{0,{BETWEEN}}}"  # "I have had a bad cough"
    return Told(
        before=re.compile(rf" (?:{one['before']}){between} $"),
        after=re.compile(rf"^{between} (?:{one['after']}) "),
        itself=re.compile(rf" (?:{one['itself']}) "),
        visit=re.compile(rf" (?:{one['visit']}) "),
    )


@cache
def all_words() -> dict[str, Words]:
    """Every language's words, read once."""
    return {
        file.name.removesuffix(".toml"): _read(file.read_text(encoding="utf-8"))
        for file in sorted((files("wardbell_dialogue") / "words").iterdir(), key=lambda f: f.name)
        if file.name.endswith(".toml")
    }


def languages() -> list[str]:
    """Languages that we speak: each has its words here, and its texts in every service."""
    return sorted(all_words())
