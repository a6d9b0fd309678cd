"""Times as people read them: in a language that has texts, where the visit or the site is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_day_names,
    get_timezone_name,
)


def known_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, e.g. Europe/Berlin; None: there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: `America` is a folder of zones
        return None


def day(language: str, moment: date) -> str:
    """Weekday with date: `Monday, December 7`."""
    weekday = format_date(moment, "EEEE", locale=language)
    return f"{weekday}, {format_skeleton('MMMMd', _noon(moment), locale=language)}"


def day_with_year(language: str, moment: date) -> str:
    """The same of a day that may be far away: `Monday, December 7, 2026`."""
    return format_date(moment, "full", locale=language)


def weekday(language: str, number: int) -> str:
    """A day of any week, Monday 0: `Monday`."""
    return str(get_day_names("wide", locale=language)[number])


def short_day(language: str, moment: date) -> str:
    """The same, short enough for a button: `Mon, Dec 7`."""
    return format_skeleton("EEEMMMd", _noon(moment), locale=language)


def day_of_year(language: str, moment: date) -> str:
    """A day of a certain year: `December 7, 2026`."""
    return format_date(moment, "long", locale=language)


def clock(language: str, time_zone: str, moment: datetime) -> str:
    """Time of day: `8:00 AM`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return format_time(local, "short", tzinfo=local.tzinfo, locale=language)


def for_staff(moment: datetime, zone: tzinfo) -> str:
    """A moment as the clock says there, with the zone: `Tue 2026-12-01 14:30 CET`."""
    return f"{moment.astimezone(zone):%a %Y-%m-%d %H:%M %Z}"


def time_of_day(language: str, moment: time) -> str:
    """The same of any day: `8:00 AM`."""
    return format_time(moment, "short", locale=language)


def day_and_time(language: str, time_zone: str, moment: datetime) -> tuple[str, str]:
    """Weekday with date, and time: `("Monday, December 7", "8:00 AM")`.

    Where clocks show the time twice that day, with the name of the zone's time: there they go back.
    """
    # In UTC: of a time that clocks show twice, Python calls both the same.
    return _day_and_time(language, time_zone, moment.astimezone(UTC))


@lru_cache(maxsize=1024)
def _day_and_time(language: str, time_zone: str, moment: datetime) -> tuple[str, str]:
    local = moment.astimezone(ZoneInfo(time_zone))
    at, which = clock(language, time_zone, moment), which_of_two(language, time_zone, moment)
    return day(language, local.date()), f"{at} ({which})" if which else at


def which_of_two(language: str, time_zone: str, moment: datetime) -> str:
    """Of a time that clocks show twice, which one: `Central European Summer Time`; else empty."""
    local = moment.astimezone(ZoneInfo(time_zone))
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return ""
    return get_timezone_name(local, width="long", locale=language)


def length(language: str, span: timedelta) -> str:
    """A span in its largest unit: `4 hours`."""
    return format_timedelta(span, locale=language)


def _noon(moment: date) -> datetime:
    """A date as Babel wants it, in no zone that could move it."""
    return datetime(moment.year, moment.month, moment.day, 12)  # noqa: DTZ001
