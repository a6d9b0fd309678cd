"""A clinic with places in two time zones: a day and a time are those of the place of the visit."""

import asyncio
import json
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from wardbell_scheduling import local_days
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.commands import appointments
from wardbell_scheduling.schedule_commands import schedule

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
SYDNEY = ZoneInfo("Australia/Sydney")
ALL = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


async def run(*words, group=appointments):
    call = partial(CliRunner().invoke, group, list(words), catch_exceptions=False)
    return await asyncio.to_thread(call)


@pytest.fixture
def two_zones(a_clinic):
    """Dr. Weber works in New York until late, Dr. Yilmaz in Berlin, where the clinic is."""
    raw = a_clinic.model_dump(by_alias=True, mode="json") | {"time_zone": BERLIN.key}
    raw["locations"]["there"] = {
        "name": "Far",
        "address": "Broadway 1",
        "time_zone": NEW_YORK.key,
    }
    raw["practitioners"]["weber"]["schedule"] = [
        {"days": ALL, "from": "09:00", "to": "23:00", "location": "there"}
    ]
    return Clinic.model_validate(raw)


async def books(start, practitioner):
    done = await run(
        "book",
        f"{start:%Y-%m-%dT%H:%M}",
        "--service",
        "check-up",
        "--practitioner",
        practitioner,
        "--as",
        "Kim",
        "--json",
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)[0]["id"]


async def test_a_day_is_cancelled_where_the_visits_are(opened, two_zones):
    async with opened(two_zones) as world:
        day = datetime.now(NEW_YORK).date() + timedelta(days=5)
        # In Berlin it is the next day already.
        before = await books(datetime.combine(day - timedelta(days=1), time(22)), "weber")
        late = await books(datetime.combine(day, time(22)), "weber")
        early = await books(datetime.combine(day, time(9)), "weber")

        words = ("--practitioner", "weber", "--day", str(day), "--yes", "--as", "Kim", "--json")
        done = await run("cancel", *words)

        assert {a["id"] for a in json.loads(done.stdout)} == {early, late}
        (block,) = await world.sql("select start_at, end_at from block")
        whole = [datetime.combine(d, time(), NEW_YORK) for d in (day, day + timedelta(days=1))]
        assert list(block) == whole
        left = await world.sql("select id from appointment where status = 'booked'")
        assert [str(row["id"]) for row in left] == [before]


async def test_what_is_listed_of_a_day_is_what_takes_place_on_it(opened, two_zones):
    async with opened(two_zones):
        day = datetime.now(NEW_YORK).date() + timedelta(days=5)
        late = await books(datetime.combine(day, time(22)), "weber")
        here = await books(datetime.combine(day, time(9)), "yilmaz")

        async def listed(day):
            done = await run("list", "--day", str(day), "--json")
            return [a["id"] for a in json.loads(done.stdout)]

        assert await listed(day) == [here, late]
        assert await listed(day + timedelta(days=1)) == []


async def test_a_time_is_what_the_clock_says_where_the_visit_is(opened, two_zones):
    async with opened(two_zones) as world:
        day = datetime.now(NEW_YORK).date() + timedelta(days=5)
        id_ = await books(datetime.combine(day, time(9)), "weber")
        done = await run("move", id_, f"{day}T22:00", "--as", "Kim")
        assert done.exit_code == 0, done.output
        (row,) = await world.sql("select start_at from appointment")
        assert row["start_at"] == datetime.combine(day, time(22), NEW_YORK)

        since, until = f"{day}T12:00", f"{day}T13:00"
        done = await run("block", "weber", "--from", since, "--to", until, "--as", "Kim")
        assert done.output == "weber takes no new visits then; 0 stay in it\n"
        (block,) = await world.sql("select start_at from block")
        assert block["start_at"] == datetime.combine(day, time(12), NEW_YORK)


async def test_a_whole_day_of_another_calendar_is_the_day_where_they_work(
    opened, two_zones, tmp_path
):
    async with opened(two_zones) as world:
        day = datetime.now(NEW_YORK).date() + timedelta(days=5)
        file = tmp_path / "away.ics"
        file.write_text(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n"
            f"DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\n"
            "SUMMARY:Away\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )

        done = await run("busy", "weber", str(file), group=schedule)

        assert done.exit_code == 0, done.output
        (block,) = await world.sql("select start_at, end_at from block")
    whole = [datetime.combine(d, time(), NEW_YORK) for d in (day, day + timedelta(days=1))]
    assert list(block) == whole


def test_on_a_day_without_hours_it_is_the_day_of_where_they_work_else(two_zones):
    raw = two_zones.model_dump(by_alias=True, mode="json")
    raw["practitioners"]["weber"]["schedule"][0]["days"] = ["mon"]
    made = Clinic.model_validate(raw)
    sunday = date(2026, 12, 6)

    (span,) = local_days.day_of(made, "weber", sunday)

    assert span.start == datetime.combine(sunday, time(), NEW_YORK)


def test_who_works_in_two_zones_on_a_day_keeps_the_next_day_of_each(a_clinic):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["locations"]["there"] = {"name": "Far", "address": "1", "time_zone": SYDNEY.key}
    raw["locations"]["west"] = {"name": "West", "address": "2", "time_zone": NEW_YORK.key}
    raw["practitioners"]["weber"]["schedule"] = [
        {"days": ALL, "from": "09:00", "to": "12:00", "location": place}
        for place in ("there", "west")
    ]
    made = Clinic.model_validate(raw)
    day = date(2026, 12, 7)

    spans = local_days.day_of(made, "weber", day)

    assert spans == [
        tuple(datetime.combine(day, time(hour), zone).astimezone(UTC) for hour in (9, 12))
        for zone in (SYDNEY, NEW_YORK)
    ]


def test_a_wish_until_a_day_ends_with_the_day_at_the_last_place(two_zones):
    day = date(2026, 12, 7)
    end = datetime.combine(day + timedelta(days=1), time(), NEW_YORK)
    assert local_days.end_of(two_zones, day) == end
