"""Earlier or later on the day that was chosen, and none of what is listed."""

from datetime import datetime
from uuid import uuid4

import pytest

from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter, reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Move, NoDate
from wardbell_stack.daytime import HERE


def starts(patient):
    """Local starts of the times that are offered."""
    choices = [Choice.decode(id_.split(":", 2)[2]) for id_, _ in patient.choices]
    return [c.start.astimezone(HERE) for c in choices if c and c.start]


async def asked_whether_to_take(world, language="en"):
    """A patient before the summary of a time in the middle of a day."""
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 2, 5)
    (held,) = await world.sql("select start_at from hold")
    return ada, held["start_at"].astimezone(HERE)


@pytest.mark.parametrize(
    ("language", "words", "earlier"),
    [
        ("en", "earlier on that day", True),
        ("en", "do you have something earlier on the same day?", True),
        ("en", "later", False),
        ("en", "that is too early", False),
        ("en", "can I come earlier?", True),
        ("en", "anything earlier?", True),
        ("de", "was früheres?", True),
        ("de", "etwas früher", True),
        ("de", "früher am selben Tag", True),
        ("de", "geht es auch am selben Tag etwas später?", False),
        ("de", "später", False),
    ],
)
async def test_the_nearest_times_of_that_day_are_offered(world, language, words, earlier):
    ada, chosen = await asked_whether_to_take(world, language)

    await ada.writes(words)

    offered = starts(ada)
    assert {start.date() for start in offered} == {chosen.date()}
    assert all((start < chosen) is earlier for start in offered)
    assert chosen not in offered
    assert await world.sql("select 1 from hold") == []


async def test_where_none_is_earlier_the_time_is_kept(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 2, 0)

    said = await ada.writes("earlier that day please")

    assert said.startswith("Nothing else is free then on that day.")
    assert "Shall I take this time" in said
    assert len(await world.sql("select 1 from hold")) == 1


async def asked_which_time(world, language="en"):
    """A patient who sees the times of a day: nine, half past nine, ten, …"""
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 2)
    return ada


async def test_a_number_that_is_an_hour_on_the_list_too_is_asked_about(world):
    ada = await asked_which_time(world)
    of_the_list = ada.choices[8][1]

    assert (await ada.writes("9")).startswith("Which of these do you mean?")
    assert [title for _, title in ada.choices] == [of_the_list, starts_at(9)]
    await ada.writes("9")

    (held,) = await world.sql("select start_at from hold")
    assert held["start_at"].astimezone(HERE).hour == 9


def starts_at(hour):
    return f"{hour}:00\u202fAM"


@pytest.mark.parametrize(
    ("language", "words", "at"),
    [
        ("en", "10", "10:00"),
        ("en", "the latest one", "16:30"),
        ("en", "the earliest", "09:00"),
        ("de", "den spätesten", "16:30"),
    ],
)
async def test_an_hour_or_the_last_time_of_the_day_is_taken(world, language, words, at):
    ada = await asked_which_time(world, language)

    await ada.writes(words)

    (held,) = await world.sql("select start_at from hold")
    assert f"{held['start_at'].astimezone(HERE):%H:%M}" == at


async def test_where_nothing_was_understood_no_choice_is_lost(world):
    ada = await asked_which_time(world)
    listed = ada.choices

    await ada.writes("hm hm hm")
    said = await ada.writes("hm hm hm")

    assert 'Please tap "Choose"' in said
    assert ada.choices[: len(listed)] == listed


async def test_who_asks_for_their_visits_before_one_is_booked_is_told_what_is_held(world):
    ada, _ = await asked_whether_to_take(world)

    said = await ada.writes("my appointments")

    assert said.startswith("Nothing is booked yet.")
    assert "Shall I take this time" in said


async def told_of_other_times(world, language="en"):
    """A patient whose visit the practice cancelled."""
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    (row,) = await world.sql("select id from appointment")
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, row["id"], "", Operator("Kim"))
    await world.tells(ada)
    return ada


async def test_what_is_not_understood_does_not_lose_the_times_of_a_notice(world):
    ada = await told_of_other_times(world)
    listed = ada.choices
    assert starts(ada)

    said = await ada.writes("oh what a pity")

    assert said.startswith("I did not understand that.")
    assert ada.choices == listed


@pytest.mark.parametrize(
    ("language", "words", "answer", "ways"),
    [
        ("en", "none of these", "I am sorry that none", ["Another day", "Somebody else"]),
        ("en", "sorry, none of them work for me", "I am sorry", ["Another day", "Somebody else"]),
        ("de", "keiner davon", "Schade, dass", ["Anderer Tag", "Jemand anderes"]),
        ("de", "passt alles nicht", "Schade, dass", ["Anderer Tag", "Jemand anderes"]),
        ("de", "nein", "Schade, dass", ["Anderer Tag", "Jemand anderes"]),
        ("de", "da kann ich leider nicht", "Schade, dass", ["Anderer Tag", "Jemand anderes"]),
    ],
)
async def test_whom_no_listed_time_suits_is_led_on(world, language, words, answer, ways):
    ada = await told_of_other_times(world, language)

    said = await ada.writes(words)

    assert said.startswith(answer)
    assert [title for _, title in ada.choices[:2]] == ways
    assert ada.choices[2][0] == "desk:call_back:appointment"


async def test_whom_none_of_the_days_suits_sees_more_days_or_somebody_elses(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber")

    await ada.writes("none of these")

    assert [title for _, title in ada.choices] == ["More", "Somebody else", "Call me back"]
    assert "with whom?" in await ada.taps("Somebody else")


@pytest.mark.parametrize(
    ("language", "words", "asked"),
    [("en", "another doctor please", "with whom?"), ("de", "bei einem anderen Arzt", "bei wem?")],
)
async def test_another_doctor_can_be_asked_for(world, language, words, asked):
    ada, chosen = await asked_whether_to_take(world, language)

    assert asked in await ada.writes(words)
    await ada.taps("Dr. Yilmaz")

    assert {start.date() for start in starts(ada)} == {chosen.date()}


@pytest.mark.parametrize("text", ["das passt mir leider nicht", "that doesn't suit me"])
def test_a_visit_that_does_not_suit_is_moved(a_clinic, written, text):
    now, visit = datetime(2026, 11, 25, 12, tzinfo=HERE), uuid4()

    shown = State("appointment", about=visit)
    wish = reading.read(written(text, now, "de", None), shown, a_clinic, now)

    assert wish == Move(visit)


def test_a_day_that_does_not_suit_is_not_all_days(a_clinic, written):
    now = datetime(2026, 11, 25, 12, tzinfo=HERE)
    days = State("day", Choice("check-up", "weber"))

    wish = reading.read(written("Montag passt nicht", now, "de"), days, a_clinic, now)

    assert isinstance(wish, NoDate)
