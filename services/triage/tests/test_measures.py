"""Numbers in patients' words."""

import pytest

from wardbell_triage.compiler import ours

MEASURES = ours().measures


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("temperature 39.5", "temperature", 39.5),
        ("Fieber 39,5", "temperature", 39.5),
        ("39,5 Grad", "temperature", 39.5),
        ("he has a fever of 103", "temperature", pytest.approx(39.4, abs=0.1)),
        ("my pulse is 140", "pulse", 140),
        ("120 bpm", "pulse", 120),
        ("Blutdruck 85/50", "systolic", 85),
        ("BP 260/140, HR 142", "pulse", 142),
        ("Sauerstoff 88", "oxygen", 88),
        ("sats are 91%", "oxygen", 91),
        ("breathing 30 times a minute", "breathing", 30),
    ],
)
def test_a_measured_number_is_found(text, measure, value):
    assert MEASURES.read(text).values[measure] == value


@pytest.mark.parametrize(
    "text",
    ["I took 400 mg", "room 38", "see you at 8:30", "temperature of 500", "fever since 3 days"],
)
def test_other_numbers_are_none(text):
    assert not MEASURES.read(text).values


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("I'm 65 and my knee hurts", 65),
        ("my 3-year-old has a fever", 3),
        ("meine 3-jährige Tochter", 3),
        ("ich bin 70", 70),
        ("she is 82 years old", 82),
        ("Er ist 5 Jahre alt", 5),
    ],
)
def test_an_age_is_found(text, years):
    assert MEASURES.read(text).age_days == years * 365


def test_ages_of_babies_are_days():
    assert MEASURES.read("my 4-week-old son").age_days == 28
    assert MEASURES.read("unser Kind ist 3 Monate alt").age_days == 90


@pytest.mark.parametrize("text", ["I am 20 weeks pregnant", "since 65 minutes", "flat 12", ""])
def test_what_is_no_age_is_none(text):
    assert MEASURES.read(text).age_days is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for 3 days", 3),
        ("since two weeks", 14),
        ("seit 3 Tagen", 3),
        ("seit einer Woche", 7),
        ("my 4-week-old", None),
    ],
)
def test_how_long_it_lasts(text, days):
    assert MEASURES.read(text).lasts_days == days


def test_a_record_has_numbers_however_they_are_written():
    told = {"heart_rate": 120, "spo2": "88%", "bp": None, "systolic_bp": "92/60", "note": "fine"}

    assert MEASURES.record(told) == {"pulse": 120, "oxygen": 88, "systolic": 92}
