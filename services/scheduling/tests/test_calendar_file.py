"""The calendar file says when and where, in real hours, and never why."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from icalendar import Calendar

from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.calendar_file import calendar_file

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def appointment(start, **more):
    return Appointment(
        **{
            "id": UUID(int=7),
            "version": 1,
            "site": "main",
            "number": "",
            "contact_id": None,
            "person_id": None,
            "language": "en",
            "service": "check-up",
            "practitioner": "weber",
            "location": "here",
            "room": None,
            "start_at": start,
            "minutes": 90,
            "time_zone": "Europe/Berlin",
            "virtual": False,
            "status": "booked",
            "confirmed": False,
            "changed_at": NOW,
            "changed_by": "patient",
            "calendar_token": None,
            **more,
        }
    )


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # clocks go forward in Berlin while it lasts
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # and back
    ],
)
def test_it_lasts_its_minutes_whatever_clocks_do(start):
    file = calendar_file(appointment(start), summary="Dr. Weber", place="Here; There", now=NOW)

    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert event.decoded("dtstart") == start
    assert (event.decoded("dtend") - event.decoded("dtstart")).total_seconds() == 90 * 60
    assert event["location"] == "Here; There"
    assert b"check-up" not in file.lower()


def test_a_later_version_replaces_the_earlier_one_and_a_cancelled_one_says_so():
    first = calendar_file(appointment(NOW), summary="Dr. Weber", place="", now=NOW)
    last = calendar_file(
        appointment(NOW, version=2, status="cancelled"), summary="Dr. Weber", place="", now=NOW
    )

    before, after = (Calendar.from_ical(f).walk("VEVENT")[0] for f in (first, last))
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["status"] == "CANCELLED"
