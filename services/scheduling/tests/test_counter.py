"""What staff do by command: the patient is told, the database is asked, the trail is kept."""

import asyncio
import json
import shlex
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_dialogue.links import new_token, unseal
from wardbell_events import topics
from wardbell_scheduling.commands import appointments
from wardbell_scheduling.schedule_commands import schedule
from wardbell_stack.daytime import HERE


@pytest.fixture
def run():
    """`wardbell appointments …`, or another group."""

    async def run(*words, group=appointments):
        call = partial(CliRunner().invoke, group, list(words), catch_exceptions=False)
        return await asyncio.to_thread(call)

    return run


async def booked(world, service="Check-up"):
    ada = world.patient()
    await ada.books(service)
    (row,) = await world.sql("select id, start_at, practitioner from appointment")
    return ada, row


async def test_an_appointment_can_be_moved_and_the_patient_reads_it(world, run):
    _, row = await booked(world)
    later = (row["start_at"] + timedelta(days=2)).astimezone(HERE)

    done = await run("move", str(row["id"]), f"{later:%Y-%m-%dT%H:%M}", "--as", "Kim", "--json")

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)[0]["version"] == 2
    notice = await world.appointments.next_kind("outbound.message.requested.v1")
    assert "We had to move your visit" in notice.content.body
    (line,) = await world.sql("select who, what from scheduling_audit where what = 'move'")
    assert tuple(line) == ("Kim", "move")


async def test_a_time_that_is_not_free_is_refused_with_others_near_it(world, run):
    _, row = await booked(world)
    taken = row["start_at"].astimezone(HERE)
    words = ("book", f"{taken:%Y-%m-%dT%H:%M}", "--service", "check-up")

    refused = await run(*words, "--practitioner", row["practitioner"], "--as", "Kim")

    assert refused.exit_code == 1
    why = f'that time is not free: {row["practitioner"]} has another visit then; near it: "'
    assert why in refused.output


async def test_a_whole_day_is_cancelled_and_nothing_is_offered_on_it(world, run):
    ada, row = await booked(world)
    day = row["start_at"].astimezone(HERE).date()
    words = (
        "cancel",
        "--practitioner",
        row["practitioner"],
        "--day",
        str(day),
        "--yes",
        "--as",
        "Kim",
    )

    done = await run(*words, "--json")

    assert [a["status"] for a in json.loads(done.stdout)] == ["cancelled"]
    notice = await world.appointments.next_kind("outbound.message.requested.v1")
    assert "cannot take place" in notice.content.body
    assert "These times are free instead" in notice.content.body
    ada.read.append(notice)
    assert len(ada.days) >= 3
    assert day not in ada.days
    await ada.writes("I need an appointment with Dr Weber", intent="appointment")
    assert not any(i.split("/")[2] == str(day) for i, _ in ada.choices)
    ada.read.append(notice)
    assert "Shall I take this time" in await ada.taps(0)


@pytest.fixture
async def full_day(world, run):
    """Three visits of Dr. Weber's tomorrow or the day after: one with a contact, two by phone."""
    ada = world.patient()
    await ada.books_tomorrow(time=0)
    (row,) = await world.sql("select id, start_at from appointment")
    for slots in (1, 2):
        start = (row["start_at"] + slots * timedelta(minutes=30)).astimezone(HERE)
        words = ("book", f"{start:%Y-%m-%dT%H:%M}", "--service", "check-up")
        done = await run(*words, "--practitioner", "weber", "--as", "Kim")
        assert done.exit_code == 0, done.output
    rows = await world.sql("select id, start_at from appointment order by start_at")
    day = str(row["start_at"].astimezone(HERE).date())
    words = ("cancel", "--practitioner", "weber", "--day", day, "--as", "Kim", "--yes")
    return [r["id"] for r in rows], words


async def test_a_day_is_cancelled_though_a_patient_was_quicker(world, run, full_day):
    (first, second, third), words = full_day
    async with world.room.database(world.schema) as conn:
        async with conn.transaction():
            await conn.execute("select from appointment where id = $1 for update", first)
            running = asyncio.create_task(run(*words, "--json"))
            await world.until("select exists (select from block)")
            await world.sql("update appointment set status = 'cancelled' where id = $1", second)
        done = await running

    assert done.exit_code == 0, done.output
    told = {a["id"]: (a["status"], a["told"]) for a in json.loads(done.stdout)}
    assert told == {str(first): ("cancelled", True), str(third): ("cancelled", False)}


