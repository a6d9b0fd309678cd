"""What staff type: days, times, parts of ids; and what they are asked back."""

import asyncio
import json
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
import typer
from typer.testing import CliRunner

from wardbell_scheduling import typed
from wardbell_scheduling.commands import appointments
from wardbell_stack.daytime import HERE

THURSDAY = date(2026, 11, 26)


async def run(*words, said=None):
    """`wardbell appointments …`, and what is answered when it asks."""
    invoke = partial(CliRunner().invoke, input=said, catch_exceptions=False)
    call = partial(invoke, appointments, list(words))
    return await asyncio.to_thread(call)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-26", THURSDAY),
        ("26.11.2026", THURSDAY),
        ("1.2.2027", date(2027, 2, 1)),
        ("today", THURSDAY),
        ("Tomorrow", THURSDAY + timedelta(days=1)),
    ],
)
def test_a_day_is_understood_as_people_type_it(text, day):
    assert typed.day(text).seen_from(THURSDAY) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-26T14:30", time(14, 30)),
        ("2026-11-26 14:30", time(14, 30)),
        ("26.11.2026 9:05", time(9, 5)),
        ("today 14.30", time(14, 30)),
    ],
)
def test_a_time_is_understood_as_people_type_it(text, at):
    assert typed.moment(text).seen_from(THURSDAY) == datetime.combine(THURSDAY, at)


@pytest.mark.parametrize("text", ["", "26", "2026-02-30", "friday", "11/26/2026"])
def test_what_is_no_day_is_refused_with_examples(text):
    with pytest.raises(typer.BadParameter, match="tomorrow"):
        typed.day(text)


@pytest.mark.parametrize("text", ["14:30", "2026-11-26", "tomorrow", "2026-11-26 25:00"])
def test_what_is_no_time_is_refused_with_examples(text):
    with pytest.raises(typer.BadParameter, match="9:00"):
        typed.moment(text)


@pytest.fixture
async def tomorrow(world):
    """A patient's visit tomorrow, and one of somebody who called."""
    start = datetime.combine(datetime.now(HERE).date() + timedelta(days=1), time(9), HERE)
    words = ("--service", "check-up", "--practitioner", "weber", "--as", "Kim", "--json")
    ids = []
    for hour in ("9:00", "12:00"):
        done = await run("book", f"tomorrow {hour}", *words)
        assert done.exit_code == 0, done.output
        ids.append(json.loads(done.stdout)[0]["id"])
    rows = await world.sql("select start_at from appointment order by 1")
    assert [row["start_at"] for row in rows] == [start, start + timedelta(hours=3)]
    return ids


async def test_a_visit_is_found_by_the_end_of_its_id(world, tomorrow):
    first, _ = tomorrow

    done = await run("move", first[-6:], "tomorrow 10:00", "--as", "Kim", "--json")

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)[0]["id"] == first


async def test_part_of_an_id_that_may_be_several_is_refused_with_them(world, tomorrow):
    shared = tomorrow[0][:8]

    done = await run("arrived", shared, "--as", "Kim")

    assert done.exit_code == 1
    assert all(id_ in done.stderr for id_ in tomorrow)
    assert (await run("arrived", "0000-0000", "--as", "Kim")).exit_code == 1
    assert "is no id" in (await run("arrived", tomorrow[0][-5:], "--as", "Kim")).stderr


DAY = ("cancel", "--practitioner", "weber", "--day", "tomorrow", "--as", "Kim")


@pytest.mark.parametrize(
    ("more", "said", "code"), [((), "n\n", 1), ((), "", 1), (("--dry-run",), None, 0)]
)
async def test_a_day_stays_unless_people_say_yes(world, tomorrow, more, said, code):
    done = await run(*DAY, *more, said=said)

    assert done.exit_code == code
    assert all(id_ in done.stdout for id_ in tomorrow)
    rows = await world.sql("select distinct status from appointment")
    assert [row["status"] for row in rows] == ["booked"]
    assert await world.sql("select from block") == []


async def test_a_day_is_cancelled_when_people_say_yes(world, tomorrow):
    done = await run(*DAY, said="y\n")

    assert "Cancel 2 visits of weber" in done.stdout
    assert done.exit_code == 0, done.output
    rows = await world.sql("select distinct status from appointment")
    assert [row["status"] for row in rows] == ["cancelled"]


async def test_a_program_says_yes_or_only_looks(world, tomorrow):
    refused = await run(*DAY, "--json")
    looked = await run(*DAY, "--json", "--dry-run")

    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert [a["id"] for a in json.loads(looked.stdout)] == tomorrow


async def test_one_visit_cannot_be_tried_out(world, tomorrow):
    assert (await run("cancel", tomorrow[0], "--dry-run", "--as", "Kim")).exit_code == 2
    assert (await world.sql("select count(*) from block"))[0][0] == 0
