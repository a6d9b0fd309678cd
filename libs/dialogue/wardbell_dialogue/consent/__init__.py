"""What patients say about what they want to be sent: STOP, START, and either for one purpose.

The words are data, `consent/<language>.toml`: what is said (`stop`, `start`, with `{}` for a
purpose), and how everything and each purpose is called. A whole message counts, as with the
universal words, and what is only kind in it does not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from wardbell_dialogue.folding import plain
from wardbell_dialogue.word_lists import languages
from wardbell_dialogue.words import bare, universal
from wardbell_events.outbound import Purpose

INTENT = "consent"
"""What the router calls such a message."""


@dataclass(frozen=True, slots=True)
class Wish:
    """To be sent something, or not."""

    wanted: bool
    purpose: Purpose | None = None
    """None: all that we begin."""


def wish(text: str) -> Wish | None:
    """What a whole message wants to be sent, or not to be; None: it is about something else."""
    word = universal(text)
    if word is not None:
        return Wish(wanted=word[0] == "start") if word[0] in {"stop", "start"} else None
    return _wishes().get(plain(text)) or _wishes().get(bare(text))


@cache
def _wishes() -> dict[str, Wish]:
    return dict(phrases())


def phrases() -> Iterator[tuple[str, Wish]]:
    """All that is understood beside the universal words, folded."""
    for language in languages():
        file = files("wardbell_dialogue") / "consent" / f"{language}.toml"
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        named = [(None, raw["everything"]), *raw["purposes"].items()]
        for (purpose, names), said in product(named, ("stop", "start")):
            for phrase, name in product(raw[said], names):
                yield plain(phrase.format(name)), Wish(said == "start", purpose)
