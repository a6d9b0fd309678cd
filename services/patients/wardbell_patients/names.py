"""A name as a patient types it. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache

from wardbell_dialogue.dates import only_when
from wardbell_dialogue.folding import plain
from wardbell_dialogue.word_lists import all_words
from wardbell_dialogue.words import courtesy, intent, number, step, universal
from wardbell_patients.words import Phrase, phrase, words

SHORTEST, LONGEST = 2, 100
LETTERS = 2
ALIKE = 0.6
"""By `difflib`, at least: a word of a name and the same one, spelt better."""
KEYS = 5
"""Neighbours on a keyboard that are no word: "wert" is a name."""
_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm")

_WORD = re.compile(r"\S+\s*")
_ASIDE = re.compile(r"\([^()]*\)")
_BREAK = (",", ".", "!", ";", ":", "\n")
_QUESTION_MARKS = frozenset("?？؟;՞")
_JOINERS = "\u200c\u200d"
"""Invisible, but part of how some scripts are written."""
_BETWEEN = frozenset(f" -'’ʼ‘`´.,·‐‑{_JOINERS}")
"""What may stand between the letters of a name."""
_LONGEST_PHRASE = 5
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Which day a message names does not matter, only that it names one."""


def read_name(text: str) -> str | None:
    """The name in a message; None if it is something else: a number, a date, a question, hello."""
    if _QUESTION_MARKS & set(text) or number(text) is not None:
        return None
    # A word with its blanks: a new line ends a greeting as a comma does.
    tokens = _without_begin(_WORD.findall(_ASIDE.sub(" ", _visible(text))))
    if _match(tokens, words().question):
        return None
    name = _trimmed("".join(_without_end(tokens)))
    letters = sum(unicodedata.category(c).startswith("L") for c in name)
    if letters < LETTERS or not SHORTEST <= len(name) <= LONGEST or not _written(name):
        return None
    return None if _something_else(name) else name


def corrected_name(text: str, before: str) -> str | None:
    """Another name in a message, where one was said; None if it does not look like one.

    It is said as "my name is …", or nothing but a name is said, another one or half as before.
    """
    tokens = _WORD.findall(text)
    while count := _match(tokens, words().corrects_name):
        tokens = tokens[count:]
    name = read_name("".join(tokens))
    if name is None or len(name.split()) <= 1:
        return None
    if any(_match(tokens[at:], words().says_name) for at in range(len(tokens))):
        return name
    said, known = plain(name).split(), set(plain(before).split())
    written = all(word[0].isupper() for word in name.split())
    another = known.isdisjoint(said) and len(said) <= len(known)
    again = 2 * len(known.intersection(said)) >= len(said)
    # Nor is every sentence with a name in it: small letters say no more than the name once more.
    nearly = all(get_close_matches(word, known, 1, ALIKE) for word in said)
    longer = len(known) == 1 and known < set(said) and len(said) == len(known) + 1
    return name if (written and (again or another)) or (again and (nearly or longer)) else None


def _something_else(name: str) -> bool:
    """Whether it is written as a name is, but says something else."""
    return bool(
        words().sentence & set(phrase(name))
        or any(word in words().small for word in name.split() if word.islower())
        or _interjection(name)
        or courtesy(name) in {"thanks", "bye"}
        or any(map(_keys, phrase(name)))
        or step(name)
        or universal(name)
        or _matter(name)
        or _doctor(phrase(name))
        or _when(name)
    )


def split_before_date(text: str) -> tuple[str, str]:
    """What may be a name, and the date of birth that may stand behind it."""
    at = next((at for at, sign in enumerate(text) if sign.isdigit()), len(text))
    return text[:at].rstrip(" ,;:*\n"), text[at:]


def _keys(word: str) -> bool:
    """Whether it is what fingers find on a keyboard: "asdf", "qwertz", "aaa"."""
    in_a_row = len(word) >= KEYS and any(word in row for row in _ROWS)
    return in_a_row or word == "asdf" or (len(word) > LETTERS and len(set(word)) == 1)


def _when(name: str) -> bool:
    """Whether it is when somebody can come: "any time", "Tuesday or Wednesday", "Montags"."""
    said = phrase(name)
    days = " ".join(word for word in said if word not in words().beside_when)
    return said in words().whenever or any(only_when(s, today=_SOME_DAY) for s in (name, days))


def _matter(name: str) -> bool:
    """Whether it is what somebody comes for."""
    said = plain(name).split()
    of_nobody = [word for word in said if len(said) == 1 or word not in words().surnames]
    return intent(" ".join(of_nobody)) is not None


def _doctor(said: Phrase) -> bool:
    """Whether it is the one whom somebody wants to see: a title before one name, or "with Dr"."""
    known = words()
    around = known.titles | known.courtesy | known.before_doctor
    count = next((at for at, word in enumerate(said) if word not in around), len(said))
    to_whom = said[0] in known.before_doctor or len(said) - count <= 1
    return to_whom and not known.titles.isdisjoint(said[:count])


def _without_begin(tokens: list[str]) -> list[str]:
    """Without "Hello," and "my name is". A short greeting needs its comma: Hi is a name, too."""
    while tokens:
        count = _match(tokens, words().before_name)
        if not count and (count := _match(tokens, _interjections())):
            ended = tokens[count - 1].rstrip(" ").endswith(_BREAK)
            count *= ended or bool(_match(tokens[count:], words().before_name))
        if not count:
            break
        tokens = tokens[count:]
    return tokens


def _without_end(tokens: list[str]) -> list[str]:
    for count in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        if phrase(" ".join(tokens[-count:])) in words().after_name:
            return tokens[:-count]
    return tokens


def _match(tokens: list[str], phrases: AbstractSet[Phrase]) -> int:
    """How many words at the beginning are one of these phrases; the longest counts."""
    for count in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        if phrase(" ".join(tokens[:count])) in phrases:
            return count
    return 0


def _interjection(text: str) -> bool:
    """Whether all of it is a greeting, yes or no."""
    return phrase(text) in _interjections()


@cache
def _interjections() -> frozenset[Phrase]:
    known = all_words().values()
    return frozenset(
        tuple(said.split())
        for language in known
        for said in (*language.greetings, *language.answers)
    )


def _visible(text: str) -> str:
    """Without what nobody sees, such as marks of direction; letters and accents in one piece."""
    seen = (c for c in text if c in _JOINERS or unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(seen))


def _trimmed(text: str) -> str:
    """Single blanks, and both ends without stars, dots, faces."""
    name = " ".join(text.split())
    begin, end = 0, len(name)
    while begin < end and not _inside(name[begin]):
        begin += 1
    while end > begin and not _inside(name[end - 1]):
        end -= 1
    return name[begin:end]


def _inside(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _written(name: str) -> bool:
    """Whether it has only what names are written with."""
    return all(c in _BETWEEN or unicodedata.category(c)[0] in "LM" for c in name)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, but for case, accents and punctuation."""
    return plain(one) == plain(other)