async def test_what_cannot_be_cancelled_holds_up_nothing_else(world, run, full_day, monkeypatch):
    monkeypatch.setattr("wardbell_scheduling.block_counter.TRIES", 1)
    (_, second, third), words = full_day
    async with world.room.database(world.schema) as conn, conn.transaction():
        await conn.execute("select from appointment where id = $1 for update", second)
        done = await run(*words)

    assert done.exit_code == 1
    assert "1 will be told" in done.stdout
    assert f"not told, no contact is known: {third}" in done.stdout
    assert f"{second} is still open: LockNotAvailableError" in done.stderr
    rows = await world.sql("select status from appointment order by start_at")
    assert [r["status"] for r in rows] == ["cancelled", "booked", "cancelled"]


async def test_a_request_is_confirmed_or_declined_with_other_times(world, run):
    _, row = await booked(world, "Ultrasound")
    confirmed = await run("confirm", str(row["id"]), "--as", "Kim")
    assert confirmed.exit_code == 0
    assert (await world.appointments.next_kind("scheduling.appointment.booked.v1")).version == 2
    again = await run("confirm", str(row["id"]), "--as", "Kim")
    assert (again.exit_code, again.output.strip()) == (1, "it is booked, not pending")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("confirm",), "done"),
        (("decline", "--reason", "The device is being repaired."), "done"),
        (("cancel", "--reason", "The device is being repaired."), "done"),
        ((), "not_needed"),
    ],
)
async def test_whoever_answers_a_request_staff_need_not_look_at_it_any_more(
    world, run, words, outcome
):
    ada, row = await booked(world, "Ultrasound")
    asked = await world.appointments.next_kind("desk.task.opened.v1")

    if words:
        done = await run(words[0], str(row["id"]), *words[1:], "--as", "Kim")
        assert done.exit_code == 0, done.output
    else:
        await ada.cancels()

    closed = await world.appointments.next_kind("desk.task.closed.v1")
    assert (closed.contact_id, closed.task_id, closed.outcome) == (
        ada.contact_id,
        asked.task_id,
        outcome,
    )


async def test_a_declined_request_offers_what_staff_chose(world, run):
    ada, row = await booked(world, "Ultrasound")
    other = (row["start_at"] + timedelta(days=1)).astimezone(HERE)
    words = ("decline", str(row["id"]), "--as", "Kim", "--reason", "The device is being repaired.")

    done = await run(*words, "--instead", f"{other:%Y-%m-%dT%H:%M}")

    assert done.exit_code == 0, done.output
    notice = await world.appointments.next_kind("outbound.message.requested.v1")
    assert "The device is being repaired." in notice.content.body
    ada.read.append(notice)
    assert "Shall I take this time" in await ada.taps(0)
    assert "is booked" in await ada.taps("Yes, take it")


async def test_a_confirmed_request_that_the_patient_moves_has_to_be_confirmed_anew(
    opened, run, monkeypatch
):
    monkeypatch.setenv("PUBLIC_URL", "https://pages.example.org")
    async with opened() as world, world.room.listening(topics.PAGES_PARTS) as pages:
        ada, row = await booked(world, "Ultrasound")
        await run("confirm", str(row["id"]), "--as", "Kim")
        token = new_token()
        await world.sql("update appointment set calendar_token = $1", token)
        await ada.writes("my appointments")
        await ada.taps(0)
        await ada.taps("Move")
        await ada.taps(1)
        await ada.taps(3)

        assert "We confirm" in await ada.taps("Yes, take it")

        (moved,) = await world.sql("select status, version from appointment")
        assert tuple(moved) == ("pending", 3)
        await world.appointments.counts("scheduling.appointment.requested.v1", 2)
        await world.appointments.counts("desk.task.opened.v1", 2)
        _, page = await pages.next()
        assert b"STATUS:TENTATIVE" in unseal(page.sealed, token)
        await run("confirm", str(row["id"]), "--as", "Kim")
        _, page = await pages.next()
        assert b"STATUS:CONFIRMED" in unseal(page.sealed, token)
    kinds = [event.type for event in world.appointments.events]
    assert "scheduling.appointment.rescheduled.v1" not in kinds


