"""What patients say in ordinary words, which once was not understood."""

from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import DANGER

BOOK = ours()
SITE = Site(site="main", name="Clinic")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Ich hab mir den Knöchel verknackst", "injury"),
        ("ich hab so ein Reißen im Kreuz, seit Wochen schon", "back_pain"),
        ("I feel a bit down since my dog died", "low_mood"),
    ],
)
def test_what_is_said_in_ordinary_words_opens_its_complaint(text, complaint):
    assert complaint in turn(BOOK, None, Text(body=text), uuid4()).interview.complaints


@pytest.mark.parametrize(
    "text", ["bin immer so müde", "my heart is skipping beats", "mein arm is dick seit der impfung"]
)
def test_what_no_complaint_is_about_asks_for_danger_and_then_offers_a_human_first(text):
    now = turn(BOOK, None, Text(body=text), uuid4()).interview
    assert now.asking == DANGER

    now = turn(BOOK, now, Text(body="no"), uuid4()).interview
    while not now.done:
        now = turn(BOOK, now, Text(body="no"), uuid4()).interview
    shown = speech.result(BOOK, now, "en", SITE)
    assert shown.buttons[0].id == "desk:call_back:symptoms"


@pytest.mark.parametrize(
    "text",
    [
        "i dont feel safe at home",
        "I'm scared to go home",
        "ich fühle mich zuhause nicht sicher",
        "ich hab angst vor meinem mann",
    ],
)
def test_who_is_not_safe_at_home_is_offered_a_human_kindly_with_the_emergency_number(text):
    step = turn(BOOK, None, Text(body=text), uuid4())
    shown = speech.offer("en", step.offer, SITE)

    assert step.offer == "unsafe"
    assert turn(BOOK, step.interview, Text(body="no"), uuid4()).interview.done
    assert "112" in shown.body
    assert shown.buttons[0].id == "desk:call_back:symptoms"


def test_who_is_not_safe_and_hurt_is_interviewed():
    step = turn(BOOK, None, Text(body="I dont feel safe at home, and I sprained my wrist"), uuid4())

    assert "injury" in step.interview.complaints
    assert step.lead == "unsafe"
