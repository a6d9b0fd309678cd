"""Five days of a child's fever ask for the signs of Kawasaki disease; told in parts they count."""

from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn

BOOK = ours()


def asked(*told, yes=()):
    """How it ends and what was asked, if all else is denied."""
    now, questions = None, []
    for text in told:
        now = turn(BOOK, now, Text(body=text), uuid4()).interview
    while not now.done:
        questions.append(now.asking)
        answer = "yes" if now.asking in yes else "no"
        now = turn(BOOK, now, Text(body=answer), uuid4()).interview
    return now.level, now.rule, questions


@pytest.mark.parametrize(
    "text", ["my son is 3, fever of 39 for five days", "mein sohn ist 3, seit fünf tagen 39 fieber"]
)
def test_five_days_of_fever_ask_for_the_signs(text):
    level, rule, questions = asked(text)
    with_signs = asked(text, yes={"kawasaki_signs"})

    assert "kawasaki_signs" in questions
    assert (level, rule) == (2, "fever-child-five-days")
    assert with_signs[:2] == (1, "fever-child-kawasaki")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("my son is 3, fever of 39 for five days", "his eyes are red and his lips are cracked"),
        ("meine tochter ist 2, seit 6 tagen fieber", "rote augen und die hände sind geschwollen"),
    ],
)
def test_signs_that_are_told_later_count(first, then):
    assert asked(first, then)[:2] == (1, "fever-child-kawasaki")


@pytest.mark.parametrize(
    "text", ["my son is 3, fever of 39 since yesterday", "I am 40, a fever for five days"]
)
def test_nobody_else_is_asked(text):
    assert "kawasaki_signs" not in asked(text)[2]
