"""Staff who name a time that is not free read why."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_scheduling.clinic import Clinic, Holidays
from wardbell_scheduling.commands import appointments
from wardbell_stack.daytime import HERE


async def run(*words):
    call = partial(CliRunner().invoke, appointments, list(words), catch_exceptions=False)
    return await asyncio.to_thread(call)


async def refused(start, service="check-up", practitioner="weber"):
    """What staff read who want to book then."""
    words = ("--service", service, "--practitioner", practitioner, "--as", "Kim")
    done = await run("book", start, *words)
    assert done.exit_code == 1, done.output
    return done.stderr


def day(ahead):
    return datetime.now(HERE).date() + timedelta(days=ahead)


@pytest.fixture
def rules(a_clinic):
    """Weber is away in 3 days, in 5 there are no check-ups but by Yilmaz."""
    raw = a_clinic.model_dump(mode="json", by_alias=True)
    weekday = f"{day(5):%a}".lower()
    (hours,) = raw["practitioners"]["weber"]["schedule"]
    all_days = hours["days"]
    hours["days"] = [each for each in all_days if each != weekday]
    raw["practitioners"]["weber"]["schedule"].append(
        hours | {"days": [weekday], "services": ["scan"]}
    )
    raw["practitioners"]["weber"]["absences"] = [{"from": str(day(3)), "to": str(day(3))}]
    raw["practitioners"]["yilmaz"]["services"] = ["check-up"]
    return Clinic.model_validate(raw)


async def test_what_the_schedule_has_no_place_for_says_why(opened, rules):
    async with opened(rules) as world:
        wanted = {
            f"{day(-1)} 9:00": "it is past",
            f"{day(99)} 9:00": "check-up can be booked 60 days ahead at most",
            f"{day(3)} 9:00": f"weber is away from {day(3)} to {day(3)}",
            f"{day(5)} 9:00": f"weber does not offer check-up on {day(5)}",
            f"{day(2)} 8:30": "weber's hours are 09:00-17:00",
            f"{day(2)} 9:10": "within 09:00-17:00 no check-up begins at 09:10",
        }
        for start, why in wanted.items():
            assert f"not free: {why}; near it: " in await refused(start)
        said = await refused(f"{day(2)} 9:00", "scan", "yilmaz")
        assert "yilmaz does not offer scan" in said
        closed = Holidays(country="DE", also=(day(4),))
        await world.imports(rules.model_copy(update={"holidays": closed}))
        assert f"{day(4)} is a public holiday" in await refused(f"{day(4)} 9:00")


async def test_what_is_taken_says_by_what(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 1, 0)
    (held,) = await world.sql("select start_at from hold")
    start = f"{held['start_at'].astimezone(HERE):%Y-%m-%d %H:%M}"
    assert "a patient is just deciding about it" in await refused(start)
    await ada.taps("Yes, take it")
    assert "weber has another visit then" in await refused(start)

    span = ("--from", f"{day(3)} 9:00", "--to", f"{day(3)} 12:00")
    await run("block", "weber", *span, "--as", "Kim")
    assert "it is blocked" in await refused(f"{day(3)} 10:00")

    words = ("--service", "scan", "--practitioner", "yilmaz", "--as", "Kim")
    assert (await run("book", f"{day(3)} 13:00", *words)).exit_code == 0
    assert "none of us-1 is free" in await refused(f"{day(3)} 13:00", "scan")