async def test_a_request_that_staff_move_needs_no_other_word(world, run):
    _, row = await booked(world, "Ultrasound")
    await run("confirm", str(row["id"]), "--as", "Kim")
    later = (row["start_at"] + timedelta(days=2)).astimezone(HERE)

    done = await run("move", str(row["id"]), f"{later:%Y-%m-%dT%H:%M}", "--as", "Kim", "--json")

    assert json.loads(done.stdout)[0]["status"] == "booked"


@pytest.mark.parametrize(("word", "status"), [("arrived", "arrived"), ("no-show", "noshow")])
async def test_visits_are_marked(world, run, word, status):
    _, row = await booked(world)
    await world.sql("update appointment set start_at = $1", datetime.now(UTC) + timedelta(days=2))
    early = await run(word, str(row["id"]), "--as", "Kim")
    assert early.exit_code == 1
    assert "nobody can have come or stayed away yet" in early.output
    await world.sql("update appointment set start_at = $1", datetime.now(UTC))
    assert (await run(word, str(row["id"]), "--as", "Kim")).exit_code == 0
    event = await world.appointments.next_kind(f"scheduling.appointment.{status}.v1")
    assert event.version == 2


async def test_who_does_not_say_who_they_are_may_do_nothing(world, run):
    _, row = await booked(world)
    nobody = await run("cancel", str(row["id"]), "--as", " ")
    assert nobody.exit_code == 2
    assert "say who you are" in nobody.output
    assert await world.sql("select status from appointment") == [("booked",)]


async def test_an_import_says_lines_and_the_same_file_changes_nothing(world, run, tmp_path):
    file = tmp_path / "clinic.yaml"
    file.write_text(
        f"time_zone: {HERE}\nlocations:\n  here: {{name: Here, address: There}}\n"
        "services:\n  visit:\n    names: {en: Visit}\n    minutes: soon\n"
        "practitioners:\n  weber:\n    name: A name that is longer than a button\n"
        "    services: [visit]\n"
    )
    wrong = await run("import", str(file), group=schedule)
    assert wrong.exit_code == 1
    assert "clinic.yaml:7: services.visit.minutes" in wrong.output
    assert "clinic.yaml:10: practitioners.weber.name" in wrong.output

    file.write_text(file.read_text().replace("soon", "20").replace("that is longer than a", ""))
    first = await run("import", str(file), "--json", group=schedule)
    again = await run("import", str(file), "--json", group=schedule)
    assert json.loads(first.stdout)["version"] == 2
    assert json.loads(again.stdout)["version"] is None


async def test_a_new_site_beside_others_is_asked_for(world, run, tmp_path):
    file = tmp_path / "clinic.yaml"
    file.write_text(f"site: mian\n{ANOTHER_CLINIC}")

    refused = await run("import", str(file), group=schedule)
    assert refused.exit_code == 1
    assert "mian would be a new site beside main; --new-site adds it" in refused.output

    added = await run("import", str(file), "--new-site", group=schedule)
    await world.sql("delete from clinic where site = 'mian'")
    assert added.exit_code == 0, added.output


ANOTHER_CLINIC = (
    f"time_zone: {HERE}\nlocations:\n  there: {{name: There, address: Far away}}\n"
    "services:\n  visit:\n    names: {en: Visit}\n    minutes: 30\n"
    "practitioners:\n  other:\n    name: Dr. Other\n    services: [visit]\n"
)


async def test_an_import_lists_appointments_that_lose_their_place(world, run, tmp_path):
    _, row = await booked(world)
    file = tmp_path / "clinic.yaml"
    file.write_text(ANOTHER_CLINIC)

    imported = await run("import", str(file), "--json", group=schedule)

    (stranded,) = json.loads(imported.stdout)["stranded"]
    assert stranded["id"] == str(row["id"])
    assert stranded["status"] == "booked"


async def test_what_lost_its_place_can_be_seen_and_cancelled_by_the_patient(world, run, tmp_path):
    ada, _ = await booked(world, "Ultrasound")
    file = tmp_path / "clinic.yaml"
    file.write_text(ANOTHER_CLINIC)
    await run("import", str(file), group=schedule)
    again = await run("import", str(file), "--json", group=schedule)
    assert json.loads(again.stdout)["version"] is None

    assert "Your visits" in await ada.writes("my appointments")
    said = await ada.taps(0)
    assert "Ultrasound" in said
    assert "Dr. Anna Weber" in said
    assert "Practice, Main Street 1" in said
    assert "no free time" in await ada.taps("Move")
    assert "is cancelled" in await ada.cancels()


