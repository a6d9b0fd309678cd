"""Who waits is offered what comes free, in fair order; the first who accepts has it."""

import asyncio

import pytest

async def joins(patient, *, days="Any day", part="Any time"):
    """Wait for a check-up; returns what is said in the end."""
    await patient.writes("put me on the waiting list", intent="appointment")
    await patient.taps("Check-up")
    await patient.taps(days)
    return await patient.taps(part)


async def books_tomorrow(patient, doctor="Dr. Anna Weber", time=0):
    """Take a check-up tomorrow."""
    await patient.writes("I need an appointment", intent="appointment")
    await patient.taps("Check-up")
    await patient.taps(doctor)
    await patient.taps(1)
    await patient.taps(time)
    return await patient.taps("Yes, take it")


async def cancels(patient):
    """Give up the first visit there is."""
    await patient.writes("my appointments")
    await patient.taps(0)
    await patient.taps("Cancel")
    return await patient.taps("Yes, cancel")


async def is_told(world, patient, seconds=20):
    """The next notice to a patient, as something to tap."""
    while True:
        heard = await world.appointments.next_of(patient.contact_id, seconds)
        if heard.type == "outbound.message.requested.v1":
            patient.read.append(heard)
            return heard.content.body


async def test_a_freed_slot_is_offered_and_taken(opened, by_day):
    async with opened(by_day()) as world:
        ada, ben = world.patient(), world.patient()
        assert "is booked" in await books_tomorrow(ben)
        assert "You are on the waiting list: *Check-up*" in await joins(ada)

        await cancels(ben)

        assert "A time got free: Check-up" in await is_told(world, ada)
        said = await ada.taps("Take it")
        assert "is booked" in said
        assert await world.sql("select * from waiting") == []
        (row,) = await world.sql("select status from slot_offer")
        assert row["status"] == "taken"


async def test_twenty_accept_at_once_on_three_replicas_and_one_has_it(opened, by_day):
    async with opened(by_day(offers_at_once=20), replicas=3) as world:
        ben, waiting = world.patient(), [world.patient() for _ in range(20)]
        await books_tomorrow(ben)
        for patient in waiting:
            await joins(patient)
        await cancels(ben)
        for patient in waiting:
            assert "A time got free" in await is_told(world, patient)

        said = await asyncio.gather(*(patient.taps("Take it") for patient in waiting))

        assert sum("is booked" in words for words in said) == 1
        told = [words for words in said if "You keep your place" in words]
        assert len(told) == 19
        assert all("quicker" in words or "has been taken" in words for words in told)
        assert len(await world.sql("select * from appointment where status = 'booked'")) == 1
        assert len(await world.sql("select * from waiting")) == 19
