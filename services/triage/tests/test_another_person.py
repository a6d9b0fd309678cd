"""After a run is over: the same person again, another one, or somebody who is not named."""

from uuid import uuid4

import pytest

from wardbell_events.inbound import Tap, Text
from wardbell_events.outbound import ButtonsContent
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import AGE, WHOM, Interview

BOOK = ours()


class Phone:
    """One contact, who may write for several people."""

    def __init__(self):
        self.now = None

    def says(self, text):
        self.step = turn(BOOK, self.now, Text(body=text), uuid4())
        self.now = self.step.interview
        return self

    def answers_all(self, default="no", **special):
        for _ in range(80):
            if self.now.done:
                return self
            self.says(special.get(self.now.asking.lstrip("@"), default))
        raise AssertionError("it never ends")


def finished(opening, **answers):
    return Phone().says(opening).answers_all(age="40", **answers)


def level(opening):
    return finished(opening).now.level


def test_who_is_old_and_ill_is_not_taken_for_the_child_of_before():
    own = "I am 70 and have a fever and a cough myself"
    ada = finished("My 3-year-old son has a cough")
    run = ada.now.run
    ada.says(own)

    assert ada.now.run != run
    assert ada.now.age == (70 * 365, 70 * 365 + 1)
    assert ada.answers_all().now.level == level(own) == 2


def test_what_a_child_does_not_have_is_asked_of_its_mother():
    ada = finished("My son has a headache")
    ada.says("I have a bad headache myself, not my son")

    assert not ada.now.done
    assert ada.now.asking == AGE
    assert not ada.now.other
    assert "asked" not in {fact.because for fact in ada.now.facts.values()}


@pytest.mark.parametrize(
    "text", ["she has a bad headache", "a bad headache", "ich habe starke Kopfschmerzen"]
)
def test_where_it_is_unclear_who_it_is_that_is_asked(text):
    ada = finished("My son has a sore throat").says(text)
    shown = speech.question(BOOK, ada.now, "en")

    assert ada.now.asking == WHOM
    assert isinstance(shown, ButtonsContent)
    assert "the same person" in shown.body


@pytest.mark.parametrize(("answer", "floor"), [("yes", True), ("not sure", True), ("no", False)])
def test_the_same_person_keeps_the_level_another_one_does_not(answer, floor):
    ada = finished("My son has a fever of 40.5")
    before = ada.now.level
    assert before == 2
    ada.says("a cough").says(answer)

    assert ("fever" in ada.now.complaints) is floor
    assert ada.now.level == (before if floor else ada.now.level)
    assert ada.answers_all(age="40").now.level <= (before if floor else 5)
    assert (ada.now.level == before) is floor


def test_a_no_of_before_is_asked_again_of_the_same_person():
    ada = finished("I have a headache, I am 34").says("now my head hurts much more, headache")

    assert not ada.now.done
    assert "no" not in {fact.answer for fact in ada.now.facts.values()}
    assert ada.now.age == (34 * 365, 34 * 365 + 1)


@pytest.mark.parametrize(
    "text",
    [
        "it is only a cough",
        "my husband says it is only a cough",
        "he has a cough and nothing else",
        "I am worried, the cough is worse",
        "I took the temperature myself, no fever, only a cough",
        "she is 4 and has a cough",
        "my mother has a cough, not my son",
    ],
)
@pytest.mark.parametrize("opening", ["My 3-year-old son has a fever", "My son has a cough"])
def test_an_emergency_stands_unless_it_is_clearly_another_person(opening, text):
    ada = Phone().says(opening).answers_all("yes", age="3")
    run = ada.now.run
    assert ada.now.level == 1

    assert ada.says(text).now.level == 1
    assert ada.now.run == run


def test_an_alarm_from_the_door_stands_since_nobody_knows_whose_it_is():
    ada = Phone()
    ada.now = Interview(uuid4(), level=1, rule="en/chest-pain", done=True)

    assert ada.says("I have a cough, not my son").now.level == 1


def test_an_emergency_of_a_child_is_not_that_of_its_grandmother():
    ada = Phone().says("my 2-month-old has a fever")
    assert ada.now.level == 1
    ada.says("I am 70 and have a sore throat myself")

    assert not ada.now.done
    assert ada.now.complaints == ("sore_throat",)


def test_an_emergency_that_is_told_before_it_is_known_whose_it_is_counts():
    ada = finished("My son has a sore throat").says("a fever and very confused")

    assert ada.now.level == 1


def test_the_question_whose_it_is_survives_its_json_and_its_button():
    ada = finished("My son has a fever of 40.5").says("a cough")
    state = Interview.decode(ada.now.encode())
    assert state == ada.now

    tap = Tap(service="triage", action="answer", argument="@whom.yes")
    assert turn(BOOK, state, tap, uuid4()).interview.level == 2


def test_thanks_after_a_result_begin_nothing():
    ada = finished("I have a cough, I am 34")
    run = ada.now.run

    assert ada.says("my wife will drive me, thank you").now.run == run
    assert ada.says("no fever").now.run == run
