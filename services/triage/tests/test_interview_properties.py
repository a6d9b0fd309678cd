"""What must hold of every interview, whatever is said in whatever order."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardbell_dialogue.words import intent
from wardbell_events.inbound import Tap, Text
from wardbell_redflags import screen
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import begin, turn
from wardbell_triage.interview import advance, learn, opened
from wardbell_triage.state import AGE, MEASURED, Fact, Interview

BOOK = ours()
RUN = uuid4()
OPENINGS = (
    "I have a fever and a cough",
    "my head hurts, bad headache since yesterday",
    "vomiting and diarrhoea for two days",
    "my 3-year-old has a rash and a fever",
    "sore throat, I am 70",
    "Rückenschmerzen seit einer Woche",
    "burning when I pee, I am pregnant",
    "my belly hurts",
    "ich bin gestürzt und mein Knöchel tut weh",
    "back pain after lifting boxes, I am 55",
)
POLITE = ("Hello, {}", "{} please", "Sorry to bother you, {}, thank you", "Guten Tag, {} danke")
MINIMISED = (
    "{}, but it is probably nothing",
    "{}, my family says it's nothing",
    "{}. I don't want to make a fuss",
    "{}, I can't afford the hospital",
    "{}, wird schon nichts sein",
)
QUESTIONS = sorted(concept for concept in BOOK.used() if BOOK.concepts[concept].asked)
ANSWERS = st.sampled_from(("no", "unsure", "yes"))
SOME_ANSWERS = st.dictionaries(st.sampled_from(QUESTIONS), ANSWERS, max_size=12)


def play(opening, answers, *, then=()):
    """To the end; what is not in `answers` is no."""
    step = turn(BOOK, None, Text(body=opening), RUN)
    for _ in range(80):
        now = step.interview
        if now.done:
            break
        if now.asking == AGE:
            said = Tap(service="triage", action="age", argument="18")
        elif now.asking == MEASURED:
            said = Text(body="no")
        else:
            choice = answers.get(now.asking, "no")
            argument = f"{now.asking}.{choice}"
            said = Tap(service="triage", action="answer", argument=argument)
            if now.asking.startswith("@"):
                said = Text(body=choice)
        step = turn(BOOK, now, said, RUN)
    for text in then:
        step = turn(BOOK, step.interview, Text(body=text), RUN)
    assert step.interview.level is not None
    return step.interview


@given(st.sampled_from(OPENINGS), SOME_ANSWERS, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_facts_does_not_matter(opening, answers, chance):
    def told(order):
        interview = begin(BOOK, opening, RUN)
        for concept in order:
            interview = advance(
                BOOK, learn(BOOK, interview, {concept: Fact(answers[concept], "asked")})
            )
        return interview.level

    order = list(answers)
    chance.shuffle(order)
    assert told(answers) == told(order)


@given(st.sampled_from(OPENINGS), SOME_ANSWERS, st.sampled_from(QUESTIONS))
@settings(max_examples=60, deadline=None)
def test_an_answer_that_is_more_of_a_yes_never_lowers(opening, answers, concept):
    levels = [
        play(opening, {**answers, concept: answer}).level for answer in ("no", "unsure", "yes")
    ]

    assert levels == sorted(levels, reverse=True)


@given(st.sampled_from(OPENINGS), SOME_ANSWERS, st.sampled_from(sorted(BOOK.concepts)))
@settings(max_examples=60, deadline=None)
def test_a_sign_that_is_added_never_lowers(opening, answers, concept):
    interview = begin(BOOK, opening, RUN)
    for each, answer in answers.items():
        interview = learn(BOOK, interview, {each: Fact(answer, "asked")})
    without = advance(BOOK, interview)
    added = opened(BOOK, learn(BOOK, interview, {concept: Fact("yes", "said")}), [concept])

    assert advance(BOOK, added).level <= without.level


@given(st.sampled_from(OPENINGS), SOME_ANSWERS, st.sampled_from(POLITE + MINIMISED))
@settings(max_examples=60, deadline=None)
def test_politeness_and_minimisers_lower_nothing(opening, answers, frame):
    plain, framed = play(opening, answers), play(frame.format(opening), answers)

    assert framed.level <= plain.level
    assert set(plain.complaints) <= set(framed.complaints)


@given(
    st.sampled_from(OPENINGS),
    SOME_ANSWERS,
    st.lists(
        st.sampled_from(
            (
                "I feel better now",
                "it was nothing",
                "no fever, no pain, no cough",
                "forget it",
                "es geht mir wieder gut",
                "kein Fieber, keine Schmerzen",
                "no",
                "nein",
            )
        ),
        max_size=5,
    ),
)
@settings(max_examples=60, deadline=None)
def test_nothing_said_afterwards_lowers_a_level(opening, answers, later):
    assert play(opening, answers, then=later).level <= play(opening, answers).level


LONG = 8
"""Letters from which on a word is known with one typo."""


@given(st.sampled_from(OPENINGS), st.data())
@settings(max_examples=60, deadline=None)
def test_a_typo_in_a_long_word_lowers_nothing(opening, data):
    words = opening.split()
    long = [n for n, word in enumerate(words) if len(word.strip(",.")) >= LONG]
    if not long:
        return
    n = data.draw(st.sampled_from(long))
    at = data.draw(st.integers(min_value=3, max_value=len(words[n].strip(",.")) - 4))
    typo = words[n][:at] + words[n][at + 1] + words[n][at] + words[n][at + 2 :]
    mistyped = " ".join([*words[:n], typo, *words[n + 1 :]])

    assert play(mistyped, {}).level <= play(opening, {}).level


@pytest.mark.parametrize("opening", OPENINGS)
def test_these_openings_come_here_are_understood_and_no_emergency_at_the_door(opening):
    assert screen(opening) is None
    about = intent(opening)
    assert about is not None
    assert about[0] == "symptoms"
    assert begin(BOOK, opening, RUN).complaints


def test_an_interview_ends_whatever_is_answered():
    for opening in OPENINGS:
        for answer in ("no", "unsure"):
            interview = play(opening, dict.fromkeys(QUESTIONS, answer))
            assert isinstance(interview, Interview)
            assert interview.done
