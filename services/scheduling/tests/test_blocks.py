"""A time that is blocked while somebody holds it is not booked."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_scheduling import blocks, clinics
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.commands import appointments
from wardbell_stack.daytime import HERE


async def run(*words):
    call = partial(CliRunner().invoke, appointments, list(words), catch_exceptions=False)
    return await asyncio.to_thread(call)


async def holding(world):
    """A patient who is asked whether to take a time, and that time."""
    ada = world.patient()
    await ada.writes("I need an appointment with Dr Weber", intent="appointment")
    await ada.taps("Check-up")
    await ada.taps(1)
    await ada.taps(2)
    (hold,) = await world.sql("select start_at from hold")
    return ada, hold["start_at"].astimezone(HERE)


async def blocked(world, start):
    """Staff take the time out of the schedule."""
    since, until = (f"{start + timedelta(minutes=m):%Y-%m-%dT%H:%M}" for m in (10, 20))
    done = await run("block", "weber", "--from", since, "--to", until, "--as", "Kim")
    assert done.output == "weber takes no new visits then; 0 stay in it\n"


async def absent(world, start, a_clinic):
    """Staff import a file in which the doctor is away."""
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["practitioners"]["weber"]["absences"] = [{"from": start.date(), "to": start.date()}]
    await world.imports(Clinic.model_validate(raw))


@pytest.mark.parametrize("why", ["blocked", "absent", "other hours"])
async def test_what_was_held_is_gone_when_it_is_blocked_meanwhile(world, a_clinic, why):
    ada, start = await holding(world)
    if why == "blocked":
        await blocked(world, start)
    elif why == "absent":
        await absent(world, start, a_clinic)
    else:
        raw = a_clinic.model_dump(by_alias=True, mode="json")
        raw["practitioners"]["weber"]["schedule"][0]["from"] = "15:00"
        await world.imports(Clinic.model_validate(raw))

    said = await ada.taps("Yes, take it")

    assert "These are the nearest free times" in said
    assert await world.sql("select * from appointment") == []
    assert await world.sql("select * from occupied") == []
    assert ada.days
    assert (start.astimezone(HERE).date() in ada.days) == (why != "absent")
    assert "Shall I take this time" in await ada.taps(0)
    assert "is booked" in await ada.taps("Yes, take it")


async def test_what_staff_blocked_can_be_given_back_in_part(world):
    _, start = await holding(world)
    hours = [f"{start + timedelta(hours=h):%Y-%m-%d %H:%M}" for h in range(4)]
    await run("block", "weber", "--from", hours[0], "--to", hours[3], "--as", "Kim")

    done = await run("unblock", "weber", "--from", hours[1], "--to", hours[2], "--as", "Kim")

    assert done.output == f"in the schedule again, from {hours[1]} to {hours[2]}\n"
    left = await world.sql("select start_at, end_at from block order by start_at")
    spans = [f"{at.astimezone(HERE):%Y-%m-%d %H:%M}" for row in left for at in row]
    assert spans == [hours[0], hours[1], hours[2], hours[3]]
    again = await run("unblock", "weber", "--from", hours[1], "--to", hours[2], "--as", "Kim")
    assert again.output == "nothing was blocked there\n"


async def test_what_was_held_beside_a_block_is_booked(world):
    ada, start = await holding(world)
    since, until = (f"{start + timedelta(minutes=m):%Y-%m-%dT%H:%M}" for m in (30, 60))
    await run("block", "weber", "--from", since, "--to", until, "--as", "Kim")

    assert "is booked" in await ada.taps("Yes, take it")


BEING_WRITTEN = {
    "block": (
        f"select pg_advisory_xact_lock({blocks._LOCK})",
        ["main", "weber"],
        """
        insert into block
        select gen_random_uuid(), 'main', 'weber', start, start + interval '30 minutes', 'Kim'
          from (select $1::timestamptz) as held (start)
        """,
    ),
    "absence": (
        f"select pg_advisory_xact_lock({clinics._LOCK})",
        [],
        f"""
        update clinic
           set version = version + 1,
               document = jsonb_set(
                   document::jsonb, '{{practitioners,weber,absences}}',
                   jsonb_build_array(jsonb_build_object('from', day, 'to', day))
               )::text
          from (select ($1::timestamptz at time zone '{HERE.key}')::date) as away (day)
        """,
    ),
}


@pytest.mark.parametrize("what", BEING_WRITTEN)
async def test_a_booking_waits_for_what_is_being_written(world, what):
    lock, of, write = BEING_WRITTEN[what]
    ada, start = await holding(world)
    async with world.room.database(world.schema) as conn:
        async with conn.transaction():
            await conn.execute(lock, *of)
            await conn.execute(write, start)
            answer = asyncio.create_task(ada.taps("Yes, take it"))
            await asyncio.sleep(1)
            assert not answer.done()

        assert "These are the nearest free times" in await answer
