"""Who moves a visit that staff have to confirm gives the old time up, and is told so throughout."""

from datetime import UTC, datetime

import pytest

from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.staff import Operator

KIM = Operator("Kim")
TEXTS = {
    "en": {
        "service": "Ultrasound",
        "mine": "my appointments",
        "move": "Move",
        "yes": "Yes, take it",
        "given up": "The time you have now is given up at once",
        "none now": "you no longer have this visit",
    },
    "de": {
        "service": "Ultraschall",
        "mine": "meine Termine",
        "move": "Verschieben",
        "yes": "Ja, nehmen",
        "given up": "Ihre jetzige Zeit geben Sie damit sofort auf",
        "none now": "diesen Besuch haben Sie also nicht mehr",
    },
}


async def confirmed(world, language):
    """A visit that staff have confirmed, and whose it is."""
    words = TEXTS[language]
    ada = world.patient(language)
    await ada.begins(words["service"], 0, 1, 0, 0)
    (row,) = await world.sql("select id from appointment")
    async with at_the_counter("scheduling") as desk:
        await counter.confirm(desk, row["id"], KIM)
    await world.tells(ada)
    return ada, row["id"], words


async def moves(ada, words):
    """As far as the question whether to; returns it."""
    await ada.writes(words["mine"])
    await ada.taps(0)
    await ada.taps(words["move"])
    await ada.taps(1)
    return await ada.taps(1)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("end", ["declined", "unanswered"])
async def test_who_moves_a_confirmed_visit_knows_that_it_is_given_up(world, language, end):
    ada, id_, words = await confirmed(world, language)

    assert words["given up"] in await moves(ada, words)
    await ada.taps(words["yes"])

    if end == "declined":
        async with at_the_counter("scheduling") as desk:
            await counter.decline(desk, id_, "", [], KIM)
    else:
        start = datetime.now(UTC).replace(microsecond=0)
        await world.starts_at(start, "unanswered")
    assert words["none now"] in await world.tells(ada)


async def test_who_had_nothing_confirmed_loses_nothing(world):
    ada = world.patient()
    await ada.begins("Ultrasound", 0, 1, 0, 0)
    await moves(ada, TEXTS["en"])
    await ada.taps("Yes, take it")
    (row,) = await world.sql("select id from appointment")

    async with at_the_counter("scheduling") as desk:
        await counter.decline(desk, row["id"], "", [], KIM)

    assert "no longer" not in await world.tells(ada)


@pytest.mark.parametrize("confirmation", ["request", "instant"])
async def test_an_earlier_time_from_the_waiting_list_says_what_it_costs(
    opened, a_clinic, confirmation
):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["services"]["check-up"]["confirmation"] = confirmation
    async with opened(Clinic.model_validate(raw)) as world:
        ada, ben = world.patient(), world.patient()
        await ben.books_tomorrow()
        await ada.books_tomorrow(time=3)
        await ada.writes("tell me if something earlier gets free")
        await ada.taps("Any day")
        await ada.taps("Any time")
        await ben.cancels()

        said = await world.tells(ada)

        assert "A time got free" in said
        assert (TEXTS["en"]["given up"] in said) == (confirmation == "request")
        assert (TEXTS["en"]["given up"] in await ada.writes("hm")) == (confirmation == "request")
