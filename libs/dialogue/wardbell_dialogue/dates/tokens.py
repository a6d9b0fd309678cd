"""A message cut into words, numbers and marks; the same for every language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST_NUMBER = 9
"""Digits. Longer ones are telephone and insurance numbers."""

COMMA, STOP = ",", ";"
"""Where a thought may end, and where it does."""

START = "^"
"""Stands before the first token in patterns that only open a message."""

MARKS = frozenset(".:/-@+~,;^")
"""What a pattern may name; a point counts only between digits."""


class Token(NamedTuple):
    text: str
    number: int | None = None
    digits: int = 0
    dotted: bool = False
    """A point stands right after the number: `12.` but not `12.3`."""
    glued: bool = False
    """Nothing stands between this token and the one before."""
    hyphened: bool = False
    """Only a hyphen does: `Montag-Vormittag`."""


HYPHEN = "\x1f"
"""Stands for one inside a word until the word is cut; no mark, so the parts are words too."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0f\u20e3\ufeff'’‘`´]+")
_CONTRACTED = re.compile(r"(?<=[^\W\d_]{2})['’‘`´]s(?![^\W_])")
_SHORT_YEAR = re.compile(r"(?<!\d)['’‘`´](\d\d)(?!\d)")
_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.([^\W\d_])\.?(?![^\W\d_])")
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_DASH = re.compile(r"(?<!\d)\s+[-–—]\s+|\s+[-–—]\s+(?!\d)|(?<=[^\W\d_])[–—]")
_MARKED = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0f\u20e3\ufeff'’‘`´.‐‑–—-]")
"""What the patterns above need; most messages have none of it."""
_TOKEN = re.compile(
    r"(?P<number>\d+)(?P<dot>\.(?!\d))?|(?P<word>[^\W\d_]+)|(?P<mark>[.:/@+~]|[-–—])"
    r"|(?P<comma>[,()\"„“”|])|(?P<stop>[;!?…\n])"
)


def bare(word: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=256)
def cut(text: str) -> tuple[Token, ...]:
    """Case, apostrophes, hyphens inside words and the dots of `p.m.` stop mattering.

    `Monday's` is Monday, `'26` is 2026. Cached, since one message is asked about several times.
    """
    text = unicodedata.normalize("NFKC", text.casefold())
    if _MARKED.search(text):
        text = _SHORT_YEAR.sub(r" 20\1", _CONTRACTED.sub("", text))
        text = _INITIALS.sub(r"\1\2", _INVISIBLE.sub("", text))
        text = _DASH.sub(" , ", _INSIDE_WORD.sub(HYPHEN, text))
    hyphens = HYPHEN in text
    tokens: list[Token] = []
    end = -1
    for found in _TOKEN.finditer(text):
        kind, said, glued = found.lastgroup, found[0], found.start() == end
        end = found.end()
        if digits := found["number"]:
            value = int(digits) if len(digits) <= LONGEST_NUMBER else None
            dotted = found["dot"] is not None
            tokens.append(Token(digits, value, len(digits), dotted=dotted, glued=glued))
        elif kind == "word":
            hyphened = hyphens and not glued and text[found.start() - 1] == HYPHEN
            tokens.append(Token(said, glued=glued, hyphened=hyphened))
        elif kind == "comma":
            tokens.append(Token(COMMA, glued=glued))
        elif kind == "stop":
            tokens.append(Token(STOP, glued=glued))
        elif said != ".":
            tokens.append(Token("-" if said in "–—" else said, glued=glued))
        elif tokens and tokens[-1].number is not None:
            tokens.append(Token(".", glued=glued))
        elif not (tokens and len(tokens[-1].text) <= _ABBREVIATED):
            tokens.append(Token(STOP, glued=glued))
    return tuple(tokens)


_ABBREVIATED = 4
"""Letters of a word whose point may be an abbreviation's: `Sept.`"""
