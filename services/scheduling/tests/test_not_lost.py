"""What was said is not lost on the way: the hour, the service, the days, and a late yes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, Confirm, Late, NotWith

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday
CHOSEN = Choice("check-up", "weber", start=datetime(2026, 12, 3, 10, tzinfo=UTC))
TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize("asking", ["identity", "confirm"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "actually can you make it tuesday same time"),
        ("de", "lieber am Dienstag, gleiche Uhrzeit"),
    ],
)
def test_the_same_time_is_that_of_the_time_that_was_chosen(
    a_clinic, written, language, words, asking
):
    wish = _read(written, a_clinic, words, language, State(asking, CHOSEN))

    hour = CHOSEN.start.astimezone(ZoneInfo(a_clinic.time_zone)).time()
    assert wish == Book(Choice("check-up", "weber", TUESDAY, hour=hour))


@pytest.mark.parametrize(
    ("language", "words", "wanted"),
    [
        (
            "de",
            "Kann ich am Montag zur Vorsorge kommen, oder Dienstag, aber nicht bei Dr. Weber",
            Choice("check-up", days=(0, 1)),
        ),
        (
            "en",
            "a check-up on monday or tuesday but not with dr weber",
            Choice("check-up", days=(0, 1)),
        ),
        ("en", "check-up on tuesday at 10, not with Dr Weber", Choice("check-up", None, TUESDAY)),
        ("de", "Vorsorge bitte, aber nur wenn Dr. Weber nicht da ist", Choice("check-up")),
        ("en", "check-up please, but only if Dr. Weber isn't there", Choice("check-up")),
        ("en", "check-up, only when dr weber is away", Choice("check-up")),
        ("de", "Vorsorge, aber nicht bei der Frau Weber bitte", Choice("check-up")),
        ("en", "anyone but weber, check-up on tuesday", Choice("check-up", None, TUESDAY)),
        ("en", "not dr weber please. check-up tuesday", Choice("check-up", None, TUESDAY)),
        ("en", "a check-up with someone other than Dr. Anna Weber", Choice("check-up")),
        ("de", "NICHT mehr zu Dr Weber, Vorsorge Dienstag", Choice("check-up", None, TUESDAY)),
        ("de", "zu jedem außer Weber, Vorsorge Dienstag", Choice("check-up", None, TUESDAY)),
    ],
)
def test_with_whom_not_leaves_the_rest(a_clinic, written, language, words, wanted):
    wish = _read(written, a_clinic, words, language, State(), "appointment")

    if " at 10" in words:
        wanted = wanted.with_(hour=time(10))
    assert wish == NotWith(wanted, "weber")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "check-up with Dr. Yilmaz not Weber, Tuesday"),
        ("en", "check-up with yilmaz instead of dr weber on tuesday"),
        ("de", "nicht Weber sondern Yilmaz, Vorsorge am Dienstag"),
        ("de", "Vorsorge Dienstag lieber bei Yilmaz als bei Dr. Anna Weber"),
    ],
)
def test_with_whom_instead_is_taken(a_clinic, written, language, words):
    wish = _read(written, a_clinic, words, language, State(), "appointment")

    assert wish == Book(Choice("check-up", "yilmaz", TUESDAY))


@pytest.mark.parametrize(
    ("language", "words", "hour", "sure"),
    [
        ("en", "no make it a bit later, 11", time(11), False),
        ("en", "no thats too early, can i get something in the afternoon", "a", True),
        ("en", "too late, is there anything in the morning", "m", True),
        ("de", "nein etwas später, 11", time(11), False),
        ("de", "zu früh, lieber nachmittags", "a", True),
        ("de", "zu spät, geht es auch vormittags", "m", True),
    ],
)
def test_the_hour_that_is_named_beside_later_or_too_early(
    a_clinic, written, language, words, hour, sure
):
    wish = _read(written, a_clinic, words, language, State("confirm", CHOSEN))

    assert wish == Book(Choice("check-up", "weber", date(2026, 12, 3), hour=hour, sure=sure))


@pytest.mark.parametrize(
    "words",
    [
        *("No problem, Dr Weber is fine", "I don't mind, Dr Weber is fine"),
        *("kein Problem, Dr. Weber passt", "Ich war schon als Patient bei Weber"),
    ],
)
def test_a_denial_of_something_else_refuses_nobody(a_clinic, written, words):
    wish = _read(written, a_clinic, words, "en", State())

    assert isinstance(wish, Book)
    assert wish.choice.practitioner == "weber"


@pytest.mark.parametrize("words", ["no, with Dr Yilmaz", "no Dr Yilmaz please", "nein, Yilmaz"])
def test_a_no_before_a_name_is_an_answer_where_another_one_is_chosen(a_clinic, written, words):
    wish = _read(written, a_clinic, words, "en", State("confirm", CHOSEN))

    assert isinstance(wish, Book)
    assert wish.choice.practitioner == "yilmaz"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "nur wenn Dr. Weber da ist"),
        ("en", "only if dr weber is there"),
        ("en", "only when Dr Weber is free, not before 10"),
        ("en", "if dr weber is not there on monday then tuesday"),
    ],
)
def test_only_with_her_is_with_her(a_clinic, written, language, words):
    wish = _read(written, a_clinic, words, language, State("practitioner", Choice("check-up")))

    assert isinstance(wish, Book)
    assert wish.choice.practitioner == "weber"


@pytest.mark.parametrize(
    ("asked", "wish"),
    [(timedelta(minutes=-40), Confirm(CHOSEN)), (timedelta(seconds=5), Late())],
)
def test_a_late_yes_takes_the_time(a_clinic, written, asked, wish):
    state = State("confirm", CHOSEN, asked_at=NOW + asked)

    assert _read(written, a_clinic, "yes", "en", state) == wish


async def test_a_yes_is_ours_for_two_hours_and_takes_what_is_free(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 1, 0)
    assert ada.read[-1].expects.minutes == 120
    await world.sql(
        "update conversation set state = jsonb_set(state, '{asked_at}', to_jsonb($1::text))",
        (datetime.now(UTC) - timedelta(minutes=40)).isoformat(),
    )
    past = datetime.now(UTC) - timedelta(minutes=1)
    await world.sql("update hold set held_until = $1, extended = true", past)
    await world.sql("update occupied set held_until = $1", past)

    assert "booked" in await ada.writes("yes")


def _read(written, clinic, words, language, state, intent=None):
    message = written(words, NOW, language, intent)
    return reading.read(message, state, clinic, NOW.astimezone(ZoneInfo(clinic.time_zone)))
