"""Who says that anything would do gets the first of it, where it was asked."""

from datetime import UTC, date, datetime

import pytest

from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.waiting import Wait
from wardbell_scheduling.waitlist_wishes import Join
from wardbell_scheduling.wishes import Book, Confirm, Outermost

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
WITH_WEBER = Choice("check-up", "weber")
ANY_DAY = [
    ("en", "any"),
    ("en", "any day"),
    ("en", "whatever"),
    ("de", "egal"),
    ("de", "egal wann"),
]
ANY_TIME = [("en", "whatever time"), ("en", "any time"), ("en", "Any!"), ("de", "ist mir egal")]


@pytest.fixture
def read(a_clinic, written):
    def read(text, state, language="en"):
        return reading.read(written(text, NOW, language, None), state, a_clinic, NOW)

    return read


@pytest.mark.parametrize(("language", "text"), ANY_DAY)
def test_at_days(read, language, text):
    assert read(text, State("day", WITH_WEBER), language) == Book(WITH_WEBER, soonest=True)
    waiting = Wait("check-up", "weber")
    assert read(text, State("wait", wait=waiting), language) == Join(waiting.with_(days=()))


@pytest.mark.parametrize(("language", "text"), ANY_TIME)
def test_at_times(read, language, text):
    at_times = State("time", WITH_WEBER.with_(day=date(2026, 12, 1)))
    assert read(text, at_times, language) == Outermost(last=False)
    waiting = Wait("check-up", "weber", ())
    assert read(text, State("wait", wait=waiting), language) == Join(waiting.with_(part=""))


@pytest.mark.parametrize(("language", "text"), [("en", "whatever"), ("de", "egal")])
def test_at_doctors(read, language, text):
    at_doctors = State("practitioner", Choice("check-up"))
    assert read(text, at_doctors, language) == Book(Choice("check-up", "any"))


def test_what_is_said_of_days_besides_counts(read):
    wish = read("any day except Friday", State("day", WITH_WEBER))
    assert wish.choice == WITH_WEBER.with_(days=(0, 1, 2, 3, 5, 6))


@pytest.mark.parametrize("text", ["yup", "yup!", "yep please"])
def test_yes_at_a_summary(read, text):
    held = State("confirm", WITH_WEBER.with_(start=NOW))
    assert read(text, held) == Confirm(held.choice)


@pytest.mark.parametrize(
    ("language", "past", "said"),
    [
        ("en", "1.1.90", "That looks like a date of birth."),
        ("de", "1.1.90", "Das sieht nach einem Geburtsdatum aus."),
        ("en", "31 February", "I do not know that date."),
    ],
)
async def test_a_day_that_is_over_does_not_leave_the_waiting_list(world, language, past, said):
    ada = world.patient(language)
    await ada.writes({"en": "waiting list", "de": "Warteliste"}[language], intent="appointment")
    question = await ada.taps(0)

    answer = await ada.writes(past)

    assert answer.startswith(said)
    assert answer.endswith(question)
