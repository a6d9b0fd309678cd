"""Who cannot come and asks for another time in one breath is offered that time, not the end."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from wardbell_dialogue.local_time import day
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, CancelOne, MoveOne
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)  # a Thursday
MONDAY, TUESDAY, FRIDAY = (date(2026, *day_) for day_ in ((11, 30), (12, 1), (11, 27)))


@pytest.fixture
def read(a_clinic, written):
    def read(text, state=None, language="en"):
        message = written(text, NOW, language)
        return reading.read(message, state or State(), a_clinic, NOW)

    return read


@pytest.mark.parametrize(
    ("language", "words", "there", "at"),
    [
        ("en", "I can't make it, is there something on monday at 3?", MONDAY, 15),
        ("en", "I can't make it after all, is there something on monday at 3?", MONDAY, 15),
        ("en", "I can't make it tomorrow, do you have Monday at 10?", MONDAY, 10),
        ("en", "I cannot come on monday, is tuesday at 3 possible?", TUESDAY, 15),
        ("en", "sorry can't make it can I come friday at 2 pm", FRIDAY, 14),
        ("de", "ich kann nicht kommen, gibt es etwas am Montag um 15 Uhr?", MONDAY, 15),
        ("de", "Ich schaffe es nicht, geht auch Montag um 15 Uhr?", MONDAY, 15),
        ("de", "morgen geht doch nicht, hätten Sie am Dienstag um 10 Uhr etwas frei?", TUESDAY, 10),
    ],
)
def test_it_is_a_move_to_what_is_asked_for(read, language, words, there, at):
    for state in (State(), State("booked"), State("mine"), State("cancel")):
        wish = read(words, state, language)

        assert wish == MoveOne(Book(Choice(day=there, hour=time(at))))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I can't make it on thursday"),
        ("en", "I can't come, my son is sick since monday"),
        ("en", "sorry, I can't come on Monday. Can you cancel it?"),
        ("de", "Termin am Donnerstag schaffe ich doch nicht"),
        ("de", "ich kann am Montag nicht kommen, können Sie das absagen?"),
    ],
)
def test_who_only_cannot_come_moves_nothing(read, language, words):
    assert not isinstance(read(words, State(), language), MoveOne)


def test_a_day_that_is_given_up_is_none_that_is_asked_for(read):
    found = read("cancel my appointment on monday at 3")

    assert isinstance(found, CancelOne)
    assert found.like.hour == time(15)


async def test_the_move_is_offered(world):
    ada = world.patient()
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    there = datetime.now(HERE).date() + timedelta(days=4)

    said = await ada.writes(
        f"I can't make it, is there something on {there:%A} at 3?", intent="appointment"
    )

    assert said.startswith("Move your visit to")
    assert f"{day('en', there)}, 3:00 PM" in said.replace("\u202f", " ")
