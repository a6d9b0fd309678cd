"""A day on which nobody works is said to be closed at once, with the next one that is open."""

from datetime import datetime, timedelta

import pytest

from wardbell_dialogue.local_time import day
from wardbell_scheduling.clinic import Holidays
from wardbell_stack.daytime import HERE


@pytest.fixture
async def shut(world, a_clinic):
    """Two days of which the first is a holiday."""
    first = datetime.now(HERE).date() + timedelta(days=6)
    holidays = Holidays(country="DE", also=(first,))
    await world.imports(a_clinic.model_copy(update={"holidays": holidays}))
    return first, first + timedelta(days=1)


@pytest.mark.parametrize(
    ("language", "words", "closed", "open_", "asked"),
    [
        (
            "en",
            "an appointment on {day} in the morning",
            "On *{day}* we are closed.",
            "The next day we are open is *{day}*.",
            "What is the visit for?",
        ),
        (
            "de",
            "ein Termin am {day} vormittags",
            "Am *{day}* haben wir geschlossen.",
            "Der nächste Tag, an dem wir da sind, ist *{day}*.",
            "Worum geht es bei dem Besuch?",
        ),
    ],
)
async def test_a_closed_day_is_not_accepted_first(
    world, shut, language, words, closed, open_, asked
):
    ada = world.patient(language)
    first, then = (day(language, that) for that in shut)

    said = await ada.writes(words.format(day=first), intent="appointment")

    assert said.startswith(f"{closed.format(day=first)} {open_.format(day=then)}\n\n")
    assert said.endswith(asked)
    assert first not in said.partition("\n\n")[2]
    # What was said beside the day is kept.
    assert "8:00" not in await ada.writes(then)


async def test_it_is_said_before_it_is_asked_with_whom(world, shut):
    ada = world.patient()
    await ada.begins("Check-up")

    said = await ada.writes(day("en", shut[0]))

    assert said.startswith(f"On *{day('en', shut[0])}* we are closed.")
    assert said.endswith("Check-up: with whom?")
