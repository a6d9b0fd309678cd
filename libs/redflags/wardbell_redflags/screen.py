"""The emergency screen: one message in, a red flag or nothing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wardbell_redflags.automaton import read
from wardbell_redflags.categories import MENTAL_HEALTH, Category
from wardbell_redflags.circumstances import Circumstances
from wardbell_redflags.compiler import Compiled, compile_all
from wardbell_redflags.lexicon import LEXICONS, Rule, read_all
from wardbell_redflags.normalise import tokens
from wardbell_redflags.patterns import Pattern, matches
from wardbell_redflags.vocabulary import Vocabulary

Level = Literal["emergency", "emergency_mental_health"]


@dataclass(frozen=True, slots=True)
class Match:
    """A red flag. Holds nothing of what the patient wrote."""

    rule: str
    """Language and id as in the lexicon: "de/chest-pain"."""
    category: Category
    language: str

    @property
    def mental_health(self) -> bool:
        return self.category in MENTAL_HEALTH

    @property
    def level(self) -> Level:
        return "emergency_mental_health" if self.mental_health else "emergency"


class Screen:
    """Reads every message in every language. Pure and deterministic; safe to share."""

    def __init__(self, vocabulary: Vocabulary, languages: Sequence[Compiled]) -> None:
        self._vocabulary = vocabulary
        self._languages = languages
        self.rules: tuple[Rule, ...] = tuple(r for each in languages for r in each.rules)

    def __call__(self, text: str) -> Match | None:
        """The first red flag in the lexicons' order, or None. Linear in the text's length."""
        vocabulary = self._vocabulary
        words = [vocabulary[token] for token in tokens(text)]
        for language in self._languages:
            if rule := _first(language, words):
                return Match(f"{rule.language}/{rule.id}", rule.category, rule.language)
        return None


def load(folder: Path = LEXICONS) -> Screen:
    """Read and compile every lexicon under `folder`.

    Raises LexiconError, naming file and rule, if one cannot work.
    """
    return Screen(*compile_all(read_all(folder)))


def _first(language: Compiled, words: Sequence[str]) -> Rule | None:
    found = read(language.start, words)
    waiting = language.waiting
    candidates: list[Pattern] = [
        pattern
        for concept in found
        for pattern in waiting.get(concept, ())
        if all(part in found for part in pattern.parts)
    ]
    if not candidates:
        return None
    circumstances = Circumstances(words, found)
    candidates.sort(key=lambda pattern: pattern.order)
    for pattern in candidates:
        if matches(pattern, circumstances):
            return language.rules[pattern.order]
    return None
