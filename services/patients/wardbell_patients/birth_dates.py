"""A date of birth as a patient types it: day before month, unless strokes leave it open. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from wardbell_dialogue.folding import plain
from wardbell_patients.words import words

OLDEST_YEARS = 120
"""Nobody known was older than 122."""
OLDEST_BY_TWO_DIGITS = 110
"""Who is older writes all of the year."""

Refused = Literal["unclear", "impossible", "future", "too-old", "century"]
"""`unclear`: no date, or several. `impossible`: no such day. `century`: the year may be of two."""

LONGEST_TOKEN = 9
"""`september`. A longer number is none of a date."""

_STROKES = re.compile(r"(?<!\d)\d{1,2}\s*([/-])\s*\d{1,2}\s*\1\s*\d")
"""`5/6/1972` is the fifth of June in Europe and the sixth of May in America."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_Parts = tuple[str, int, int]
"""Year as it was written, month, day."""


class Either(NamedTuple):
    """One of two days: the patient has to say which."""

    day_first: date
    month_first: date


def read_birth_date(text: str, today: date) -> date | Either | Refused:
    """The day in a message, both where it can be read in two ways, or why it is none.

    Args:
        today: where the patient is
    """
    outcome: date | Refused = "unclear"
    for parts in _readings(text):
        read = _day(*parts, today)
        if isinstance(read, date):
            return _either(read, today) if _STROKES.search(text) else read
        if outcome == "unclear":
            outcome = read
    return outcome


def either(day_first: date) -> Either:
    """A day that is written with strokes, and the other one that is written so."""
    other = day_first.replace(month=day_first.day, day=day_first.month)
    return Either(day_first, other)


def _either(read: date, today: date) -> date | Either:
    if read.day > 12 or read.day == read.month:
        return read
    both = either(read)
    return both if both.month_first <= today else read


def _readings(text: str) -> Iterator[_Parts]:
    """What a message may mean, likeliest first."""
    tokens = _date_tokens(text)
    match tokens:
        case [str(digits)] if len(digits) == 8:
            yield digits[4:], int(digits[2:4]), int(digits[:2])
            yield digits[:4], int(digits[4:6]), int(digits[6:])
        case [str(digits)] if len(digits) == 6:
            yield digits[4:], int(digits[2:4]), int(digits[:2])
        case [str(year), str(month), str(day)] if len(year) == 4:
            yield year, int(month), int(day)
        case [str(day), str(month), str(year)] if int(month) > 12:
            yield year, int(day), int(month)
        case [str(day), str(month), str(year)]:
            yield year, int(month), int(day)
        case [str(year), int(month), str(day)] if len(year) == 4:
            yield year, month, int(day)
        case [str(day), int(month), str(year)] | [int(month), str(day), str(year)]:
            yield year, month, int(day)


def _date_tokens(text: str) -> list[str | int]:
    """Numbers as they are written and months by their number; empty where other words part them."""
    found: list[str | int] = []
    words_since = False
    for token in _TOKEN.findall(plain(text)):
        if token in words().months or token[0].isdecimal():
            if (words_since and found) or len(token) > LONGEST_TOKEN:
                return []
            words_since = False
            found.append(words().months.get(token, token))
        elif token not in words().between:
            words_since = True
    return found


def _day(written_year: str, month: int, day: int, today: date) -> date | Refused:
    year, short = int(written_year), len(written_year) == 2
    if short:
        year += today.year // 100 * 100
        if (year, month, day) > (today.year, today.month, today.day):
            year -= 100
    elif len(written_year) != 4:
        return "unclear"
    try:
        born = date(year, month, day)
    except ValueError:
        return "impossible"
    if born > today:
        return "future"
    hundred_more = (today.year - year + 100, today.month, today.day)
    if short and hundred_more <= (OLDEST_BY_TWO_DIGITS, month, day):
        return "century"
    if (today.year - born.year, today.month, today.day) > (OLDEST_YEARS, born.month, born.day):
        return "too-old"
    return born
