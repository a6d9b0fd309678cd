"""A request that staff never answer ends at its time: nobody waits for a word for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.staff import Operator

KIM = Operator("Kim")


async def its_time_comes(world, ago):
    """The visit begins, or began while everything was down."""
    start = datetime.now(UTC).replace(microsecond=0) - ago
    await world.sql("update appointment set start_at = $1", start)
    await world.sql(
        "update due_job set due_at = $1,"
        " payload = jsonb_set(payload, '{start}', to_jsonb($2::text)) where timer = 'unanswered'",
        start,
        start.isoformat(),
    )


@pytest.mark.parametrize("ago", [timedelta(), timedelta(days=3)])
async def test_who_was_never_answered_reads_an_apology_with_other_times(world, ago):
    ada = world.patient()
    assert "We confirm within 24 hours" in await ada.books("Ultrasound")
    asked = await world.appointments.next_kind("desk.task.opened.v1")

    await its_time_comes(world, ago)

    said = await world.tells(ada)
    assert "our team has not confirmed Ultrasound" in said
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

    assert "unser Team hat Ultraschall" in await world.tells(ada)


@pytest.mark.parametrize("answer", ["confirm", "move"])
async def test_what_was_answered_or_moved_is_not_ended(world, answer):
    ada = world.patient()
    await ada.books("Ultrasound")
    (row,) = await world.sql("select id, start_at from appointment")
    async with at_the_counter("scheduling") as desk:
        if answer == "confirm":
            await counter.confirm(desk, row["id"], KIM)
        else:
            await counter.move(desk, row["id"], row["start_at"] + timedelta(days=1), KIM)

    await world.sql(
        "update due_job set due_at = $1 where timer = 'unanswered' and due_at = $2",
        datetime.now(UTC),
        row["start_at"],
    )
    await world.until(
        "select not exists (select from due_job where timer = 'unanswered' and due_at <= now())"
    )

    (row,) = await world.sql("select status from appointment")
    assert row["status"] == {"confirm": "booked", "move": "pending"}[answer]


async def test_a_request_that_was_moved_ends_at_its_new_time(world):
    ada = world.patient()
    await ada.books("Ultrasound")
    (row,) = await world.sql("select id, start_at from appointment")
    later = row["start_at"] + timedelta(days=1)
    async with at_the_counter("scheduling") as desk:
        await counter.move(desk, row["id"], later, KIM)
    assert "We had to move your visit" in await world.tells(ada)

    due = await world.sql("select due_at from due_job where timer = 'unanswered' order by due_at")

    assert [r["due_at"] for r in due] == [row["start_at"], later]
