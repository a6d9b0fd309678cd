"""What is said of a level fits the level: no emergency that can wait, none that can be booked."""

import re
from itertools import product
from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conditions import concepts
from wardbell_triage.conversation import turn
from wardbell_triage.interview import department
from wardbell_triage.state import Fact, Interview

BOOK = ours()
SITE = Site(site="main", name="Clinic")
NOW = {
    "en": r"(?<!Call for )(?<!need )help now|every hour counts|needs a doctor now|treated now"
    r"|within (a few )?hours|examined at once",
    "de": r"braucht (jetzt|sofort)|zählt jede Stunde|jetzt (behandelt|getestet)|sofort untersucht"
    r"|innerhalb von Stunden|nur (innerhalb|in) weniger Stunden",
}
"""What only a reason of level 1 says; "call for help at once with ..." is advice for later."""
RULES = list(BOOK.every_rule())


def result(interview, language):
    return speech.result(BOOK, interview, language, SITE)


def unsure(rule, *, of=True):
    """Decided by an emergency rule that was not sure."""
    facts = {c: Fact("unsure" if of else "yes", "asked") for c in concepts(rule.when)}
    complaints = (rule.complaint or "cough",)
    return Interview(uuid4(), complaints=complaints, facts=facts, level=2, rule=rule.id, done=True)


def test_a_stiff_neck_that_is_not_sure_is_for_a_doctor_and_says_why():
    told = turn(BOOK, None, Text(body="I have a fever and a cough, I am 45"), uuid4()).interview
    while not told.done:
        answer = "not sure" if told.asking == "meningitis_signs" else "no"
        told = turn(BOOK, told, Text(body=answer), uuid4()).interview
    shown = result(told, "en")

    assert (told.level, told.rule) == (2, "fever-meningitis-signs")
    assert "Every hour" not in shown.body
    assert "You were not sure about this:" in shown.body
    assert "red or purple spots stay" in shown.body
    assert "it is an emergency: call *112* at once" in shown.body
    assert "*General practice*" in shown.body
    assert shown.buttons[0].id == "scheduling:soonest:new-complaint"


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_emergency_that_was_not_sure_is_told_as_one(language):
    for rule, of in product([r for r in RULES if r.level == 1 and not r.unsure], (True, False)):
        shown = unsure(rule, of=of)
        body = result(shown, language).body

        assert department(BOOK, shown) != "emergency", rule.id
        assert not re.search(NOW[language], body, re.IGNORECASE), (rule.id, body)
        assert speech.because(BOOK, shown, language) not in body, rule.id
        assert body.endswith(speech.SAY(language, "no-diagnosis")), "nothing is cut off"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_reason_fits_the_level_that_it_comes_with(language):
    reasons = [(rule.level, rule.id) for rule in RULES]
    reasons += [(c.level, c.because) for c in BOOK.complaints.values()]
    for level, id_ in reasons:
        why = BOOK.texts(language, f"because-{id_.replace('_', '-')}", who="self")
        hurries = re.search(NOW[language], why, re.IGNORECASE)
        later = re.search(r"(next|a) day or two|in (den nächsten|ein bis zwei) Tagen", why)

        assert level == 1 or not hurries, (level, id_, why)
        assert level > 2 or not later, (level, id_, why)


def test_the_emergency_department_is_for_emergencies():
    for rule in RULES:
        assert (rule.level == 1) == (rule.department == "emergency"), rule.id
    for complaint in BOOK.complaints.values():
        assert "emergency" not in complaint.departments.values()
