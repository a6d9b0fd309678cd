"""What was measured is asked only where a rule can use it for what somebody comes with."""

from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import MEASURED

BOOK = ours()


def asked(opening):
    now = turn(BOOK, None, Text(body=opening), uuid4()).interview
    questions = []
    while now.asking:
        questions.append(now.asking)
        now = turn(BOOK, now, Text(body="no"), uuid4()).interview
    return questions, now


@pytest.mark.parametrize(
    "opening",
    [
        "I feel a bit down since my dog died, I am 34",
        "I cannot sleep, I am 34",
        "I sprained my ankle, I am 34",
        "Ich hab mir den Knöchel verknackst, ich bin 34",
    ],
)
def test_nobody_with_low_mood_or_a_sprain_is_asked_for_breaths_a_minute(opening):
    questions, now = asked(opening)

    assert now.done
    assert MEASURED not in questions


@pytest.mark.parametrize(
    "opening",
    [
        "I have a cough, I am 34",
        "I sprained my ankle and have a cough, I am 34",
        "I feel so down and have a fever, I am 34",
        "I cut my hand on a rusty nail, I am 34",
        "I fell and hit my head, I am 34",
    ],
)
def test_it_is_asked_where_a_value_could_make_it_more_urgent(opening):
    assert MEASURED in asked(opening)[0]


def test_a_value_that_is_told_counts_all_the_same():
    now = turn(BOOK, None, Text(body="I sprained my ankle, I am 34, pulse 150"), uuid4()).interview

    assert now.level == 1
