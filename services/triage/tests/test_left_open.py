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


async def an_hour_passes(clinic):
    """Nobody answers, and the job comes due."""
    await clinic.one("update interview set updated_at = updated_at - interval '61 minutes'")
    await clinic.one("update due_job set due_at = now() - interval '1 second'")
    none_due = "select not exists (select 1 from due_job where due_at <= now())"
    await clinic.room.until(lambda: clinic.one(none_due))


async def test_staff_call_who_does_not_go_on_and_no_more_once_it_is_over(clinic, ada):
    ada.language = "de"
    await ada.says("ich habe Kopfschmerzen, ich bin 44", intent="symptoms")
    await an_hour_passes(clinic)
    await clinic.settled(tasks=1)

    (task,) = clinic.tasks
    assert (task.kind, task.priority, task.language) == ("symptoms_left", "normal", "de")
    assert task.reason == str(await clinic.one("select run from interview"))

    await an_hour_passes(clinic)
    await ada.says("nein", sent_at=datetime.now(UTC) + timedelta(hours=3))
    assert ada.shown.content.body.startswith(EARLIER["de"])
    await ada.says("ja")
    await clinic.settled(tasks=2, assessments=1)
    assert [each.kind for each in clinic.tasks] == ["symptoms_left", "emergency"]
    assert [each.task_id for each in clinic.closed] == [task.task_id]


async def test_who_still_answers_is_not_called(clinic, ada):
    await ada.says("I have a headache, I am 44", intent="symptoms")
    await clinic.one("update due_job set due_at = now() - interval '1 second'")
    again = "select exists (select 1 from due_job where due_at > now() + interval '50 minutes')"
    await clinic.room.until(lambda: clinic.one(again))

    assert clinic.tasks == []


@pytest.mark.parametrize("text", ["I feel unwell", "stop asking"])
async def test_nobody_is_called_where_no_complaint_is_known_or_they_want_no_questions(
    clinic, ada, text
):
    first = "I feel unwell" if text == "I feel unwell" else "I have a headache, I am 44"
    await ada.says(first, intent="symptoms")
    await ada.says(text)
    await an_hour_passes(clinic)

    assert "symptoms_left" not in {task.kind for task in clinic.tasks}
    assert '"left":true' not in (await clinic.one("select state::text from interview"))


async def test_who_tells_later_what_may_be_urgent_is_called_too(clinic, ada):
    await ada.says("I feel unwell", intent="symptoms")
    await ada.says("I have a headache, I am 44")
    await an_hour_passes(clinic)
    await clinic.settled(tasks=1)

    assert [task.kind for task in clinic.tasks] == ["symptoms_left"]
