"""A notice that never reached its patient becomes a task: somebody calls."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.sites import DAYS, Site, deadline
from wardbell_events import DeliveryChanged
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter, notice_delivery
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.staff import Operator

KIM = Operator("Kim")


async def becomes(world, message, *states, service="scheduling", reason=None):
    """What the sender says of a message, one state after the other."""
    for state in states:
        now = datetime.now(UTC)
        ids = {"contact_id": message.contact_id, "message_id": message.message_id}
        said = {"service": service, "state": state, "reason": reason}
        await world.room.put(DeliveryChanged(**ids, **said, at=now))


async def settled(world, patient):
    """All that was said of a patient's messages until now is handled."""
    last = DeliveryChanged(
        contact_id=patient.contact_id,
        message_id=patient.contact_id,
        service="scheduling",
        state="read",
        at=datetime.now(UTC),
    )
    envelope = await world.room.put(last)
    await world.until(f"select exists (select from inbox where event_id = '{envelope.id}')")


async def call(world, patient):
    """The next task to call a patient."""
    while True:
        event = await world.appointments.next_of(patient.contact_id)
        if getattr(event, "kind", None) == "call_patient":
            return event


def tasks(world, kind="call_patient"):
    return [e for e in world.appointments.events if getattr(e, "kind", None) == kind]


def closed(world):
    return [e for e in world.appointments.events if e.type == "desk.task.closed.v1"]


async def does(world, what, row):
    """Staff do something about an appointment."""
    async with at_the_counter("scheduling") as desk:
        match what:
            case "moved":
                await counter.move(desk, row["id"], await world.local(row["id"], days=2), KIM)
            case "cancelled":
                await counter.cancel(desk, row["id"], "", KIM)
            case "declined":
                instead = [await world.local(row["id"], days=1)]
                await counter.decline(desk, row["id"], "It is broken.", instead, KIM)
            case "confirmed":
                await counter.confirm(desk, row["id"], KIM)


@pytest.mark.parametrize(
    ("service", "what"),
    [
        ("Check-up", "moved"),
        ("Check-up", "cancelled"),
        ("Ultrasound", "declined"),
        ("Ultrasound", "confirmed"),
    ],
)
@pytest.mark.parametrize("state", ["failed", "undeliverable"])
async def test_who_was_not_told_is_called(world, service, what, state):
    ada = world.patient()
    await ada.books(service)
    (row,) = await world.sql("select id, start_at from appointment")
    await does(world, what, row)
    await world.tells(ada)

    await becomes(world, ada.read[-1], "sent", state)

    task = await call(world, ada)
    assert (task.reason, task.opened_by) == (f"{what}/{row['id']}", "scheduling")
    latest = deadline(Site(site="main", name="Clinic"), task.opened_at, timedelta(hours=4))
    assert task.opened_at < task.due <= latest
    (now,) = await world.sql("select service, practitioner, start_at from appointment")
    assert (task.visit.service, task.visit.practitioner, task.visit.start) == tuple(now)
    assert "Check-up" not in task.model_dump_json()
    assert "Ultrasound" not in task.model_dump_json()


async def test_a_call_is_asked_for_once_however_often_it_is_said(world):
    ada = world.patient()
    await ada.books()
    (row,) = await world.sql("select id, start_at from appointment")
    await does(world, "cancelled", row)
    await world.tells(ada)

    await becomes(world, ada.read[-1], "failed", "failed")
    await settled(world, ada)
    await becomes(world, ada.read[-1], "undeliverable")
    await settled(world, ada)

    await world.appointments.counts("desk.task.opened.v1", 1)
    assert len(tasks(world)) == 1


async def test_what_arrives_after_all_needs_no_call_any_more(world):
    ada = world.patient()
    await ada.books()
    (row,) = await world.sql("select id, start_at from appointment")
    await does(world, "cancelled", row)
    await world.tells(ada)

    await becomes(world, ada.read[-1], "failed", "delivered", "read")

    done = await world.appointments.next_kind("desk.task.closed.v1")
    (task,) = tasks(world)
    assert (done.task_id, done.outcome) == (task.task_id, "not_needed")
    await settled(world, ada)
    assert len(closed(world)) == 1
    assert await world.sql("select from notice") == []


async def test_nobody_is_called_about_a_reply_or_what_has_arrived(world):
    ada, ben = world.patient(), world.patient()
    for patient in (ada, ben):
        await patient.books()
    await becomes(world, ada.read[-1], "failed")
    rows = await world.sql(
        "select id, start_at from appointment where contact_id = $1", ben.contact_id
    )
    await does(world, "cancelled", rows[0])
    await world.tells(ben)
    await becomes(world, ben.read[-1], "sent", "delivered", "failed")
    for patient in (ada, ben):
        await settled(world, patient)

    assert tasks(world) == []
    assert await world.sql("select from notice") == []


async def test_an_offer_that_does_not_arrive_names_the_place_on_the_list(world):
    ada, ben = world.patient(), world.patient()
    await ben.books_tomorrow()
    await ada.waits()
    await ben.cancels()
    assert "A time got free" in await world.tells(ada)
    (entry,) = await world.sql("select id from waiting")

    await becomes(world, ada.read[-1], "undeliverable")

    task = await call(world, ada)
    assert task.reason == f"offer/{entry['id']}"


