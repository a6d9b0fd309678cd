"""What is moved is a visit as the clinic offers it now."""

from datetime import datetime, timedelta

import pytest

from wardbell_dialogue.local_time import day
from wardbell_dialogue.words import intent
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.staff import Operator
from wardbell_stack.daytime import HERE


@pytest.fixture
async def longer(world, a_clinic):
    """A visit that was booked when a check-up took half an hour; now it takes an hour."""
    ada = world.patient()
    await ada.books_tomorrow()
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["services"]["check-up"]["minutes"] = 60
    await world.imports(Clinic.model_validate(raw))
    return ada


async def is_an_hour_long(world):
    (visit,) = await world.sql("select start_at, minutes from appointment")
    (place,) = await world.sql("select upper(during) - lower(during) as long from occupied")
    event = await world.appointments.next_kind("scheduling.appointment.rescheduled.v1")
    assert visit["minutes"] == event.minutes == 60
    assert place["long"] == timedelta(hours=1)


async def test_a_visit_that_staff_move_is_as_long_as_its_slot(world, longer):
    (row,) = await world.sql("select id from appointment")
    later = await world.local(row["id"], days=2)
    async with at_the_counter("scheduling") as desk:
        await counter.move(desk, row["id"], later, Operator("Kim"))

    await is_an_hour_long(world)


async def test_a_visit_that_its_patient_moves_is_as_long_as_its_slot(world, longer):
    await longer.writes("my appointments")
    await longer.taps(0)
    await longer.taps("Move")
    await longer.taps(1)
    await longer.taps(1)
    assert "your visit is now on" in await longer.taps("Yes, take it")

    await is_an_hour_long(world)


@pytest.mark.parametrize(
    ("language", "words", "later"),
    [
        ("en", "can you make it 30 minutes later", timedelta(minutes=30)),
        ("de", "können wir das eine Stunde nach hinten schieben", timedelta(hours=1)),
        ("de", "eine Woche später", timedelta(weeks=1)),
        ("en", "an hour earlier please", timedelta(hours=-1)),
    ],
)
async def test_so_much_later_counts_from_the_visit(world, language, words, later):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 4, 0)
    (visit,) = await world.sql("select start_at from appointment")

    assert intent(words) is not None
    await ada.writes(words, intent="appointment")

    (held,) = await world.sql("select start_at from hold")
    assert held["start_at"] - visit["start_at"] == later


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("en", "sorry wrong day, can i change to {}", "which time suits you?"),
        ("de", "ich komme nicht", "absagen?"),
        ("de", "Termin am Donnerstag schaffe ich doch nicht", "absagen?"),
    ],
)
async def test_what_is_said_right_after_a_booking_is_about_that_visit(
    world, language, words, asked
):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 4, 0)

    day_ = datetime.now(HERE).date() + timedelta(days=4)
    said = await ada.writes(words.format(f"{day_:%A}"), intent="appointment")

    assert asked in said
    assert len(await world.sql("select 1 from appointment")) == 1


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("en", "please move it to {} at 10 am", "Move your visit to"),
        ("de", "bitte auf {} um 10 Uhr verschieben", "Ihren Besuch verschieben auf"),
    ],
)
async def test_a_day_that_is_named_with_the_wish_to_move_is_kept(world, language, words, asked):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    there = datetime.now(HERE).date() + timedelta(days=4)

    said = await ada.writes(words.format(f"{there:%d.%m.%Y}"), intent="appointment")

    assert asked in said
    assert day(language, there) in said
    await ada.taps(0)
    assert [row["status"] for row in await world.sql("select status from appointment")] == [
        "booked"
    ]


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [
        ("en", "can you move it to the afternoon", ", in the afternoon: which time suits you?"),
        ("en", "please change it to 3 pm", "Move your visit to\n*{day}, 3:00"),
        ("de", "bitte auf den Nachmittag verschieben", "{day}, nachmittags"),
        ("de", "bitte auf 15 Uhr verlegen", "Ihren Besuch verschieben auf\n*{day}, 15:00"),
    ],
)
async def test_another_hour_is_one_of_the_same_day(world, language, words, asked):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 2, 0, 0)
    (visit,) = await world.sql("select start_at from appointment")

    said = await ada.writes(words, intent="appointment")

    there = day(language, visit["start_at"].astimezone(HERE).date())
    assert there in said
    assert asked.format(day=there) in said


