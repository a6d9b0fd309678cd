"""What patients read and calendars hold is right where clocks change, and where they do not."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from wardbell_scheduling import reading
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.busy_file import BusyTime, busy_file
from wardbell_scheduling.busy_times import read
from wardbell_scheduling.calendar_file import calendar_file
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.slots import Slot, Span
from wardbell_scheduling.state import State
from wardbell_scheduling.visits_speech import VisitsSpeech

BERLIN, SAO_PAULO = "Europe/Berlin", "America/Sao_Paulo"
LORD_HOWE, KOLKATA = "Australia/Lord_Howe", "Asia/Kolkata"


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


ECHOES = [
    # Clocks go forward from 2:00 to 3:00, and back from 3:00 to 2:00.
    (BERLIN, "2026-03-29T00:30", "Sunday, March 29", "1:30 AM"),
    (BERLIN, "2026-03-29T01:00", "Sunday, March 29", "3:00 AM"),
    (BERLIN, "2026-03-29T07:00", "Sunday, March 29", "9:00 AM"),
    (BERLIN, "2026-10-24T23:59", "Sunday, October 25", "1:59 AM"),
    (BERLIN, "2026-10-25T00:30", "Sunday, October 25", "2:30 AM (Central European Summer Time)"),
    (BERLIN, "2026-10-25T01:30", "Sunday, October 25", "2:30 AM (Central European Standard Time)"),
    (BERLIN, "2026-10-25T02:00", "Sunday, October 25", "3:00 AM"),
    (BERLIN, "2026-10-25T08:00", "Sunday, October 25", "9:00 AM"),
    # From midnight to 1:00, and from midnight back to 23:00 of the day before.
    (SAO_PAULO, "2018-11-04T02:30", "Saturday, November 3", "11:30 PM"),
    (SAO_PAULO, "2018-11-04T03:00", "Sunday, November 4", "1:00 AM"),
    (SAO_PAULO, "2019-02-17T01:30", "Saturday, February 16", "11:30 PM (Brasilia Summer Time)"),
    (SAO_PAULO, "2019-02-17T02:30", "Saturday, February 16", "11:30 PM (Brasilia Standard Time)"),
    (SAO_PAULO, "2019-02-17T03:00", "Sunday, February 17", "12:00 AM"),
    # By half an hour: from 2:00 to 2:30, and from 2:00 back to 1:30.
    (LORD_HOWE, "2026-10-03T15:15", "Sunday, October 4", "1:45 AM"),
    (LORD_HOWE, "2026-10-03T15:30", "Sunday, October 4", "2:30 AM"),
    (LORD_HOWE, "2026-04-04T14:15", "Sunday, April 5", "1:15 AM"),
    (LORD_HOWE, "2026-04-04T14:45", "Sunday, April 5", "1:45 AM (Lord Howe Daylight Time)"),
    (LORD_HOWE, "2026-04-04T15:15", "Sunday, April 5", "1:45 AM (Lord Howe Standard Time)"),
    (LORD_HOWE, "2026-04-04T15:30", "Sunday, April 5", "2:00 AM"),
    # Never; and half an hour off the full one.
    (KOLKATA, "2026-03-29T01:00", "Sunday, March 29", "6:30 AM"),
    (KOLKATA, "2026-10-25T01:00", "Sunday, October 25", "6:30 AM"),
]


def clinic(zone):
    hours = [
        {"days": ["mon", "sat", "sun"], "from": "00:00", "to": "12:00", "location": "there"},
    ]
    return Clinic.model_validate(
        {
            "time_zone": "Pacific/Honolulu",  # the place's own counts
            "locations": {"there": {"name": "There", "address": "Far 1", "time_zone": zone}},
            "services": {"visit": {"names": {"en": "Visit"}, "minutes": 90}},
            "practitioners": {
                "weber": {"name": "Dr. Weber", "services": ["visit"], "schedule": hours}
            },
        }
    )


def slot(start):
    return Slot("visit", "weber", "there", utc(start), 90)


def appointment(zone, start, version=1):
    return Appointment(
        id=UUID(int=7),
        version=version,
        site="main",
        number="",
        contact_id=None,
        person_id=None,
        language="en",
        service="visit",
        practitioner="weber",
        location="there",
        room=None,
        start_at=utc(start),
        minutes=90,
        time_zone=zone,
        virtual=False,
        status="booked",
        confirmed=False,
        changed_at=utc(start),
        changed_by="patient",
        calendar_token=None,
    )


def plain(text):
    """Without the narrow space that stands before AM and PM."""
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(("zone", "start", "day", "time"), ECHOES)
def test_a_patient_reads_the_day_and_time_of_where_the_visit_is(zone, start, day, time):
    speech = Speech(clinic(zone), "en")

    facts = speech.facts(slot(start))
    asked = speech.ask_confirm(Choice("visit", "weber", start=utc(start)), slot(start))
    opened = VisitsSpeech(speech).open(appointment(zone, start))

    assert (facts["day"], plain(facts["time"])) == (day, time)
    for said in (asked.body, opened.body):
        assert f"{day}, {time}" in plain(said)


def test_two_times_that_look_alike_can_be_told_apart_before_one_is_chosen():
    speech = Speech(clinic(BERLIN), "de")
    both = [slot("2026-10-25T00:30"), slot("2026-10-25T01:30"), slot("2026-10-25T02:30")]

    asked = speech.ask_time(Choice("visit", "weber", day=date(2026, 10, 25)), both, 0)

    assert [(title, more) for _, title, more in asked.rows[:3]] == [
        ("02:30", "Mitteleuropäische Sommerzeit"),
        ("02:30", "Mitteleuropäische Normalzeit"),
        ("03:30", ""),
    ]


@pytest.mark.parametrize(("zone", "start", "day", "time"), ECHOES)
def test_what_a_patient_confirms_is_the_instant_they_read(zone, start, day, time):
    asked = Speech(clinic(zone), "en").ask_confirm(
        Choice("visit", "weber", start=utc(start)), slot(start)
    )

    confirmed = Choice.decode(asked.rows[0][0].split(":", 2)[2])

    assert confirmed.start == utc(start)


@pytest.mark.parametrize(("zone", "start", "day", "time"), ECHOES)
def test_a_calendar_file_holds_the_instants(zone, start, day, time):
    file = calendar_file(appointment(zone, start), summary="x", place="y", now=utc(start))

    (event,) = Calendar.from_ical(file).walk("VEVENT")

    assert (event.start, event.end) == (utc(start), utc(start) + timedelta(minutes=90))
    for line in (line for line in file.decode().splitlines() if line.startswith("DT")):
        assert line.endswith("Z"), line  # an instant, which no zone's rules can move
    local = event.start.astimezone(ZoneInfo(zone))
    assert time.startswith(f"{local:%-I:%M %p}")


@pytest.mark.parametrize(("zone", "start", "day", "time"), ECHOES)
def test_a_feed_holds_the_instants_and_is_read_back_as_such(zone, start, day, time):
    taken = Span(utc(start), utc(start) + timedelta(minutes=90))
    file = busy_file(UUID(int=1), [BusyTime(UUID(int=7), taken)], summary="Busy", now=utc(start))

    (event,) = Calendar.from_ical(file).walk("VEVENT")
    around = Span(taken.start - timedelta(days=1), taken.end + timedelta(days=1))

    assert Span(event.start, event.end) == taken
    assert read(file, ZoneInfo(zone), around, ()) == [taken]
    assert read(file, ZoneInfo(zone), around, {UUID(int=1).hex}) == []


def calendar(*lines):
    event = ["BEGIN:VEVENT", "UID:1@test", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", *event, "END:VCALENDAR", ""]).encode()


def busy(zone, first, last, *lines):
    window = Span(utc(first), utc(last))
    found = read(calendar(*lines), ZoneInfo(zone), window, ())
    return [f"{s.start:%Y-%m-%dT%H:%M}/{s.end:%Y-%m-%dT%H:%M}" for s in found]


@pytest.mark.parametrize(
    ("zone", "first", "starts"),
    [
        (BERLIN, "2026-03-22", ["2026-03-22T08:00", "2026-03-29T07:00"]),
        (BERLIN, "2026-10-18", ["2026-10-18T07:00", "2026-10-25T08:00"]),
        (SAO_PAULO, "2018-10-28", ["2018-10-28T12:00", "2018-11-04T11:00"]),
        (SAO_PAULO, "2019-02-10", ["2019-02-10T11:00", "2019-02-17T12:00"]),
        (LORD_HOWE, "2026-09-27", ["2026-09-26T22:30", "2026-10-03T22:00"]),
        (LORD_HOWE, "2026-03-29", ["2026-03-28T22:00", "2026-04-04T22:30"]),
        (KOLKATA, "2026-03-22", ["2026-03-22T03:30", "2026-03-29T03:30"]),
        (KOLKATA, "2026-10-18", ["2026-10-18T03:30", "2026-10-25T03:30"]),
    ],
)
@pytest.mark.parametrize("floating", [False, True])
def test_a_series_of_another_calendar_keeps_its_hour_of_the_day(zone, first, starts, floating):
    day = date.fromisoformat(first)
    where = "" if floating else f";TZID={zone}"

    found = busy(
        zone,
        f"{day - timedelta(days=2)}T00:00",
        f"{day + timedelta(days=9)}T00:00",
        f"DTSTART{where}:{day:%Y%m%d}T090000",
        f"DTEND{where}:{day:%Y%m%d}T100000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
    )

    assert found == [f"{s}/{utc(s) + timedelta(hours=1):%Y-%m-%dT%H:%M}" for s in starts]


@pytest.mark.parametrize(
    ("zone", "day", "whole"),
    [
        (BERLIN, "2026-03-29", "2026-03-28T23:00/2026-03-29T22:00"),  # 23 hours
        (BERLIN, "2026-10-25", "2026-10-24T22:00/2026-10-25T23:00"),  # 25
        (SAO_PAULO, "2018-11-04", "2018-11-04T03:00/2018-11-05T02:00"),  # it begins at 1:00
        (SAO_PAULO, "2019-02-16", "2019-02-16T02:00/2019-02-17T03:00"),
        (LORD_HOWE, "2026-10-04", "2026-10-03T13:30/2026-10-04T13:00"),
        (LORD_HOWE, "2026-04-05", "2026-04-04T13:00/2026-04-05T13:30"),
        (KOLKATA, "2026-03-29", "2026-03-28T18:30/2026-03-29T18:30"),
        (KOLKATA, "2026-10-25", "2026-10-24T18:30/2026-10-25T18:30"),
    ],
)
def test_a_whole_day_of_another_calendar_is_the_whole_local_day(zone, day, whole):
    that = date.fromisoformat(day)
    around = (f"{that - timedelta(days=2)}T00:00", f"{that + timedelta(days=3)}T00:00")

    alone = busy(zone, *around, f"DTSTART;VALUE=DATE:{that:%Y%m%d}")

    assert alone == [whole]
    series = busy(
        zone,
        *around,
        f"DTSTART;VALUE=DATE:{that - timedelta(days=364):%Y%m%d}",
        "RRULE:FREQ=WEEKLY",
    )
    assert whole in series


@pytest.mark.parametrize(
    ("zone", "since", "length", "span"),
    [
        # Two hours from half past one are two hours, whatever the clock shows at their end.
        (BERLIN, "20260329T013000", "PT2H", "2026-03-29T00:30/2026-03-29T02:30"),
        (BERLIN, "20261025T013000", "PT2H", "2026-10-24T23:30/2026-10-25T01:30"),
        (SAO_PAULO, "20181103T233000", "PT2H", "2018-11-04T02:30/2018-11-04T04:30"),
        (SAO_PAULO, "20190216T223000", "PT2H", "2019-02-17T00:30/2019-02-17T02:30"),
        (LORD_HOWE, "20261004T013000", "PT2H", "2026-10-03T15:00/2026-10-03T17:00"),
        (LORD_HOWE, "20260405T010000", "PT2H", "2026-04-04T14:00/2026-04-04T16:00"),
        (KOLKATA, "20261025T013000", "PT2H", "2026-10-24T20:00/2026-10-24T22:00"),
        # A day is one by the clock.
        (BERLIN, "20260328T120000", "P1D", "2026-03-28T11:00/2026-03-29T10:00"),
        (BERLIN, "20261024T120000", "P1D", "2026-10-24T10:00/2026-10-25T11:00"),
    ],
)
@pytest.mark.parametrize("series", [False, True])
def test_a_length_of_another_calendar_is_real_time(zone, since, length, span, series):
    first = datetime.strptime(since, "%Y%m%dT%H%M%S")  # noqa: DTZ007
    began = first - timedelta(days=14) if series else first
    rule = ["RRULE:FREQ=WEEKLY"] if series else []
    around = (f"{first - timedelta(days=1)}", f"{first + timedelta(days=2)}")

    found = busy(
        zone, *around, f"DTSTART;TZID={zone}:{began:%Y%m%dT%H%M%S}", f"DURATION:{length}", *rule
    )

    assert found == [span]


@pytest.mark.parametrize(
    ("zone", "since", "until", "span"),
    [
        (BERLIN, "20260329T013000", "20260329T033000", "2026-03-29T00:30/2026-03-29T01:30"),
        (BERLIN, "20261025T013000", "20261025T033000", "2026-10-24T23:30/2026-10-25T02:30"),
        (SAO_PAULO, "20181103T233000", "20181104T013000", "2018-11-04T02:30/2018-11-04T03:30"),
        (SAO_PAULO, "20190216T220000", "20190217T003000", "2019-02-17T00:00/2019-02-17T03:30"),
        (LORD_HOWE, "20261004T013000", "20261004T030000", "2026-10-03T15:00/2026-10-03T16:00"),
        (LORD_HOWE, "20260405T010000", "20260405T023000", "2026-04-04T14:00/2026-04-04T16:00"),
    ],
)
def test_an_end_of_another_calendar_is_what_its_clock_shows(zone, since, until, span):
    first = datetime.strptime(since, "%Y%m%dT%H%M%S")  # noqa: DTZ007
    around = (f"{first - timedelta(days=1)}", f"{first + timedelta(days=2)}")
    at = f";TZID={zone}:"

    assert busy(zone, *around, f"DTSTART{at}{since}", f"DTEND{at}{until}") == [span]


@pytest.mark.parametrize("words", ["back", "at 8 am"])
def test_another_time_is_one_of_the_same_day_where_the_visit_is(written, words):
    early = utc("2026-11-29T00:30")  # Sunday morning there, Saturday afternoon where the clinic is
    made, now = clinic(KOLKATA), utc("2026-11-20T12:00")
    state = State("confirm", Choice("visit", "weber", start=early))

    wish = reading.read(written(words, now), state, made, now.astimezone(made.own_zone))

    assert wish.choice.day == date(2026, 11, 29)


async def test_near_a_time_means_as_the_clock_says_where_the_doctor_is(opened, a_clinic):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    far = {"name": "Far", "address": "Far 1", "time_zone": "Pacific/Kiritimati"}
    raw["locations"] = {"far": far, **raw["locations"]}
    async with opened(Clinic.model_validate(raw)) as world:
        ada = world.patient()

        said = await ada.writes("check-up with Dr Weber tomorrow at 8 pm", intent="appointment")

        assert "nothing is free then" in said
        assert plain(ada.choices[0][1]).endswith("12:30 PM")
