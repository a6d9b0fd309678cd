"""What a message means depends on what was asked, and on when it was written."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest

from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import (
    Book,
    CallBack,
    Cancel,
    CancelOne,
    Confirm,
    Courtesy,
    Drop,
    ForAnother,
    Greeting,
    Keep,
    Late,
    Mine,
    Move,
    MoveOne,
    NoDate,
    Unclear,
)

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
VISIT = UUID("0192f0c1-0000-7000-8000-000000000001")
START = datetime(2026, 11, 27, 9, tzinfo=UTC)
CHOSEN = Choice("check-up", "weber", start=START)
MONDAY = Choice(day=date(2026, 11, 30))
MONDAY_AT_TEN = MONDAY.with_(hour=time(10))
WITH_WEBER = State("day", Choice("check-up", "weber"))
AT_VISIT = State("appointment", about=VISIT)
REALLY = State(
    "cancel",
    about=VISIT,
    offered=(f"scheduling:cancelled:{VISIT.hex}", f"scheduling:keep:{VISIT.hex}"),
    titles=("Yes, cancel", "No, keep it"),
)
SIMPLE = State(
    "service",
    offered=(
        "scheduling:book:check-up///",
        "scheduling:book:scan///",
        "desk:call_back:appointment",
    ),
    titles=("Check-up", "Ultrasound", "Call me back"),
    missteps=2,
)
SUMMARY = State(
    "confirm",
    CHOSEN,
    offered=(f"scheduling:confirm:{CHOSEN.encode()}", "scheduling:drop"),
    titles=("Ja, nehmen", "Nein, danke"),
)


@pytest.fixture
def read(a_clinic, written):
    def read(text, state, *, intent=None, after=timedelta(seconds=5)):
        """What a text means that is written so long after the question."""
        asked = state.with_(asked_at=NOW)
        return reading.read(written(text, NOW + after, intent=intent), asked, a_clinic, NOW)

    return read


@pytest.mark.parametrize(
    ("text", "state", "means"),
    [
        ("Cancel", AT_VISIT, Cancel(VISIT, asked=False)),
        ("absagen", AT_VISIT, Cancel(VISIT, asked=False)),
        ("ich kann nicht kommen", AT_VISIT, Cancel(VISIT, asked=False)),
        ("please do not cancel", AT_VISIT, Mine()),
        ("move", AT_VISIT, Move(VISIT)),
        ("move it to Monday", AT_VISIT, Move(VISIT, Book(MONDAY))),
        ("bitte auf Montag verschieben", AT_VISIT, Move(VISIT, Book(MONDAY))),
        ("kann ich den Termin auf Montag legen?", AT_VISIT, Move(VISIT, Book(MONDAY))),
        ("change it to Monday", AT_VISIT, Move(VISIT, Book(MONDAY))),
        ("asap", AT_VISIT, Move(VISIT, Book(Choice(), soonest=True))),
        ("nächsten Montag um zehn", AT_VISIT, Move(VISIT, Book(MONDAY_AT_TEN), said=False)),
        ("Monday at 10 am please", REALLY, Move(VISIT, Book(MONDAY_AT_TEN), said=False)),
        ("nächsten Montag um zehn", State("mine"), MoveOne(Book(MONDAY_AT_TEN), said=False)),
        ("yesterday", State("mine"), MoveOne(NoDate(Choice(), "past"), said=False)),
        ("a new appointment on Monday", AT_VISIT, Book(MONDAY)),
        ("with Dr Weber on Monday", AT_VISIT, Book(MONDAY.with_(practitioner="weber"))),
        ("can you move it to Monday", State(), MoveOne(Book(MONDAY))),
        ("move it to Monday", SUMMARY, Book(Choice("check-up", "weber", MONDAY.day))),
        ("Yes, cancel", REALLY, Cancel(VISIT, asked=True)),
        ("cancel", REALLY, Cancel(VISIT, asked=True)),
        ("ja bitte absagen", REALLY, Cancel(VISIT, asked=True)),
        ("no, don't cancel", REALLY, Keep(VISIT)),
        ("nein, nicht absagen", REALLY, Keep(VISIT)),
        ("No, keep it", REALLY, Keep(VISIT)),
        ("never mind", REALLY, Keep(VISIT)),
        ("Ja, nehmen", SUMMARY, Confirm(CHOSEN)),
        ("nein danke", SUMMARY, Drop()),
        ("cancel", SUMMARY, Drop()),
        ("actually i changed my mind, cancel it", SUMMARY, Drop()),
        ("please cancel my appointment", SUMMARY, CancelOne()),
        ("another day", SUMMARY, Book(Choice("check-up", "weber"))),
        ("I need an appointment for my daughter", State(), ForAnother()),
        ("Meine Mutter braucht eine Vorsorge", State(), ForAnother()),
        ("it is for my husband", SUMMARY, ForAnother()),
        ("cancel the appointment of my daughter", State(), CancelOne()),
        ("check-up for me, my daughter comes along", State(), Book(Choice("check-up"))),
        ("3", SIMPLE, CallBack("appointment")),
        ("the third", SIMPLE, CallBack("appointment")),
        ("thanks", AT_VISIT, Courtesy()),
        ("tschüss", State("mine"), Courtesy()),
        ("bye", WITH_WEBER, Drop()),
        ("👍", SUMMARY, Confirm(CHOSEN)),
        ("thanks", WITH_WEBER, Greeting()),
        ("asap", WITH_WEBER, Book(Choice("check-up", "weber"), soonest=True)),
        ("so schnell wie möglich", WITH_WEBER, Book(Choice("check-up", "weber"), soonest=True)),
        ("Dr Weber asap", State(), Book(Choice(practitioner="weber"), soonest=True)),
        ("as soon as possible", State(), Book(Choice(practitioner="any"), soonest=True)),
        ("31 February at 10", WITH_WEBER, NoDate(Choice("check-up", "weber"), "impossible")),
        ("yesterday at 10", WITH_WEBER, NoDate(Choice("check-up", "weber"), "past")),
        ("anderer Tag", SUMMARY, Book(Choice("check-up", "weber"))),
    ],
)
def test_words_answer_the_question_that_is_open(read, text, state, means):
    assert read(text, state) == means


@pytest.mark.parametrize("text", ["ok", "yes", "1", "Yes, cancel", "cancel"])
@pytest.mark.parametrize("after", [timedelta(seconds=-2), timedelta(minutes=31)])
def test_a_visit_is_not_cancelled_by_an_answer_to_another_question(read, text, after):
    assert read(text, REALLY, after=after) == Late()


def test_nothing_is_taken_by_what_was_written_before_it_was_asked(read):
    assert read("1", SUMMARY, after=timedelta(seconds=-1)) == Late()
    assert read("1", SUMMARY, after=timedelta(0)) == Confirm(CHOSEN)


def test_what_was_written_before_the_question_still_says_what_is_wanted(read):
    asked = State("practitioner", Choice("check-up"))

    assert read("with Dr Weber", asked, after=timedelta(seconds=-2)) == Book(
        Choice("check-up", "weber")
    )


def test_a_new_wish_long_after_has_nothing_of_the_old_one(read):
    moving = State("day", Choice("check-up", "weber", moving=uuid4()))

    said = read("an appointment on Friday", moving, intent="appointment", after=timedelta(hours=2))

    assert said == Book(Choice(day=datetime(2026, 11, 27, tzinfo=UTC).date()))


def test_words_to_nobody_are_unclear(read):
    assert read("the weather is nice", State()) == Unclear()
