"""What a number may stand for: `{hour}`, `{day}`, … in patterns."""

from __future__ import annotations

from typing import NamedTuple


class Number(NamedTuple):
    """Digits, or a word for them."""

    value: int
    digits: int = 0
    """0 for a word."""
    ordinal: bool = False
    """`12.`, `12th`, `twelfth`"""
    suffixed: bool = False
    """`12th`, `twelfth`"""
    glued: bool = False


def _day(n: Number) -> bool:
    return 1 <= n.value <= 31 and (n.ordinal or n.digits in (1, 2))


def _ordinal(n: Number) -> bool:
    return 1 <= n.value <= 31 and n.ordinal and n.digits <= 2


def _day_word(n: Number) -> bool:
    return 1 <= n.value <= 31 and not n.ordinal and n.digits == 0


def _late_day(n: Number) -> bool:
    """No month."""
    return 13 <= n.value <= 31 and not n.suffixed


def _ordinal_word(n: Number) -> bool:
    return n.ordinal and n.digits == 0


def _suffixed(n: Number) -> bool:
    return 1 <= n.value <= 31 and n.suffixed and n.digits in (1, 2)


def _day_number(n: Number) -> bool:
    return 1 <= n.value <= 31 and n.digits in (1, 2)


def _dotted(n: Number) -> bool:
    return _ordinal(n) and not n.suffixed and n.digits > 0


def _month_number(n: Number) -> bool:
    return 1 <= n.value <= 12 and n.digits in (1, 2) and not n.suffixed


def _month_ordinal(n: Number) -> bool:
    return 1 <= n.value <= 12 and n.ordinal and n.digits <= 2


def _year(n: Number) -> bool:
    return n.digits == 4 and 1900 <= n.value <= 2100


def _short_year(n: Number) -> bool:
    return n.digits == 2 and n.glued


def _late_year(n: Number) -> bool:
    """Two digits after a month's name that cannot be an hour."""
    return n.digits == 2 and 25 <= n.value <= 60


def _hour(n: Number) -> bool:
    return 0 <= n.value <= 24 and n.digits <= 2 and not n.suffixed and (n.digits > 0) >= n.ordinal


def _early_hour(n: Number) -> bool:
    """06:30 is no hour of the evening."""
    return n.digits == 2 and n.value == 6


def _plain_hour(n: Number) -> bool:
    """After "nach", 16. is rather the 16th."""
    return _hour(n) and not n.ordinal


def _hour_word(n: Number) -> bool:
    return 1 <= n.value <= 12 and not n.ordinal and n.digits == 0


def _minute_word(n: Number) -> bool:
    return 10 <= n.value <= 55 and n.value % 5 == 0 and not n.ordinal and n.digits == 0


def _apart_hour(n: Number) -> bool:
    """No year: 2.1.24, 10 Uhr."""
    return _plain_hour(n) and not n.glued


def _minute(n: Number) -> bool:
    return n.value <= 59 and (n.digits == 2 or (n.digits == 0 and n.value >= 10)) and not n.suffixed


def _few(n: Number) -> bool:
    return n.value in (5, 10, 20, 25) and not n.ordinal


def _clear_minute(n: Number) -> bool:
    """In 11.03 it would be a month."""
    return _minute(n) and (n.value > 12 or (n.value % 5 == 0 and not n.ordinal))


def _minutes(n: Number) -> bool:
    return 1 <= n.value <= 59 and not n.ordinal


def _hhmm(n: Number) -> bool:
    """1530, and 930 for half past nine."""
    if n.digits == 3:
        return n.value >= 100 and n.value % 100 < 60 and n.value % 5 == 0
    return n.digits == 4 and 600 <= n.value < 2200 and n.value % 100 < 60


def _week_number(n: Number) -> bool:
    return 1 <= n.value <= 53 and not n.suffixed


def _upper(n: Number) -> bool:
    """Of a blood pressure, or a pulse: higher than any day."""
    return 50 <= n.value < 300 and n.digits >= 2 and not n.suffixed


def _lower(n: Number) -> bool:
    return 32 <= n.value < 200 and n.digits >= 2 and not n.suffixed


def _warm(n: Number) -> bool:
    """Degrees of a body."""
    return 34 <= n.value <= 43 and n.digits == 2 and not n.suffixed


def _n(n: Number) -> bool:
    return n.value <= 999 and not n.suffixed


NUMBERS = {
    "day": _day,
    "day_word": _day_word,
    "late_day": _late_day,
    "ordinal": _ordinal,
    "ordinal_word": _ordinal_word,
    "suffixed": _suffixed,
    "day_number": _day_number,
    "dotted": _dotted,
    "month_number": _month_number,
    "month_ordinal": _month_ordinal,
    "year": _year,
    "short_year": _short_year,
    "late_year": _late_year,
    "hour": _hour,
    "early_hour": _early_hour,
    "plain_hour": _plain_hour,
    "apart_hour": _apart_hour,
    "hour_word": _hour_word,
    "minute_word": _minute_word,
    "minute": _minute,
    "clear_minute": _clear_minute,
    "minutes": _minutes,
    "few": _few,
    "hhmm": _hhmm,
    "week_number": _week_number,
    "upper": _upper,
    "lower": _lower,
    "warm": _warm,
    "n": _n,
}
