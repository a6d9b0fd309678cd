"""A weekday that is named while a day of a later week is spoken of is one of that week."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from wardbell_dialogue.local_time import day, weekday
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)  # a Thursday
VISIT = UUID("0192f0c1-0000-7000-8000-000000000001")
WEDNESDAY = date(2026, 12, 2)
FRIDAY, TOMORROW = date(2026, 12, 4), date(2026, 11, 27)
MOVING = Choice("check-up", "weber", moving=VISIT)
TALKS = [
    State("day", MOVING, day=WEDNESDAY),
    State("time", MOVING.with_(day=WEDNESDAY), day=WEDNESDAY),
    State("confirm", Choice("check-up", "weber", start=datetime(2026, 12, 2, 9, tzinfo=UTC))),
    State("time", Choice("check-up", "weber", WEDNESDAY)),
]


@pytest.fixture
def read(a_clinic, written):
    def read(text, state, language):
        return reading.read(written(text, NOW, language, None), state, a_clinic, NOW)

    return read


@pytest.mark.parametrize("state", TALKS)
@pytest.mark.parametrize(
    ("language", "text", "there"),
    [
        ("de", "nein doch lieber am Freitag", FRIDAY),
        ("de", "Freitag um 10", FRIDAY),
        ("en", "no, rather on Friday", FRIDAY),
        ("en", "Thursday afternoon instead", date(2026, 12, 3)),
        ("en", "Monday please", date(2026, 11, 30)),
        ("en", "this Friday", TOMORROW),
        ("en", "tomorrow", TOMORROW),
        ("de", "morgen um 10", TOMORROW),
        ("de", "diesen Freitag", TOMORROW),
        ("de", "am Freitag, 27.11.", TOMORROW),
        ("en", "27 November", TOMORROW),
    ],
)
def test_a_weekday(read, state, language, text, there):
    assert read(text, state, language).choice.day == there


def test_where_no_day_is_spoken_of_it_is_the_next(read):
    assert read("Friday", State("day", Choice("check-up", "weber")), "en").choice.day == TOMORROW


@pytest.mark.parametrize("language", ["en", "de"])
async def test_a_visit_is_moved_within_its_week(world, language):
    ada = world.patient(language)
    await ada.writes(
        {"en": "a check-up with Dr Weber on {}", "de": "Vorsorge bei Dr. Weber am {}"}[
            language
        ].format(f"{_in_two_weeks(2):%d.%m.%Y}"),
        intent="appointment",
    )
    await ada.taps(0)
    await ada.taps(0)
    there = _in_two_weeks(4)
    words = {"en": "can we move it to {}?", "de": "können wir das auf {} verschieben?"}[language]

    said = await ada.writes(words.format(weekday(language, 4)), intent="appointment")

    assert day(language, there) in said


def _in_two_weeks(number):
    """A weekday of the week after next."""
    today = datetime.now(HERE).date()
    return today + timedelta(days=14 + number - today.weekday())
