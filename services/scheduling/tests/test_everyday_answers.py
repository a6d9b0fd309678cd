"""What is offered is taken, and one of several visits is called off, in everyday words."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from wardbell_dialogue.words import yes_or_no
from wardbell_scheduling import reading, words
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.waitlist_wishes import Pass, Take
from wardbell_scheduling.wishes import Cancel, Come, Confirm, Mine

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
START = datetime(2026, 11, 27, 10, tzinfo=UTC)
OFFER = UUID(int=1)

TAKEN = [
    *("oh go on then, I'll have it", "yes please take it", "yes yes", "that works for me, thanks"),
    *(
        "oh ja den nehm ich gerne",
        "den nehm ich",
        "gerne",
        "ja nehm ich",
        "oh super, das passt mir",
    ),
    *("jo passt", "jo, mach klar", "jawoll", "geht klar", "Perfekt!"),
]
NOT_TAKEN = [
    *("no", "nein danke", "yes but later", "ja, aber muss ich da nüchtern sein?", "rather not"),
    *("passt nicht", "nehm ich nicht", "ok no", "what is it for?", "go"),
    *("Danke schön", "bitte schön", "schön", "vielen dank schon mal", "schon gut", "na ja"),
]


@pytest.fixture
def read(written, a_clinic):
    def read(text, state, language="en"):
        return reading.read(written(text, NOW, language, None), state, a_clinic, NOW)

    return read


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_offered_is_taken_in_everyday_words(read, text):
    choice = Choice("check-up", "weber", start=START)

    assert read(text, State("offer", about=OFFER, asked_at=NOW)) == Take(OFFER)
    assert read(text, State("confirm", choice, asked_at=NOW)) == Confirm(choice)
    assert isinstance(read(text, State()), Come)


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_says_more_takes_nothing(read, text):
    offered = read(text, State("offer", about=OFFER, asked_at=NOW))

    assert offered == Pass(OFFER) or not isinstance(offered, Take)
    assert not isinstance(read(text, State("confirm", Choice("check-up"))), Confirm)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("jo, passt", "yes"),
        ("ja ja genau", "yes"),
        ("no no, not at all", "no"),
        ("nein, leider nicht", "no"),
        ("ja nein", None),
        ("Danke schön", None),
        ("schön", None),
        ("na ja", "unsure"),
        ("yes no maybe", None),
    ],
)
def test_an_answer_may_be_said_more_than_once(text, answer):
    assert yes_or_no(text) == answer


def test_who_comes_to_one_of_two_visits_has_not_said_to_come_to_both(read):
    assert read("ja zum impfen komm ich aber zur vorsorge nicht", State()) == Mine(closer=True)
    assert read("yes but not to the check-up", State()) == Mine(closer=True)
    assert isinstance(read("yes but can my husband come along", State()), Come)


@pytest.mark.parametrize(
    "text", ["absagen bitte", "cancel", "I want to cancel it", "bitte stornieren"]
)
def test_to_cancel_while_a_visit_is_moved_asks_whether_the_visit_is_meant(read, text):
    visit = uuid4()
    choice = Choice("check-up", "weber", moving=visit)

    assert read(text, State("day", choice, asked_at=NOW)) == Cancel(visit, asked=False)


def test_what_is_said_beside_a_phrase():
    assert words.beside_it("den zweiten absagen", "cancel") == "den zweiten"


@pytest.mark.parametrize(("language", "thanks"), [("en", "thank you"), ("de", "danke")])
async def test_thanks_in_the_midst_of_a_booking_are_no_riddle(world, language, thanks):
    ada = world.patient(language)
    asked = await ada.begins(0)

    assert await ada.writes(thanks) == asked


async def test_one_of_several_visits_is_called_off_in_words(world):
    ada = world.patient("de")
    await ada.begins(0, "Dr. Anna Weber", 1, 0, "Ja, nehmen")
    await ada.begins(0, "Dr. Anna Weber", 2, 0, "Ja, nehmen")
    rows = await world.sql("select start_at from appointment order by start_at")
    assert len(rows) == 2
    await ada.writes("meine Termine")

    second = await ada.writes("den zweiten absagen")

    assert next(title for _, title in ada.choices) == "Ja, absagen"
    await ada.writes("meine Termine")
    assert await ada.writes("den zweiten bitte stornieren") == second