async def test_what_lost_its_place_can_be_cancelled_by_staff_with_its_day(world, run, tmp_path):
    _, row = await booked(world)
    file = tmp_path / "clinic.yaml"
    file.write_text(ANOTHER_CLINIC)
    await run("import", str(file), group=schedule)
    day = row["start_at"].astimezone(HERE).date()
    words = (
        "cancel",
        "--practitioner",
        row["practitioner"],
        "--day",
        str(day),
        "--yes",
        "--as",
        "Kim",
    )

    done = await run(*words, "--json")

    assert [a["status"] for a in json.loads(done.stdout)] == ["cancelled"]
    notice = await world.appointments.next_kind("outbound.message.requested.v1")
    assert "with Dr. Anna Weber cannot take place" in notice.content.body


async def test_who_confirms_what_the_clinic_offers_no_more_is_told_so(world, run, tmp_path):
    ada = world.patient()
    await ada.writes("I need an appointment", intent="appointment")
    await ada.taps("Check-up")
    for _ in range(3):
        await ada.taps(0)
    file = tmp_path / "clinic.yaml"
    file.write_text(ANOTHER_CLINIC)
    await run("import", str(file), group=schedule)

    assert "no free time" in await ada.taps("Yes, take it")


async def test_a_mark_can_be_taken_back(world, run):
    _, row = await booked(world)
    await world.sql(
        "update appointment set start_at = start_at - interval '30 days' where id = $1", row["id"]
    )
    assert (await run("no-show", str(row["id"]), "--as", "Kim")).exit_code == 0

    done = await run("unmark", str(row["id"]), "--as", "Kim", "--json")

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)[0]["status"] == "booked"
    kind = "scheduling.appointment.booked.v1"
    await world.appointments.counts(kind, 2)
    again = [e for e in world.appointments.events if e.type == kind][-1]
    assert (again.appointment_id, again.version) == (row["id"], 3)
    (line,) = await world.sql("select who, detail from scheduling_audit where what = 'unmark'")
    assert tuple(line) == ("Kim", "noshow")
    ((due,),) = await world.sql(
        "select min(due_at) from due_job where timer = 'unmarked' and payload->>'appointment' = $1",
        str(row["id"]),
    )
    assert timedelta(hours=11) < due - datetime.now(UTC) < timedelta(hours=13)
    twice = await run("unmark", str(row["id"]), "--as", "Kim")
    assert (twice.exit_code, "it is booked" in twice.stderr) == (1, True)


async def test_a_practitioner_whom_nobody_knows_is_no_empty_day(world, run):
    shown = await run("list", "--practitioner", "nobody")

    assert shown.exit_code == 1
    assert "there is no practitioner nobody; there are weber, yilmaz" in shown.stderr


async def test_a_list_of_nothing_says_how_to_see_the_week(world, run):
    assert (await run("list")).output == "none today; --days 7 shows the week\n"
    assert (await run("list", "--days", "7")).output == "none\n"
    assert (await run("list", "--json")).output.strip() == "[]"


async def test_the_list_shows_who_has_said_that_they_will_come(world, run):
    ada, _ = await booked(world)
    heading, line = (await run("list", "--days", "7")).output.splitlines()
    assert "confirmed" in heading
    assert "yes" not in line.split()

    await ada.writes("yes")  # as to a reminder
    line = (await run("list", "--days", "7")).output.splitlines()[1]
    assert "yes" in line.split()


async def test_the_command_that_is_said_opens_a_cancelled_day_again(world, run):
    _, row = await booked(world)
    day = row["start_at"].astimezone(HERE).date()
    words = ("cancel", "--practitioner", row["practitioner"], "--day", str(day), "--as", "Kim")
    done = await run(*words, "--yes")
    line = next(each for each in done.output.splitlines() if " unblock " in each)

    _, group, *command = shlex.split(line.replace("NAME", "Kim"))
    assert group == "appointments"
    assert (await run(*command)).output.startswith("in the schedule again")
    assert await world.sql("select from block") == []


async def test_one_visit_is_spoken_of_as_one(world, run):
    _, row = await booked(world)
    day = row["start_at"].astimezone(HERE).date()

    done = await run(
        *("cancel", "--practitioner", row["practitioner"], "--day", str(day), "--as", "Kim")
    )

    assert f"Cancel 1 visit of {row['practitioner']}" in done.output
    assert "tell 1 patient and" in done.output
