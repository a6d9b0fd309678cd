"""Nausea is a complaint, and whatever else is not understood leads to a human or an appointment."""

from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_dialogue.words import intent
from wardbell_events.inbound import Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn

BOOK = ours()
SITE = Site(site="main", name="Clinic")


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4()).interview


@pytest.mark.parametrize(
    "text",
    ["Mir ist seit drei Tagen übel", "Mir ist schlecht", "i feel nauseous since 3 days"],
)
def test_nausea_leads_to_the_questions_about_vomiting(text):
    assert intent(text)[0] == "symptoms"
    assert "vomiting_diarrhoea" in says(None, text).complaints


def test_nausea_with_a_pressed_chest_is_an_emergency():
    now = says(None, "Mir ist übel, ich bin 60")
    while now.asking != "heart_attack_signs" and not now.done:
        now = says(now, "nein")

    assert not now.done
    assert says(now, "ja").level == 1


def test_nausea_of_days_is_looked_at_in_the_next_days():
    now = says(None, "Mir ist seit drei Tagen übel, ich bin 40")
    while not now.done:
        now = says(now, "nein")

    assert now.level == 3


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_not_understood_leads_to_a_human_or_an_appointment(language):
    now = says(None, "Mir gehts nicht gut")
    while not now.done:
        now = says(now, "nein")
    shown = speech.result(BOOK, now, language, SITE)

    assert [button.id for button in shown.buttons] == [
        "desk:call_back:symptoms",
        "scheduling:start",
        "gateway:menu",
    ]


@pytest.mark.parametrize("text", ["nichts", "Nichts.", "nothing", "gar nichts", "none"])
def test_nothing_measured_in_a_word(text):
    now = says(None, "I have a cough, I am 34")
    while now.asking != "@measured":
        now = says(now, "no")

    assert "@measured" in says(now, text).asked
