"""A practitioner's busy times as a calendar file: when, and nothing else (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from icalendar import Calendar, Event

from wardbell_events.ids import derived
from wardbell_scheduling.slots import Span

LOOK_AGAIN = timedelta(minutes=15)
"""How often calendars are asked to look; most of them decide that for themselves."""
_OURS = ".busy.wardbell"


class BusyTime(NamedTuple):
    """A time that is taken, by the id of what takes it."""

    id: UUID
    span: Span


def busy_file(mark: UUID, times: Iterable[BusyTime], *, summary: str, now: datetime) -> bytes:
    """One event for each time.

    Args:
        mark: of the feed; with it a time has the same UID in every file, which leads to nothing
        summary: "Busy"
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Wardbell//busy//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", summary)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{LOOK_AGAIN.seconds // 60}M")
    for time in times:
        event = Event()
        event.add("uid", f"{derived(mark, str(time.id))}@{mark.hex}{_OURS}")
        event.add("dtstamp", now)
        event.add("dtstart", time.span.start)
        event.add("dtend", time.span.end)
        event.add("summary", summary)
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def is_of(marks: Container[str], uid: str) -> bool:
    """Whether an event is one that a feed with one of these marks (in hex) showed."""
    domain = uid.rpartition("@")[2]
    return domain.endswith(_OURS) and domain.removesuffix(_OURS) in marks
