"""Ordinary words that sound like a day are none, and what is told of last night is no wish."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.dates import understand
from wardbell_scheduling import reading
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, Come, Symptoms, Unclear

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
HELD = Choice("check-up", "weber", start=datetime(2026, 12, 3, 10, tzinfo=UTC))
NEXT_WEEK = tuple(date(2026, 11, 30 + n) if not n else date(2026, 12, n) for n in range(7))


@pytest.mark.parametrize(
    "words",
    [
        "ich kann nicht mehr so gut laufen",
        "mir geht es nicht so gut",
        "ich höre nimmer so gut",
        "ja freilich brauch ich einen termin",
        "ich bin heute Nacht hängengeblieben und hab mir den Arm gestoßen, hätt gern einen Termin",
        "heute Nacht hatte ich Krämpfe, ich bräuchte einen Termin",
    ],
)
def test_no_day_is_heard_in_ordinary_words(words):
    assert understand(words, language="de", today=NOW) is None


@pytest.mark.parametrize(
    ("language", "words", "day", "hour"),
    [
        (
            "en",
            "need a check up and also the flu jab, both on the same day if poss, wednesday",
            date(2026, 12, 2),
            None,
        ),
        ("en", "both on the same day please, tuesday at 10", date(2026, 12, 1), time(10)),
        ("de", "beides am gleichen Tag wenn es geht, Mittwoch", date(2026, 12, 2), None),
        ("de", "so um 10 am Montag", date(2026, 11, 30), time(10)),
    ],
)
def test_the_day_is_the_one_that_is_named(language, words, day, hour):
    when = understand(words, language=language, today=NOW)

    assert when is not None
    assert (when.date, when.time) == (day, hour)


def test_a_question_in_the_midst_of_confirming_keeps_the_time(a_clinic, written):
    said = "gibts da einen Aufzug? ich kann nicht mehr so gut laufen"

    wish = _read(written, a_clinic, said, "de", State("confirm", HELD))

    assert isinstance(wish, Unclear | Symptoms) or wish == Book(HELD)


def test_of_course_they_come(a_clinic, written):
    assert _read(written, a_clinic, "ja freilich komm ich", "de", State()) == Come()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "check-up asap but not this week"),
        ("de", "Vorsorge so bald wie möglich, aber nicht diese Woche"),
    ],
)
def test_as_soon_as_possible_but_not_this_week(a_clinic, written, language, words):
    wish = _read(written, a_clinic, words, language, State(), "appointment")

    assert wish == Book(Choice("check-up", ANY, dates=NEXT_WEEK))


def test_the_second_of_two_times_that_are_listed(a_clinic, written):
    rows = [
        HELD.with_(start=datetime(2026, 12, 7, 9, tzinfo=UTC)),
        HELD.with_(start=datetime(2026, 12, 8, 13, 30, tzinfo=UTC)),
    ]
    offered = tuple(f"scheduling:book:{row.encode()}" for row in rows)
    state = State("time", offered=offered, titles=("Mo., 7. Dez., 10:00", "Di., 8. Dez., 14:30"))

    assert _read(written, a_clinic, "den zweiten", "de", state) == Book(rows[1])


def _read(written, clinic, words, language, state, intent=None):
    message = written(words, NOW, language, intent)
    return reading.read(message, state, clinic, NOW.astimezone(ZoneInfo(clinic.time_zone)))
