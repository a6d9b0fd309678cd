"""Which question words are about that change an answer: "there is blood in it after all"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from wardbell_dialogue.corrections import turning_words
from wardbell_dialogue.folding import plain
from wardbell_triage.compiler import text_key
from wardbell_triage.conditions import Truth
from wardbell_triage.rulebook import Rulebook
from wardbell_triage.state import Interview

_SHORTEST = 4
"""Letters of a word that may tell what a question is about."""
_COMMON = 0.15
"""Of the questions: words in more of them tell nothing ("more", "weeks")."""


def about(book: Rulebook, interview: Interview, text: str) -> str:
    """Of the open question and those that were denied the one that has the most words of a text,
    the last of several; else empty.
    """
    said = _words(text) - turning_words()
    known = telling(book)
    denied = [q for q in interview.asked if interview.known(q) is Truth.NO]
    candidates = [q for q in (*denied, interview.asking) if q in known]
    if not said or not candidates:
        return ""
    shared = {q: len(said & known[q]) for q in reversed(candidates)}
    best = max(shared, key=lambda q: shared[q])
    return best if shared[best] else ""


def telling(book: Rulebook) -> Mapping[str, frozenset[str]]:
    """The words of each question that tell it from others; read once for a version of the rules."""
    known = _TELLING.get(book.version)
    if known is None:
        asked = {q: words for q in book.concepts if (words := _asked(book, q))}
        times = Counter(word for words in asked.values() for word in words)
        most = _COMMON * len(asked)
        common = {word for word, count in times.items() if count > most}
        known = _TELLING[book.version] = {q: words - common for q, words in asked.items()}
    return known


_TELLING: dict[str, Mapping[str, frozenset[str]]] = {}


def _asked(book: Rulebook, question: str) -> frozenset[str]:
    return frozenset().union(*(_words(text) for text in _texts(book, question)))


def _texts(book: Rulebook, question: str) -> list[str]:
    key = text_key("ask", question)
    return [
        book.texts(language, key, who="self")
        for language in book.texts.languages
        if key in book.texts.keys(language)
    ]


def _words(text: str) -> set[str]:
    return {word for word in plain(text).split() if len(word) >= _SHORTEST}
