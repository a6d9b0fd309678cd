"""A request that staff never answer ends at its time: nobody waits for a word for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.staff import Operator

KIM = Operator("Kim")


async def its_time_comes(world, ago):
    """The visit begins, or began while everything was down."""
    start = datetime.now(UTC).replace(microsecond=0) - ago
    await world.starts_at(start, "unanswered")


@pytest.mark.parametrize("ago", [timedelta(), timedelta(days=3)])
async def test_who_was_never_answered_reads_an_apology_with_other_times(world, ago):
    ada = world.patient()
    assert "We confirm before it begins" in await ada.begins("Ultrasound", 0, 0, 0, 0)
    asked = await world.appointments.next_kind("desk.task.opened.v1")

    await its_time_comes(world, ago)

    said = await world.tells(ada)
    assert "our team has not confirmed your visit" in said
    assert "These times are free instead" in said
    assert "Shall I take this time" in await ada.taps(0)
    declined = await world.appointments.next_kind("scheduling.appointment.declined.v1")
    assert (declined.version, declined.changed_by) == (2, "system")
    closed = await world.appointments.next_kind("desk.task.closed.v1")
    assert (closed.task_id, closed.outcome) == (asked.task_id, "not_needed")
    (row,) = await world.sql("select id, status from appointment")
    assert row["status"] == "cancelled"
    assert await world.sql("select from occupied where owner = $1", row["id"]) == []


async def test_it_is_said_in_the_patients_language(world):
    ada = world.patient("de")
    await ada.books("Ultraschall")

    await its_time_comes(world, timedelta())

    assert "unser Team hat Ihren Besuch" in await world.tells(ada)


@pytest.mark.parametrize("answer", ["confirm", "move"])
async def test_what_was_answered_or_moved_is_not_ended(world, answer):
    ada = world.patient()
    await ada.books("Ultrasound")
    (row,) = await world.sql("select id, start_at from appointment")
    async with at_the_counter("scheduling") as desk:
        if answer == "confirm":
            await counter.confirm(desk, row["id"], KIM)
        else:
            await counter.move(desk, row["id"], await world.local(row["id"], days=1), KIM)

    await world.sql(
        "update due_job set due_at = $1 where timer = 'unanswered' and due_at = $2",
        datetime.now(UTC),
        row["start_at"],
    )
    await world.until(
        "select not exists (select from due_job where timer = 'unanswered' and due_at <= now())"
    )

    (row,) = await world.sql("select status from appointment")
    assert row["status"] == "booked"


async def test_a_request_that_staff_move_is_answered_and_booked(world):
    ada = world.patient()
    await ada.books("Ultrasound")
    asked = await world.appointments.next_kind("desk.task.opened.v1")
    (row,) = await world.sql("select id, start_at from appointment")
    later = row["start_at"] + timedelta(days=1)

    async with at_the_counter("scheduling") as desk:
        moved = await counter.move(desk, row["id"], await world.local(row["id"], days=1), KIM)

    assert moved.status == "booked"
    said = await world.tells(ada)
    assert "We had to move your visit on" in said
    assert "It is now on" in said
    booked = await world.appointments.next_kind("scheduling.appointment.booked.v1")
    assert (booked.version, booked.start) == (2, later)
    closed = await world.appointments.next_kind("desk.task.closed.v1")
    assert (closed.task_id, closed.outcome) == (asked.task_id, "done")
    due = await world.sql("select due_at from due_job where timer = 'unanswered'")
    assert [r["due_at"] for r in due] == [row["start_at"]]


async def test_a_video_visit_that_is_confirmed_late_still_gets_its_link(opened, a_clinic):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["services"]["scan"] |= {
        "rooms": [],
        "virtual": {"kind": "video", "link": "https://video.example.org/weber"},
    }
    async with opened(Clinic.model_validate(raw)) as world:
        ada = world.patient()
        await ada.books("Ultrasound")
        now = datetime.now(UTC).replace(microsecond=0)
        await world.starts_at(now + timedelta(minutes=10), "join", due=now)
        await world.until("select not exists (select from due_job where timer = 'join')")
        (row,) = await world.sql("select id from appointment")
        async with at_the_counter("scheduling") as desk:
            await counter.confirm(desk, row["id"], KIM)

        assert "Your visit is confirmed" in await world.tells(ada)
        assert "begins at" in await world.tells(ada)


async def test_a_request_that_is_declined_without_other_times_offers_the_nearest(world):
    ada = world.patient()
    await ada.books("Ultrasound")
    (row,) = await world.sql("select id from appointment")
    async with at_the_counter("scheduling") as desk:
        await counter.decline(desk, row["id"], "The device is being repaired.", [], KIM)

    said = await world.tells(ada)

    assert "The device is being repaired." in said
    assert "These times are free instead:" in said
    assert "Shall I take this time" in await ada.taps(0)


@pytest.mark.parametrize(
    ("language", "service", "yes", "answer"),
    [
        ("en", "Ultrasound", "Yes, take it", "You have asked for this visit already"),
        ("de", "Ultraschall", "Ja, nehmen", "Um diesen Besuch haben Sie schon gebeten"),
    ],
)
async def test_who_says_yes_twice_to_a_request_reads_that_it_waits(
    world, language, service, yes, answer
):
    ada = world.patient(language)
    await ada.books(service)
    ada.read.append(ada.read[-2])

    assert answer in await ada.taps(yes)


@pytest.mark.parametrize(
    ("hours", "language", "service", "deadline"),
    [
        (0, "en", "Ultrasound", "We confirm before it begins."),
        (30, "en", "Ultrasound", "We confirm within 24 hours."),
        (0, "de", "Ultraschall", "Wir bestätigen noch vor dem Beginn."),
        (30, "de", "Ultraschall", "Wir bestätigen innerhalb von 24 Stunden."),
    ],
)
async def test_what_begins_within_a_day_is_confirmed_before_that(
    opened, a_clinic, hours, language, service, deadline
):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["services"]["scan"]["lead_hours"] = hours
    async with opened(Clinic.model_validate(raw)) as world:
        assert deadline in await world.patient(language).begins(service, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("language", "service", "mine", "answer"),
    [
        ("en", "Ultrasound", "My visits", "Your visits"),
        ("de", "Ultraschall", "Meine Besuche", "Ihre Besuche"),
        ("en", "Ultrasound", "Add to calendar", "With Dr."),
        ("de", "Ultraschall", "In den Kalender", "Bei Dr."),
    ],
)
async def test_from_the_word_that_it_is_confirmed_there_is_a_way_to_ones_visits_and_calendar(
    world, language, service, mine, answer
):
    ada = world.patient(language)
    await ada.books(service)
    (row,) = await world.sql("select id from appointment")
    async with at_the_counter("scheduling") as desk:
        await counter.confirm(desk, row["id"], KIM)
    await world.tells(ada)

    assert answer in await ada.taps(mine)


@pytest.fixture
async def offered(world):
    """Somebody whose request is declined, and the time that staff offer instead."""
    ada = world.patient()
    await ada.books("Ultrasound")
    (row,) = await world.sql("select id from appointment")
    there = await world.local(row["id"], days=2)
    async with at_the_counter("scheduling") as desk:
        await counter.decline(desk, row["id"], "The device is being repaired.", [there], KIM)
    assert "These times are free instead" in await world.tells(ada)
    return ada, there


@pytest.mark.parametrize("words", ["tap", "date", "other"])
async def test_what_staff_offer_themselves_is_booked_at_once(world, offered, words):
    ada, there = offered
    asked = len(await world.sql("select from appointment_history where status = 'pending'"))
    if words == "tap":
        await ada.taps(0)
    elif words == "date":
        await ada.writes(f"{there:%d.%m.%Y} at {there:%H:%M}")
    else:
        await ada.writes(f"{there + timedelta(days=1):%d.%m.%Y} at {there:%H:%M}")

    said = await ada.taps("Yes, take it")

    waits = "select from appointment_history where status = 'pending'"
    assert ("is booked" in said) is (words != "other")
    assert ("is kept for you" in said) is (words == "other")
    assert len(await world.sql(waits)) - asked == (words == "other")


async def test_what_staff_offered_is_the_winners_after_a_merge(world, offered):
    ada, _ = offered
    winner = world.patient()
    winner.read = ada.read
    await world.merges(ada, winner)
    await world.until(
        f"select exists (select from proposed where contact_id = '{winner.contact_id}')"
    )

    await winner.taps(0)
    assert "is booked" in await winner.taps("Yes, take it")
