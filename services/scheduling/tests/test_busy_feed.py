"""The feed of a practitioner's busy times follows what is booked, and says nothing but when."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from icalendar import Calendar, Event
from typer.testing import CliRunner

from wardbell_dialogue.links import page_id, read_token, unseal
from wardbell_events import topics
from wardbell_scheduling.app import service
from wardbell_scheduling.busy_feed import GATHER
from wardbell_scheduling.commands import appointments
from wardbell_scheduling.schedule_commands import schedule
from wardbell_stack.daytime import HERE

PUBLIC_URL = "https://links.example.org"
DAY = (datetime.now(HERE) + timedelta(days=7)).date()
"""On which most of this happens."""


@pytest.fixture(autouse=True)
def public(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", PUBLIC_URL)


async def run(group, *words):
    """`wardbell schedule …` or `wardbell appointments …`."""
    call = partial(CliRunner().invoke, group, list(words), catch_exceptions=False)
    done = await asyncio.to_thread(call)
    assert done.exit_code == 0, done.output
    return done.stdout


async def feed(*words):
    return json.loads(await run(schedule, "feed", "weber", *words, "--json"))["address"]


def token_of(address):
    assert address.startswith(f"{PUBLIC_URL}/c/")
    return read_token(address.removeprefix(f"{PUBLIC_URL}/c/").removesuffix(".ics"))


@dataclass
class Pages:
    """What links show, as services/pages is told."""

    listener: object
    seen: dict = field(default_factory=dict)

    async def next_of(self, token):
        """The next version of a link's page."""
        mine = self.seen.setdefault(page_id(token), [])
        while not mine:
            _, page = await self.listener.next()
            self.seen.setdefault(page.page_id, []).append(page)
        return mine.pop(0)

    async def times(self, token):
        """The next version's events, as UID and local start and end."""
        return events(unseal((await self.next_of(token)).sealed, token))


def events(file):
    return [
        (
            str(e["uid"]),
            f"{e.start.astimezone(HERE):%d %H:%M}",
            f"{e.end.astimezone(HERE):%d %H:%M}",
        )
        for e in Calendar.from_ical(file).walk("VEVENT")
    ]


@pytest.fixture
def at_work(opened):
    @asynccontextmanager
    async def at_work(made=None):
        async with opened(made) as world, world.room.listening(topics.PAGES_PARTS) as listener:
            yield world, Pages(listener)

    return at_work


def at(clock):
    return f"{DAY:%Y-%m-%d}T{clock}"


async def book(clock, service="check-up"):
    words = ("--service", service, "--practitioner", "weber", "--as", "Kim", "--json")
    return json.loads(await run(appointments, "book", at(clock), *words))[0]["id"]


async def block(since, until):
    words = ("--from", at(since), "--to", at(until), "--as", "Kim")
    await run(appointments, "block", "weber", *words)


def hours(times):
    return [(since[3:], until[3:]) for _, since, until in times]


async def test_it_shows_what_is_taken_with_buffers_and_follows_every_change(at_work, a_clinic):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["services"]["check-up"] |= {"buffer_before": 10, "buffer_after": 20}
    async with at_work(type(a_clinic).model_validate(raw)) as (_, pages):
        booked = await book("10:10")
        token = token_of(await feed())
        assert hours(first := await pages.times(token)) == [("10:00", "11:00")]

        await block("12:00", "13:00")
        both = await pages.times(token)
        assert hours(both) == [("10:00", "11:00"), ("12:00", "13:00")]
        await run(appointments, "move", booked, at("14:10"), "--as", "Kim")
        moved = await pages.times(token)
        assert hours(moved) == [("12:00", "13:00"), ("14:00", "15:00")]
        await run(appointments, "cancel", booked, "--as", "Kim")
        assert hours(await pages.times(token)) == [("12:00", "13:00")]

    assert first[0][0] == both[0][0] == moved[1][0]  # the same visit all along
    assert len({uid for uid, _, _ in both}) == 2


async def test_what_a_patient_books_moves_and_cancels_is_followed(at_work):
    async with at_work() as (world, pages):
        token = token_of(await feed())
        await pages.times(token)
        ada = world.patient()
        await ada.writes("I need an appointment with Dr Weber", intent="appointment")
        for choice in ("Check-up", 1, 0, 0):
            await ada.taps(choice)
        assert len(await pages.times(token)) == 1
        await ada.writes("my appointments")
        await ada.taps(0)
        await ada.taps("Cancel")
        await ada.taps("Yes, cancel")
        assert await pages.times(token) == []


