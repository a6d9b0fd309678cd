"""What a patient means who is asked about a visit. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from wardbell_dialogue.folding import plain
from wardbell_dialogue.words import courtesy, number, step, yes_or_no
from wardbell_events.inbound import Said, Tap, Text

STARS = "⭐★🌟"
_STARS = re.compile(rf"^\s*([{STARS}]{{1,5}})(?![{STARS}])")
WORDS = {
    **dict.fromkeys(("one", "ein", "eine", "einen"), 1),
    **dict.fromkeys(("two", "zwei"), 2),
    **dict.fromkeys(("three", "drei"), 3),
    **dict.fromkeys(("four", "vier"), 4),
    **dict.fromkeys(("five", "fünf", "fuenf"), 5),
}
_NUMBER = rf"[1-5]|{'|'.join(WORDS)}"
_STAR = r"(?:stars?|sterne?n?)\b"
_POINT = r"(?:punkte?n?|points?)\b"
_OF_FIVE = r"(?:/|of|out of|von)\s*(?:5|five|fünf)\b"
_NAMED = re.compile(
    rf"^\s*(?P<stars>{_NUMBER})"
    rf"\s*(?:{_STAR}(?:\s*{_OF_FIVE})?|{_OF_FIVE}(?:\s*(?:{_STAR}|{_POINT}))?"
    # Only after a figure: "one point: …" begins a list.
    rf"|(?<=\d)\s*{_POINT}(?:\s*{_OF_FIVE}|(?!\s*(?::|noch|more)))"
    rf"|[{STARS}](?![{STARS}]))",
    re.IGNORECASE,
)
# Not with a full stop, nor where more is numbered: that is a list.
_THEN = re.compile(
    r"^\s*(?P<stars>[1-5])\s*(?:[,;:!–—-]\s+|\n\s*)(?=[^\W\d_])"
    r"(?!.*(?:\n\s*\d|[,;]\s*\d\s*[–—-]))",
    re.DOTALL,
)
# "5 but the waiting room was cold".
_BUT = re.compile(
    r"^\s*(?P<stars>[1-5])\s+(?=(?:but|though|although|only|because|aber|obwohl|allerdings|nur|weil)\b)",
    re.IGNORECASE,
)
# "…, 2 stars", where that is said once and of nothing else.
_ANYWHERE = re.compile(
    rf"(?<![\w.,/–—-])(?P<stars>{_NUMBER})\s*{_STAR}"
    r"(?!\s*(?:hotel|restaurant|more|mehr|weniger|less))",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"^\s*(?P<stars>[1-4])[.,]5\s*(?:{_STAR})?(?:\s*{_OF_FIVE}(?:\s*{_STAR})?)?(?=\s*$|\s*[,;:.!–—-]|\s+(?:but|aber)\b)",
    re.IGNORECASE,
)
_NOT_GIVEN = {
    *("not", "no", "never", "isnt", "wasnt", "would", "could", "expected", "instead", "usually"),
    *("normally", "last", "nicht", "kein", "keine", "keinen", "nie", "wurde", "hatte", "konnte"),
    *("sonst", "statt", "erwartet", "normalerweise", "letztes"),
}
_NEAR = 5
"""Words before stars that may say that they are not given."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Stars, and what was written after them."""

    stars: int
    words: str = ""
    rounded: bool = False
    """Half a star more was said."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a patient has to say."""

    body: str


Meaning = Rating | Words | Literal["no", "comment", "thanks", "unreadable", "unclear"]
"""`no`: nothing more to say; `comment`: what was written is no other wish;
`unclear`: a tap that is none of ours."""


def of_tap(said: Said) -> UUID | None:
    """The visit that a tapped row or button is about."""
    if isinstance(said, Tap):
        id_ = said.argument.partition("/")[0]
        return UUID(id_) if re.fullmatch("[0-9a-f]{32}", id_) else None
    return None


def read(said: Said, *, rated: bool = False) -> Meaning:
    """What a message means.

    Args:
        rated: whether there are stars; then others are meant only where it says so
    """
    match said:
        case Tap(action="rate", argument=argument):
            stars = argument.rpartition("/")[2]
            return Rating(int(stars)) if re.fullmatch("[1-5]", stars) else "unclear"
        case Tap(action="done"):
            return "no"
        case Tap(action="comment"):
            return "comment"
        case Tap():
            return "unclear"
        case Text(body=body):
            return _text(body, rated=rated)
    return "unreadable"


def _text(typed: str, *, rated: bool) -> Meaning:
    body = typed.replace("\ufe0f", "")  # shows a star in colour, and says nothing
    bare = number(body)
    if bare is not None and 1 <= bare <= 5:
        return Rating(bare)
    if found := _STARS.match(body):
        return Rating(len(found[1]), _rest(body[found.end() :]))
    if found := _NAMED.match(body):
        return Rating(_stars(found), _rest(body[found.end() :]))
    if not rated and (found := _HALF.match(body)):
        return Rating(_stars(found), _rest(body[found.end() :]), rounded=True)
    if not rated and (found := _THEN.match(body) or _BUT.match(body)):
        return Rating(_stars(found), _rest(body[found.end() :]))
    if not rated and (stars := _given(body)) is not None:
        return Rating(stars, typed.strip())
    if yes_or_no(body) == "no" or step(body) == "drop":
        return "no"
    if courtesy(body) in {"thanks", "bye"}:
        return "thanks"
    return Words(typed.strip())


def _stars(found: re.Match[str]) -> int:
    told = found["stars"].casefold()
    return WORDS[told] if told in WORDS else int(told)


def _given(body: str) -> int | None:
    """Stars anywhere in a text; None where they are several or not given: "not 5 stars"."""
    found = list(_ANYWHERE.finditer(body))
    if len(found) != 1:
        return None
    before = plain(body[: found[0].start()]).split()[-_NEAR:]
    return None if _NOT_GIVEN & set(before) else _stars(found[0])


def _rest(text: str) -> str:
    """Words after the stars; none where only signs are left."""
    rest = text.strip(" \n\t,;:.!–—-")
    return rest if plain(rest) else ""