async def test_a_link_that_does_not_arrive_is_a_call(opened, a_clinic):
    video = {
        "names": {"en": "Video"},
        "minutes": 30,
        "virtual": {"kind": "video", "link": "https://video.example.org/weber"},
    }
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    raw["services"]["video"] = video
    for person in raw["practitioners"].values():
        person["services"].append("video")
    async with opened(Clinic.model_validate(raw)) as world:
        ada = world.patient()
        await ada.books("Video")
        (row,) = await world.sql("select id from appointment")
        await world.sql("update due_job set due_at = $1 where timer = 'join'", datetime.now(UTC))
        assert "begins at" in await world.tells(ada)

        await becomes(world, ada.read[-1], "failed")

        task = await call(world, ada)
        assert task.reason == f"join/{row['id']}"


async def test_who_is_another_contact_by_now_is_called_as_that_one(world):
    ada, winner = world.patient(), world.patient()
    await ada.books()
    (row,) = await world.sql("select id, start_at from appointment")
    await does(world, "cancelled", row)
    await world.tells(ada)
    await world.merges(ada, winner)
    await world.until(
        f"select exists (select from notice where contact_id = '{winner.contact_id}')"
    )

    await becomes(world, ada.read[-1], "failed")

    assert (await call(world, winner)).opened_by == "scheduling"


async def test_what_was_to_be_known_long_ago_is_forgotten(world):
    ada = world.patient()
    await ada.books()
    (row,) = await world.sql("select id, start_at from appointment")
    await does(world, "cancelled", row)
    await world.sql("update notice set know_by = $1", datetime.now(UTC) - timedelta(days=8))

    async with at_the_counter("scheduling") as desk:
        await notice_delivery.forget(desk)

    assert await world.sql("select from notice") == []


async def test_at_night_staff_have_until_the_office_is_open(opened, tmp_path, monkeypatch):
    now = datetime.now(UTC)
    local = 22 - now.hour  # there it is ten in the evening
    zone = f"Etc/GMT{-local if local <= 14 else 24 - local:+d}"
    numbers = tmp_path / "numbers.yaml"
    hours = ", ".join(f'{day}: "08:00-18:00"' for day in DAYS)
    site = f"{{site: main, name: Clinic, time_zone: {zone}, office_hours: {{{hours}}}}}"
    numbers.write_text(f'numbers: {{"106540352242922": {site}}}')
    monkeypatch.setenv("WARDBELL_NUMBERS_FILE", str(numbers))
    async with opened() as world:
        ada = world.patient()
        await ada.books_tomorrow(time=-3)
        (row,) = await world.sql("select id, start_at from appointment")
        await does(world, "moved", row)
        await world.tells(ada)

        await becomes(world, ada.read[-1], "failed")

        task = await call(world, ada)
        opens = datetime.combine(
            (now.astimezone(ZoneInfo(zone)) + timedelta(hours=10)).date(), time(8), ZoneInfo(zone)
        )
        assert task.due == min(opens + timedelta(hours=4), row["start_at"])
        assert task.due >= opens


async def test_nobody_calls_about_an_offer_that_is_no_more(world):
    ada, ben, eve = (world.patient() for _ in range(3))
    await ben.books_tomorrow()
    await ada.waits()
    await ben.cancels()
    assert "A time got free" in await world.tells(ada)
    await becomes(world, ada.read[-1], "failed")
    task = await call(world, ada)

    await eve.books_tomorrow()

    await world.appointments.next_kind("desk.task.closed.v1")
    ((outcome, id_),) = [(e.outcome, e.task_id) for e in closed(world)]
    assert (outcome, id_) == ("not_needed", task.task_id)
    with pytest.raises(TimeoutError):  # they never read of it
        await world.tells(ada, 2)


@pytest.fixture
async def offered(world, a_clinic):
    """Two wait, of whom one is asked at a time, and Ada, who joined first, is offered a time."""
    one = a_clinic.waitlist.model_copy(update={"offers_at_once": 1})
    await world.imports(a_clinic.model_copy(update={"waitlist": one}))
    ada, cem, ben = (world.patient() for _ in range(3))
    await ben.books_tomorrow()
    await ada.waits()
    await cem.waits()
    await ben.cancels()
    assert "A time got free" in await world.tells(ada)
    return world, ada, cem


async def test_an_offer_that_was_held_back_too_long_is_made_anew_after_the_others(offered):
    world, ada, cem = offered

    await becomes(world, ada.read[-1], "undeliverable", reason="expired")

    assert "A time got free" in await world.tells(cem)  # else whoever sleeps held up all others
    assert "You keep your place" in await cem.taps("No, thanks")
    assert "A time got free" in await world.tells(ada)
    assert "is booked" in await ada.taps("Take it")
    assert tasks(world) == []


async def test_an_offer_that_was_taken_though_it_was_held_back_stays_taken(offered):
    world, ada, cem = offered
    assert "is booked" in await ada.taps("Take it")

    await becomes(world, ada.read[-2], "undeliverable", reason="expired")

    await settled(world, ada)
    assert [row["status"] for row in await world.sql("select status from slot_offer")] == ["taken"]
    with pytest.raises(TimeoutError):
        await world.tells(cem, 1)
