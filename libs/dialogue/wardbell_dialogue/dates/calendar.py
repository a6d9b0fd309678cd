"""From what was said to a day: "the 15th", "next Tuesday", "12.3.", "in two weeks"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

Refused = Literal["past", "impossible", "unwanted"]

FAR = 300
"""Days. A date without year that lies further ahead was rather meant to be a past one."""
MOST = 800
"""Days from today up to which a clinic takes a date with a year."""


LAST = -1
_SATURDAY = 5
SUNDAY = 6

_Date = date


class Day(NamedTuple):
    date: date | None
    sure: bool = True
    refused: Refused | None = None
    past: _Date | None = None
    """The day that is over."""


PAST = Day(None, refused="past")
IMPOSSIBLE = Day(None, refused="impossible")


def day_of(kind: str, values: Mapping[str, Any], today: date) -> Day:
    """The day that a found pattern of a date kind means."""
    return _KINDS[kind](values, today)


def in_week(weekday: int, weeks: int, today: date) -> Day:
    """A weekday of this week (0), the next one (1), …; weeks begin on Monday."""
    return _from_today(today + timedelta(7 * weeks + weekday - today.weekday()), today)


def weekend(weeks: int, today: date, *, following: bool = False) -> Day:
    """The Saturday to come, or today if the weekend has begun and not the `following` is meant."""
    if following and weeks == 0 and today.weekday() >= _SATURDAY:
        weeks = 1
    saturday = in_week(_SATURDAY, weeks, today)
    return saturday if saturday.date else Day(today)


def next_weekday(weekday: int, start: date, step: Literal[1, -1] = 1) -> date:
    """The first such day after a date, or before it."""
    return start + timedelta(step * ((step * (weekday - start.weekday()) - 1) % 7 + 1))


def in_iso_week(weekday: int, week: int, today: date) -> Day:
    """A weekday of a calendar week; the next such week to come."""
    for year in range(today.year - 1, today.year + 3):
        try:
            day = date.fromisocalendar(year, week, weekday + 1)
        except ValueError:
            continue
        if day >= today:
            return Day(day, sure=(day - today).days <= FAR)
    return IMPOSSIBLE


def in_month(day: int, month: int, today: date, year: int | None = None) -> Day:
    """A day of a month; without a year the next one to come."""
    if year is not None:
        made = _made(year, month, day)
        if made is None or (made - today).days > MOST:
            return IMPOSSIBLE
        return _from_today(made, today)
    for year_ in (today.year, today.year + 1):
        made = _made(year_, month, day)
        if made is not None and made >= today:
            return Day(made, sure=(made - today).days <= FAR)
    return IMPOSSIBLE


def month_start(values: Mapping[str, Any], today: date) -> date:
    """The first day of a month that is named, or counted from this one; not one that is over."""
    if "rel_month" in values:
        return after_months(today.replace(day=1), values["rel_month"])
    year = values.get("year", today.year + (values["month"] < today.month))
    return date(year, values["month"], 1)


def after_months(start: date, months: int) -> date:
    """The same day some months later, or that month's last."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _weekday(values: Mapping[str, Any], today: date) -> Day:
    if "week" in values:
        return in_week(values["weekday"], values["week"], today)._replace(sure=False)
    ahead = (values["weekday"] - today.weekday() - 1) % 7 + 1
    plus = values.get("days", 0)
    if "unit" in values:
        if values["unit"] not in _DAYS:
            return Day(None)
        plus = values.get("n", 1) * _DAYS[values["unit"]]
    same_week = today.weekday() + ahead <= 6
    # "next Friday", said on Wednesday, is the 6th to some and the 13th to others; "Friday in two
    # weeks" is counted from today by some and from Friday by others; "Friday" or "Friday week",
    # said on a Friday, may mean today's
    sure = {"next": not same_week, "in": same_week}.get(values.get("which", ""), ahead < 7)
    if "unit" in values:
        ahead %= 7  # "in three weeks, on Friday", said on a Friday, is not in four
    return Day(today + timedelta(ahead + plus), sure=sure and "doubt" not in values)


def _near(values: Mapping[str, Any], today: date) -> Day:
    day = today + timedelta(values["near"] + values.get("days", 0))
    if "unit" in values:
        day = _later(day, values)
    found = _from_today(day, today)
    return found._replace(sure=not values.get("doubt"))


def _in(values: Mapping[str, Any], today: date) -> Day:
    return Day(_later(today, values), sure=not values.get("doubt"))


def _day(values: Mapping[str, Any], today: date) -> Day:
    number, sure = values["day"], not values.get("doubt")
    if "rel_month" in values:
        start = after_months(today.replace(day=1), values["rel_month"])
        made = _made(start.year, start.month, number)
        return IMPOSSIBLE if made is None else _from_today(made, today)
    for months in range(4):
        start = after_months(today.replace(day=1), months)
        made = _made(start.year, start.month, number)
        if made is not None and made >= today:
            # the 31st, said in a month without one, may be a slip
            return Day(made, sure=sure and (months == 0 or made.day <= 30 or today.day == 31))
    return IMPOSSIBLE


