"""Times as people read them: in a language that has texts, where the visit or the site is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_day_names,
)


def day(language: str, moment: date) -> str:
    """Weekday with date: `Monday, December 7`."""
    weekday = format_date(moment, "EEEE", locale=language)
    return f"{weekday}, {format_skeleton('MMMMd', _noon(moment), locale=language)}"


def weekday(language: str, number: int) -> str:
    """A day of any week, Monday 0: `Monday`."""
    return str(get_day_names("wide", locale=language)[number])


def short_day(language: str, moment: date) -> str:
    """The same, short enough for a button: `Mon, Dec 7`."""
    return format_skeleton("EEEMMMd", _noon(moment), locale=language)


def clock(language: str, time_zone: str, moment: datetime) -> str:
    """Time of day: `8:00 AM`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return format_time(local, "short", tzinfo=local.tzinfo, locale=language)


def day_and_time(language: str, time_zone: str, moment: datetime) -> tuple[str, str]:
    """Weekday with date, and time: `("Monday, December 7", "8:00 AM")`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return day(language, local.date()), clock(language, time_zone, moment)


def length(language: str, span: timedelta) -> str:
    """A span in its largest unit: `4 hours`."""
    return format_timedelta(span, locale=language)


def _noon(moment: date) -> datetime:
    """A date as Babel wants it, in no zone that could move it."""
    return datetime(moment.year, moment.month, moment.day, 12)  # noqa: DTZ001
