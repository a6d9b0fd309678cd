"""A calendar elsewhere keeps times from being booked; one that cannot be read changes nothing."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_runtime.http import serve
from wardbell_scheduling.busy_fetch import LARGEST, Away, Fetched, Same, client, fetch
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.schedule_commands import schedule
from wardbell_stack.daytime import HERE

DAY = (datetime.now(HERE) + timedelta(days=7)).date()
"""On which most of this happens."""


def calendar(*times):
    """A calendar that is busy from and until some local hours of the day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//"]
    for number, (since, until) in enumerate(times):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@test",
            f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;TZID={HERE}:{DAY:%Y%m%d}T{since.replace(':', '')}00",
            f"DTEND;TZID={HERE}:{DAY:%Y%m%d}T{until.replace(':', '')}00",
            "SUMMARY:Dentist (private)",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


@dataclass
class Server:
    """Somebody's calendar server."""

    file: bytes = field(default_factory=calendar)
    status: int = 200
    headers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    url: str = ""

    async def __call__(self, scope, receive, send):
        sent = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.asked.append(sent)
        known = sent.get("if-none-match")
        same = known is not None and known == self.headers.get("etag")
        headers = [(k.encode(), v.encode()) for k, v in self.headers.items()]
        if scope["path"] == "/moved.ics":
            headers, status, body = [(b"location", b"/weber.ics")], 301, b""
        else:
            status, body = (304, b"") if same else (self.status, self.file)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def server():
    made = Server()
    async with serve(made, "127.0.0.1", 0) as port:
        made.url = f"http://127.0.0.1:{port}/weber.ics"
        yield made


async def test_a_calendar_is_only_sent_again_when_it_has_changed(server):
    server.headers = {"etag": '"one"', "last-modified": "Mon, 07 Dec 2026 08:00:00 GMT"}
    async with client() as http:
        first = await fetch(http, server.url, "", "")
        again = await fetch(http, server.url, first.etag, first.modified)

    assert first == Fetched(server.file, '"one"', "Mon, 07 Dec 2026 08:00:00 GMT")
    assert again == Same()
    assert "if-none-match" not in server.asked[0]
    assert server.asked[1]["if-modified-since"] == "Mon, 07 Dec 2026 08:00:00 GMT"


async def test_what_is_no_answer_is_told_in_words_without_the_address(server):
    server.file = b"x" * (LARGEST + 1)
    moved = server.url.replace("weber", "moved")
    async with client() as http:
        large = await fetch(http, moved, "", "")
        server.file, server.status = b"", 503
        busy = await fetch(http, server.url, "", "")
        server.status, server.headers = 200, {"content-encoding": "gzip"}
        packed = await fetch(http, server.url, "", "")
        away = await fetch(http, "http://127.0.0.1:9/secret.ics", "", "")
        secure = await fetch(http, server.url.replace("http", "webcal"), "", "")

    assert (large, busy) == (Away("larger than 5 MB"), Away("status 503"))
    assert packed == Away("compressed though it was not asked for")
    assert away == Away("ConnectError")
    assert secure == Away("ConnectError")  # it speaks TLS, which nobody answers here


async def test_a_server_that_falls_silent_is_not_waited_for(monkeypatch):
    monkeypatch.setattr("wardbell_scheduling.busy_fetch.WITHIN", timedelta(seconds=0.3))

    async def silent(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"BEGIN", "more_body": True})
        await asyncio.sleep(2)

    async with serve(silent, "127.0.0.1", 0) as port, client() as http:
        assert await fetch(http, f"http://127.0.0.1:{port}/", "", "") == Away("no answer in time")


@pytest.fixture
def followed(opened, server):
    """`async with followed() as world`: Dr. Weber's calendar is the server's."""

    def opening(made):
        raw = made.model_dump(by_alias=True, mode="json")
        raw["practitioners"]["weber"]["busy"] = server.url
        return opened(Clinic.model_validate(raw))

    return opening


