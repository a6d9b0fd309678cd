"""A patient books, moves and cancels in the chat."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from wardbell_dialogue.links import page_id, read_token, unseal
from wardbell_dialogue.local_time import weekday
from wardbell_events import topics
from wardbell_events.inbound import Tap, Text
from wardbell_stack.daytime import HERE


async def test_first_choices_lead_to_a_booking(world):
    ada = world.patient()

    said = await ada.writes("I need an appointment", intent="appointment")
    assert said == "What is the visit for?"
    assert "with whom?" in await ada.taps("Check-up")
    assert "which day suits you?" in await ada.taps("First free")
    assert "which time suits you?" in await ada.taps(0)
    assert "Shall I take this time" in await ada.taps(0)
    said = await ada.taps("Yes, take it")

    assert "is booked" in said
    booked = await world.appointments.next_kind("scheduling.appointment.booked.v1")
    assert booked.contact_id == ada.contact_id
    assert booked.version == 1
    assert [r["count"] for r in await world.sql("select count(*) from hold")] == [0]


async def test_words_do_as_well_as_taps(world):
    ben = world.patient("de")
    day = weekday("de", (datetime.now(HERE).weekday() + 2) % 7)

    said = await ben.writes(f"Termin bei Frau Weber am {day}", intent="appointment")
    assert "Worum geht es" in said
    said = await ben.writes("Vorsorge")
    assert said.startswith(f"{day}, ")
    said = await ben.writes("halb drei")
    assert "14:30" in said
    assert "Dr. Anna Weber" in said
    assert "ist gebucht" in await ben.writes("ja")


async def test_two_typos_in_a_name_still_find_her(world):
    ada = world.patient()

    await ada.writes("appointment with Dr Wevber", intent="appointment")
    await ada.taps("Check-up")

    assert "which day" in ada.read[-1].content.body


async def test_what_is_booked_can_be_moved_and_cancelled(world):
    ada = world.patient()
    await ada.books()

    await ada.writes("my appointments")
    await ada.taps(0)
    await ada.taps("Move")
    await ada.taps(1)
    await ada.taps(3)
    assert "your visit is now on" in await ada.taps("Yes, take it")
    moved = await world.appointments.next_kind("scheduling.appointment.rescheduled.v1")
    assert moved.version == 2
    assert moved.previous_start != moved.start
    assert len(await world.sql("select * from occupied")) == 1

    await ada.writes("cancel my appointment")
    assert "is cancelled" in await ada.writes("yes")
    await world.appointments.next_kind("scheduling.appointment.cancelled.v1")
    assert await world.sql("select * from occupied") == []


async def test_a_slot_that_is_gone_meanwhile_leads_to_the_nearest_others(world):
    ada, ben = world.patient(), world.patient()
    for patient in (ada, ben):
        await patient.begins("Check-up", "Dr. Anna Weber", 0)
    assert "Shall I take this time" in await ada.taps(0)
    assert "Somebody was quicker" in await ben.taps(0)
    assert "Shall I take this time" in await ben.taps(0)
    assert "is booked" in await ben.taps("Yes, take it")
    assert "is booked" in await ada.taps("Yes, take it")


async def test_a_confirmation_is_not_repeated(world):
    ada = world.patient()
    await ada.books()
    ada.read.append(ada.read[-2])

    assert "You have this visit already" in await ada.taps("Yes, take it")
    assert len(await world.sql("select * from appointment")) == 1


async def test_who_has_a_visit_then_is_told_with_whom_and_offered_other_times(world):
    ada = world.patient()
    await ada.writes("check-up with Dr Weber tomorrow", intent="appointment")
    await ada.taps(3)
    await ada.taps("Yes, take it")
    await ada.writes("check-up with Dr Yilmaz tomorrow", intent="appointment")
    when = ada.choices[3][1]

    said = await ada.taps(3)

    assert "You have another visit then: Check-up" in said
    assert f"{when}* with Dr. Anna Weber" in said
    assert when not in {title.rpartition(", ")[2] for _, title in ada.choices}
    assert await world.sql("select * from hold") == []
    await ada.taps(0)
    assert "with Dr. Yilmaz is booked" in await ada.taps("Yes, take it")


async def test_who_has_a_longer_visit_is_offered_nothing_that_meets_it(world):
    ada = world.patient()
    await ada.writes("ultrasound with Dr Weber tomorrow", intent="appointment")
    await ada.taps(0)
    await ada.taps("Yes, take it")
    await ada.writes("check-up with Dr Yilmaz tomorrow", intent="appointment")
    both = [title for _, title in ada.choices[:2]]

    said = await ada.taps(1)

    assert "You have another visit then: Ultrasound" in said
    assert not {title.rpartition(", ")[2] for _, title in ada.choices} & set(both)
    await ada.taps(0)
    assert "with Dr. Yilmaz is booked" in await ada.taps("Yes, take it")


async def test_who_taps_on_their_own_time_once_more_has_it_already(world):
    ada = world.patient()
    await ada.books_tomorrow()
    ada.read.append(ada.read[-3])

    assert "You have this visit already" in await ada.taps(0)


async def test_a_visit_elsewhere_that_was_booked_meanwhile_is_told_when_it_is_confirmed(world):
    ada = world.patient()
    await ada.writes("check-up with Dr Weber tomorrow", intent="appointment")
    await ada.taps(3)
    await ada.taps("Yes, take it")
    await ada.writes("check-up with Dr Yilmaz tomorrow", intent="appointment")
    await ada.taps(4)
    hour = "interval '30 minutes'"
    await world.sql(f"update appointment set start_at = start_at + {hour}")

    assert "You have another visit then" in await ada.taps("Yes, take it")

    assert await world.sql("select * from hold") == []
    assert len(await world.sql("select * from appointment")) == 1


async def test_a_lapsed_hold_is_honoured_while_the_slot_is_free(world):
    ada = world.patient()
    await ada.writes("I need an appointment", intent="appointment")
    await ada.taps("Check-up")
    for _ in range(3):
        await ada.taps(0)
    past = datetime.now(UTC) - timedelta(seconds=1)
    await world.sql("update hold set held_until = $1, extended = true", past)
    await world.sql("update occupied set held_until = $1", past)

    assert "is booked" in await ada.taps("Yes, take it")


async def test_a_lapsed_hold_loses_to_whoever_came_meanwhile(world):
    ada, ben = world.patient(), world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0, 0)
    past = datetime.now(UTC) - timedelta(seconds=1)
    await world.sql("update hold set held_until = $1, extended = true", past)
    await world.sql("update occupied set held_until = $1", past)
    await ben.begins("Check-up", "Dr. Anna Weber", 0, 0)
    assert "is booked" in await ben.taps("Yes, take it")

    assert "Somebody was quicker" in await ada.taps("Yes, take it")


async def test_a_request_waits_for_staff(world):
    ada = world.patient()

    said = await ada.begins("Ultrasound", 0, 0, 0, 0)

    assert "We confirm before it begins" in said
    task = await world.appointments.next_kind("desk.task.opened.v1")
    assert task.kind == "appointment_request"
    requested = await world.appointments.next_kind("scheduling.appointment.requested.v1")
    assert task.reason == str(requested.appointment_id)


async def test_nonsense_gets_the_question_again_and_then_three_numbers(world):
    ada = world.patient()
    await ada.writes("I need an appointment", intent="appointment")

    assert "I did not understand" in await ada.writes("qwertz")
    assert ada.choices
    said = await ada.writes("asdf")
    assert "1. Check-up" in said
    assert "with whom?" in await ada.writes("1")


@pytest.mark.parametrize(
    ("language", "service", "human"),
    [("en", "1. Check-up", "3. Call me back"), ("de", "1. Vorsorge", "3. Rückruf bitte")],
)
async def test_who_is_not_understood_twice_can_choose_a_human_by_number(
    world, language, service, human
):
    ada = world.patient(language)
    await ada.writes("Termin", intent="appointment")
    await ada.writes("qwertz")

    said = await ada.writes("asdf")
    assert service in said
    assert said.endswith(human)
    async with world.room.listening(topics.INBOUND_DESK) as desk:
        await ada.only_says(Text(body="3"))
        _, event = await desk.next()
        while event.contact_id != ada.contact_id:  # others were here before
            _, event = await desk.next()

    assert event.said == Tap(service="desk", action="call_back", argument="appointment")


async def test_who_chooses_a_human_by_number_holds_nothing(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0, 0)
    await ada.writes("qwertz")
    await ada.writes("asdf")
    assert [title for _, title in ada.choices][2:] == ["No, thank you", "Call me back"]

    await ada.only_says(Text(body="4"))

    await world.until("select count(*) = 0 from hold")


async def test_ten_patients_who_choose_one_slot_at_once_on_three_replicas(opened):
    async with opened(replicas=3) as world:
        patients = [world.patient() for _ in range(10)]
        for patient in patients:
            await patient.begins("Check-up", "Dr. Anna Weber", 0)
        said = await asyncio.gather(*(patient.taps(0) for patient in patients))
    assert sum("Shall I take" in words for words in said) == 1
    assert sum("Somebody was quicker" in words for words in said) == 9


async def test_a_name_that_comes_before_the_floor_has_moved_is_handed_on_to_patients(world):
    ada = world.patient()
    await ada.begins("Check-up", 0, 0)
    await ada.only_taps(0)
    assert (await ada.hears()).type == "patients.identity.requested.v1"

    said = await ada.only_says(Text(body="Ada Example"))

    assert await ada.hears() == said


async def test_the_calendar_link_shows_what_is_true_after_every_change(opened, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://pages.example.org")
    async with opened() as world, world.room.listening(topics.PAGES_PARTS) as pages:
        ada = world.patient()
        await ada.books()
        token = read_token(ada.read[-1].content.url.rsplit("/", 1)[1].removesuffix(".ics"))
        _, first = await pages.next()
        await ada.writes("my appointments")
        await ada.taps(0)
        await ada.taps("Cancel")
        await ada.taps("Yes, cancel")
        _, last = await pages.next()

    assert first.page_id == last.page_id == page_id(token)
    assert b"STATUS:CONFIRMED" in unseal(first.sealed, token)
    assert b"STATUS:CANCELLED" in unseal(last.sealed, token)
    assert last.version > first.version


@pytest.mark.parametrize(
    ("language", "words", "button"),
    [
        ("en", "can you add it to my calendar?", "Add to calendar"),
        ("de", "bitte in meinen Kalender eintragen", "In den Kalender"),
    ],
)
async def test_the_calendar_link_can_be_had_again(opened, monkeypatch, language, words, button):
    monkeypatch.setenv("PUBLIC_URL", "https://pages.example.org")
    async with opened() as world:
        ada = world.patient(language)
        await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
        first = ada.read[-1].content

        said = await ada.writes(words)

        again = ada.read[-1].content
        assert again.url == first.url
        assert again.button == button
        assert "Dr. Anna Weber" in said


async def test_the_calendar_link_of_another_visit_loses_no_question(opened, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://pages.example.org")
    async with opened() as world:
        ada = world.patient()
        await ada.begins("Check-up", "Dr. Anna Weber", 1, 0, "Yes, take it")
        await ada.begins("Ultrasound", "Dr. Yilmaz")

        await ada.writes("add my check-up to my calendar")
        assert ada.read[-1].content.url.startswith("https://pages.example.org")

        assert "which time suits you?" in await ada.writes("the day after tomorrow")


async def test_without_a_visit_there_is_no_calendar_link(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber")

    assert "You have no visit coming up" in await ada.writes("add it to my calendar")
