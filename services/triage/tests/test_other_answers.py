"""What patients answer instead of an answer."""

from dataclasses import replace
from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Tap, Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import AGE, DANGER, MEASURED, Interview

BOOK = ours()
SITE = Site(site="main", name="Clinic")
WAYS_OUT = ["desk:call_back:symptoms", "gateway:menu"]


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4())


@pytest.fixture
def measuring():
    """An interview that asks what was measured."""
    now = says(None, "I have a cough, I am 34").interview
    while now.asking != MEASURED:
        now = says(now, "no").interview
    return now


@pytest.mark.parametrize("text", ["yes", "Yes I did", "yes, wait a moment", "ja", "1", "120"])
def test_what_was_measured_stays_open_until_there_are_numbers(measuring, text):
    assert says(measuring, text).interview.asking == MEASURED


@pytest.mark.parametrize("text", ["yes", "I have no machine for that here", "I have a cough"])
def test_what_was_measured_is_asked_at_most_twice(measuring, text):
    twice = says(says(measuring, text).interview, text).interview

    assert MEASURED in twice.asked
    assert twice.asking != MEASURED


@pytest.mark.parametrize("text", ["since yesterday", "seit gestern", "started this morning"])
def test_since_when_is_heard_whatever_was_asked_and_not_asked_again(text):
    step = says(says(None, "I have a cough, I am 34").interview, text)

    assert step.understood
    assert step.interview.facts["lasts_over_3_weeks"].answer == "no"


@pytest.mark.parametrize(
    ("text", "answer"), [("2 weeks", "no"), ("yesterday", "no"), ("4 Wochen", "yes")]
)
def test_how_long_is_answered_by_a_time(text, answer):
    asking = Interview(uuid4(), ("cough",), age=(34 * 365, 34 * 365 + 1))
    asking = says(replace(asking, asking="lasts_over_3_weeks"), text).interview

    assert asking.facts["lasts_over_3_weeks"].answer == answer


def test_two_numbers_that_are_a_blood_pressure_are_numbers(measuring):
    assert says(measuring, "120/80").interview.asking != MEASURED


def test_a_yes_is_asked_for_the_numbers(measuring):
    assert says(measuring, "yes").lead == "ask-numbers"


def test_a_new_symptom_is_added_and_what_was_measured_is_asked_again(measuring):
    after = says(measuring, "I also have a rash").interview

    assert "rash" in after.complaints
    assert MEASURED not in after.asked


@pytest.mark.parametrize(
    "text",
    ["no", "nein", "not measured", "Nichts gemessen", "ich habe nichts gemessen", "pulse 80"],
)
def test_no_the_words_of_the_button_or_a_reading_close_it(measuring, text):
    assert MEASURED in says(measuring, text).interview.asked


@pytest.mark.parametrize("text", ["cancel", "please stop asking", "abbrechen"])
def test_who_wants_no_more_questions_is_asked_none_and_not_told_that_it_can_wait(text):
    now = says(None, "I have a fever of 40.5 and a cough, I am 34").interview
    after = says(now, text).interview
    shown = speech.dropped("en", Site(site="main", name="Clinic"), after.level)

    assert (after.asking, after.done, after.level) == ("", False, now.level)
    assert "112" in shown.body
    assert "look after this yourself" not in shown.body
    assert [button.id for button in shown.buttons] == WAYS_OUT


@pytest.mark.parametrize("text", ["I want to cancel my appointment", "no I need an appointment"])
def test_another_matter_is_offered_and_the_question_stays(text):
    now = says(None, "I have a cough, I am 34").interview
    step = says(now, text)

    assert step.offer == "appointment"
    assert step.interview == now
    on = Tap(service="triage", action="ask", argument="on")
    assert turn(BOOK, now, on, uuid4()).interview.asking == now.asking
    assert speech.offer("en", "appointment", SITE).buttons[0].id == "scheduling:start"


def test_what_is_told_instead_of_an_answer_is_kept_and_said_to_be():
    now = says(None, "I have a fever and a cough, I am 45").interview
    step = says(now, "since yesterday, 38.5")
    shown = speech.question(BOOK, step.interview, "en", lead=speech.intro("en", step.lead))

    assert step.interview.asking == now.asking
    assert shown.body.startswith("Thank you, I have noted that.\n\n")
    assert step.interview.facts["high_fever"].because == "measured"
    while step.interview.asking != MEASURED:
        step = says(step.interview, "no")
    assert step.lead == ""
    assert "temperature" not in speech.question(BOOK, step.interview, "en").body


@pytest.mark.parametrize("opening", ["I have a cough", "I have a cough, I am 34", "it is odd"])
def test_after_two_misunderstandings_it_is_simple_with_ways_out(opening):
    now = says(None, opening).interview
    for _ in range(2):
        now = says(now, "the weather is fine").interview
    shown = speech.question(BOOK, now, "en", again=True)

    offered = shown.buttons if shown.kind == "buttons" else shown.rows
    assert [each.id for each in offered][-2:] == WAYS_OUT


def test_an_age_can_be_corrected():
    now = says(None, "I have a cough").interview
    assert now.asking == AGE
    now = says(says(now, "3").interview, "sorry, I am 34 years old").interview

    assert now.age == (34 * 365, 34 * 365 + 1)


