"""Who is low, sleepless or sees no hope is heard, and reads whom to talk to."""

from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_dialogue.words import intent
from wardbell_events.inbound import Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn

BOOK = ours()
SITE = Site(site="main", name="Clinic", crisis_line="116 123")


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4()).interview


LOW = [
    "Ich kann seit Wochen nicht schlafen und fühle mich leer",
    "I have felt depressed for weeks",
    "ich fühl mich so leer und hoffnungslos",
    "Ich bin seit Wochen traurig und kann nicht schlafen",
    "I feel so low, I cry all day",
    "I feel hopeless",
    "mein Mann ist depressiv",
    "meine Tochter ist nur noch traurig",
    "ich habe eine Depression",
    "I feel sad all the time",
]


@pytest.mark.parametrize("text", LOW)
def test_low_mood_is_a_complaint(text):
    assert intent(text)[0] == "symptoms"
    now = says(None, text)

    assert now.complaints == ("low_mood",)
    assert now.asking == "life_weary"


@pytest.mark.parametrize("answer", ["yes", "not sure", "ja"])
def test_whoever_may_not_want_to_live_is_in_a_crisis(answer):
    now = says(says(None, LOW[0]), answer)

    assert (now.level, now.crisis, now.done) == (1, True, True)


@pytest.mark.parametrize("text", LOW)
def test_the_result_names_the_crisis_line_and_a_human_first(text):
    now = says(None, text)
    while not now.done:
        now = says(now, "no")
    shown = speech.result(BOOK, now, "de", SITE)

    assert now.level in {2, 3, 4}
    assert "116 123" in shown.body
    assert shown.buttons[0].id == "desk:call_back:symptoms"
    assert shown.buttons[1].id.startswith("scheduling:")


def all_denied(text):
    now = says(None, text)
    while not now.done:
        now = says(now, "no")
    return now


@pytest.mark.parametrize(
    ("text", "level", "rule"),
    [
        ("I have felt depressed for weeks", 3, "low-mood-weeks"),
        ("I have felt depressed for two weeks", 3, "low-mood-weeks"),
        ("Ich bin seit 15 Tagen traurig", 3, "low-mood-weeks"),
        ("I have felt depressed for ten days", 4, "low-mood-otherwise"),
        ("I feel hopeless", 2, "low-mood-hopeless"),
        ("I feel so low, I hardly eat and stay in bed", 2, "low-mood-self-neglect"),
        (
            "Ich bin so traurig, ich esse kaum noch und wasche mich nicht",
            2,
            "low-mood-self-neglect",
        ),
        ("I feel so sad since the birth", 3, "low-mood-around-birth"),
        ("Ich glaube ich habe eine Wochenbettdepression", 3, "low-mood-around-birth"),
        ("I feel empty, and I feel nothing for my baby", 2, "low-mood-estranged"),
    ],
)
def test_how_urgent_a_low_mood_is(text, level, rule):
    now = all_denied(text)

    assert (now.level, now.rule) == (level, rule)


@pytest.mark.parametrize(
    ("asked", "level"), [("psychosis_signs", 1), ("self_neglect", 2), ("lasts_over_2_weeks", 3)]
)
def test_what_is_asked_of_a_low_mood_and_what_a_yes_means(asked, level):
    now = says(None, "I feel low")
    assert now.asking == "life_weary"
    while now.asking != asked:
        assert not now.done
        now = says(now, "no")
    now = says(now, "yes")
    while not now.done:
        now = says(now, "no")

    assert (now.level, now.crisis) == (level, level == 1)


def test_after_a_birth_how_she_feels_for_the_baby_is_asked():
    now = says(None, "I feel depressed after the birth")
    while now.asking != "estranged_from_baby":
        assert not now.done
        now = says(now, "no")

    assert says(now, "yes").level == 2


@pytest.mark.parametrize(
    "text",
    ["Schade, traurig dass kein Termin frei ist", "sad that you are closed", "my battery is low"],
)
def test_a_pity_is_no_low_mood(text):
    assert says(None, text).complaints == ()


@pytest.mark.parametrize("text", ["my husband hits me", "mein mann schlägt mich"])
def test_who_is_not_safe_is_met_kindly_amid_the_questions_too(text):
    before = says(None, "I have a cough")
    step = turn(BOOK, before, Text(body=text), uuid4())

    assert (step.offer, step.interview) == ("unsafe", before)


@pytest.mark.parametrize("text", ["my husband hits me", "mein Mann schlägt mich"])
def test_whom_they_fear_at_first_is_not_who_is_ill(text):
    step = turn(BOOK, None, Text(body=text), uuid4())

    assert step.offer == "unsafe"
    assert not step.interview.facts
    assert not step.interview.other


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I feel very low, I am being followed by my psychiatrist", 4),
        ("I feel very low, I'm being followed up by Dr Weber", 4),
        ("bin so niedergeschlagen, werde beobachtet in der Klinik", 4),
        ("bin so niedergeschlagen und werde in der Klinik beobachtet", 4),
        ("I feel very low, I am being followed by my brother", 1),
        ("I feel very low, seen by my psychiatrist, and I am being watched", 1),
        ("bin so niedergeschlagen, ich war in der Klinik und werde beobachtet", 1),
    ],
)
def test_who_is_cared_for_is_not_haunted(text, level):
    assert says(None, text).level == level
