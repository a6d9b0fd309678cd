"""What patients type about the waiting list is understood, in both languages."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from wardbell_dialogue.words import intent
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.waiting import Wait
from wardbell_scheduling.waitlist_wishes import Join, Leave, Look, Pass, Take
from wardbell_scheduling.wishes import CancelOne
from wardbell_scheduling.words import phrase

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
AFTER = {"since": date(2026, 12, 10)}
ASKED = State("wait", wait=Wait("check-up", "any"))


@pytest.fixture
def read(a_clinic, written):
    def read(text, state=None, language="en"):
        return reading.read(written(text, NOW, language), state or State(), a_clinic, NOW)

    return read


@pytest.mark.parametrize(
    ("text", "language", "wait", "earlier"),
    [
        ("waiting list", "en", Wait(), False),
        ("put me on the waiting list please", "en", Wait(), False),
        ("Warteliste", "de", Wait(), False),
        ("Warteliste", "en", Wait(), False),
        ("waitlist for a check-up, mornings", "en", Wait("check-up", None, (), "m"), False),
        ("Warteliste Vorsorge bei Dr. Weber montags", "de", Wait("check-up", "weber", (0,)), False),
        ("tell me if something earlier gets free", "en", Wait(), True),
        ("ich hätte gern einen früheren Termin", "de", Wait(), True),
        ("früherer Termin", "de", Wait(), True),
        ("something earlier than dec 4", "en", Wait(until=date(2026, 12, 3)), True),
        ("Warteliste, nicht vor dem 10.", "de", Wait(since=date(2026, 12, 10)), False),
        (
            "waiting list, Tuesday or Thursday afternoon with Dr Weber",
            "en",
            Wait(None, "weber", (1, 3), "a"),
            False,
        ),
    ],
)
def test_joining(read, text, language, wait, earlier):
    assert intent(text) is not None
    assert read(text, language=language) == Join(wait, earlier)


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("mornings", "en", {"days": (), "part": "m"}),
        ("nur montags", "de", {"days": (0,)}),
        ("Mo und Mi vormittags", "de", {"days": (0, 2), "part": "m"}),
        ("Monday to Thursday", "en", {"days": (0, 1, 2, 3)}),
        ("not on Fridays", "en", {"days": (0, 1, 2, 3, 5, 6)}),
        ("mittwochs nicht", "de", {"days": (0, 1, 3, 4, 5, 6)}),
        ("Monday I can't", "en", {"days": (1, 2, 3, 4, 5, 6)}),
        ("any day", "en", {"days": ()}),
        ("egal", "de", {"days": ()}),
        ("until 20 December", "en", {"until": date(2026, 12, 20)}),
        ("before Friday, afternoons", "en", {"until": date(2026, 11, 26), "days": (), "part": "a"}),
        ("mittwochs bis zum 20.12.", "de", {"days": (2,), "until": date(2026, 12, 20)}),
        ("Montag bis Mittwoch", "de", {"days": (0, 1, 2)}),
        ("from Monday to Wednesday", "en", {"days": (0, 1, 2)}),
        ("earlier than dec 4", "en", {"until": date(2026, 12, 3)}),
        ("no later than December 4", "en", {"until": date(2026, 12, 4)}),
        ("früher als am 4. Dezember", "de", {"until": date(2026, 12, 3)}),
        ("vor Freitag", "de", {"until": date(2026, 11, 26)}),
        ("bis spätestens 4.12.", "de", {"until": date(2026, 12, 4)}),
        ("not before the 10th", "en", {"since": date(2026, 12, 10)}),
        ("from the 10th on", "en", {"since": date(2026, 12, 10)}),
        ("after the 10th", "en", {"since": date(2026, 12, 11)}),
        ("before the 10th I can't", "en", {"since": date(2026, 12, 10)}),
        ("not after the 10th", "en", {"until": date(2026, 12, 10)}),
        ("nicht vor dem 10.", "de", {"since": date(2026, 12, 10)}),
        ("vor dem 10. kann ich nicht", "de", {"since": date(2026, 12, 10)}),
        ("bis zum 10. kann ich nicht", "de", {"since": date(2026, 12, 11)}),
        ("frühestens am 10.12.", "de", {"since": date(2026, 12, 10)}),
        ("erst ab dem 10. Dezember", "de", {"since": date(2026, 12, 10)}),
        ("nach dem 10.12.", "de", {"since": date(2026, 12, 11)}),
        ("before my holiday on 20 December", "en", {"until": date(2026, 12, 19)}),
        ("bis Freitag kann ich nicht", "de", {"since": date(2026, 11, 28)}),
        ("ab Freitag kann ich nicht", "de", {"until": date(2026, 11, 26)}),
        ("before Friday I can't", "en", {"since": date(2026, 11, 27)}),
        ("i'm away until the 10th", "en", {"since": date(2026, 12, 10)}),
        ("on holiday until Friday", "en", {"since": date(2026, 11, 27)}),
        ("I'm away until the 10th, then mornings", "en", {**AFTER, "days": (), "part": "m"}),
        ("before the 20th because I'm away then", "en", {"until": date(2026, 12, 19)}),
        ("vor dem 20. da ich dann verreist bin", "de", {"until": date(2026, 12, 19)}),
        ("bis zum 20., dann bin ich im Urlaub", "de", {"until": date(2026, 12, 20)}),
        ("right away, until the 10th", "en", {"until": date(2026, 12, 10)}),
        ("I'm away from the 10th to the 20th", "en", {"until": date(2026, 12, 9)}),
        ("on holiday from the 10th until the 20th", "en", {"until": date(2026, 12, 9)}),
        ("I'm away from today to the 20th", "en", {"since": date(2026, 12, 21)}),
        ("bin bis 10. dezember weg", "de", {"since": date(2026, 12, 11)}),
        ("ich bin bis zum 10.12. im Urlaub", "de", {"since": date(2026, 12, 11)}),
        ("im Urlaub bis zum 10.12.", "de", {"since": date(2026, 12, 11)}),
        ("bis zum 10. Dezember bin ich nicht da", "de", {"since": date(2026, 12, 11)}),
        ("ab dem 10. Dezember bin ich verreist", "de", {"until": date(2026, 12, 9)}),
        ("vom 10. bis zum 20. Dezember im Urlaub", "de", {"until": date(2026, 12, 9)}),
        ("im Urlaub vom 10. bis 20.", "de", {"until": date(2026, 12, 9)}),
        ("ich bin vom 10.12. bis 20.12. weg", "de", {"until": date(2026, 12, 9)}),
        ("not until January", "en", {"since": date(2027, 1, 1)}),
        ("from January, mornings", "en", {"since": date(2027, 1, 1), "days": (), "part": "m"}),
        ("as of next month", "en", {"since": date(2026, 12, 1)}),
        ("ab Januar", "de", {"since": date(2027, 1, 1)}),
        ("nicht vor Januar", "de", {"since": date(2027, 1, 1)}),
        ("erst ab nächstem Monat", "de", {"since": date(2026, 12, 1)}),
        ("from the week after next", "en", {"since": date(2026, 12, 7)}),
        ("after work on Fridays", "en", {"days": (4,), "part": "e"}),
        ("after work on Friday", "en", {"days": (4,), "part": "e"}),
        ("no Fridays", "en", {"days": (0, 1, 2, 3, 5, 6)}),
        ("nach der Arbeit am Freitag", "de", {"days": (4,), "part": "e"}),
        ("vor allem am Montag", "de", {"days": (0,)}),
        ("vor meinem Urlaub am 20.12.", "de", {"until": date(2026, 12, 19)}),
        ("nach Weihnachten", "de", {"since": date(2026, 12, 27)}),
        (
            "from 10 December until 20 December, mornings",
            "en",
            {"since": date(2026, 12, 10), "until": date(2026, 12, 20), "days": (), "part": "m"},
        ),
        (
            "montags ab dem 10. bis zum 20. Dezember",
            "de",
            {"since": date(2026, 12, 10), "until": date(2026, 12, 20), "days": (0,)},
        ),
        ("werktags nachmittags", "de", {"days": (0, 1, 2, 3, 4), "part": "a"}),
        ("at the weekend", "en", {"days": (5, 6)}),
        ("with Dr. Yilmaz, evenings", "en", {"practitioner": "yilmaz", "days": (), "part": "e"}),
    ],
)
def test_wishes(read, text, language, said):
    assert read(text, ASKED, language) == Join(ASKED.wait.with_(**said))


def test_any_answers_the_question_that_is_open(read):
    days_known = State("wait", wait=Wait("check-up", "any", (0,)))
    assert read("any time", days_known) == Join(Wait("check-up", "any", (0,), ""))


@pytest.mark.parametrize(
    "text",
    [
        "leave the waiting list",
        "please take me off the waiting list",
        "von der Warteliste streichen",
        "Warteliste verlassen",
    ],
)
def test_leaving(read, text):
    assert read(text) == Leave()


@pytest.mark.parametrize(
    "text",
    [
        "am I on the waiting list?",
        "Am I still on the waitlist",
        "my waiting list",
        "Stehe ich noch auf der Warteliste?",
        "bin ich auf der Warteliste",
    ],
)
def test_asking_whether_one_is_on_the_list(read, text):
    assert read(text) == read(text, ASKED) == Look()


def test_an_offer_is_answered_with_yes_or_no(read):
    state = State("offer", about=uuid4())
    assert read("yes please", state) == Take(state.about)
    assert read("Den nehme ich!", state, "de") == Take(state.about)
    assert read("nein", state) == Pass(state.about)


def test_in_the_middle_of_a_booking_what_is_chosen_counts(read):
    state = State("day", Choice("check-up", "weber"))
    assert read("waiting list", state) == Join(Wait("check-up", "weber"))


def test_what_is_booked_is_still_cancelled(read):
    assert read("cancel my appointment", ASKED) == CancelOne()


def test_any_day_is_not_any_doctor():
    assert phrase("any day is fine") == phrase("egal wann") == "whenever"
    assert phrase("any doctor") == phrase("egal bei wem") == "any"


@pytest.mark.parametrize(
    ("text", "language"),
    [("something before Christmas please", "en"), ("vor Weihnachten wäre gut", "de")],
)
def test_before_a_feast_is_until_the_day_before(read, text, language):
    read_ = read(text, ASKED, language)

    assert read_ == Join(ASKED.wait.with_(until=date(2026, 12, 24 if language == "en" else 23)))


def test_of_days_that_exclude_each_other_the_last_ones_count(read):
    before = State("wait", wait=ASKED.wait.with_(until=date(2026, 12, 4)))

    assert read("not before the 10th", before) == Join(ASKED.wait.with_(since=date(2026, 12, 10)))


def test_a_date_of_birth_is_no_day_to_come_on(read):
    assert read("12.03.1984", ASKED) == Join(ASKED.wait, why="born")
