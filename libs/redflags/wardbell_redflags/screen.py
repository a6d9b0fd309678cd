"""The emergency screen: one message in, a red flag or nothing out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wardbell_redflags.automaton import read
from wardbell_redflags.categories import MENTAL_HEALTH, Category
from wardbell_redflags.circumstances import SAYS_NOTHING, Circumstances
from wardbell_redflags.compiler import Compiled, compile_all
from wardbell_redflags.lexicon import LEXICONS, read_all
from wardbell_redflags.normalise import tokens
from wardbell_redflags.patterns import Pattern, matches

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
    def harmed(self) -> bool:
        """It has happened already: an ambulance first, whatever else helps."""
        return self.category is Category.SELF_HARM_DONE

    @property
    def level(self) -> Level:
        return "emergency_mental_health" if self.mental_health else "emergency"


class Screen:
    """Reads every message in every language. Pure and deterministic; safe to share."""

    def __init__(self, compiled: Compiled) -> None:
        self._vocabulary = compiled.vocabulary
        self._start = compiled.start
        self._waiting = compiled.waiting
        self.rules = compiled.rules

    def __call__(self, text: str, *, in_crisis: bool = False) -> Match | None:
        """The first red flag in the lexicons' order, or None. Linear in the text's length.

        Args:
            in_crisis: whoever writes is in a mental health crisis that is known already
        """
        vocabulary, waiting = self._vocabulary, self._waiting
        words = [vocabulary[token] for token in tokens(text)]
        reading = read(self._start, words, says_nothing=SAYS_NOTHING)
        found = reading.found
        candidates = [
            pattern
            for concept in found
            for needed, pattern in waiting.get(concept, ())
            if all(part in found for part in needed)
        ]
        if not candidates:
            return None
        candidates.sort(key=_order)
        circumstances = Circumstances(reading)
        if circumstances.only_fetches():
            return None
        for pattern in candidates:
            rule = self.rules[pattern.order]
            if rule.in_crisis and not in_crisis:
                continue
            if rule.category is not None and matches(pattern, circumstances):
                return Match(f"{rule.language}/{rule.id}", rule.category, rule.language)
        return None

    def only_fetches(self, text: str) -> bool:
        """Whether a message does nothing but ask for a paper or medicine by what it is for.

        "Can I collect my referral for chest pain?"; one word that it does not know makes it none.
        """
        words = [self._vocabulary[token] for token in tokens(text)]
        reading = read(self._start, words, says_nothing=SAYS_NOTHING)
        return Circumstances(reading).only_fetches()


def load(folder: Path = LEXICONS) -> Screen:
    """Read and compile every lexicon under `folder`.

    Raises LexiconError, naming file and rule, if one cannot work.
    """
    return Screen(compile_all(read_all(folder)))


def _order(pattern: Pattern) -> int:
    return pattern.order
