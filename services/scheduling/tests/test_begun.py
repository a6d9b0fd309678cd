"""A visit that has begun takes place: staff mark it, and nobody is told that it does not."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import busy_import, clinic_import
from wardbell_scheduling.commands import appointments
from wardbell_scheduling.slots import Span
from wardbell_stack.daytime import HERE

HOUR = timedelta(hours=1)
BEGUN = "it has begun: mark it with arrived, fulfil or no-show"


async def run(*words):
    call = partial(CliRunner().invoke, appointments, list(words), catch_exceptions=False)
    return await asyncio.to_thread(call)


async def visits(world, *ahead):
    """Visits of Dr. Weber's so long from now, each of a patient; ids as they begin."""
    for _ in ahead:
        await world.patient().books_tomorrow()
    rows = await world.sql("select id from appointment order by id")
    for row, span in zip(rows, ahead, strict=True):
        at = datetime.now(UTC) + span
        await world.sql("update appointment set start_at = $2 where id = $1", row["id"], at)
    return [str(row["id"]) for row in rows]


async def states(world):
    rows = await world.sql("select status from appointment order by start_at")
    return [row["status"] for row in rows]


def of_day(day):
    return ("cancel", "--practitioner", "weber", "--day", str(day), "--as", "Kim", "--yes")


async def test_who_goes_home_at_noon_cancels_what_is_left_of_the_day(world):
    *_, later = await visits(world, -2 * HOUR, -HOUR / 10, HOUR)

    done = await run(*of_day("today"), "--json")

    assert [each["id"] for each in json.loads(done.stdout)] == [later]
    assert await states(world) == ["booked", "booked", "cancelled"]
    await world.appointments.counts("scheduling.appointment.cancelled.v1", 1)


async def test_a_day_that_is_over_cannot_be_cancelled(world):
    await visits(world, -24 * HOUR)
    day = datetime.now(HERE).date() - timedelta(days=1)

    for words in (of_day(day), (*of_day(day)[:-1], "--dry-run")):
        done = await run(*words)

        assert done.exit_code == 1
        assert f"{day} is over: mark its visits with arrived, fulfil or no-show" in done.stderr
    assert await states(world) == ["booked"]
    assert await world.sql("select from block") == []


@pytest.mark.parametrize("status", ["booked", "pending"])
async def test_one_that_has_begun_is_neither_cancelled_nor_moved(world, status):
    (begun,) = await visits(world, -HOUR / 10)
    await world.sql("update appointment set status = $1", status)
    tomorrow = f"{datetime.now(HERE) + timedelta(days=1):%Y-%m-%d} 15:00"

    for words in (("cancel", begun), ("move", begun, tomorrow)):
        done = await run(*words, "--as", "Kim")

        assert done.exit_code == 1
        assert (BEGUN if status == "booked" else "it has begun: decline it") in done.stderr
    assert await states(world) == [status]


async def test_what_is_taken_out_of_a_schedule_names_only_what_is_to_come(world, a_clinic):
    _, later = await visits(world, -HOUR / 10, HOUR)
    now = datetime.now(UTC)
    around = Span(now - HOUR, now + 2 * HOUR)
    since, until = (f"{at.astimezone(HERE):%Y-%m-%d %H:%M}" for at in around)

    blocked = await run("block", "weber", "--from", since, "--to", until, "--as", "Kim", "--json")
    async with at_the_counter("scheduling") as desk:
        async with desk.transaction() as tx:
            hit = await busy_import.hit(tx, "main", "weber", [around])
        hours = {"practitioners": {"yilmaz": a_clinic.practitioners["yilmaz"]}}
        imported = await clinic_import.import_clinic(desk, a_clinic.model_copy(update=hours), "Kim")

    for found in ([each["id"] for each in json.loads(blocked.stdout)], hit, imported.stranded):
        assert [str(getattr(each, "id", each)) for each in found] == [later]
