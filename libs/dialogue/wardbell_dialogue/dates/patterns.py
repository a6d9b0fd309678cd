"""How words and patterns are written in a language's file.

A pattern is a row of words and `{slots}`. `(a|b)` means either, `[a]` may be missing. What follows
`=>` is given along, e.g. the thirty minutes that "halb" takes away: `halb {hour} => add=-30`.
`{day:ordinal}` is filled by `ordinal` and read as a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

from wardbell_dialogue.dates.tokens import MARKS, cut

Value = int | str
WordLists = Mapping[str, Mapping[str, list[str]]]
"""The phrases of a list by what they mean."""

CHOICE = "#"
"""Begins the names of slots that are words to choose from in the middle of a pattern."""


class Row(NamedTuple):
    rule: str
    line: str
    elements: list[str]
    given: dict[str, Value]


class Phrase(NamedTuple):
    slot: str
    value: Value
    words: list[str]


def rows(patterns: Mapping[str, list[str]]) -> Iterator[Row]:
    """Every way to say every pattern."""
    for rule, lines in patterns.items():
        for line in lines:
            pattern, _, given = line.partition("=>")
            constants = dict(pair.split("=", 1) for pair in given.split())
            for row in expanded([pattern], choices=True):
                if elements := list(_elements(row)):
                    yield Row(rule, line, elements, {k: _value(v) for k, v in constants.items()})


def phrases(lists: WordLists, numbers: Mapping[str, list[str]]) -> Iterator[Phrase]:
    """Every phrase of every list of words, and the words for numbers."""
    for slot, values in lists.items():
        for value, lines in values.items():
            for phrase in expanded(lines):
                yield Phrase(slot, _value(value), _words(phrase))
    for slot, first in (("count", 0), ("ordinals", 1)):
        for number, line in enumerate(numbers[slot], first):
            for phrase in expanded([f"({line})"]):
                yield Phrase(slot, number, _words(phrase))


def choices(elements: Iterable[str]) -> Iterator[Phrase]:
    """The phrases of the choices that stand in patterns."""
    for slot in sorted({e[1:-1] for e in elements if e.startswith("{" + CHOICE)}):
        for phrase in slot.removeprefix(CHOICE).split("|"):
            yield Phrase(slot, 0, _words(phrase.replace("_", " ")))


def compounds(kinds: Iterable[str], lists: WordLists) -> Iterator[tuple[str, tuple[str, ...]]]:
    """`montagabend` is typed for `Montag Abend`: each kind of compound names two lists of words."""
    for kind in kinds:
        parts = [
            [p for lines in lists[slot].values() for p in expanded(lines) if " " not in p]
            for slot in kind.split()
        ]
        for pair in product(*parts):
            yield "".join(pair).casefold(), tuple(_words(part)[0] for part in pair)


_ALTERNATIVES = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")


def expanded(lines: Iterable[str], *, choices: bool = False) -> list[str]:
    """All ways to write each line; with `choices`, words to choose from stay together as a slot."""
    done: list[str] = []
    waiting = list(reversed(list(lines)))
    while waiting:
        line = waiting.pop()
        found = _ALTERNATIVES.search(line)
        if found is None:
            done.append(" ".join(line.split()))
            continue
        before, after = line[: found.start()], line[found.end() :]
        words, optional = found[1] or found[2] or "", found[1] is None
        if choices and _alone(words, before, after):
            ways = ["{" + CHOICE + "|".join("_".join(w.split()) for w in words.split("|")) + "}"]
        else:
            ways = words.split("|")
        waiting.extend(before + w + after for w in reversed([*ways, *([""] if optional else [])]))
    return list(dict.fromkeys(done))


def _alone(words: str, before: str, after: str) -> bool:
    return (
        "|" in words
        and not any(mark in words for mark in ("{", "}", *MARKS))
        and all(word.strip() for word in words.split("|"))
        and not (before and before[-1] not in " ([|")
        and not (after and after[0] not in " )]|")
        and before.count("(") + before.count("[") == before.count(")") + before.count("]")
    )


def filled_by(slot: str) -> str:
    """`ordinal` for `day:ordinal`"""
    return slot.rpartition(":")[2]


def _elements(row: str) -> Iterator[str]:
    for element in row.split():
        if element.startswith("{") or element in MARKS:
            yield element
        else:
            yield from _words(element)


def _words(phrase: str) -> list[str]:
    return [token.text for token in cut(phrase)]


def _value(text: str) -> Value:
    return int(text) if re.fullmatch(r"-?\d+", text) else text
