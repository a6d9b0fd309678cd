"""What a patient has said already is kept while something else is asked, until it is used."""

from datetime import datetime, timedelta

import pytest

from wardbell_dialogue.local_time import day, weekday
from wardbell_stack.daytime import HERE

AFTERNOON = {"en": "in the afternoon", "de": "nachmittags"}


def in_days(number):
    return datetime.now(HERE).date() + timedelta(days=number)


def hours(patient):
    """Of the times that are offered."""
    return [title.replace("\u202f", " ") for _, title in patient.choices]


@pytest.mark.parametrize(
    ("language", "words", "service", "anyone"),
    [
        ("en", "an appointment tomorrow afternoon", "Check-up", "First free"),
        ("de", "ein Termin morgen Nachmittag", "Vorsorge", "Erster freier"),
    ],
)
async def test_day_and_part_of_the_day_wait_for_service_and_doctor(
    world, language, words, service, anyone
):
    ada = world.patient(language)
    when = f"{day(language, in_days(1))}, {AFTERNOON[language]}"

    assert f"*{when}*" in await ada.writes(words, intent="appointment")
    assert f"*{when}*" in await ada.taps(service)
    assert (await ada.taps(anyone)).startswith(when)

    assert hours(ada)[0] in {"12:00 PM", "12:00"}


async def test_a_time_waits_for_service_and_doctor_and_is_taken_then(world):
    ada = world.patient()

    said = await ada.writes("the day after tomorrow at 3 pm", intent="appointment")
    assert day("en", in_days(2)) in said
    await ada.taps("Check-up")
    said = await ada.taps("Dr. Anna Weber")

    assert f"{day('en', in_days(2))}, 3:00 PM" in said.replace("\u202f", " ")
    assert "Shall I take this time" in said


async def test_a_day_read_with_doubt_is_asked_about_before_all_else(world):
    ada = world.patient()
    today = weekday("en", in_days(0).weekday())
    doubt = f"Do you mean *{day('en', in_days(7))}, 3:00 PM*?"

    said = await ada.writes(f"on {today} at 3 pm", intent="appointment")
    assert said.replace("\u202f", " ") == doubt
    said = await ada.writes("with Dr Weber")
    assert said.replace("\u202f", " ") == doubt
    assert "What is the visit for?" in await ada.writes("yes")
    said = await ada.taps("Check-up")

    assert f"{day('en', in_days(7))}, 3:00 PM" in said.replace("\u202f", " ")
    assert "With Dr. Anna Weber" in said


async def test_another_day_is_one_at_the_same_time(world):
    ada = world.patient()
    today = weekday("en", in_days(0).weekday())
    await ada.writes(f"check-up with Dr Weber on {today} at 3 pm", intent="appointment")

    assert "*3:00 PM*" in (await ada.taps("Another day")).replace("\u202f", " ")
    assert "3:00 PM" in (await ada.taps(1)).replace("\u202f", " ")
    assert "Shall I take this time" in ada.read[-1].content.body


@pytest.mark.parametrize("more", ["tap", "other days"])
async def test_the_part_of_the_day_is_kept_on_the_next_page(world, more):
    ada = world.patient()
    await ada.writes("check-up with Dr Weber in the afternoon", intent="appointment")

    said = await (ada.taps("More") if more == "tap" else ada.writes(more))
    assert "*in the afternoon*" in said
    await ada.taps(0)

    assert hours(ada)[0] == "12:00 PM"


async def test_where_nothing_is_free_at_that_time_of_day_other_times_are_offered(world):
    ada = world.patient()

    said = await ada.writes("check-up with Dr Weber in the evening", intent="appointment")

    assert "Nothing is free then" in said
    assert "which day suits you?" in said
    await ada.taps(1)
    assert hours(ada)[0] == "9:00 AM"


async def test_a_doctor_named_beside_a_day_that_is_refused_is_kept(world):
    ada = world.patient()
    await ada.writes("check-up with Dr Weber, but not tomorrow", intent="appointment")

    await ada.taps(1)
    await ada.taps(0)

    assert "With Dr. Anna Weber" in ada.read[-1].content.body


async def test_the_part_of_the_day_is_a_wish_on_the_waiting_list_too(world):
    ada = world.patient()
    await ada.writes("check-up with Dr Weber in the afternoon", intent="appointment")
    await ada.taps("Waiting list")

    assert "*Check-up, afternoons, Dr. Anna Weber*" in await ada.taps("Any day")