async def until(check, seconds=15):
    """Wait for a fact."""
    async with asyncio.timeout(seconds):
        while not (found := await check()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        return found


async def blocks(world):
    """Imported times as local hours."""
    rows = await world.sql("select start_at, end_at from block where source = 'ics' order by 1")
    return [
        (f"{r['start_at'].astimezone(HERE):%H:%M}", f"{r['end_at'].astimezone(HERE):%H:%M}")
        for r in rows
    ]


async def are(world, *times):
    """Wait until these times are what was imported."""
    await until(lambda: _same(world, list(times)))


async def _same(world, times):
    return await blocks(world) == times


async def ask_now(world, server):
    """Have the calendar asked now; returns once it was."""
    before = len(server.asked)
    await world.sql("update busy_calendar set next_at = now() - interval '1 second'")
    await until(lambda: _more(server, before))
    await asyncio.sleep(0.3)


async def _more(server, before):
    return len(server.asked) > before


async def weber_on_the_day(world, hour="10:00"):
    """A new patient asks for a time with Dr. Weber on the day; returns them and the answer."""
    ada = world.patient()
    await ada.writes("I need an appointment with Dr Weber", intent="appointment")
    await ada.taps("Check-up")
    await ada.writes(f"{DAY:%d.%m.%Y}")
    return ada, await ada.writes(hour)


async def test_busy_times_are_not_offered_and_free_again_when_the_calendar_says_so(
    followed, server, a_clinic
):
    server.file = calendar(("09:45", "10:15"), ("16:00", "17:00"))
    async with followed(a_clinic) as world:
        await are(world, ("09:45", "10:15"), ("16:00", "17:00"))

        _, said = await weber_on_the_day(world)
        assert "nothing is free then" in said

        server.file = calendar(("16:00", "17:00"))
        await ask_now(world, server)
        await are(world, ("16:00", "17:00"))
        _, said = await weber_on_the_day(world)
        assert "Shall I take this time" in said


async def test_an_unchanged_calendar_writes_nothing(followed, server, a_clinic):
    server.file = calendar(("09:45", "10:15"))
    async with followed(a_clinic) as world:
        await are(world, ("09:45", "10:15"))
        before = await world.sql("select xmin::text, id from block")
        server.file = calendar(("09:45", "10:15"))  # written anew, with another time stamp
        await ask_now(world, server)
        server.file = calendar(("09:45", "10:15"), ("12:00", "12:30"))
        await ask_now(world, server)
        await are(world, ("09:45", "10:15"), ("12:00", "12:30"))

        assert before[0] in await world.sql("select xmin::text, id from block")


@pytest.mark.parametrize("wrong", ["status", "sign-in page"])
async def test_a_calendar_that_cannot_be_read_leaves_what_is_known_and_is_said_once(
    followed, server, a_clinic, logged, wrong
):
    server.file = calendar(("09:45", "10:15"))
    async with followed(a_clinic) as world:
        await are(world, ("09:45", "10:15"))
        if wrong == "status":
            server.status = 500
        else:
            server.file = b"<html>Please sign in</html>"
        await ask_now(world, server)
        await ask_now(world, server)

        assert await blocks(world) == [("09:45", "10:15")]
        assert logged().count("a busy calendar cannot be read") == 1
        assert server.url not in logged()
        await until(lambda: world.shows("busy_calendar_failing", 'practitioner="weber"', 1))

        server.status, server.file = 200, calendar(("09:45", "10:15"))
        await ask_now(world, server)
        await until(lambda: world.shows("busy_calendar_failing", 'practitioner="weber"', 0))
        assert logged().count("a busy calendar can be read again") == 1


async def test_who_is_booked_in_a_busy_time_becomes_a_task(followed, server, a_clinic):
    async with followed(a_clinic) as world:
        await until(lambda: _more(server, 0))
        ada, _ = await weber_on_the_day(world)
        assert "is booked" in await ada.taps("Yes, take it")
        server.file = calendar(("09:00", "11:00"))
        await ask_now(world, server)

        task = await world.appointments.next_kind("desk.task.opened.v1")
        assert (task.kind, task.contact_id) == ("appointment_conflict", ada.contact_id)
        (row,) = await world.sql("select id, status from appointment")
        assert (task.reason, row["status"]) == (str(row["id"]), "booked")


async def test_a_calendar_that_the_file_names_no_more_is_forgotten(followed, server, a_clinic):
    server.file = calendar(("09:45", "10:15"))
    async with followed(a_clinic) as world:
        await are(world, ("09:45", "10:15"))
        await world.imports(a_clinic)
        await are(world)
        assert await world.sql("select * from busy_calendar") == []


async def test_a_busy_time_that_is_gone_is_news_for_who_waits(followed, server, a_clinic):
    server.file = calendar(("09:45", "10:15"))
    async with followed(a_clinic) as world:
        await are(world, ("09:45", "10:15"))
        await world.patient().waits()
        server.file = calendar()
        await ask_now(world, server)
        await world.until("select count(*) = 1 from freed where resource = 'practitioner/weber'")


async def test_a_series_goes_on_into_days_that_come_into_sight(followed, server, a_clinic):
    server.headers = {"etag": '"one"'}
    async with followed(a_clinic) as world:
        await until(lambda: _more(server, 0))
        await ask_now(world, server)
        assert server.asked[-1]["if-none-match"] == '"one"'
        await world.sql("update busy_calendar set read_at = read_at - interval '25 hours'")
        await ask_now(world, server)
        assert "if-none-match" not in server.asked[-1]


@pytest.fixture
def run():
    """`wardbell schedule …`."""

    async def run(*words):
        call = partial(CliRunner().invoke, schedule, list(words), catch_exceptions=False)
        return await asyncio.to_thread(call)

    return run


async def test_a_file_does_as_well_and_lists_who_is_booked_in_it(world, run, tmp_path):
    ada, _ = await weber_on_the_day(world)
    await ada.taps("Yes, take it")
    file = tmp_path / "weber.ics"
    file.write_bytes(calendar(("09:00", "11:00"), ("13:00", "14:00")))

    done = await run("busy", "weber", str(file), "--json")

    said = json.loads(done.stdout)
    (row,) = await world.sql("select id from appointment")
    assert (said["times"], [a["id"] for a in said["hit"]]) == (2, [str(row["id"])])
    assert await blocks(world) == [("09:00", "11:00"), ("13:00", "14:00")]
    file.write_bytes(calendar(("15:00", "16:00")))
    assert (await run("busy", "weber", str(file))).output == "weber: 1 busy times\n"
    assert await blocks(world) == [("15:00", "16:00")]


async def test_a_file_that_is_none_changes_nothing(world, run, tmp_path):
    file = tmp_path / "weber.ics"
    file.write_bytes(calendar(("09:00", "11:00")))
    await run("busy", "weber", str(file))
    file.write_text("no calendar")

    wrong = await run("busy", "weber", str(file))
    nobody = await run("busy", "nobody", str(file))

    assert (wrong.exit_code, nobody.exit_code) == (1, 1)
    assert "nothing was changed" in wrong.output
    assert "there is no practitioner nobody" in nobody.output
    assert await blocks(world) == [("09:00", "11:00")]


async def test_an_address_that_is_none_is_said_with_its_line(run, tmp_path):
    file = tmp_path / "clinic.yaml"
    file.write_text(
        f"time_zone: {HERE}\nlocations:\n  here: {{name: Here, address: There}}\n"
        "services:\n  visit:\n    names: {en: Visit}\n    minutes: 20\n"
        "practitioners:\n  weber:\n    name: Dr. Weber\n    services: [visit]\n"
        "    busy: weber.ics\n"
    )

    wrong = await run("import", str(file))

    assert wrong.exit_code == 1
    assert "clinic.yaml:12: practitioners.weber.busy" in wrong.output
    assert "is no address of a calendar" in wrong.output
