"""Words around names and dates of birth, as data per language: `words/en.toml`, `words/de.toml`, …

All languages count at once: whoever is asked in one may well answer in another.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wardbell_dialogue.folding import plain

Phrase = tuple[str, ...]
"""Words, folded."""


@dataclass(frozen=True)
class Words:
    """What all languages know together."""

    before_name: frozenset[Phrase]
    says_name: frozenset[Phrase]
    after_name: frozenset[Phrase]
    corrects_name: frozenset[Phrase]
    """What stands before one that was wrong the first time."""
    question: frozenset[Phrase]
    sentence: frozenset[str]
    small: frozenset[str]
    """In small letters no part of a name."""
    beside_when: frozenset[str]
    """What stands around days and parts of the day."""
    whenever: frozenset[Phrase]
    surnames: frozenset[str]
    """Words of intents that people are called as well."""
    titles: frozenset[str]
    courtesy: frozenset[str]
    before_doctor: frozenset[str]
    months: dict[str, int]
    between: frozenset[str]


def fold(word: str) -> str:
    """A word without case, accents and what is stuck to its ends; an apostrophe stays."""
    return "'".join(plain(part).replace(" ", "") for part in word.replace("’", "'").split("'"))


def phrase(text: str) -> Phrase:
    """A text as folded words."""
    return tuple(fold(word) for word in text.split())


@cache
def words() -> Words:
    """Every language's words, read once."""
    folder = files("wardbell_patients") / "words"
    read = [tomllib.loads(f.read_text("utf-8")) for f in folder.iterdir()]

    def phrases(section: str, key: str) -> Iterable[Phrase]:
        return (phrase(text) for language in read for text in language[section][key])

    def single(section: str, key: str) -> frozenset[str]:
        return frozenset(word for (word,) in phrases(section, key))

    return Words(
        before_name=frozenset(phrases("name", "before")),
        says_name=frozenset(phrases("name", "says")),
        after_name=frozenset(phrases("name", "after")),
        corrects_name=frozenset(phrases("name", "corrects")),
        question=frozenset(phrases("question", "words")),
        sentence=single("sentence", "words"),
        small=single("small", "words"),
        beside_when=single("when", "beside"),
        whenever=frozenset(phrases("when", "whole")),
        surnames=single("intent", "surnames"),
        titles=single("doctor", "titles"),
        courtesy=single("doctor", "courtesy"),
        before_doctor=single("doctor", "before"),
        months={
            fold(name): int(number)
            for language in read
            for number, names in language["month"].items()
            for name in names
        },
        between=single("date", "between"),
    )


def names_a_month(text: str) -> bool:
    """Whether a month is named."""
    return not words().months.keys().isdisjoint(phrase(text))
