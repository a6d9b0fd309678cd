"""Another calendar is read for when somebody is busy: all of it, or none of it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wardbell_scheduling.busy_times import Unreadable, read
from wardbell_scheduling.slots import Span

WINDOW = Span(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))
BERLIN = ZoneInfo("Europe/Berlin")


def calendar(*events, head=""):
    """A calendar file with events, each as its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *head.splitlines()]
    for number, event in enumerate(events):
        given = [line.strip() for line in event.strip().splitlines()]
        uid = [] if any(line.startswith("UID") for line in given) else [f"UID:{number}@test"]
        lines += ["BEGIN:VEVENT", *uid, "DTSTAMP:20261101T000000Z", *given, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def times(file, own=(), window=WINDOW):
    """Busy times as `day hour:minute-day hour:minute` in UTC."""
    found = read(file, BERLIN, window, own)
    return [f"{s.start:%d %H:%M}-{s.end:%d %H:%M}" for s in found]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20261207T080000Z\nDTEND:20261207T093000Z", ["07 08:00-07 09:30"]),
        (
            "DTSTART;TZID=America/New_York:20261207T080000\nDURATION:PT45M",
            ["07 13:00-07 13:45"],
        ),
        # no zone: the clinic's
        ("DTSTART:20261207T080000\nDTEND:20261207T090000", ["07 07:00-07 08:00"]),
        # whole days, as some programs write them too: without an end, or ending on themselves
        ("DTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261209", ["06 23:00-08 23:00"]),
        ("DTSTART;VALUE=DATE:20261207", ["06 23:00-07 23:00"]),
        ("DTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261207", ["06 23:00-07 23:00"]),
        # Outlook's names of zones
        (
            "DTSTART;TZID=W. Europe Standard Time:20261207T080000\nDURATION:PT1H",
            ["07 07:00-07 08:00"],
        ),
        # what takes no time, is not busy
        ("DTSTART:20261207T080000Z", []),
        ("DTSTART:20261207T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT", []),
        ("DTSTART:20261207T080000Z\nDURATION:PT1H\nSTATUS:CANCELLED", []),
        ("DTSTART:20261207T080000Z\nDURATION:PT1H\nSTATUS:TENTATIVE", ["07 08:00-07 09:00"]),
        # outside the window
        ("DTSTART:20270207T080000Z\nDURATION:PT1H", []),
        ("DTSTART:20261130T220000Z\nDURATION:PT4H", ["30 22:00-01 02:00"]),
    ],
)
def test_an_event_is_busy_when_it_says(event, expected):
    assert times(calendar(event)) == expected


def test_a_series_has_exceptions_dates_and_an_end():
    series = calendar(
        """
        UID:ward-round
        DTSTART;TZID=Europe/Berlin:20200106T080000
        DTEND;TZID=Europe/Berlin:20200106T090000
        RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261221T235959Z
        EXDATE;TZID=Europe/Berlin:20261214T080000
        RDATE;TZID=Europe/Berlin:20261216T080000
        """,
        """
        UID:ward-round
        RECURRENCE-ID;TZID=Europe/Berlin:20261221T080000
        DTSTART;TZID=Europe/Berlin:20261222T100000
        DTEND;TZID=Europe/Berlin:20261222T120000
        """,
    )

    assert times(series) == ["07 07:00-07 08:00", "16 07:00-16 08:00", "22 09:00-22 11:00"]


def test_one_of_a_series_that_is_cancelled_is_free():
    series = calendar(
        "UID:a\nDTSTART:20261207T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        "UID:a\nRECURRENCE-ID:20261208T080000Z\nDTSTART:20261208T080000Z\nDURATION:PT1H\n"
        "STATUS:CANCELLED",
    )

    assert times(series) == ["07 08:00-07 09:00", "09 08:00-09 09:00"]


def test_events_that_meet_are_one_time():
    several = calendar(
        "DTSTART:20261207T080000Z\nDURATION:PT2H",
        "DTSTART:20261207T083000Z\nDURATION:PT30M",
        "DTSTART:20261207T100000Z\nDURATION:PT1H",
    )

    assert times(several) == ["07 08:00-07 11:00"]


def test_a_zone_of_the_files_own_is_understood():
    zone = """BEGIN:VTIMEZONE
TZID:Customised
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE"""

    made = calendar("DTSTART;TZID=Customised:20261207T080000\nDURATION:PT1H", head=zone)

    assert times(made) == ["07 03:00-07 04:00"]


def test_our_own_events_are_left_out_and_other_clinics_are_not():
    mark = "0190b3c4d5e67f8890a1b2c3d4e5f607"
    both = calendar(
        f"UID:1@{mark}.busy.wardbell\nDTSTART:20261207T080000Z\nDURATION:PT1H",
        f"UID:2@{mark[::-1]}.busy.wardbell\nDTSTART:20261208T080000Z\nDURATION:PT1H",
    )

    assert times(both, own={mark}) == ["08 08:00-08 09:00"]


def test_a_calendar_without_events_is_one():
    assert times(calendar()) == []


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"<html><body>Please sign in</body></html>",
        b"\xff\xfe\x00",
        calendar("DTSTART:20261207T080000Z\nDURATION:PT1H")[:-20],
        calendar("DTSTART:tomorrow\nDURATION:PT1H"),
        calendar("SUMMARY:no time at all"),
        calendar("DTSTART:20261207T080000Z\nDTEND:20261207Tnoon"),
        calendar("DTSTART:20261207T080000Z\nDURATION:PT1H\nRRULE:FREQ=NEVER"),
        calendar("DTSTART:20261207T080000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY"),
        calendar("DTSTART:18000101T000000Z\nDURATION:PT1M\nRRULE:FREQ=HOURLY;BYMINUTE=1,2"),
        calendar(
            "DTSTART:20000101T000000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE="
            + ",".join(map(str, range(60)))
        ),
    ],
)
def test_what_cannot_be_read_whole_is_not_read_at_all(file):
    good = calendar("DTSTART:20261209T080000Z\nDURATION:PT1H")

    with pytest.raises(Unreadable):
        read(file, BERLIN, WINDOW, ())
    assert times(good) == ["09 08:00-09 09:00"]
