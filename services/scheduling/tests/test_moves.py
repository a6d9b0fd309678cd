"""What is moved is a visit as the clinic offers it now."""

from datetime import timedelta

import pytest

from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.staff import Operator


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
    (row,) = await world.sql("select id, start_at from appointment")
    later = row["start_at"] + timedelta(days=2)
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
