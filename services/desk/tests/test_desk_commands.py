"""Staff take, read and close tasks on the terminal."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from wardbell_desk.settings import DeskSettings
from wardbell_events import Address, ContactChanged, TaskClosed, topics
from wardbell_events.desk import TaskVisit


async def knows(desk, contact, wa_id="15550100017"):
    await desk.room.put(
        ContactChanged(
            contact_id=contact,
            version=1,
            address=Address(wa_id=wa_id),
            language="en",
            changed_at=datetime.now(UTC),
        )
    )

    async def known():
        return await desk.one("select 1 from contact where id = $1", contact)

    await desk.eventually(known)


async def test_the_second_to_claim_is_told_who_was_first(desk):
    event = await desk.opens()
    await desk.kept(event.task_id)

    first = await desk.run("claim", str(event.task_id), "--as", "Nia")
    again = await desk.run("claim", str(event.task_id), "--as", "Nia")
    second = await desk.run("claim", str(event.task_id), "--as", "Omar")

    assert (first.exit_code, again.exit_code, second.exit_code) == (0, 0, 1)
    assert "Nia has it" in second.stderr
    task = await desk.shown(event.task_id)
    assert (task["status"], task["claimed_by"]) == ("accepted", "Nia")


async def closes(desk, event, outcome="done"):
    """Whoever opened it says that it is done."""
    closed = TaskClosed(
        contact_id=event.contact_id,
        task_id=event.task_id,
        closed_at=await desk.now(),
        outcome=outcome,
    )
    await desk.room.put(closed, topics.tasks(event.priority))


async def test_what_its_opener_closes_is_closed_and_escalates_no_more(desk):
    event = await desk.opens(kind="appointment_request", priority="normal", minutes=60)
    await closes(desk, event)
    await closes(desk, event, "not_needed")

    # Same key: handled after both.
    await desk.kept((await desk.opens(contact=event.contact_id, priority="normal")).task_id)
    task = await desk.shown(event.task_id)
    assert (task["status"], task["outcome"]) == ("completed", "done")
    await desk.forward(hours=2)
    assert (await desk.shown(event.task_id))["level"] == 0


async def test_what_staff_closed_stays_as_they_closed_it(desk):
    event = await desk.opens()
    await desk.kept(event.task_id)
    await desk.run("close", str(event.task_id), "--as", "Nia", "--outcome", "not_reached")

    await closes(desk, event)

    await desk.kept((await desk.opens(contact=event.contact_id)).task_id)
    assert (await desk.shown(event.task_id))["outcome"] == "not_reached"


async def test_closing_tells_everybody_once(desk):
    event = await desk.opens()
    await desk.kept(event.task_id)

    close = ("close", str(event.task_id), "--as", "Nia", "--outcome")
    first = await desk.run(*close, "not_reached")
    second = await desk.run(*close, "done")

    assert (first.exit_code, second.exit_code) == (0, 1)
    assert "closed already" in second.stderr
    async with desk.room.listening(topics.DESK_TASKS_URGENT) as heard:
        (_, opened), (envelope, closed) = await heard.take(2)
        with pytest.raises(TimeoutError):
            await heard.next(0.5)
    assert opened == event
    assert (closed.task_id, closed.outcome) == (event.task_id, "not_reached")
    assert (envelope.site, envelope.source) == ("main", "wardbell/desk")
    assert await desk.listed() == []
    assert [t["status"] for t in await desk.listed("--all")] == ["completed"]


async def test_a_closed_task_cannot_be_claimed(desk):
    event = await desk.opens()
    await desk.kept(event.task_id)
    await desk.run("close", str(event.task_id), "--as", "Nia", "--outcome", "done")

    late = await desk.run("claim", str(event.task_id), "--as", "Omar")

    assert (late.exit_code, "closed already" in late.stderr) == (1, True)


async def test_personal_data_is_hidden_until_asked_for_and_asking_is_noted(desk):
    async with desk.patient() as ada:
        await ada.writes("It is about my knee", intent="human")
        await knows(desk, ada.id)
    (task,) = await desk.listed()

    hidden = [await desk.run("list", "--json"), await desk.run("show", task["id"])]
    hidden += [await desk.run("list"), await desk.run("show", task["id"], "--json")]
    assert not [r.stdout for r in hidden if "knee" in r.stdout or "15550100017" in r.stdout]
    assert "•••" in hidden[1].stdout
    assert await desk.one("select count(*) from audit") == 0

    unnamed = await desk.run("show", task["id"], "--reveal")
    assert (unnamed.exit_code, "--reveal needs --as" in unnamed.stderr) == (2, True)
    shown = await desk.run("show", task["id"], "--reveal", "--as", "Nia")
    assert "knee" in shown.stdout
    assert "+15550100017" in shown.stdout
    assert await desk.one("select who from audit where what = 'reveal'") == "Nia"


async def test_who_claimed_and_closed_is_noted(desk):
    event = await desk.opens()
    await desk.kept(event.task_id)
    await desk.run("claim", str(event.task_id), "--as", "Nia")
    await desk.run("claim", str(event.task_id), "--as", "Omar")
    await desk.run("close", str(event.task_id), "--as", "Omar", "--outcome", "done")

    lines = await desk.one("select string_agg(who || ' ' || what, ', ' order by id) from audit")

    assert lines == "Nia claim, Omar close"


async def test_a_patients_words_are_deleted_30_days_after_closing(desk):
    async with desk.patient() as ada:
        await ada.writes("It is about my knee", intent="human")
    (task,) = await desk.listed()
    await desk.run("close", task["id"], "--as", "Nia", "--outcome", "done")

    await desk.forward(days=29)
    assert await desk.one("select count(*) from note") == 1
    await desk.forward(days=1, seconds=1)

    assert await desk.one("select count(*) from note") == 0
    assert (await desk.shown(task["id"]))["outcome"] == "done"


async def test_urgent_tasks_stand_first(desk):
    for kind, priority, minutes in [
        ("call_back", "normal", 1),
        ("emergency", "urgent", 9),
        ("parked", "urgent", 5),
    ]:
        event = await desk.opens(kind=kind, priority=priority, minutes=minutes)
        await desk.kept(event.task_id)

    rows = await desk.listed()
    assert [t["kind"] for t in rows] == ["parked", "emergency", "call_back"]
    lines = (await desk.run("list")).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [t["id"] for t in rows]


async def test_an_unknown_task_is_a_finding_and_a_wrong_word_wrong_usage(desk):
    for words in (["show"], ["claim", "--as", "Nia"], ["close", "--as", "N", "--outcome", "done"]):
        found = await desk.run(words[0], str(uuid4()), *words[1:])
        assert (found.exit_code, "there is no task" in found.stderr) == (1, True)
    assert (await desk.run("show", "not an id")).exit_code == 2
    wrong = await desk.run("close", str(uuid4()), "--as", "Nia", "--outcome", "perhaps")
    assert wrong.exit_code == 2


async def test_the_command_is_part_of_wardbell(desk):
    event = await desk.opens()
    await desk.kept(event.task_id)

    wardbell = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("wardbell"), "tasks", "list", "--json", stdout=PIPE
    )
    said, _ = await wardbell.communicate()

    assert [UUID(task["id"]) for task in json.loads(said)] == [event.task_id]


async def test_without_a_database_the_command_says_what_to_do(desk, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    away = await desk.run("list")
    monkeypatch.delenv("DATABASE_URL")
    unnamed = await desk.run("list")

    assert (away.exit_code, "make up" in away.stderr) == (1, True)
    assert (unnamed.exit_code, "make up" in unnamed.stderr) == (2, True)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"desk_smtp_url": "http://x"}, "is not smtp"),
        ({"desk_smtp_url": "smtp://x"}, "DESK_MAIL_FROM"),
        ({"desk_webhook_url": "https://x.example"}, "DESK_WEBHOOK_SECRET"),
        ({"desk_webhook_url": "ftp://x.example"}, "desk_webhook_url"),
    ],
)
def test_half_a_channel_is_refused_at_start(given, wrong):
    with pytest.raises(ValidationError, match=wrong):
        DeskSettings(kafka_bootstrap_servers="x", database_url="x", **given)


VISIT = TaskVisit(
    service="check-up",
    practitioner="weber",
    start=datetime(2026, 12, 1, 13, 30, tzinfo=UTC),
    time_zone="Europe/Berlin",
)


@pytest.mark.parametrize(
    ("kind", "reason", "visit", "said"),
    [
        ("emergency", "en/chest-pain", None, "emergency"),
        ("appointment_request", "0", VISIT, "confirm or decline a request; "),
        ("call_patient", "moved/0", VISIT, "call, not told yet: a visit was moved; "),
        ("call_patient", "offer/0", None, "call, not told yet: a time came free"),
        ("something_new", None, None, "something_new"),
    ],
)
async def test_staff_read_what_a_task_is_about_and_when_by_their_clock(
    desk, kind, reason, visit, said
):
    event = await desk.opens(kind=kind, priority="normal", reason=reason, visit=visit)
    await desk.kept(event.task_id)

    listed = (await desk.run("list")).stdout
    shown = (await desk.run("show", str(event.task_id))).stdout

    about = f"{said}check-up with weber, Tue 2026-12-01 14:30 CET" if visit else said
    due = f"{event.due.astimezone(ZoneInfo('Europe/Berlin')):%a %Y-%m-%d %H:%M %Z}"
    assert f"{due}  {about}  requested" in " ".join(listed.split("\n")).replace("   ", "  ")
    assert shown.startswith(f"about: {about}\n")
    assert f"due: {due}\n" in shown
    assert "chest" not in listed


async def test_without_the_numbers_of_the_site_times_are_utc(desk, monkeypatch):
    event = await desk.opens()
    await desk.kept(event.task_id)
    monkeypatch.setenv("WHATSAPP_PHONE_NUMBER_ID", "")

    assert f"{event.due:%H:%M} UTC" in (await desk.run("list")).stdout
