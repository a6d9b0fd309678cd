"""Answers that are taken back in the same breath, or one question later."""

from dataclasses import replace
from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import AGE, DANGER, MEASURED, Fact, Interview

BOOK = ours()
CHILD, GROWN = (3 * 365, 3 * 365 + 1), (34 * 365, 34 * 365 + 1)


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4())


def asking(concept, complaint="rash", age=CHILD, **more):
    return Interview(uuid4(), (complaint,), age=age, asking=concept, **more)


@pytest.mark.parametrize(
    "text",
    [
        "no wait yes, they stay when i press the glass",
        "no - actually yes they do stay",
        "no, yes",
        "nope sorry yes",
        "not sure, hang on, yes",
        "nein warte doch, die bleiben wenn ich drücke",
        "nein, ja doch",
        "ne moment ja",
        "nein halt, doch",
    ],
)
def test_a_no_that_becomes_a_yes_is_one(text):
    after = says(asking("non_blanching_rash"), text).interview

    assert after.facts["non_blanching_rash"].answer == "yes"
    assert after.level == 1


@pytest.mark.parametrize(
    "text",
    [
        "no, well yes it came on in seconds",
        "nein, also doch, es kam schlagartig",
        "no, it did come on in seconds",
    ],
)
def test_so_is_one_about_a_headache(text):
    after = says(asking("sudden_severe_headache", "headache", GROWN), text).interview

    assert after.level == 1


@pytest.mark.parametrize(
    "text",
    [
        "no wait",
        "no wait, they look odd",
        "nein, moment mal",
        "no actually they do",
        "nein, doch nicht",
        "nein, na ja ein bisschen",
    ],
)
@pytest.mark.parametrize("concept", ["throat_swelling", "breathless_at_rest", DANGER])
def test_a_no_that_may_be_taken_back_is_none(concept, text):
    before = asking(concept)
    after = says(before, text).interview

    assert after.asking == concept
    assert concept not in after.facts
    assert concept not in after.asked


@pytest.mark.parametrize(
    "text",
    [
        "no, not sure",
        "no maybe",
        "no, I'm not sure about that",
        "no no, hard to say",
        "nein, weiß nicht",
        "nein, vielleicht ein bisschen",
        "nein, keine Ahnung",
    ],
)
@pytest.mark.parametrize("concept", ["throat_swelling", "breathless_at_rest", DANGER])
def test_a_no_that_is_not_sure_is_none_and_steps_back_to_none(text, concept):
    before = asking(concept, facts={"non_blanching_rash": Fact("no", "asked")})
    after = says(replace(before, asked=("non_blanching_rash",)), text).interview

    assert after.asking == concept
    assert concept not in after.facts
    assert concept not in after.asked


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "no, not that I know of",
        "nein, nicht dass ich wüsste",
        "no, thanks",
        "no not really",
        "nein, im Moment nicht",
        "nein hab ich doch gesagt",
        "no, he is actually fine",
        "no, I'll wait",
        "nein, eigentlich nicht",
        "nein, schon gut",
        "no, actually not",
    ],
)
def test_an_ordinary_no_stays_one(text):
    after = says(asking("airway_swelling"), text).interview

    assert after.facts["airway_swelling"].answer == "no"


@pytest.mark.parametrize(
    "text", ["no wait it doesnt fade", "no wait they still stay", "nein warte, die gehen nicht weg"]
)
def test_a_correction_one_question_late_is_heard_or_asked_again(text):
    for question in ("under_three_months", "airway_swelling", AGE):
        before = asking(question, facts={"non_blanching_rash": Fact("no", "asked")})
        before = replace(before, asked=("non_blanching_rash",), level=5)
        after = says(before, text).interview

        assert after.level == 1 or after.asking == "non_blanching_rash"
        assert question not in after.facts


def test_an_unheard_correction_asks_the_danger_sign_once_more_and_then_goes_on():
    before = asking("airway_swelling", facts={"non_blanching_rash": Fact("no", "asked")})
    before = replace(before, asked=("non_blanching_rash",), level=5)
    step = says(before, "no wait that was wrong")

    assert (step.interview.asking, step.lead) == ("non_blanching_rash", "back")
    assert says(step.interview, "no wait that was wrong").interview.asking == "non_blanching_rash"
    assert says(step.interview, "no").interview.asking == "very_ill_now"
    assert says(step.interview, "yes").interview.level == 1


