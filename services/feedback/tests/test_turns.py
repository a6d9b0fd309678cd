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
        meaning = reading.read(said, rated=self.survey.rating is not None)
        self.turn = step(self.survey, meaning, MEANT[read], NOON)
        self.survey = self.turn.survey
        self.kept += [self.turn.comment] if self.turn.comment else []
        self.answer = None if self.turn.to else content(self.turn, "en", SITE, NOON)
        return self.turn

    @property
    def buttons(self):
        return [button.id for button in self.answer.buttons]

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


@pytest.mark.parametrize(
    "words",
    [
        "One point: the doctor was wonderful",
        "Ein Punkt noch: die Ärztin war sehr nett",
        "1. Very friendly staff\n2. Clean rooms",
        "1 - friendly staff, 2 - clean rooms",
        "2, friendly nurses",
    ],
)
def test_a_list_after_stars_leaves_them_as_they_are(talk, words):
    for before in ([], ["Kind people"]):
        fresh = Talk()
        for said in ["5", *before]:
            fresh.says(said)
        turn = fresh.says(words, "praise")
        assert (fresh.survey.rating, turn.complaint, fresh.survey.calling) == (5, False, False)
        assert fresh.kept == [*before, words]
        assert fresh.answer.body == "Thank you, I have kept that for our team."


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
    ("words", "wish"),
    [
        ("I have to cancel my appointment tomorrow", "appointment"),
        ("Please cancel my appointment tomorrow, thank you very much", "appointment"),
        ("Ich habe seit heute Fieber und mir ist schlecht", "symptoms"),
        ("Please call me back about my results", "human"),
    ],
)
@pytest.mark.parametrize("read", ["unread", "praise", "blame"])
def test_what_plainly_is_no_comment_goes_to_whom_it_is_about(talk, words, wish, read):
    for before in ([], ["4"], ["4", "Kind people"]):
        for said in before:
            talk.says(said)
        survey = talk.survey
        turn = talk.says(words, read)
        assert (turn.to, turn.survey, turn.comment, turn.complaint) == (wish, survey, "", False)


@pytest.mark.parametrize(
    ("words", "says", "leads_to"),
    [
        (
            "lovely staff. Please call me back about my results",
            "talk to somebody",
            "desk:call_back:human",
        ),
        (
            "Everything was great at my appointment, but since yesterday I have a strong fever",
            "you do not feel well",
            "triage:check:start",
        ),
        (
            "The nurse was kind and I want to cancel my appointment",
            "about an appointment",
            "scheduling:start",
        ),
    ],
)
@pytest.mark.parametrize("read", ["unread", "praise", "blame"])
def test_what_may_be_a_wish_is_asked_about_before_all_else(talk, words, says, leads_to, read):
    comment = f"feedback:comment:{talk.survey.appointment_id.hex}"
    turn = talk.says(words, read)

    assert says in talk.answer.body
    assert "kept" not in talk.answer.body
    assert talk.buttons[0] == leads_to
    assert talk.buttons[-1] == comment
    assert (turn.floor, talk.kept, talk.survey.state) == (None, [words], "asked")
    talk.says("4")
    talk.says(words, read)
    assert talk.buttons[0] == leads_to
    assert says in talk.answer.body


def test_who_says_that_it_is_only_feedback_goes_on_at_the_same_question(talk):
    words = "Please offer more appointments on weekends"
    comment = Tap(service="feedback", action="comment", argument=talk.survey.appointment_id.hex)
    talk.says(words)
    talk.says(comment)
    assert talk.answer.body.startswith("Thank you, I have kept that for our team.\nAnd how many")
    talk.says("4")
    talk.says(comment)
    assert talk.answer.body == "Thank you, I have kept that for our team."
    assert talk.kept == [words]


def test_stars_with_a_wish_are_kept_and_the_wish_is_asked_about(talk):
    talk.says("5 stars. Please cancel my appointment tomorrow", "praise")
    assert talk.is_now == (5, "done", 1)
    assert talk.answer.body.startswith("Thank you for ⭐⭐⭐⭐⭐!\n")
    assert talk.buttons[0] == "scheduling:start"


def test_anger_with_a_wish_is_a_complaint_and_the_wish_is_asked_about(talk):
    turn = talk.says("I have to cancel my appointment tomorrow", "anger")
    assert (turn.to, turn.complaint) == (None, True)
    assert "Somebody from our team will call you, by" in talk.answer.body
    assert talk.buttons[0] == "scheduling:start"


@pytest.mark.parametrize("read", ["unread", "praise", "blame"])
def test_words_that_only_speak_of_appointments_are_a_comment_with_a_way_out(talk, read):
    talk.says("my appointment went well", read)
    assert talk.answer.body.startswith("Thank you, I have kept that for our team.\nAnd how many")
    assert talk.answer.rows[-1].id == "scheduling:start"
    talk.says("4")
    talk.says("The appointment was on time", read)
    assert talk.answer.body.startswith("Thank you, I have kept that for our team.")
    assert talk.buttons == ["scheduling:start"]


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
    both = "I have to cancel my appointment because I have a fever"
    for said in ("fever", PICTURE, "1", "pain", "call me", both, "appointment", "2", DONE, "pain"):
        talk.says(said, "anger")
        assert content(talk.turn, language, None, NOON).body