async def test_of_several_visits_the_one_to_move_is_chosen_and_the_day_is_kept(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.begins("Check-up", "Dr. Anna Weber", 2, 0, "Yes, take it")
    there = datetime.now(HERE).date() + timedelta(days=4)
    await ada.writes("my appointments")

    said = await ada.writes(f"{there:%d.%m.%Y} at 10 am")

    assert said == "Which visit would you like to move?"
    said = await ada.writes("the second one")
    assert "Move your visit to" in said
    assert f"{day('en', there)}, 10:00" in said


async def test_who_wants_to_move_and_has_no_visit_is_told_so(world):
    ada = world.patient()

    assert await ada.writes("move it to Monday", intent="appointment") == (
        "You have no visit coming up."
    )

    assert "What is the visit for?" in await ada.writes("Monday at 10 am")


async def test_a_visit_cannot_be_moved_to_a_day_that_is_over(world):
    ada = world.patient()
    await ada.books_tomorrow()

    said = await ada.writes("move it to yesterday", intent="appointment")

    assert said.startswith("That day is over already.")
    assert "When would you like to come instead of" in said


@pytest.mark.parametrize(
    ("language", "begin", "words", "asked"),
    [
        ("en", "I need an appointment", "please move my appointment to {} at 10 am", "Move your"),
        ("de", "Ich brauche einen Termin", "Termin auf {} um 10 Uhr verlegen", "verschieben auf"),
    ],
)
async def test_to_move_ones_visit_books_no_second_one(world, language, begin, words, asked):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    await ada.writes(begin, intent="appointment")
    there = datetime.now(HERE).date() + timedelta(days=4)

    assert asked in await ada.writes(words.format(f"{there:%d.%m.%Y}"), intent="appointment")
    await ada.taps(0)

    assert len(await world.sql("select 1 from appointment")) == 1


async def test_to_move_ones_visit_leads_to_it_where_another_one_was_begun(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.writes("I need an appointment", intent="appointment")

    assert "instead of" in await ada.writes("I want to reschedule my visit")


async def test_who_has_no_visit_moves_the_one_they_are_choosing(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 1, 0)
    there = datetime.now(HERE).date() + timedelta(days=4)

    said = await ada.writes(f"can you move my appointment to {there:%d.%m.%Y}?")

    assert day("en", there) in said
    assert "Your visits" not in said


async def test_a_day_that_is_named_after_no_thank_you_is_one_for_a_new_visit(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.begins("Check-up", "Dr. Anna Weber", 2, 0)
    assert "Your visits" in await ada.taps("No, thank you")
    there = datetime.now(HERE).date() + timedelta(days=4)

    said = await ada.writes(f"what about {there:%d.%m.%Y} at 10 am?")

    assert "Shall I take this time" in said
    assert "Move your visit" not in said


async def test_a_day_can_tell_which_visit_is_meant(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.begins("Check-up", "Dr. Anna Weber", 3, 0, "Yes, take it")
    assert "Your visits" in await ada.writes("I want to cancel my appointment")

    said = await ada.writes("the one tomorrow")

    assert day("en", datetime.now(HERE).date() + timedelta(days=1)) in said
    assert "Cancel" in [title for _, title in ada.choices]


async def test_a_visit_that_is_gone_while_it_is_moved_leaves_no_hold(world):
    ada = world.patient()
    await ada.books_tomorrow()
    (row,) = await world.sql("select id from appointment")
    await ada.writes("my appointments")
    for tap in (0, "Move", 1, 1):
        await ada.taps(tap)
    assert len(await world.sql("select 1 from hold")) == 1
    agreed = ada._tap("Yes, take it")
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, row["id"], "", Operator("Kim"))
    await world.tells(ada)

    assert "not open any more" in await ada.says(agreed)

    assert await world.sql("select 1 from hold") == []
    assert await world.sql("select 1 from occupied") == []