@pytest.mark.parametrize("text", ["no wait yes", "doch", "doch, die sind noch da", "ja doch"])
def test_a_yes_one_question_late_counts_and_the_danger_sign_is_asked_once_more(text):
    before = asking("hot_spreading_skin", facts={"non_blanching_rash": Fact("no", "asked")})
    before = replace(before, asked=("non_blanching_rash",), level=5)
    after = says(before, text).interview

    assert after.facts["hot_spreading_skin"].answer == "yes"
    assert after.asking == "non_blanching_rash"


def test_after_the_last_question_it_is_asked_once_more():
    done = asking("", facts={"non_blanching_rash": Fact("no", "asked")}, done=True, level=5)
    after = says(replace(done, asked=("non_blanching_rash",)), "no wait yes").interview

    assert (after.asking, after.done) == ("non_blanching_rash", False)
    assert says(after, "yes").interview.level == 1


def coughs(*, asking, asked=("very_ill_now", "coughs_blood"), **more):
    """Somebody who has denied the signs of a cough that were asked for."""
    facts = {concept: Fact("no", "asked") for concept in asked if not concept.startswith("@")}
    return Interview(
        uuid4(), ("cough",), age=GROWN, asking=asking, asked=asked, facts=facts, level=5, **more
    )


BLOOD_AFTER_ALL = [
    "ich habe mich vertan, es ist doch blut dabei",
    "es ist doch Blut dabei",
    "Entschuldigung, da ist doch Blut",
    "vorhin nein gesagt, aber jetzt ist blut dabei",
    "actually there's blood in it",
    "i said no before but now theres blood",
    "wait, there is some blood",
    "I was wrong, there is blood",
]


@pytest.mark.parametrize("text", BLOOD_AFTER_ALL)
@pytest.mark.parametrize("question", [MEASURED, "chronic_risk", "weight_loss_sweats"])
def test_what_changes_an_earlier_answer_asks_that_question_again(text, question):
    asked = ("very_ill_now", "coughs_blood", "chest_worse")
    step = says(coughs(asking=question, asked=asked), text)

    assert (step.interview.asking, step.lead) == ("coughs_blood", "back")
    assert says(step.interview, "yes").interview.level == 2
    assert says(step.interview, "no").interview.facts["coughs_blood"].answer == "no"


@pytest.mark.parametrize(
    "text",
    [
        "sorry I made a mistake, yes",
        "my answer before was wrong",
        "tapped the wrong button",
        "hab mich geirrt",
        "ich hab mich verklickt",
        "nein, meine Antwort vorhin war falsch",
    ],
)
@pytest.mark.parametrize("question", [MEASURED, "chronic_risk"])
def test_where_no_word_tells_which_it_is_the_one_before(text, question):
    step = says(coughs(asking=question), text)

    assert (step.interview.asking, step.lead) == ("coughs_blood", "back")
    assert question not in step.interview.facts


@pytest.mark.parametrize("text", ["oh wait, yes actually", "actually yes", "doch, ja"])
def test_a_yes_where_numbers_are_asked_is_one_to_the_question_before(text):
    assert says(coughs(asking=MEASURED), text).interview.asking == "coughs_blood"


@pytest.mark.parametrize(
    "text",
    [
        "actually I am so tired of this",
        "warte kurz",
        "aber jetzt nicht mehr",
        "das habe ich doch alles nicht",
        "hold on",
    ],
)
def test_a_turn_that_is_about_nothing_that_was_asked_goes_nowhere(text):
    step = says(coughs(asking=MEASURED), text)

    assert (step.interview.asking, step.lead) == (MEASURED, "")


def test_a_change_about_the_open_question_stays_there():
    before = coughs(asking="coughs_blood", asked=("very_ill_now",))

    assert says(before, "i said no but there is blood").interview.asking != "very_ill_now"


@pytest.mark.parametrize(
    "text",
    [
        "No, I was wrong before. pulse 150",
        "No, I was wrong before. I am confused",
        "nein, ich habe mich vorhin vertan. Puls 150",
    ],
)
def test_an_emergency_that_is_told_beside_a_change_counts(text):
    denied = {"very_ill_now": Fact("no", "asked")}
    before = asking("weight_loss_sweats", "cough", GROWN, asked=("very_ill_now",), facts=denied)

    assert says(before, text).interview.level == 1


def test_what_is_told_beside_a_change_is_kept():
    denied = {"very_ill_now": Fact("no", "asked")}
    before = asking("weight_loss_sweats", "cough", GROWN, asked=("very_ill_now",), facts=denied)
    after = says(before, "No, I was wrong before. and my throat is sore").interview

    assert after.asking == "very_ill_now"
    assert "sore_throat" in after.facts
    assert "weight_loss_sweats" not in after.facts
