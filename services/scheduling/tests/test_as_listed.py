"""What is typed while days or times are listed means one of those that are seen, where it can."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, Open
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
WITH_WEBER = Choice("check-up", "weber")
APRIL_3, APRIL_5 = date(2027, 4, 3), date(2027, 4, 5)
VISITS = [UUID(int=1), UUID(int=2)]


def book(choice):
    return f"scheduling:book:{choice.encode()}"


def at(day, hour):
    return WITH_WEBER.with_(start=datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


BESIDE = ("scheduling:more:check-up/weber///1", "scheduling:wait:check-up/weber////")
DAYS = State(
    "day",
    WITH_WEBER,
    offered=(*(book(WITH_WEBER.with_(day=day)) for day in (APRIL_3, APRIL_5)), *BESIDE),
    titles=("Sat, Apr 3", "Mon, Apr 5", "More", "Waiting list"),
)
TIMES = State(
    "time",
    WITH_WEBER,
    offered=(book(at(APRIL_3, 8)), book(at(APRIL_5, 9)), book(WITH_WEBER), BESIDE[1]),
    titles=("Sat, Apr 3, 9:00", "Mon, Apr 5, 10:00", "Another day", "Waiting list"),
)
OF_A_DAY = State(
    "time",
    WITH_WEBER.with_(day=APRIL_3),
    offered=(book(at(APRIL_3, 8)), book(at(APRIL_3, 9)), BESIDE[0]),
    titles=("9:00", "10:00", "More"),
)
MINE = State(
    "mine",
    offered=(*(f"scheduling:open:{id_.hex}" for id_ in VISITS), "scheduling:start"),
    titles=("Sat, Apr 3, 9:00", "Mon, Apr 5, 10:00", "New appointment"),
)


@pytest.fixture
def read(a_clinic, written):
    def read(text, state, language="en"):
        return reading.read(written(text, NOW, language, None), state, a_clinic, NOW)

    return read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5 April"),
        ("en", "5/4"),
        ("en", "Monday"),
        ("de", "5. April"),
        ("de", "am 5.4."),
        ("de", "Montag bitte"),
    ],
)
def test_a_day_is_the_row_of_that_day(read, language, text):
    assert read(text, DAYS, language) == Book(WITH_WEBER.with_(day=APRIL_5))
    assert read(text, TIMES, language) == Book(at(APRIL_5, 9))


@pytest.mark.parametrize(("language", "text"), [("en", "7 April"), ("de", "am 7. April")])
def test_a_day_that_is_not_listed_is_asked_for(read, language, text):
    there = Book(WITH_WEBER.with_(day=date(2027, 4, 7)))

    assert read(text, DAYS, language) == read(text, TIMES, language) == there


def test_with_an_hour_it_is_that_hour_of_the_day(read):
    assert read("Monday at 11", TIMES).choice.day == APRIL_5
    assert read("Monday at 11", TIMES).choice.start is None


@pytest.mark.parametrize("text", ["this Monday", "next Monday", "diesen Montag"])
def test_a_weekday_of_a_week_that_is_said_is_of_that_one(read, text):
    assert read(text, DAYS, "en").choice.day == date(2026, 11, 30)


@pytest.mark.parametrize("text", ["the last one", "last", "die letzte", "den letzten bitte"])
@pytest.mark.parametrize(
    ("state", "last"),
    [
        (DAYS, Book(WITH_WEBER.with_(day=APRIL_5))),
        (TIMES, Book(at(APRIL_5, 9))),
        (OF_A_DAY, Book(at(APRIL_3, 9))),
        (MINE, Open(VISITS[1])),
    ],
)
def test_the_last_one_is_the_last_that_is_seen(read, state, last, text):
    assert read(text, state) == last


async def test_of_a_list_with_more_below_it_is_the_last_above(world):
    ada = world.patient()
    await ada.begins(0, "Dr. Anna Weber", 2)
    (*_, (last, _), (more, _)) = ada.choices
    assert ":more:" in more

    await ada.writes("the last one")

    (held,) = await world.sql("select start_at from hold")
    assert held["start_at"] == Choice.decode(last.split(":", 2)[2]).start.astimezone(HERE)
