"""A language's grammar, read from `<language>.toml`.

`[words]` and `[numbers]` are its vocabulary, `[rules]` the patterns in which it stands (written as
`patterns` says). Rules of the kinds below are looked for in messages; the others are parts of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wardbell_dialogue.dates import patterns
from wardbell_dialogue.dates.needed import needed_words
from wardbell_dialogue.dates.numbers import NUMBERS
from wardbell_dialogue.dates.patterns import filled_by
from wardbell_dialogue.dates.spelling import Spelling, spellings
from wardbell_dialogue.dates.trie import Node, Start, starts

COMMON = "common"

DATES = frozenset(
    {
        *("near", "weekday", "day", "date", "numeric", "in", "nth", "holiday", "past"),
        *("week", "weekend", "month"),
    }
)
"""Say which day."""
TIMES = frozenset({"clock", "number", "range", "after", "before", "daypart", "soon"})
"""Say when on a day."""
CUES = frozenset(
    {
        *("not", "unable", "instead", "rather", "correction", "better", "and", "but"),
        *("moving", "to", "own", "skip", "from", "story"),
    }
)
"""Say what is meant by the dates around them."""
VOID = "void"
"""Looks like a date and is none."""
KINDS = DATES | TIMES | CUES | {VOID}
APART = "edge"
"""The part that is not merged into the pattern it stands in: there may be two."""


class GrammarError(ValueError):
    """A language's file cannot be used; the text says where and why."""


@dataclass(frozen=True)
class Grammar:
    phrases: Node
    """Words to the slots they fill."""
    rules: Node
    parts: dict[str, Node]
    starts: dict[str, Start]
    """By part."""
    suffixes: frozenset[str]
    """What may follow the digits of an ordinal number."""
    spelled: dict[str, str]
    """Every spelling of every word that is known, to the word."""
    compounds: dict[str, tuple[str, ...]]
    spelling: Spelling
    firsts: frozenset[str]
    """Words with which something may begin."""
    needed: frozenset[str]
    """Words of which a message must have one, or a number, to tell a day or a time."""
    ordinary: frozenset[str]
    """Words of the language that mean nothing here; another language's are not seen in them."""

    def word(self, text: str) -> tuple[str, bool]:
        """The known word that a text is, and whether it is one for certain."""
        if (known := self.spelled.get(text)) is not None:
            return known, True
        corrected = self.spelling.correct(text)
        return (text, True) if corrected is None else (corrected, False)


@cache
def grammars() -> dict[str, Grammar]:
    """Every language's grammar, read once."""
    folder = files("wardbell_dialogue") / "dates"
    texts = {
        file.name.removesuffix(".toml"): file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda f: f.name)
        if file.name.endswith(".toml")
    }
    common = texts.pop(COMMON)
    return {language: read(language, text, common) for language, text in texts.items()}


def read(language: str, text: str, common: str) -> Grammar:
    """A grammar from its file and the patterns that all languages share."""
    raw, shared = tomllib.loads(text), tomllib.loads(common)["rules"]
    words: dict[str, dict[str, list[str]]] = raw["words"]
    rows = list(
        patterns.rows(
            {
                rule: [*raw["rules"].get(rule, []), *shared.get(rule, [])]
                for rule in {**raw["rules"], **shared}
            }
        )
    )
    vocabulary = [
        *patterns.phrases(words, raw["numbers"]),
        *patterns.choices(element for row in rows for element in row.elements),
    ]
    parts = {row.rule: Node() for row in rows if row.rule not in KINDS}
    lists = {phrase.slot for phrase in vocabulary} - parts.keys()
    rules, phrases = Node(), Node()
    for phrase in vocabulary:
        phrases.add(phrase.words, phrase.slot, {"value": phrase.value})
    for row in rows:
        for element in row.elements:
            if element[0] == "{" and filled_by(element[1:-1]) not in {*lists, *NUMBERS, *parts}:
                raise GrammarError(f"{language}.toml, {row.rule}: no {element} for {row.line!r}")
        parts.get(row.rule, rules).add(row.elements, row.rule, row.given, lists)
    compounds = dict(patterns.compounds(raw["spelling"]["compounds"], words))
    ordinary = frozenset(word for line in raw["spelling"]["ordinary"] for word in line.split())
    known = {word for phrase in vocabulary for word in phrase.words}
    known |= {e for row in rows for e in row.elements if not e.startswith("{")}
    corrected = {
        word
        for phrase in vocabulary
        for word in phrase.words
        if phrase.slot in raw["spelling"]["correct"]
    }
    # words that others are too like: "ständig" is no typo of "sunndig"
    corrected -= {word for line in raw["spelling"].get("exact", []) for word in line.split()}
    return Grammar(
        phrases=phrases,
        rules=rules,
        parts=parts,
        starts=starts(parts),
        suffixes=frozenset(raw["numbers"]["suffixes"]),
        spelled=_spelled([*sorted(known), *compounds, *sorted(ordinary)]),
        compounds=compounds,
        spelling=Spelling(corrected),
        firsts=frozenset({*rules.words, *phrases.words}.union(*(p.words for p in parts.values()))),
        needed=needed_words(rows, vocabulary, DATES | TIMES),
        ordinary=ordinary,
    )


def _spelled(words: Iterable[str]) -> dict[str, str]:
    """Umlauts may be left out, but are not ignored: "hätte" is not "hatte"."""
    exact = {word: word for word in words}
    for word in list(exact):
        for spelling in spellings(word):
            exact.setdefault(spelling, word)
    return exact
