"""One turn of the talk: same survey, same words, same answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Media, Tap, Text
from wardbell_feedback import reading
from wardbell_feedback.answering import content
from wardbell_feedback.dialogue import MORE, step
from wardbell_feedback.sentiment import Reading
from wardbell_feedback.survey import Survey

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
SITE = Site(site="main", name="Clinic")
MEANT = {
    "praise": Reading("positive", angry=False),
    "blame": Reading("negative", angry=False),
    "anger": Reading("negative", angry=True),
    "unread": Reading(None, angry=False),
}


class Talk:
    """A survey, and what is said of it."""

    def __init__(self):
        self.survey = Survey(
            appointment_id=uuid4(),
            version=1,
            contact_id=uuid4(),
            service="check-up",
            practitioner="weber",
            location="here",
            start_at=NOON - timedelta(hours=4),
            time_zone="Europe/Berlin",
            due_at=NOON,
            state="asked",
            asked_at=NOON,
        )
        self.kept = []

    def says(self, said, read="unread"):
        """Say something that is read so; returns the turn, with the answer."""
        said = Text(body=said) if isinstance(said, str) else said
        self.turn = step(self.survey, reading.read(said), MEANT[read], NOON)
        self.survey = self.turn.survey
        self.kept += [self.turn.comment] if self.turn.comment else []
        self.answer = content(self.turn, "en", SITE, NOON)
        return self.turn

    @property
    def is_now(self):
        return (self.survey.rating, self.survey.state, self.survey.words)


@pytest.fixture
def talk():
    return Talk()


DONE = Tap(service="feedback", action="done", argument="0" * 32)
PICTURE = Media(media="image", media_id="1", caption="")


def test_words_after_stars_end_it_and_more_may_come(talk):
    talk.says("4")
    assert talk.is_now == (4, "rated", 0)
    turn = talk.says("Kind people", "praise")
    assert (talk.is_now, turn.floor) == ((4, "done", 1), MORE)
    talk.says("And parking is hard to find", "blame")
    assert talk.kept == ["Kind people", "And parking is hard to find"]


def test_stars_and_words_in_one_message_are_both_kept(talk):
    talk.says("5 stars, very friendly", "praise")

    assert (talk.is_now, talk.kept) == ((5, "done", 1), ["very friendly"])
    assert talk.answer.body == "Thank you for ⭐⭐⭐⭐⭐!"


def test_stars_may_be_changed_and_nothing_is_asked_twice(talk):
    talk.says("Kind people", "praise")
    assert talk.is_now == (None, "asked", 1)
    talk.says("5")
    assert talk.is_now == (5, "done", 1)
    turn = talk.says("4")
    assert (talk.is_now, turn.ask) == ((4, "done", 1), "nothing")


@pytest.mark.parametrize("no", [DONE, Text(body="no thanks"), Text(body="Nein danke")])
def test_nobody_has_to_say_anything(talk, no):
    for before in ([], ["5"]):
        fresh = Talk()
        for said in before:
            fresh.says(said)
        turn = fresh.says(no)
        assert (fresh.survey.state, turn.floor, fresh.kept) == ("done", None, [])
        assert fresh.answer.body == "All right. Thank you, and take care."


@pytest.mark.parametrize("stars", [1, 2, 3, 4, 5])
def test_two_stars_or_fewer_are_a_complaint_once(talk, stars):
    assert talk.says(str(stars)).complaint == (stars <= 2)
    assert not talk.says(str(stars)).complaint
    assert talk.survey.calling == (stars <= 2)


def test_anger_is_a_complaint_once_whatever_the_stars(talk):
    talk.says("5")
    turn = talk.says("…", "anger")
    assert turn.complaint
    assert "I am sorry that this happened" in talk.answer.body
    assert "Somebody from our team will call you, by" in talk.answer.body
    again = talk.says("… and …", "anger")
    assert not again.complaint
    assert "Whoever calls you will read it." in talk.answer.body


def test_blame_alone_calls_nobody(talk):
    talk.says("3")
    assert not talk.says("Parking is hard to find", "blame").complaint


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("Can I have another appointment next week?", "scheduling:start"),
        ("I have a fever since yesterday", "triage:check:start"),
        ("Please call me back", "desk:call_back:human"),
    ],
)
def test_words_about_something_new_are_kept_and_lead_there(talk, words, leads_to):
    talk.says(words)
    assert talk.answer.rows[-1].id == leads_to
    talk.says("4")
    talk.says(words)
    assert [button.id for button in talk.answer.buttons] == [leads_to]
    assert talk.kept == [words, words]


def test_praise_is_about_nothing_else(talk):
    talk.says("4")
    talk.says("The appointment was on time", "praise")
    assert talk.answer.body == "Thank you, I have kept that for our team."


def test_pictures_and_thanks_change_nothing(talk):
    talk.says(PICTURE)
    assert talk.answer.body.startswith("I can only keep written words.\nAnd how many stars")
    talk.says("thanks")
    assert "how many stars" in talk.answer.body
    assert talk.is_now == (None, "asked", 0)
    talk.says("4")
    talk.says(PICTURE)
    assert "Would you like to say more?" in talk.answer.body
    turn = talk.says("thank you")
    assert (turn.floor, talk.answer.body) == (None, "You are welcome. Take care.")


def test_who_answers_was_reached(talk):
    talk.survey = replace(talk.survey, state="unreached")
    talk.says("hm")
    assert talk.survey.state == "asked"


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_can_be_said_within_whatsapps_limits(talk, language):
    """pydantic refuses what would be too long."""
    for said in ("fever", PICTURE, "1", "pain", "call me", "appointment", "2", DONE, "pain"):
        talk.says(said, "anger")
        assert content(talk.turn, language, None, NOON).body
