"""What only the team can answer is no booking, whatever it names; one that is under way goes on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.words import intent, tells_symptoms
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, ForTeam

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
HELD = State("confirm", Choice("check-up", "weber", start=datetime(2026, 12, 3, 10, tzinfo=UTC)))

QUESTIONS = [
    *[("en", "are u open on christmas eve"), ("en", "are you open Saturday?")],
    *[("en", "is dr weber in today"), ("en", "is Dr. Anna Weber in on Monday?")],
    *[("en", "do i need a referral for ultrasound"), ("en", "can i get a sick note")],
    ("en", "My mum takes blood thinners, can she have the flu jab?"),
    *[("en", "where are you exactly"), ("en", "sat nav can't find you, where r u")],
    *[("en", "where r u"), ("en", "delete my data"), ("en", "Please delete all my data")],
    *[("en", "what should I bring on Tuesday"), ("en", "can I bring my husband along")],
    *[("en", "Is there parking at the practice?"), ("en", "do i need to fast before the check-up")],
    ("en", "is the vaccination safe if im allergic to eggs?"),
    ("de", "Darf ich mich impfen lassen, ich bin schwanger"),
    ("de", "habt ihr am 24. Dezember offen?"),
    *[("de", "was muss ich am Montag mitbringen"), ("de", "Darf ich meinen Mann mitbringen?")],
    *[("de", "wo kann ich bei euch parken"), ("de", "muss ich zur Vorsorge nüchtern sein")],
    *[("de", "Haben Sie Samstag auf"), ("de", "habt ihr Heiligabend offen?")],
    *[("de", "Ist Dr. Weber heute da?"), ("de", "arbeitet Dr. Weber am Freitag")],
    ("de", "Brauche ich für den Ultraschall eine Überweisung?"),
    ("de", "Meine Mutter nimmt Blutverdünner, darf sie die Grippeimpfung bekommen?"),
    *[("de", "Wo finde ich Sie denn, mit dem Bus?"), ("de", "wie komm ich denn da hin?")],
    *[("de", "lösch meine daten"), ("de", "Löschen Sie bitte meine Daten")],
]


@pytest.mark.parametrize("state", [State(), HELD], ids=["idle", "confirm"])
@pytest.mark.parametrize(("language", "words"), QUESTIONS)
def test_a_question_is_for_the_team(a_clinic, written, language, words, state):
    assert intent(words) is not None
    assert intent(words)[0] == "question"
    assert _read(written, a_clinic, words, language, state) == ForTeam()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "is dr weber free on monday"),
        ("en", "can she have the check-up on Monday"),
        ("en", "can I have a check-up on Monday"),
        ("en", "I have a referral for an ultrasound, can I book on Monday"),
        ("en", "are you open on Saturday, I need an appointment"),
        ("en", "can I bring my son in on Monday"),
        ("en", "can I bring my check-up forward to Monday"),
        ("de", "hat Dr. Weber am Montag Zeit?"),
        ("de", "habt ihr am Samstag offen? Ich bräuchte einen Termin"),
        ("de", "haben Sie am Montag etwas frei"),
        ("de", "Ultraschall am Montag, die Überweisung bringe ich mit"),
    ],
)
def test_a_wish_for_a_visit_is_none(a_clinic, written, language, words):
    wish = _read(written, a_clinic, words, language, State())

    assert isinstance(wish, Book)
    assert wish.choice.day is not None


def test_a_sick_note_is_no_symptom_but_a_cough_beside_it_is():
    assert not tells_symptoms("can i get a sick note")
    assert tells_symptoms("I have a bad cough since Monday and need a sick note")


async def test_a_booking_under_way_goes_on(world):
    ada = world.patient()
    question = await ada.begins("Check-up", "Dr. Anna Weber", 1, 0)

    said = await ada.writes("are you open on Christmas Eve?")

    assert "our team can" in said
    assert said.endswith(question)


async def test_after_a_booking_no_other_one_begins(world):
    ada = world.patient()
    await ada.books_tomorrow()

    said = await ada.writes("where r u", intent="appointment")

    assert "our team can" in said
    assert "What is the visit for" not in said


def _read(written, clinic, words, language, state):
    message = written(words, NOW, language, "appointment" if not state.asking else None)
    return reading.read(message, state, clinic, NOW.astimezone(ZoneInfo(clinic.time_zone)))
