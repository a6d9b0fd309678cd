"""Who asks for visits that they have sees them; who wants one does not."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.local_time import day
from wardbell_dialogue.words import intent
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, Mine
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "words", "like"),
    [
        ("de", "hab ich dienstag nen termin", Choice(day=TUESDAY)),
        ("de", "Hallo, habe ich am Dienstag schon einen Termin?", Choice(day=TUESDAY)),
        (
            "de",
            "Hab ich Mittwoch um 9 nen Termin?",
            Choice(day=date(2026, 12, 2), hour=time(9)),
        ),
        ("de", "bei wem hab ich den termin", Choice()),
        ("de", "habe ich zu dieser Zeit einen Termin?", Choice()),
        ("en", "when is my appt again", Choice()),
        ("en", "do i have anything booked on tuesday", Choice(day=TUESDAY)),
        ("en", "have I got an appointment on Tuesday?", Choice(day=TUESDAY)),
        ("en", "is there anything booked for me", Choice()),
    ],
)
def test_who_asks_for_a_visit_is_heard(a_clinic, written, language, words, like):
    assert intent(words) is not None  # so that the router asks us
    wish = _read(written, a_clinic, words, language)

    assert wish == Mine(closer=True, asked=True, like=like)


def test_both_appointments_are_all_there_are(a_clinic, written):
    words = "wann sind jetzt meine beiden termine"

    assert isinstance(_read(written, a_clinic, words, "de"), Mine)


@pytest.mark.parametrize(
    ("language", "words", "choice"),
    [
        ("de", "Ich will nen termin aber weiss nich welcher arzt", Choice()),
        ("de", "ich brauche einen Termin, bei welchem Arzt ist mir gleich", Choice()),
        ("en", "I need an appointment but don't know which doctor", Choice()),
        ("de", "haben Sie am Dienstag einen Termin?", Choice(day=TUESDAY)),
        ("en", "do you have anything on Tuesday?", Choice(day=TUESDAY)),
        ("en", "do I have to make an appointment for Tuesday", Choice(day=TUESDAY)),
        ("de", "wann ist ein Termin frei", Choice()),
        ("de", "habe ich noch Zeit für einen Termin", Choice()),
        ("de", "Habe ich Anspruch auf einen Termin?", Choice()),
        ("de", "hab ich eine Chance auf einen Termin am Dienstag?", Choice(day=TUESDAY)),
        ("en", "do I still have time for an appointment", Choice()),
        ("en", "do I have a chance of an appointment on Tuesday", Choice(day=TUESDAY)),
    ],
)
def test_who_wants_a_visit_does_not_ask_for_one(a_clinic, written, language, words, choice):
    assert _read(written, a_clinic, words, language, "appointment") == Book(choice)


@pytest.mark.parametrize(
    ("language", "ask", "none"),
    [
        ("en", "do I have anything booked on {day}", "On *{day}* you have no visit."),
        ("de", "hab ich am {day} nen Termin?", "Am *{day}* haben Sie keinen Besuch."),
    ],
)
async def test_the_visits_of_a_day_are_told(world, language, ask, none):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    booked = datetime.now(HERE).date() + timedelta(days=1)
    said, other = (day(language, that) for that in (booked, booked + timedelta(days=1)))

    assert "Dr. Anna Weber" in await ada.writes(ask.format(day=said), intent="appointment")
    assert none.format(day=other) in await ada.writes(ask.format(day=other), intent="appointment")


def _read(written, clinic, words, language, intent_=None):
    message = written(words, NOW, language, intent_)
    return reading.read(message, State(), clinic, NOW.astimezone(ZoneInfo(clinic.time_zone)))
