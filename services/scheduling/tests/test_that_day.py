"""That day is the one that was named before, a sentence or a message ago."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from wardbell_dialogue.local_time import day
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import STANDS, State
from wardbell_scheduling.wishes import NoDate, Unclear
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)
ASKED = State("day", Choice("check-up", "weber"))
TALKS = [
    State("time", Choice("check-up", "weber", FRIDAY)),
    State("confirm", Choice("check-up", "weber", start=datetime(2026, 12, 4, 9, tzinfo=UTC))),
    State("appointment", about=UUID(int=5), day=FRIDAY),
]


@pytest.fixture
def read(a_clinic, written):
    def read(text, state, language, after=timedelta()):
        said = written(text, NOW + after, language, None)
        return reading.read(said, state.with_(asked_at=NOW), a_clinic, NOW)

    return read


def chosen(wish):
    return getattr(wish, "to", wish).choice


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I have the dentist on Monday. Can I come on the same day?"),
        ("en", "On Monday I am in town. Could I come on that day?"),
        ("de", "Am Montag bin ich in der Stadt. Geht es an dem Tag?"),
        ("de", "Montag bin ich beim Zahnarzt. Kann ich am selben Tag kommen?"),
    ],
)
def test_a_sentence_before(read, language, text):
    assert read(text, ASKED, language).choice == ASKED.choice.with_(day=MONDAY)


@pytest.mark.parametrize("state", TALKS)
@pytest.mark.parametrize(
    ("language", "text", "hour"),
    [
        ("en", "that day at 3 pm", time(15)),
        ("en", "is 3 pm possible on that day?", time(15)),
        ("en", "the same day in the afternoon", "a"),
        ("en", "ok, that day", None),
        ("de", "an dem Tag um 15 Uhr", time(15)),
        ("de", "am selben Tag nachmittags", "a"),
        ("de", "diesen Tag bitte", None),
    ],
)
def test_a_message_before(read, state, language, text, hour):
    wish = read(text, state, language)

    assert chosen(wish).day == FRIDAY
    assert chosen(wish).hour == hour
    assert chosen(wish).sure


@pytest.mark.parametrize(
    ("language", "text"), [("en", "not that day please"), ("de", "an dem Tag kann ich nicht")]
)
def test_a_day_before_that_is_refused(read, language, text):
    assert read(text, TALKS[0], language) == NoDate(Choice("check-up", "weber"), "unwanted")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On Monday I have the dentist. That day I can't"),
        ("en", "On Monday I have the dentist. I can't come that day"),
        ("en", "I can't come on Monday"),
        ("de", "Montag kann ich nicht kommen"),
        ("de", "Montag bin ich beim Zahnarzt. An dem Tag geht es nicht"),
    ],
)
def test_a_sentence_before_that_is_refused(read, language, text):
    assert isinstance(read(text, ASKED, language), NoDate)


@pytest.mark.parametrize("state", TALKS[:2])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "that day the week after"),
        ("en", "the same day but in January"),
        ("en", "the same day next week"),
        ("en", "on that day next month"),
        ("de", "an dem Tag in der Woche darauf"),
        ("de", "am selben Tag nächste Woche"),
        ("de", "am gleichen Tag aber im Januar"),
    ],
)
def test_of_another_week_or_month_it_is_asked_about(read, state, language, text):
    assert not chosen(read(text, state, language)).sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "last year 5 May"),
        ("en", "5 May last year"),
        ("en", "last year on the 5th of May"),
        ("de", "letztes Jahr am 5. Mai"),
        ("de", "am 5. Mai letztes Jahr"),
        ("de", "am 5.5. letzten Jahres"),
    ],
)
def test_a_day_of_last_year_is_over(read, language, text):
    assert read(text, ASKED, language) == NoDate(ASKED.choice, "past")


@pytest.mark.parametrize("text", ["so gut", "So gut?", "ja, so gut", "so ok"])
def test_so_is_no_sunday(read, text):
    assert getattr(read(text, ASKED, "de"), "choice", ASKED.choice).day is None


@pytest.mark.parametrize("text", ["Sa oder So gut", "Mo oder So ok"])
def test_but_it_is_beside_another_day(read, text):
    assert chosen(read(text, ASKED, "de")).days


@pytest.mark.parametrize(("language", "text"), [("en", "that day"), ("de", "an dem Tag")])
def test_no_day_was_spoken_of(read, language, text):
    assert read(text, ASKED, language) == Unclear()
    assert chosen(read(f"{text}, 15:00", TALKS[0], language, STANDS * 2)).day is None


@pytest.mark.parametrize(
    ("language", "text"), [("en", "on that day at 3 pm"), ("de", "an dem Tag um 15 Uhr")]
)
async def test_of_the_day_that_is_asked_about(world, language, text):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 2, 0)
    there = datetime.now(HERE).date() + timedelta(days=2)

    await ada.writes(text)

    (held,) = await world.sql("select start_at from hold")
    assert held["start_at"].astimezone(HERE).date() == there
    assert day(language, there) in ada.read[-1].content.body
