"""What is wrong with a clinic's file is said with its line, in a sentence."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from wardbell_scheduling.clinic_file import ClinicFileError, read
from wardbell_scheduling.slots import day_slots

GOOD = """\
time_zone: Europe/Berlin
holidays: {country: DE}
locations:
  here:
    name: Here
    address: There
services:
  visit:
    names: {en: Visit}
    minutes: 30
    rooms:
      - us-1
rooms:
  us-1: {name: Ultrasound}
practitioners:
  weber:
    name: Dr. Weber
    services:
      - visit
    schedule:
      - days: [mon]
        location: here
        from: 10:30
        to: 17:00
        valid_from: 2026-11-26
    absences:
      - from: 2026-12-01
        to: 2026-12-02
"""


@pytest.fixture
def told(tmp_path):
    """What is said of a file in which one thing is written otherwise."""

    def told(before, after):
        assert before in GOOD
        file = tmp_path / "clinic.yaml"
        file.write_text(GOOD.replace(before, after))
        with pytest.raises(ClinicFileError) as wrong:
            read(file)
        return str(wrong.value)

    return told


def test_times_and_days_need_no_quotes(tmp_path):
    file = tmp_path / "clinic.yaml"
    file.write_text(GOOD)

    (block,) = read(file).practitioners["weber"].schedule

    assert (block.from_, block.to) == (time(10, 30), time(17))
    assert block.valid_from == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("- us-1", "- us-2", "12: services.visit.rooms.0: us-2 is none of the rooms: us-1"),
        (
            "location: here",
            "location: her",
            "22: practitioners.weber.schedule.0.location: her is none of the locations: here",
        ),
        (
            "      - visit",
            "      - visit\n      - scan",
            "20: practitioners.weber.services.1: scan is none of the services: visit",
        ),
        (
            "17:00",
            "09:00",
            "24: practitioners.weber.schedule.0.to: ends before it begins at 10:30",
        ),
        (
            "to: 2026-12-02",
            "to: 2026-11-02",
            "28: practitioners.weber.absences.0.to: ends before it begins on 2026-12-01",
        ),
        (
            "Europe/Berlin",
            "Berlin",
            "1: time_zone: Berlin is not an IANA time zone, e.g. Europe/Berlin",
        ),
        (
            "Europe/Berlin",
            "America",
            "1: time_zone: America is not an IANA time zone, e.g. Europe/Berlin",
        ),
        ("country: DE", "country: XX", "2: holidays: no holidays are known for XX"),
        ("2026-12-01", "2026-12-41", "27: practitioners.weber.absences.0.from: "),
        (
            "rooms:\n  us-1: {name: Ultrasound}",
            "rooms:\n  us-1: {name: Ultrasound}\n  us-1: {name: Ultrasound 2}",
            "15: us-1 is there already, on line 14",
        ),
        (
            "    minutes: 30\n",
            "    minutes: 30\n  visit:\n    names: {en: Visit}\n    minutes: 45\n",
            "11: visit is there already, on line 8",
        ),
        ("minutes: 30", "minutes: 30: 5", "10: a colon too many"),
    ],
)
def test_each_thing_to_mend_has_its_line(told, before, after, said):
    assert told(before, after).startswith(f"clinic.yaml:{said}")


def test_all_is_said_at_once(told):
    assert len(told("location: here", "location: her\n        services: [a, b]").split("\n")) == 3


def test_what_is_wrong_elsewhere_is_said_in_the_same_round(told):
    said = told("minutes: 30", "minutes: soon\n    colour: red").split("\n")
    assert said[0].endswith("services.visit.minutes: here belongs a whole number")
    assert said[1].endswith("services.visit.colour: nothing is called so here")

    both = told("    minutes: 30\n    rooms:\n      - us-1\n", "    rooms: us-1\n")
    assert "this is missing" in both
    assert "here belongs a list" in both


def test_what_cannot_be_read_is_said_in_words(tmp_path):
    missing = tmp_path / "none.yaml"
    with pytest.raises(ClinicFileError, match=r"none\.yaml cannot be read: No such file"):
        read(missing)
    missing.write_bytes(b"\xff\xfe")
    with pytest.raises(ClinicFileError, match="it is not UTF-8 text"):
        read(missing)


def test_the_example_has_free_times_soon_whenever_it_is_imported():
    example = read(Path(__file__).parents[3] / "examples" / "clinic.yaml")
    assert example.closed_on(date(2026, 12, 25))

    for days in range(366):
        now = datetime(2026, 11, 26, 23, tzinfo=UTC) + timedelta(days=days)
        soon = [(now + timedelta(days=n)).date() for n in range(6)]
        for service in example.services:
            who = example.who_offers(service)
            assert any(day_slots(example, service, who, day, {}, now) for day in soon)
