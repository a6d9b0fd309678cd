"""Who cannot sleep is heard, asked whether it is a crisis, and sent to general practice."""

from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_dialogue.words import intent
from wardbell_events.inbound import Text
from wardbell_redflags import load
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn

BOOK, SCREEN = ours(), load()
SITE = Site(site="main", name="Clinic", crisis_line="116 123")
SLEEPLESS = [
    "I can't sleep for weeks",
    "I cannot sleep",
    "I haven't been sleeping well for months",
    "insomnia",
    "my husband is not sleeping",
    "I hardly sleep at night, I am 45",
    "ich kann seit Wochen nicht schlafen",
    "Ich kann nicht schlafen",
    "ich schlafe seit Monaten schlecht",
    "Schlafstörungen",
    "habe Schlafprobleme",
    "Mein Mann kann nachts nicht mehr schlafen",
    "ich liege jede Nacht wach",
]


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4()).interview


@pytest.mark.parametrize("text", SLEEPLESS)
def test_sleeplessness_alone_is_a_complaint_and_no_emergency(text):
    assert SCREEN(text) is None
    assert intent(text)[0] == "symptoms"
    now = says(None, text)
    assert now.complaints == ("sleeplessness",)
    for _ in range(9):
        now = now if now.done else says(now, "45" if now.asking == "@age" else "no")
    shown = speech.result(BOOK, now, "en", SITE)

    lasts = any(word in text for word in ("weeks", "months", "Wochen", "Monaten"))
    assert now.level == (4 if lasts else 5)
    assert ("*General practice*" in shown.body) == lasts
    assert "116 123" in shown.body


@pytest.mark.parametrize("age", ["15", "45", "not sure"])
def test_whoever_would_rather_not_live_is_in_a_crisis(age):
    now = says(says(None, SLEEPLESS[0]), age)
    assert now.asking == "life_weary"
    now = says(now, "yes")

    assert (now.level, now.crisis, now.done) == (1, True, True)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("I have a cough and cannot sleep", "cough"),
        ("Ich kann vor Rückenschmerzen nicht schlafen", "back_pain"),
        ("Ich bin traurig und kann nicht schlafen", "low_mood"),
    ],
)
def test_what_keeps_awake_is_the_complaint(text, complaint):
    assert says(None, text).complaints == (complaint,)


@pytest.mark.parametrize("text", ["mein Baby schläft nicht", "my 3 year old can't sleep"])
def test_of_a_small_child_it_is_not_asked_whether_it_would_rather_not_live(text):
    now, asked = says(None, text), []
    while not now.done:
        asked.append(now.asking)
        now = says(now, "no")

    assert now.complaints == ("sleeplessness",)
    assert "lasts_over_2_weeks" in asked
    assert "life_weary" not in asked


@pytest.mark.parametrize(
    "text",
    ["my ear hurts, can't sleep", "Zahnschmerzen, kann nicht schlafen", "my tinnitus, cant sleep"],
)
def test_what_no_file_is_about_is_not_taken_for_sleeplessness(text):
    now = says(None, text)

    assert (now.complaints, now.asking) == ((), "@danger")


@pytest.mark.parametrize(
    "text", ["ich habe gut geschlafen", "I slept well", "Mein Befund liegt noch nicht vor"]
)
def test_who_sleeps_has_no_complaint(text):
    assert says(None, text).complaints == ()
