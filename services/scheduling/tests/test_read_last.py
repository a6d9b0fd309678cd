"""What patients read last is what they answer, whatever was asked before it."""

from datetime import datetime, timedelta

import pytest

from wardbell_dialogue.local_time import day, weekday
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.staff import Operator
from wardbell_stack.daytime import HERE

LIST = {"en": "waiting list", "de": "Warteliste"}
WAITING = "select count(*)::int as n from waiting"


async def called_off(world, ada):
    """Staff call the visit off while she talks of something else."""
    (row,) = await world.sql("select id from appointment where status = 'booked'")
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, row["id"], "", Operator("Kim"))
    await world.tells(ada)


@pytest.fixture(params=["en", "de"])
async def joining(world, request):
    """Somebody with a visit who is asked on which days they wait for something else."""
    ada = world.patient(request.param)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    await ada.writes(
        {"en": "waiting list", "de": "Warteliste"}[request.param], intent="appointment"
    )
    await ada.taps(0)
    await called_off(world, ada)
    return ada


async def test_a_day_that_is_named_is_of_the_notice(world, joining):
    there = datetime.now(HERE).date() + timedelta(days=3)
    words = {"en": "{} morning instead", "de": "stattdessen {} vormittags"}[joining.language]

    said = await joining.writes(words.format(weekday(joining.language, there.weekday())))

    assert day(joining.language, there) in said
    assert (await world.sql(WAITING))[0]["n"] == 0
    await joining.writes({"en": "the first one", "de": "das erste"}[joining.language])
    assert len(await world.sql("select 1 from hold")) == 1


async def test_an_ordinal_is_of_the_notice(world, joining):
    await joining.writes({"en": "the first one", "de": "das erste"}[joining.language])

    assert len(await world.sql("select 1 from hold")) == 1


async def test_a_yes_still_takes_what_is_held(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.begins("Ultrasound", "Dr. Yilmaz", 3, 0)
    await called_off(world, ada)

    assert "Ultrasound" in await ada.writes("yes")
    assert len(await world.sql("select 1 from appointment where status = 'pending'")) == 1


@pytest.mark.parametrize(
    ("language", "leave", "asked", "yes", "left"),
    [
        ("en", "the first one", "Leave the waiting list", "yes, I am sure", "off the waiting list"),
        ("en", "leave the waiting list", "Leave the waiting list", "yes", "off the waiting list"),
        ("de", "das erste", "Warteliste verlassen", "ja", "nicht mehr auf der"),
        (
            "de",
            "Warteliste verlassen",
            "Warteliste verlassen",
            "1",
            "nicht mehr auf der",
        ),
    ],
)
async def test_who_leaves_the_waiting_list_in_words_is_asked_back(
    world, language, leave, asked, yes, left
):
    ada = world.patient(language)
    await ada.writes(LIST[language], intent="appointment")
    for _ in range(3):
        await ada.taps(0)
    assert (await world.sql(WAITING))[0]["n"] == 1

    assert asked in await ada.writes(leave)
    assert asked in await ada.writes("qwertz")
    assert left not in await ada.writes({"en": "no", "de": "nein"}[language])
    assert (await world.sql(WAITING))[0]["n"] == 1

    await ada.writes(leave)
    assert left in await ada.writes(yes)
    assert (await world.sql(WAITING))[0]["n"] == 0
