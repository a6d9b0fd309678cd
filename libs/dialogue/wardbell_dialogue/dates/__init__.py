"""Dates and times as patients type them, as data per language: `en.toml`, `de.toml`, …

A message is cut into tokens, a language's patterns are found in it (`scan`), each is read as a day
(`calendar`) or a time (`clock`), and the words around them ("not", "rather", "since") decide which
of them is meant (`reading`). How to add a language: docs/how-to/date-grammar.md.
"""

from __future__ import annotations

from datetime import date, datetime

from wardbell_dialogue.dates.calendar import Refused
from wardbell_dialogue.dates.clock import Daypart, Limits
from wardbell_dialogue.dates.grammar import DATES, TIMES, Grammar, grammars
from wardbell_dialogue.dates.reading import When, decide
from wardbell_dialogue.dates.scan import Found, scan, scan_rest, tells
from wardbell_dialogue.dates.several import month, week
from wardbell_dialogue.dates.tokens import cut
from wardbell_dialogue.dates.usual import Usual, usual

__all__ = [
    "Daypart",
    "Limits",
    "Refused",
    "Usual",
    "When",
    "only_when",
    "understand",
    "usual",
    "whole",
]


def understand(
    text: str, *, language: str, today: datetime, spoken_of: date | None = None
) -> When | None:
    """What a message says about when; None if nothing.

    Words of other languages count too where the given language leaves them unread.

    Args:
        today: the local date and time of the place where the visit would be
        spoken_of: the day that was named last, before this message: "that day" is this one
    """
    tokens, known = cut(text), grammars()
    own = known.keys() & {language} or known.keys()
    if not any(tells(tokens, grammar, corrected=name in own) for name, grammar in known.items()):
        return None
    if language not in known:
        scans = [scan(tokens, grammar) for grammar in known.values()]
        readings = (decide(each, tokens, today, spoken_of) for each in scans)
        return next((when for when in readings if when), None)
    first = known[language]
    others = [grammar for grammar in known.values() if grammar is not first]
    found = scan(tokens, first, others)
    for other in others:
        taken = {at for item in found for at in range(item.start, item.end)}
        more = scan_rest(tokens, other, first, taken)
        if more and not any(_tells_when(item) for item in found):
            # All is said in another language: its small words count as well, as in "not Monday".
            found, more = [], scan(tokens, other)
        found += more
    found.sort(key=lambda item: item.start)
    return decide(found, tokens, today, spoken_of)


def whole(text: str, *, language: str, today: datetime) -> tuple[date, ...]:
    """The days to come of the week or month that a message names, and of no other day.

    Empty where it names none, or tells of it: "I was ill in January".
    """
    tokens, known = cut(text), grammars()
    for code in sorted(known, key=lambda code: code != language):
        if not tells(tokens, known[code], corrected=code == language):
            continue
        found = scan(tokens, known[code], [known[other] for other in known if other != code])
        if not any(item.kind in _TOLD for item in found):
            days = week(found, today.date()) or month(found, today.date())
            if days:
                return days
    return ()


_TOLD = {"story", "skip", "not", "unable", "past", "own", "from"}


def only_when(text: str, *, today: datetime) -> bool:
    """Whether a message says when, and nothing else: "Friday afternoon", not "Robin Friday".

    So does a habit: "Mondays", "vormittags".
    """
    said = [token for token in cut(text) if token.text.isalnum()]
    known = all(
        token.number is not None or any(_about_when(token.text, g) for g in grammars().values())
        for token in said
    )
    if not known:
        return False
    return understand(text, language="", today=today) is not None or bool(usual(text, language=""))


def _tells_when(found: Found) -> bool:
    return found.kind in DATES | TIMES and not found.values.get("lone")


def _about_when(text: str, grammar: Grammar) -> bool:
    word = grammar.spelled.get(text)
    # A pattern may name what is none: "Montag Weber" is somebody's name.
    return word in grammar.needed or word in grammar.ordinary & grammar.firsts
