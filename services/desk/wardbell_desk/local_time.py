"""Times as people read them: in a language that has texts, where the site is."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, format_timedelta


def day_and_time(language: str, time_zone: str, moment: datetime) -> tuple[str, str]:
    """Weekday with date, and time: `("Monday, December 7", "8:00 AM")`."""
    local = moment.astimezone(ZoneInfo(time_zone))
    weekday = format_date(local, "EEEE", locale=language)
    date = format_skeleton("MMMMd", local, tzinfo=local.tzinfo, locale=language)
    return f"{weekday}, {date}", format_time(local, "short", tzinfo=local.tzinfo, locale=language)


def length(language: str, span: timedelta) -> str:
    """A span in its largest unit: `4 hours`."""
    return format_timedelta(span, locale=language)
