"""An interview that is left open for hours: the question is shown before a "no" to it counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import AGE, DANGER, DESCRIBE, MEASURED, Interview

BOOK = ours()
GROWN = (44 * 365, 44 * 365 + 1)
EARLIER = {"en": "Earlier I asked you this", "de": "Vorhin habe ich das gefragt"}


def open_at(question):
    return Interview(uuid4(), ("cough",), age=GROWN, asking=question, level=5)


def says(interview, text, *, stale=True):
    return turn(BOOK, interview, Text(body=text), uuid4(), stale=stale)


@pytest.mark.parametrize("text", ["no", "nein", "2", "nope", "44", "👎", "Fahrrad"])
@pytest.mark.parametrize("question", ["very_ill_now", DANGER, DESCRIBE, MEASURED])
def test_hours_later_a_bare_word_denies_nothing_and_the_question_is_shown(question, text):
    before = open_at(question)
    step = says(before, text)

    assert (step.interview.asking, step.interview.asked, step.lead) == (question, (), "earlier")
    assert step.interview.facts == {}


@pytest.mark.parametrize("text", ["no", "nein", "2"])
def test_once_it_is_shown_a_no_counts(text):
    shown = says(open_at("very_ill_now"), text).interview

    assert says(shown, text, stale=False).interview.facts["very_ill_now"].answer == "no"


@pytest.mark.parametrize("text", ["yes", "ja", "1", "yes she does"])
def test_a_yes_raises_however_late(text):
    assert says(open_at("very_ill_now"), text).interview.level == 1


def test_an_age_is_one_at_any_time():
    before = replace(open_at(AGE), age=None)

    assert says(before, "44").interview.age is not None


@pytest.mark.parametrize("text", ["I have a fever now", "jetzt auch Fieber"])
def test_what_is_told_later_is_kept(text):
    step = says(open_at("very_ill_now"), text)

    assert "fever" in step.interview.facts
    assert step.interview.asking == "very_ill_now"


@pytest.mark.parametrize(("language", "no"), [("en", "no"), ("de", "nein")])
async def test_the_morning_after_it_is_asked_again(clinic, ada, language, no):
    ada.language = language
    asked = await ada.says("I have a cough, I am 44", intent="symptoms")
    assert ada.shown.expects.minutes == 24 * 60
    question = asked.body.split("\n\n")[-1]

    morning = datetime.now(UTC) + timedelta(hours=8)
    shown = await ada.says(no, sent_at=morning)
    assert shown.body.startswith(EARLIER[language])
    assert shown.body.endswith(question)
    assert shown.buttons == asked.buttons

    assert question not in (await ada.says(no)).body


async def test_so_are_the_signs_of_danger_with_their_list(clinic, ada):
    asked = await ada.says("I feel unwell", intent="symptoms")
    shown = await ada.says("no", sent_at=datetime.now(UTC) + timedelta(hours=3))

    assert shown.body == f"{EARLIER['en']}, and it is still open:\n\n{asked.body}"