async def test_it_says_when_and_nothing_else(at_work):
    async with at_work() as (_, pages):
        booked = await book("10:00", "scan")
        token = token_of(await feed("--language", "de"))
        file = unseal((await pages.next_of(token)).sealed, token)

    text = file.decode().lower()
    for word in ("scan", "ultra", "room", "us-1", "weber", "main street", "kim", booked):
        assert word not in text
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    assert sorted(event) == ["DTEND", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID"]
    assert (event["SUMMARY"], event["TRANSP"]) == ("Belegt", "OPAQUE")
    assert "DTSTART:" in file.decode()  # UTC, no zone to be misread
    assert event.start.utcoffset() == timedelta(0)


async def test_a_new_address_ends_the_old_one_and_off_ends_all(at_work):
    async with at_work() as (world, pages):
        old = await feed()
        assert await feed() == old
        shown = await pages.next_of(token_of(old))
        new = await feed("--renew")
        ended = await pages.next_of(token_of(old))
        assert ended.version > shown.version
        assert ended.expires_at <= datetime.now(UTC)
        assert unseal(ended.sealed, token_of(old)) == b""
        assert new != old
        assert (await pages.next_of(token_of(new))).expires_at > datetime.now(UTC)

        assert await feed("--off") is None
        assert (await pages.next_of(token_of(new))).expires_at <= datetime.now(UTC)
        await book("10:00")
        assert await world.sql("select * from due_job where timer like 'busy-feed-changed'") == []
        lines = await world.sql("select what from scheduling_audit where what like 'feed%'")
        assert [r["what"] for r in lines] == ["feed-made", "feed-shown", "feed-made", "feed-ended"]


async def test_many_changes_are_one_new_version(opened):
    async with (
        opened(replicas=0) as world,
        world.room.listening(topics.PAGES_PARTS) as listener,
    ):
        token = token_of(await feed())
        for hour in ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30"):
            await book(hour)
        jobs = await world.sql("select due_at from due_job where timer = 'busy-feed-changed'")
        due = {row["due_at"] for row in jobs}
        assert len(jobs) == 6
        assert all(moment.timestamp() % GATHER.total_seconds() == 0 for moment in due)
        await asyncio.sleep((max(due) - datetime.now(UTC)).total_seconds() + 0.1)

        pages = Pages(listener)
        async with service().running():
            assert await pages.times(token) == []  # as it was when the address was made
            assert len(await pages.times(token)) == 6
            await world.until("select count(*) = 0 from due_job where timer = 'busy-feed-changed'")

        assert [row["version"] for row in await world.sql("select version from busy_feed")] == [2]


async def test_it_goes_on_from_day_to_day_until_its_address_ends(at_work):
    async with at_work() as (world, pages):
        token = token_of(await feed())
        first = await pages.next_of(token)
        await world.sql("update due_job set due_at = now() where timer = 'busy-feed-daily'")
        second = await pages.next_of(token)
        assert second.expires_at > first.expires_at
        assert await _jobs(world) == 1
        await feed("--renew")
        assert await _jobs(world) == 2
        await world.sql("update due_job set due_at = now() where timer = 'busy-feed-daily'")
        async with asyncio.timeout(10):
            while await _jobs(world) != 1:  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def _jobs(world):
    (row,) = await world.sql("select count(*) from due_job where timer = 'busy-feed-daily'")
    return row["count"]


async def test_what_another_calendar_said_is_not_sent_back_and_ours_is_not_taken_in(
    at_work, tmp_path
):
    async with at_work() as (_, pages):
        await book("10:00")
        token = token_of(await feed())
        both = Calendar.from_ical(unseal((await pages.next_of(token)).sealed, token))
        (ours,) = both.walk("VEVENT")
        theirs = Event()
        theirs.add("uid", "1@elsewhere")
        theirs.add("dtstart", ours.start + timedelta(days=1))
        theirs.add("dtend", ours.end + timedelta(days=1))
        both.add_component(theirs)
        file = tmp_path / "both.ics"
        file.write_bytes(both.to_ical())

        said = json.loads(await run(schedule, "busy", "weber", str(file), "--json"))

        assert (said["times"], said["hit"]) == (1, [])
        await block("12:00", "13:00")
        assert hours(await pages.times(token)) == [("10:00", "10:30"), ("12:00", "13:00")]


async def test_an_address_can_be_ended_when_its_owner_has_left(at_work, a_clinic):
    async with at_work() as (world, pages):
        token = token_of(await feed())
        raw = a_clinic.model_dump(by_alias=True, mode="json")
        del raw["practitioners"]["weber"]
        await world.imports(type(a_clinic).model_validate(raw))

        assert await feed("--off") is None

        assert (await pages.next_of(token)).expires_at > datetime.now(UTC)
        assert (await pages.next_of(token)).expires_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody"], "there is no practitioner nobody; there are weber, yilmaz"),
        (["nobody", "--off"], "there is no practitioner nobody; there are weber, yilmaz"),
        (["weber", "--language", "xx"], "there is no language xx; there are "),
        (["weber", "--renew", "--off"], "--renew or --off, not both"),
    ],
)
async def test_what_cannot_be_is_said(world, words, said):
    done = await asyncio.to_thread(CliRunner().invoke, schedule, ["feed", *words])
    assert done.exit_code in {1, 2}
    assert said in done.output


async def test_without_a_public_address_there_is_none(world, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "")
    call = partial(CliRunner().invoke, schedule, ["feed", "weber"])
    done = await asyncio.to_thread(call)
    assert done.exit_code == 1
    assert "PUBLIC_URL is not set" in done.output
