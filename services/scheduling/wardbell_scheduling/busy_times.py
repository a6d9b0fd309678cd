"""Reading another calendar: when somebody is busy, and nothing else of it (RFC 5545). Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from wardbell_scheduling import busy_file
from wardbell_scheduling.slots import Span

AROUND = timedelta(days=2)
"""Looked at beyond the window: local days and times without a zone are not those of UTC."""
PER_DAY = 100
"""Repetitions that are believed; more of them are a mistake, or an attack."""
REPETITIONS = 1_000_000
"""Of all series of a calendar that are followed, at most."""
_LENGTH = "X-WARDBELL-SECONDS"
_ESSENTIAL = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}


class Unreadable(ValueError):
    """It is no calendar, or says something that cannot be understood; the text says what."""


def read(file: bytes, zone: ZoneInfo, window: Span, own: Container[str]) -> list[Span]:
    """Busy times that meet a window, in order; those that meet or touch are one.

    A calendar that cannot be read whole is not read at all: half of it would offer patients times
    that are taken.

    Args:
        zone: of times that name none, and of whole days
        own: marks of our own feeds, whose events are not taken for somebody else's

    Raises:
        Unreadable: none of it is to be believed.
    """
    try:
        calendars = Calendar.from_ical(file, multiple=True)
        if not calendars:
            raise Unreadable("it is no calendar")
        spans = [span for c in calendars for span in _spans(c, zone, window, own)]
    except Unreadable:
        raise
    except Exception as wrong:  # what strangers write can break a parser in any way
        raise Unreadable(f"it is no calendar that can be read ({type(wrong).__name__})") from wrong
    return list(_joined(s for s in spans if s.start < s.end and s.meets(window)))


def _spans(calendar: Calendar, zone: ZoneInfo, window: Span, own: Container[str]) -> list[Span]:
    """All busy times of one calendar, and some around the window."""
    theirs = Calendar()
    if "X-WR-TIMEZONE" in calendar:
        theirs["X-WR-TIMEZONE"] = calendar["X-WR-TIMEZONE"]
    events = [
        event
        for event in calendar.walk("VEVENT")
        if isinstance(event, Event) and not busy_file.is_of(own, str(event.get("UID")))
    ]
    _check(events, window)
    for event in events:
        _note_length(event, zone)
        theirs.add_component(event)
    found = recurring_ical_events.of(theirs).between(window.start - AROUND, window.end + AROUND)
    return [_span(event, zone) for event in found if _is_busy(event)]


def _check(events: Iterable[Event], window: Span) -> None:
    repetitions = 0
    for event in events:
        if broken := sorted(_ESSENTIAL & {str(name).upper() for name, _ in event.errors}):
            raise Unreadable(f"an event has a {broken[0]} that cannot be read")
        if "DTSTART" not in event:
            raise Unreadable("an event has no DTSTART")
        rules = event.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            each_day = _per_day(rule)
            if each_day > PER_DAY:
                raise Unreadable(f"an event repeats {each_day} times a day")
            # What repeats within a day is followed from its beginning, however long ago.
            since = date(event.start.year, 1, 1) if each_day > 1 else window.start.date()
            repetitions += each_day * max(0, (window.end.date() - since).days)
    if repetitions > REPETITIONS:
        raise Unreadable("its series repeat too often")


def _per_day(rule: Any) -> int:
    """How often a rule repeats on a day, at most."""
    [frequency] = rule.get("FREQ", ["DAILY"])
    times = {"HOURLY": 24, "MINUTELY": 24 * 60, "SECONDLY": 24 * 60 * 60}.get(frequency.upper(), 1)
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        values = rule.get(part, [])
        times *= max(1, len(values) if isinstance(values, list) else 1)
    return times


def _note_length(event: Event, zone: ZoneInfo) -> None:
    """How long it really lasts, which all of a series do, also on days when clocks change.

    Repeated by the clock its end would be an hour off there.
    """
    dates = event.get("RDATE", [])
    periods = any(
        isinstance(value.dt, tuple)
        for several in (dates if isinstance(dates, list) else [dates])
        for value in several.dts
    )
    days = "DURATION" in event and not event.duration % timedelta(days=1)  # a day is by the clock
    if isinstance(event.start, datetime) and not periods and not days:
        if "DURATION" in event:
            length = event.duration
        else:
            length = _utc(event.end, zone) - _utc(event.start, zone)
        event[_LENGTH] = str(length.total_seconds())


def _is_busy(event: Event) -> bool:
    return (
        str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT"
        and str(event.get("STATUS", "")).upper() != "CANCELLED"
    )


def _span(event: Event, zone: ZoneInfo) -> Span:
    start, end = event.start, event.end
    if not isinstance(start, datetime):
        # Some programs write a whole day that ends on itself.
        return Span(_utc(start, zone), _utc(max(end, start + timedelta(days=1)), zone))
    if _LENGTH in event:
        begins = _utc(start, zone)
        return Span(begins, begins + timedelta(seconds=float(str(event[_LENGTH]))))
    return Span(_utc(start, zone), _utc(end, zone))


def _utc(moment: date, zone: ZoneInfo) -> datetime:
    """The instant of a moment; a day begins with its midnight."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last is None:
            last = span
        elif span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            yield last
            last = span
    if last is not None:
        yield last
