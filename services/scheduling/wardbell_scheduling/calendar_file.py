"""An appointment as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event

from wardbell_scheduling.appointment import Appointment

_STATUS = {"cancelled": "CANCELLED", "pending": "TENTATIVE"}


def calendar_file(appointment: Appointment, *, summary: str, place: str, now: datetime) -> bytes:
    """One event; a later version of the same appointment replaces it in the patient's calendar.

    Args:
        summary: what the calendar shows: no word of why somebody comes
        place: name and address
    """
    event = Event()
    event.add("uid", f"{appointment.id}@wardbell")
    event.add("sequence", appointment.version)
    event.add("dtstamp", now)
    event.add("dtstart", appointment.start_at)
    event.add("dtend", appointment.end_at)
    event.add("summary", summary)
    event.add("location", place)
    event.add("status", _STATUS.get(appointment.status, "CONFIRMED"))
    calendar = Calendar()
    calendar.add("prodid", "-//Wardbell//scheduling//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
