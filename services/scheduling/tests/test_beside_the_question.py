"""What is said beside the question gets its answer, and the question stays open."""

from datetime import UTC, date, datetime

import pytest

from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, InCalendar, Unclear

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FRIDAY = Choice(day=date(2026, 11, 27), hour="m", sure=False)
NONE_YET = {"en": "You have no visit coming up.", "de": "Sie haben keinen bevorstehenden Besuch."}


@pytest.mark.parametrize("choices", [1, 2])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "when is my appointment?"),
        ("en", "do I have an appointment?"),
        ("de", "wann ist mein Termin?"),
    ],
)
async def test_who_asks_for_their_visit_while_choosing_has_none_yet(
    world, language, words, choices
):
    ada = world.patient(language)
    question = await ada.begins(0, "Dr. Anna Weber", *[1] * (choices - 1))
    offered = ada.choices

    said = await ada.writes(words)

    assert said == f"{NONE_YET[language]}\n\n{question}"
    assert ada.choices == offered


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "let me look into my calendar"),
        ("en", "let me check my calendar"),
        ("en", "I've put it in my calendar"),
        ("de", "ich schau in meinen kalender"),
        ("de", "Ich schaue mal eben in den Kalender"),
        ("de", "ich habe es in meinen kalender eingetragen"),
    ],
)
@pytest.mark.parametrize("asking", ["day", "time", "confirm"])
def test_who_looks_into_their_calendar_while_choosing_asks_for_no_link(
    a_clinic, written, language, text, asking
):
    state = State(asking, Choice("check-up", "weber"))

    wish = reading.read(written(text, NOW, language, None), state, a_clinic, NOW)

    assert wish == Book(state.choice)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "can you put it in my calendar"), ("de", "bitte in meinen Kalender eintragen")],
)
def test_who_wants_it_in_their_calendar_asks_for_the_link(a_clinic, written, language, text):
    state = State("time", Choice("check-up", "weber"))

    wish = reading.read(written(text, NOW, language, None), state, a_clinic, NOW)

    assert isinstance(wish, InCalendar)


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "yes, please", "What is the visit for?"),
        ("de", "ja bitte", "Worum geht es"),
        ("en", "hello", "You have no visit coming up."),
        ("de", "Guten Tag", "Sie haben keinen bevorstehenden Besuch."),
        ("en", "no", "Gladly."),
        ("de", "nein danke", "Gern."),
        ("en", "qwertz", "I did not understand that."),
    ],
)
async def test_after_no_visit_is_coming_up(world, language, words, answer):
    ada = world.patient(language)
    # Who asks is asked for their name first, and has nothing.
    assert NONE_YET[language] in await ada.writes(
        {"en": "my appointments", "de": "meine Termine"}[language], intent="appointment"
    )

    assert (await ada.writes(words)).startswith(answer)


async def test_hello_in_the_middle_is_no_misunderstanding(world):
    ada = world.patient()
    question = await ada.begins("Check-up", "Dr. Anna Weber")

    assert await ada.writes("hello") == question


@pytest.mark.parametrize(
    ("language", "sorry", "list_"),
    [
        ("en", "I did not understand that.", 'Please tap "Choose"'),
        ("de", "Das habe ich nicht verstanden.", "Bitte tippen Sie auf"),
    ],
)
async def test_what_to_do_stands_behind_what_was_not_understood(world, language, sorry, list_):
    ada = world.patient(language)
    question = await ada.begins(0, "Dr. Anna Weber")
    await ada.writes("qwertz")

    said = await ada.writes("qwertz")

    assert said.startswith(sorry)
    assert said.index(question) < said.index(list_)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Eve Smith", None),
        ("Eve", "e"),
        ("Friday Evening", "e"),
        ("Vormittags Bitte", "m"),
        ("Vorsorge Vormittags", "m"),
        ("in the evening", "e"),
    ],
)
def test_a_name_is_no_time_of_day(a_clinic, written, text, hour):
    doubt = State("sure", FRIDAY, ("scheduling:book:x", "scheduling:book:y"))

    wish = reading.read(written(text, NOW, "en", None), doubt, a_clinic, NOW)

    if hour is None:
        assert wish == Unclear()
    else:
        assert isinstance(wish, Book)
        assert wish.choice.hour == hour
