"""Answers that are taken back in the same breath, "no wait yes", or later, "I was wrong before".

Whether a "no" still counts must never be guessed: where it is not clear, it has to be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from wardbell_dialogue.folding import plain
from wardbell_dialogue.word_lists import all_words

Correction = Literal["yes", "unclear"]
Revision = Literal["surely", "maybe"]

_APART = re.compile(r"[,.;:!?()\n–—…]+|\s-+\s?|-+\s")
_MOST_WORDS = 6
"""Of a phrase."""
_DOUBTS = {"back", "turn"}


def correction(text: str) -> Correction | None:
    """What an answer that begins with "no" or "not sure" became; None: it was not taken back.

    "Wait, yes" and "doch" are corrections too, of what was said before.
    """
    kinds = list(_kinds(text))
    said = [kind for kind in kinds if kind != "filler"]
    if not said or said[0] not in {"no", "unsure", "back", "turn", "against"}:
        return None
    began, after = said[0], said[1:]
    if began in {"back", "turn", "against"}:
        after = said
    yes = [at for at, kind in enumerate(after) if kind in {"yes", "against"}]
    if yes:
        return "unclear" if _denied(after[yes[-1] + 1 :]) else "yes"
    doubts = [at for at, kind in enumerate(after) if kind in _DOUBTS]
    if not doubts or began in _DOUBTS:
        return None
    rest = after[doubts[-1] + 1 :]
    if after[doubts[-1]] == "turn" and set(rest) <= {"no", "denial"}:
        return None
    return "unclear"


def hedged(text: str) -> bool:
    """Whether "not sure" follows at once upon a leading "no": "no, maybe", "nein, weiß nicht"."""
    said = [kind for kind in _kinds(text) if kind != "filler"]
    after = [kind for kind in said if kind != "no"]
    return said[:1] == ["no"] and after[:1] == ["unsure"]


def retells(text: str) -> bool:
    """Whether somebody says that they have told it already."""
    return _has(text, "retold")


def revises(text: str) -> Revision | None:
    """Whether somebody changes what they answered before: "I was wrong"; maybe: "actually ...".

    What only may change it has to be about what was asked: "actually, I am tired" is not.
    """
    if _has(text, "revises"):
        return "surely"
    if retells(text):
        return None
    opens = next((kind for kind in _kinds(text) if kind != "filler"), "")
    return "maybe" if opens in _DOUBTS or _has(text, "after_all") else None


@cache
def turning_words() -> frozenset[str]:
    """Words of what denies or changes an answer, which do not tell what it is about."""
    kinds = ("takes_back", "turns", "denies", "after_all")
    phrases = (phrase for kind in kinds for phrase in _phrases(kind))
    return frozenset(word for phrase in phrases for word in phrase.split())


def _has(text: str, kind: str) -> bool:
    said = f" {plain(text)} "
    return any(phrase in said for phrase in _phrases(kind))


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    """Those of all languages, each between spaces."""
    return tuple(
        f" {phrase} " for words in all_words().values() for phrase in words.corrections[kind]
    )


def _denied(kinds: list[str]) -> bool:
    return not {"no", "denial"}.isdisjoint(kinds)


def _kinds(text: str) -> Iterator[str]:
    """What each word or phrase does; behind the first other word of a clause only what denies."""
    for part in _APART.split(text):
        said = plain(part)
        if _has(said, "retold"):
            continue
        words, at, opening = said.split(), 0, True
        while at < len(words):
            length, kind = _phrase(words[at : at + _MOST_WORDS]) if opening else (1, "")
            opening = opening and bool(kind)
            yield kind or ("denial" if words[at] in _known()[1] else "other")
            at += length


def _phrase(words: list[str]) -> tuple[int, str]:
    for length in range(len(words), 0, -1):
        if (kind := _known()[0].get(" ".join(words[:length]))) is not None:
            return length, kind
    return 1, ""


@cache
def _known() -> tuple[dict[str, str], frozenset[str]]:
    """Phrase to what it does, and words that deny."""
    kinds: dict[str, str] = {}
    of_all = all_words().values()
    for words in of_all:
        kinds |= dict.fromkeys(words.fillers, "filler")
    for words in of_all:
        plain_no = {a: kind for a, kind in words.answers.items() if kind != "yes"}
        kinds |= plain_no
        kinds |= dict.fromkeys(words.corrections["takes_back"], "back")
        kinds |= dict.fromkeys(words.corrections["turns"], "turn")
        kinds |= dict.fromkeys(words.corrections["yes"], "yes")
        kinds |= dict.fromkeys(words.corrections["against"], "against")
    denies = frozenset(word for words in of_all for word in words.corrections["denies"])
    return kinds, denies
