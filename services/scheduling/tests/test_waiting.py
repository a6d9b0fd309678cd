"""Patients join the waiting list, see that they are on it, and leave it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_dialogue.local_time import day, short_day
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.clinic_file import ClinicFileError, read
from wardbell_scheduling.waitlist_commands import waitlist
from wardbell_stack.daytime import HERE

OFFERED = """
insert into slot_offer (id, waiting_id, contact_id, site, service, practitioner, location,
                        start_at, minutes, offered_at, expires_at, status)
select gen_random_uuid(), id, contact_id, site, service, 'weber', 'here', now() + interval '1 h',
       30, now(), now() + interval '1 h', 'open'
  from waiting
"""
"""Whoever waits was offered something."""


def no_hours(made):
    """The same clinic, in which nobody ever works."""
    raw = made.model_dump(mode="json", by_alias=True)
    for person in raw["practitioners"].values():
        person["schedule"] = []
    return Clinic.model_validate(raw)


async def test_the_day_question_offers_the_list_after_all_days(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber")

    assert [title for _, title in ada.choices][-2:] == ["More", "Waiting list"]
    assert "which days suit you?" in await ada.taps("Waiting list")
    assert ada.choices[0][1] == "Any day"
    assert "which time of day?" in await ada.taps("Monday")
    assert [title for _, title in ada.choices] == ["Any time", "Mornings", "Afternoons"]
    said = await ada.taps("Mornings")
    assert "*Check-up, Monday, mornings, Dr. Anna Weber*" in said


async def test_where_nothing_is_free_the_list_is_there_and_new_hours_are_offered(opened, a_clinic):
    async with opened(no_hours(a_clinic)) as world:
        ada = world.patient()
        await ada.writes("I need an appointment", intent="appointment")
        await ada.taps("Check-up")
        assert "There is no free time" in await ada.taps(0)
        assert [title for _, title in ada.choices] == ["Waiting list", "Call me back", "Main menu"]
        assert "You are on the waiting list" in await ada.taps("Waiting list")

        await world.imports(a_clinic)

        assert "A time got free" in await world.tells(ada)
        assert "is booked" in await ada.taps("Take it")


async def test_an_earlier_time_moves_the_visit_and_frees_the_later_one(world):
    ada, ben, cem = (world.patient() for _ in range(3))
    await ben.books_tomorrow(time=0)
    await ada.books_tomorrow(time=0)
    await cem.books_tomorrow(time=0)
    await ada.writes("my appointments")
    await ada.taps(0)
    await ada.taps("Earlier?")
    await ada.taps("Any day")
    said = await ada.taps("Any time")
    assert "*Check-up, earlier, Dr. Anna Weber*" in said

    await cem.cancels()
    with pytest.raises(TimeoutError):  # that would be later
        await world.tells(ada, 2)
    await ben.cancels()
    assert "A time got free" in await world.tells(ada)
    said = await ada.taps("Take it")

    assert "your visit is now on" in said
    moved = await world.appointments.next_kind("scheduling.appointment.rescheduled.v1")
    assert moved.start < moved.previous_start
    assert len(await world.sql("select * from occupied")) == 1
    assert await world.sql("select * from waiting") == []


async def test_something_earlier_is_meant_than_the_visit_there_is(world):
    ada = world.patient()
    await ada.books_tomorrow()

    said = await ada.writes("tell me if something earlier gets free")
    assert "I tell you when something earlier gets free for Check-up" in said
    await ada.writes("mornings")

    (row,) = await world.sql("select w.moving, a.id from waiting w, appointment a")
    assert row["moving"] == row["id"]


async def test_the_list_is_left_by_tapping_and_by_writing(world):
    ada = world.patient()
    await ada.waits(part="Mornings")

    assert "Your visits" in await ada.writes("my appointments")
    assert ada.choices[0][1] == "Waiting: Check-up"
    assert "*Check-up, mornings*" in await ada.taps(0)
    assert "You are off the waiting list: *Check-up, mornings*" in await ada.taps("Leave list")
    assert await world.sql("select * from waiting") == []

    await ada.waits()
    assert "Leave the waiting list for" in await ada.writes("leave the waiting list")
    assert "You are off the waiting list" in await ada.writes("yes")
    assert "You are on no waiting list" in await ada.writes("leave the waiting list")


async def test_joining_again_replaces_the_wishes_and_keeps_the_place(world):
    ada = world.patient("de")
    await ada.writes("Warteliste Vorsorge vormittags")
    (first,) = await world.sql("select * from waiting")

    said = await ada.writes("Warteliste für Vorsorge, nur montags nachmittags")

    assert "*Vorsorge, Montag, nachmittags*" in said
    (entry,) = await world.sql("select * from waiting")
    assert (entry["id"], entry["joined_at"]) == (first["id"], first["joined_at"])
    assert (entry["days"], entry["daypart"]) == ("0", "a")


async def test_who_books_otherwise_waits_no_more(world):
    ada = world.patient()
    await ada.waits()
    await ada.books()
    assert await world.sql("select * from waiting") == []


async def test_who_cancels_the_visit_waits_for_no_earlier_one(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.writes("something earlier, mornings")
    await world.sql(OFFERED)
    await ada.cancels()
    assert await world.sql("select * from waiting") == []
    assert [row["status"] for row in await world.sql("select status from slot_offer")] == ["passed"]


async def test_what_was_not_free_in_time_is_said(world):
    ada = world.patient()
    await ada.waits()
    past = datetime.now(UTC) - timedelta(seconds=1)
    await world.sql("update waiting set ends_at = $1", past)
    await world.sql("update due_job set due_at = $1 where timer = 'waiting-ended'", past)

    assert "Nothing got free in time, and your place" in await world.tells(ada)
    assert "You are on the waiting list" in await ada.taps("Keep waiting")


async def test_two_contacts_that_prove_to_be_one_wait_once(world):
    ada, other = world.patient(), world.patient()
    await ada.waits(part="Mornings")
    await other.waits(part="Afternoons")
    await world.sql("update waiting set person_id = null")
    await world.sql(OFFERED)

    await world.merges(other, ada)

    await world.until("select count(*) = 1 from waiting")
    (row,) = await world.sql("select * from waiting")
    assert (row["contact_id"], row["daypart"]) == (ada.contact_id, "m")
    offers = await world.sql("select status, waiting_id = $1 as kept from slot_offer", row["id"])
    assert {tuple(offer) for offer in offers} == {("open", True), ("passed", False)}


def test_what_is_wrong_with_the_stages_is_said_with_its_line(tmp_path):
    file = tmp_path / "clinic.yaml"
    file.write_text(f"time_zone: {HERE}\nwaitlist:\n  offers_at_once: 0\n  offer_hours: 1\n")
    with pytest.raises(ClinicFileError) as wrong:
        read(file)
    assert "clinic.yaml:3: waitlist.offers_at_once" in str(wrong.value)
    assert "clinic.yaml:4: waitlist.offer_hours" in str(wrong.value)


async def test_staff_see_who_waits_and_take_somebody_off(world):
    ada, ben = world.patient(), world.patient()
    await ada.waits(days="Monday", part="Mornings")
    await ben.waits()
    call = partial(CliRunner().invoke, waitlist, catch_exceptions=False)

    async def run(*words):
        return await asyncio.to_thread(call, list(words))

    listed = await run("list", "--json")
    first, _ = json.loads(listed.stdout)
    assert (first["contact_id"], first["days"]) == (str(ada.contact_id), "mon")
    assert "check-up" in (await run("list")).stdout

    assert (await run("remove", first["id"], "--as", "Kim")).exit_code == 0
    (line,) = await world.sql("select who, what, detail from scheduling_audit where who = 'Kim'")
    assert tuple(line) == ("Kim", "waitlist remove", first["id"])
    (left,) = await world.sql("select contact_id from waiting")
    assert left["contact_id"] == ben.contact_id
    again = await run("remove", first["id"], "--as", "Kim")
    assert again.exit_code == 1
    assert "nobody waits as" in again.output


async def test_who_asks_whether_they_are_on_the_list_reads_what_they_wait_for(world):
    ada = world.patient()
    assert await ada.writes("am I on the waiting list?", intent="appointment") == (
        "You are on no waiting list."
    )
    await ada.waits()

    said = await ada.writes("am I on the waiting list?", intent="appointment")

    assert said.startswith("You are on the waiting list: *Check-up*")
    assert "Leave list" in [title for _, title in ada.choices]


@pytest.mark.parametrize(
    ("language", "words", "limit"),
    [
        ("en", "waiting list, not before {:%d.%m.%Y}", "from {}"),
        ("de", "Warteliste, nicht vor dem {:%d.%m.%Y}", "ab {}"),
    ],
)
async def test_nothing_before_the_first_day_that_helps_is_offered(world, language, words, limit):
    ada, ben, cem = world.patient(language), world.patient(), world.patient()
    since = datetime.now(HERE).date() + timedelta(days=2)
    await ben.books_tomorrow()
    await cem.begins("Check-up", "Dr. Anna Weber", 2, 0, "Yes, take it")
    limit = limit.format(short_day(language, since))

    await ada.writes(words.format(since), intent="appointment")
    assert f"*{limit}*" in await ada.taps(0)
    await ada.taps(0)
    assert limit in await ada.taps(0)
    await ben.cancels()
    with pytest.raises(TimeoutError):
        await world.tells(ada, 2)
    await cem.cancels()

    assert day(language, since) in await world.tells(ada)


@pytest.mark.parametrize(
    ("language", "words", "limit"),
    [
        ("en", "waiting list, earlier than {:%d.%m.%Y}", "until {}"),
        ("de", "Warteliste, vor dem {:%d.%m.%Y}", "bis {}"),
    ],
)
async def test_nothing_behind_the_last_day_that_helps_is_offered(world, language, words, limit):
    ada, ben, cem = world.patient(language), world.patient(), world.patient()
    until = datetime.now(HERE).date() + timedelta(days=1)
    await ben.books_tomorrow()
    await cem.begins("Check-up", "Dr. Anna Weber", 2, 0, "Yes, take it")
    limit = limit.format(short_day(language, until))

    await ada.writes(words.format(until + timedelta(days=1)), intent="appointment")
    assert f"*{limit}*" in await ada.taps(0)
    await ada.taps(0)
    assert limit in await ada.taps(0)
    await cem.cancels()
    with pytest.raises(TimeoutError):
        await world.tells(ada, 2)
    await ben.cancels()

    assert day(language, until) in await world.tells(ada)
