"""The small language in which lexicon entries are written, and its parser.

short of breath         these words, one after the other
<cannot> breathe        any entry of the concept "cannot", then "breathe"
throat (is|feels) tight one of these
lost (a lot of)? blood  the words in brackets may be missing
bewusstlos*             any word that begins like this
*reiniger               any word that ends like this, as German compounds do
# weeks old             any number
#70-89                  any of these numbers
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wardbell_redflags.lexicon import LexiconError
from wardbell_redflags.normalise import folded, tokens
from wardbell_redflags.vocabulary import NUMBER, PREFIX, SHORTEST_PREFIX

_PIECE = re.compile(r"\)\??|[(|]|[^\s()|]+")
_SLOT = re.compile(r"<(\w+)>")
_SPECIAL = re.compile(r"[<(|)#*]")
_RANGE = re.compile(r"#\d+-\d+")


Word = str
"""A word, a beginning ("krampf*"), an end ("*reiniger"), a range ("#70-89") or any number ("#")."""


class Slot(NamedTuple):
    concept: str


class Choice(NamedTuple):
    options: tuple["Phrase", ...]
    may_be_missing: bool


Piece = Word | Slot | Choice
Phrase = tuple[Piece, ...]


def parse(text: str, place: str) -> Phrase:
    """Raises LexiconError at `place` if no message could ever be read as `text`."""
    if text.replace(" ", "").isalpha() and text.isascii():
        return tuple(map(folded, text.lower().split()))  # nearly all entries
    here = f"{place}: “{text}”"
    if not _SPECIAL.search(text):
        return tuple(_read(text, here))
    pieces = _PIECE.findall(text)[::-1]
    options = _options(pieces, here)
    if pieces:
        raise LexiconError(f"{here} closes a bracket that was never opened.")
    if any(map(_may_be_empty, options)):
        raise LexiconError(f"{here} may mean nothing at all: require a word.")
    return options[0] if len(options) == 1 else (Choice(options, may_be_missing=False),)


def words(phrase: Phrase) -> Iterator[str]:
    """All that is written in a phrase itself, not what its slots stand for."""
    for piece in phrase:
        if isinstance(piece, Word):
            yield piece
        elif isinstance(piece, Choice):
            for option in piece.options:
                yield from words(option)


def slots(text: str) -> list[str]:
    """The concepts that an entry or a pattern names, as they are written."""
    return _SLOT.findall(text)


def _options(pieces: list[str], place: str) -> tuple[Phrase, ...]:
    """Reads up to a closing bracket or the end, taking what it reads from `pieces`, last first."""
    option: list[Piece] = []
    options = [option]
    while pieces:
        piece = pieces[-1]
        if piece.isalpha() and piece.isascii():
            option.append(folded(piece.lower()))  # nearly all pieces
        elif piece == "|":
            option = []
            options.append(option)
        elif piece == "(":
            pieces.pop()
            option.append(_choice(pieces, place))
            continue
        elif piece[0] == ")":
            break
        else:
            option.extend(_plain(piece, place))
        pieces.pop()
    return tuple(map(tuple, options))


def _choice(pieces: list[str], place: str) -> Choice:
    options = _options(pieces, place)
    if not pieces:
        raise LexiconError(f"{place} opens a bracket and never closes it.")
    if () in options:
        raise LexiconError(f"{place} has an empty choice: write (...)? for what may be missing.")
    return Choice(options, may_be_missing=pieces.pop() == ")?")


def _plain(text: str, place: str) -> list[Piece]:
    if slot := _SLOT.fullmatch(text):
        return [Slot(slot[1])]
    if text == NUMBER or _RANGE.fullmatch(text):
        return [text]
    if text.startswith(PREFIX):
        return [PREFIX + _long_enough(_read(text.removeprefix(PREFIX), place)[0], text, place)]
    if not text.endswith(PREFIX):
        return [*_read(text, place)]
    *words, beginning = _read(text.removesuffix(PREFIX), place)
    return [*words, _long_enough(beginning, text, place) + PREFIX]


def _long_enough(part: str, text: str, place: str) -> str:
    if len(part) < SHORTEST_PREFIX:
        raise LexiconError(
            f"{place}: “{text}” is too short: {SHORTEST_PREFIX} letters, then or before them *."
        )
    return part


def _read(text: str, place: str) -> list[str]:
    """As messages are read: "spo2" is two words, "x-ray" too."""
    read = [folded(token) for token in tokens(text)]
    if not read or not all(map(str.isalnum, read)):
        raise LexiconError(f"{place}: “{text}” can never be read: use letters and digits only.")
    return read


def _may_be_empty(phrase: Phrase) -> bool:
    return all(
        isinstance(piece, Choice)
        and (piece.may_be_missing or any(map(_may_be_empty, piece.options)))
        for piece in phrase
    )