def _date(values: Mapping[str, Any], today: date) -> Day:
    year = today.year + 1 if "next_year" in values else _year(values, today)
    found = in_month(values["day"], values["month"], today, year)
    # 12.10 may also be ten past twelve
    time_too = "either" in values and values["month"] >= 10 and 7 <= values["day"] <= 18
    return found._replace(sure=found.sure and not values.get("doubt") and not time_too)


def numeric(values: Mapping[str, Any], today: date, weekday: int | None = None) -> Day:
    """`12/3`: day and month, unless only the other order is possible, on that weekday, or soon."""
    first, second, year = values["day"], values["day2"], _year(values, today)
    readings = [
        in_month(d, m, today, year) for d, m in ((first, second), (second, first)) if m <= 12
    ]
    if not readings:
        return IMPOSSIBLE
    possible = [r for r in readings if r.date is not None] or readings
    fitting = [r for r in possible if r.date and r.date.weekday() == weekday]
    different = {r.date for r in fitting or readings if r.refused != "impossible"}
    soon = [r for r in possible if r.date and r.date < today + timedelta(_SOON)]
    best = (fitting or (soon if year is None else []) or possible)[0]
    return best._replace(sure=best.sure and len(different) == 1)


def _nth(values: Mapping[str, Any], today: date) -> Day:
    """The first Monday of April, the last Friday of the month."""
    start = month_start(values, today)
    day = _nth_weekday(start, values["weekday"], values["nth"])
    if day is not None and day < today and "month" in values:
        day = _nth_weekday(start.replace(year=start.year + 1), values["weekday"], values["nth"])
    return IMPOSSIBLE if day is None else _from_today(day, today)


def _nth_weekday(start: date, weekday: int, nth: int) -> date | None:
    first = 1 + (weekday - start.weekday()) % 7
    days = range(first, monthrange(start.year, start.month)[1] + 1, 7)
    place = nth - 1 if nth > 0 else nth
    return start.replace(day=days[place]) if place < len(days) else None


def _holiday(values: Mapping[str, Any], today: date) -> Day:
    """`12-24`, or days from Easter: `e-2`, `e1`; or a day beside it."""
    when = values["holiday"]
    if not when.startswith("e") and "side" not in values:
        month, day = when.split("-")
        return in_month(int(day), int(month), today, _year(values, today))
    years = range(today.year - ("side" in values), today.year + 2)
    days = (_beside(_feast(when, year), values) for year in years)
    return Day(next(day for day in days if day >= today), sure=not values.get("doubt"))


def _feast(when: str, year: int) -> date:
    if when.startswith("e"):
        return easter(year) + timedelta(int(when[1:]))
    month, day = when.split("-")
    return date(year, int(month), int(day))


def _beside(feast: date, values: Mapping[str, Any]) -> date:
    """The Tuesday after Easter, the day before Christmas Eve: on the `side` of 1 or -1."""
    side = values.get("side", 0)
    if "unit" in values:
        return _later(feast, {"unit": values["unit"], "n": side * values.get("n", 1)})
    if "weekday" not in values:
        return feast + timedelta(side)
    return next_weekday(values["weekday"], feast, side)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Oudin's method)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    past = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (past + 40) // 44
    return date(year, month, past + 28 - 31 * (month // 4))


def _year(values: Mapping[str, Any], today: date) -> int | None:
    if "short_year" not in values:
        return values.get("year")
    year = today.year - today.year % 100 + int(values["short_year"])
    # 12.3.80 is a birthday
    return year if year <= today.year + 10 else year - 100


def _later(start: date, values: Mapping[str, Any]) -> date:
    if "days" in values:
        return start + timedelta(values["days"])
    n, unit = values.get("n", 1), values["unit"]
    if unit in _MONTHS:
        return after_months(start, n * _MONTHS[unit])
    return start + timedelta(n * _DAYS[unit])


def _made(year: int, month: int, day: int) -> date | None:
    """That day if there is one; -1 is the month's last."""
    try:
        if day == LAST:
            return date(year, month, monthrange(year, month)[1])
        return date(year, month, day)
    except ValueError:
        return None


def _from_today(day: date, today: date) -> Day:
    return Day(day) if day >= today else PAST._replace(past=day)


_SOON = 183
"""Days: `12/11`, said on November 27, is hardly the next year's November."""
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12}
_KINDS: dict[str, Callable[[Mapping[str, Any], date], Day]] = {
    "near": _near,
    "weekday": _weekday,
    "day": _day,
    "date": _date,
    "numeric": numeric,
    "in": _in,
    "nth": _nth,
    "holiday": _holiday,
    "past": lambda *_: PAST,
}