def test_an_age_that_may_be_that_of_who_writes_leaves_both_open():
    child = Interview(uuid4(), ("cough",), age=(3 * 365, 3 * 365 + 1), other=True, asking="x")

    assert says(child, "I am 34").interview.age == (3 * 365, 34 * 365 + 1)


@pytest.mark.parametrize(("asking", "words"), [(AGE, "the age"), (MEASURED, "a number")])
def test_each_kind_of_question_has_its_own_way_to_ask_again(asking, words):
    shown = speech.question(BOOK, Interview(uuid4(), asking=asking), "en", again=True)

    assert words in shown.body
    assert "1 for yes" not in shown.body


@pytest.mark.parametrize("back", ["back", "go back", "zurück", "einen Schritt zurück"])
def test_back_asks_the_question_before_again(back):
    first = says(None, "I have a fever and a cough, I am 34").interview
    second = says(first, "no").interview
    assert second.asking != first.asking

    step = says(second, back)
    assert (step.interview.asking, step.lead) == (first.asking, "back")
    assert says(step.interview, "no").interview.asking == second.asking


def test_back_goes_to_the_age_too():
    now = says(says(None, "I have a cough").interview, "34").interview
    now = says(now, "back").interview

    assert now.asking == AGE
    assert says(now, "70").interview.age == (70 * 365, 70 * 365 + 1)
    assert says(now, "34").interview.asking not in {"", AGE}


def test_another_answer_after_back_raises_and_never_lowers():
    now = says(None, "I have a fever, I am 34").interview
    asked, after_no = now.asking, says(now, "no").interview
    assert says(says(after_no, "back").interview, "yes").interview.level == 1

    measured = says(None, "I have a fever of 40.2, I am 34").interview
    later = says(measured, "unsure").interview
    back = says(says(later, "back").interview, "no").interview
    assert back.level == later.level == 2
    assert back.facts[asked].answer == "unsure"


def test_back_at_the_first_question_offers_to_go_on():
    now = says(None, "I have a cough").interview
    step = says(now, "zurück")

    assert (step.interview, step.offer) == (now, "back")
    shown = speech.offer("de", step.offer, SITE)
    assert "triage:ask:on" in [button.id for button in shown.buttons]
    assert "desk:call_back:symptoms" in [button.id for button in shown.buttons]


LONG = Interview(uuid4(), ("cough",), age=(34 * 365, 34 * 365 + 1), asking="lasts_over_3_weeks")


@pytest.mark.parametrize(
    "text",
    [
        "erst nächste Woche bitte, ab Mittwoch, nicht vor 10",
        "ab Mittwoch",
        "next Wednesday please",
        "in 2 Wochen",
        "in 2 weeks please",
        "no, next week is better",
    ],
)
def test_a_time_that_is_wished_for_is_no_time_that_it_lasts(text):
    after = says(LONG, text).interview

    assert after.asking == "lasts_over_3_weeks"
    assert "lasts_over_3_weeks" not in after.facts


@pytest.mark.parametrize("text", ["seit Mittwoch", "Mittwoch", "vor 2 Wochen", "no", "nein danke"])
def test_a_time_since_when_and_a_no_are_answers(text):
    assert says(LONG, text).interview.facts["lasts_over_3_weeks"].answer == "no"


@pytest.mark.parametrize(
    "text", ["nein, nicht schwanger", "nein, kein Fieber", "no, not confused", "no, no bleeding"]
)
@pytest.mark.parametrize("asking", [DANGER, "very_ill_now"])
def test_a_no_to_one_sign_is_no_answer_to_all_of_them(asking, text):
    complaints = () if asking == DANGER else ("fever",)
    now = Interview(uuid4(), complaints, age=(34 * 365, 34 * 365 + 1), asking=asking)
    after = says(now, text).interview

    assert after.asking == asking
    assert asking not in after.asked


@pytest.mark.parametrize(
    "text", ["nein", "no, none of these", "nein, nichts davon", "no, I don't have any of that"]
)
def test_a_no_to_all_of_them_is_one(text):
    assert DANGER in says(Interview(uuid4(), asking=DANGER), text).interview.asked


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("nicht dass ich wüsste", "no"),
        ("Naa", "no"),
        ("net wirklich", "no"),
        ("nicht wirklich", "no"),
        ("not that I know of", "no"),
        ("nah not really", "no"),
        ("none of those", "no"),
        ("no not that I'm aware of", "no"),
        ("nein, nicht dass ich wüsste", "no"),
        ("I'm not sure about that one", "unsure"),
        ("i'm not sure", "unsure"),
        ("i woaß net", "unsure"),
        ("woaß i ned", "unsure"),
        ("da bin ich mir nicht sicher", "unsure"),
        ("I don't think so", "unsure"),
        ("glaub nicht", "unsure"),
        ("hard to say", "unsure"),
        ("yes I think so", "yes"),
        ("ja scho", "yes"),
        ("a bisserl scho", "yes"),
        ("a little bit", "yes"),
    ],
)
def test_answers_as_people_give_them(text, answer):
    now = Interview(uuid4(), ("cough",), age=(34 * 365, 34 * 365 + 1), asking="chest_worse")
    after = says(now, text).interview

    assert after.facts["chest_worse"].answer == answer
