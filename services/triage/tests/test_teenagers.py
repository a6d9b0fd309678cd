"""Who writes for themself at 15 or 17 is not asked about "the child"."""

from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.interview import department

BOOK = ours()
SITE = Site(site="main", name="Clinic")
COMPLAINTS = ("fever", "cough", "sore throat", "vomiting", "trouble breathing when I run")


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4()).interview


def asked(opening, language):
    now, said = says(None, opening), []
    while not now.done:
        said.append(speech.question(BOOK, now, language).body)
        now = says(now, "no")
    return now, "\n".join(said)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_a_teenager_is_asked_as_herself(complaint, language):
    now, said = asked(f"I am 17 and have {complaint}", language)

    assert "the child" not in said
    assert "das Kind" not in said
    assert department(BOOK, now) in {"paediatrics", "emergency"}


@pytest.mark.parametrize("opening", ["my son is 4, he has a fever", "fever, 4 years old"])
def test_a_small_child_is_asked_about(opening):
    _, said = asked(opening, "en")

    assert "apply to the child" in said


def test_the_danger_signs_of_a_teenager_stay_an_emergency_and_the_reason_fits():
    now = says(None, "I am 17 and have a fever")
    while now.asking != "child_danger":
        now = says(now, "no")
        assert not now.done
    after = says(now, "yes")

    assert after.level == 1
    assert "child" not in speech.because(BOOK, after, "en")
    assert "Kind" not in speech.because(BOOK, after, "de")
