"""Why a level is as it is: what was told, and what only follows from it."""

from uuid import uuid4

from wardbell_events.inbound import Text
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.explaining import explanation


def test_what_follows_from_a_measured_value_is_not_called_measured():
    book = ours()
    now = turn(book, None, Text(body="my daughter is 8 and has 39 degrees"), uuid4()).interview
    facts = explanation(book, now)["facts"]

    assert facts["high_fever"] == "yes (measured)"
    assert facts["fever"] == "yes (measured)"
    for concept in ("kidney_signs", "belly_warning", "chest_inflamed"):
        assert facts[concept] == "yes (follows from fever)"


def test_what_is_told_is_by_its_words_and_what_follows_by_that():
    book = ours()
    now = turn(book, None, Text(body="I am confused and have a cough"), uuid4()).interview
    facts = explanation(book, now)["facts"]

    assert facts["confusion"].startswith("yes (en: ")
    assert facts["very_ill_now"] == "yes (follows from confusion)"


def test_where_no_rule_holds_those_that_were_looked_at_are_named():
    book = ours()
    now = turn(book, None, Text(body="I have a sore throat, I am 30"), uuid4()).interview
    while now.asking:
        now = turn(book, now, Text(body="no"), uuid4()).interview
    told = explanation(book, now)

    assert told["rule"] == "sore-throat-otherwise"
    assert told["sources"] == []
    assert "sore-throat-very-ill" in told["ruled_out"]
    assert all(book.rule(each).sources for each in told["ruled_out"])
