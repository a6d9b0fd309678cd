"""A visit is reminded of, at the right times, and only while it stands."""

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from uuid import uuid4

from wardbell_events import (
    AppointmentRequested,
    ContactChanged,
    ContactMerged,
    TaskClosed,
    TaskOpened,
)
from wardbell_events.inbound import Address

ROOT = Path(__file__).parents[3]


def at(envelope):
    return envelope.time.astimezone(UTC)


def buttons(told):
    return [button.id for button in told.content.buttons]


async def test_a_visit_is_reminded_of_a_day_and_two_hours_before(world):
    visit = await world.visit(2026, 3, 6, 15).is_booked()

    await world.comes(2026, 3, 5, 14, 59)
    assert await world.states(visit) == {"1d": "waiting", "2h": "waiting"}
    await world.comes(2026, 3, 5, 15)
    await world.comes(2026, 3, 6, 13)

    first, told = await world.sent()
    assert at(first) == datetime(2026, 3, 5, 14, tzinfo=UTC)
    assert first.received_at == first.time
    assert told.contact_id == visit.contact_id
    assert told.content.body == (
        "A reminder: your visit with Dr. Anna Weber is on *Friday, March 6, 3:00\u202fPM*.\n"
        "Place: Practice, Main Street 1\n"
        "Will you come?"
    )
    assert [(b.id, b.title) for b in told.content.buttons] == [
        (f"scheduling:come:{visit.id.hex}", "Yes, I will come"),
        (f"scheduling:move:{visit.id.hex}", "Another time"),
        (f"scheduling:cancel:{visit.id.hex}", "I can't come"),
    ]
    assert (told.expects.service, told.expects.minutes) == ("scheduling", 720)
    second, told = await world.sent()
    assert at(second) == datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert "begins soon" in told.content.body
    assert await world.states(visit) == {"1d": "sent", "2h": "sent"}


async def test_a_move_or_a_cancellation_rewrites_what_waits(world):
    moved = await world.visit(2026, 3, 6, 15).is_booked()
    ended = await world.visit(2026, 3, 6, 15).is_booked()
    asked = await world.visit(2026, 3, 6, 15).is_booked()
    jobs = "select array_agg(due_at order by due_at) from due_job where contact_id = $1"

    await moved.is_moved(datetime(2026, 3, 9, 10, tzinfo=UTC))
    await ended.is_cancelled()
    await asked.tell(AppointmentRequested)  # moved to where staff have to confirm

    assert await world.one(jobs, moved.contact_id) == [
        datetime(2026, 3, 8, 10, tzinfo=UTC),
        datetime(2026, 3, 9, 8, tzinfo=UTC),
    ]
    assert await world.one("select count(*) from due_job") == 2
    assert await world.states(ended) == await world.states(asked) == {"1d": "void", "2h": "void"}
    await ended.tell(AppointmentRequested, version=1)  # an older word comes late
    await world.comes(2026, 3, 8, 11)
    envelope, told = await world.sent()
    assert (told.contact_id, at(envelope).day) == (moved.contact_id, 8)


async def test_who_has_just_booked_needs_no_reminder_that_would_have_come_before(world):
    visit = await world.visit(2026, 3, 3, 10).is_booked()

    assert await world.states(visit) == {"2h": "waiting"}


async def test_what_is_confirmed_is_not_asked_again_nor_reminded_of_anew(world):
    visit = await world.visit(2026, 3, 6, 15).is_booked()
    await world.comes(2026, 3, 5, 15)
    await visit.is_confirmed()
    await world.comes(2026, 3, 6, 14)

    await world.sent()
    _, told = await world.sent()
    assert "You have told us that you will come." in told.content.body
    assert buttons(told)[0].startswith("scheduling:move:")
    assert told.expects is None
    assert await world.states(visit) == {"1d": "sent", "2h": "sent"}
    assert await world.one("select count(*) from due_job") == 0


async def test_several_visits_of_a_day_are_told_in_one_message(world):
    contact = uuid4()
    later = await world.visit(2026, 3, 6, 15, contact_id=contact).is_booked()
    sooner = await world.visit(2026, 3, 6, 10, contact_id=contact, virtual=True).is_booked()
    await world.visit(2026, 3, 9, 10, contact_id=contact).is_booked()
    await world.comes(2026, 3, 5, 16)

    _, told = await world.sent()
    assert told.content.body == (
        "A reminder of your visits on *Friday, March 6*:\n"
        "10:00\u202fAM with Dr. Anna Weber, By video or phone\n"
        "3:00\u202fPM with Dr. Anna Weber, Practice, Main Street 1\n"
        "Will you come to all of them?"
    )
    assert buttons(told) == [
        f"scheduling:come:{sooner.id.hex}/{later.id.hex}",
        "scheduling:mine",
    ]
    assert await world.states(sooner) == {"1d": "sent", "2h": "waiting"}
    assert await world.states(later) == {"1d": "together", "2h": "waiting"}
    await world.comes(2026, 3, 8, 10)
    _, told = await world.sent()
    assert "Monday, March 9" in told.content.body


async def test_a_reminder_that_is_put_before_the_night_takes_none_of_the_next_day_along(world):
    contact = uuid4()
    early = await world.visit(2026, 3, 6, 8, contact_id=contact).is_booked()
    late = await world.visit(2026, 3, 6, 19, contact_id=contact).is_booked()

    await world.comes(2026, 3, 5, 8)
    await world.comes(2026, 3, 5, 20, 50)

    assert await world.states(early) == {"1d": "sent", "2h": "sent"}
    assert await world.states(late) == {"1d": "together", "2h": "waiting"}
    await world.comes(2026, 3, 6, 17)
    assert await world.states(late) == {"1d": "together", "2h": "sent"}


async def test_who_does_not_answer_in_time_is_called_until_it_is_clear(world):
    silent = await world.visit(2026, 3, 6, 15).is_booked()
    moved = await world.visit(2026, 3, 6, 15).is_booked()
    answered = await world.visit(2026, 3, 6, 15).is_booked()
    await world.comes(2026, 3, 5, 15)
    await answered.is_confirmed()
    await world.comes(2026, 3, 6, 11)
    await moved.is_moved(datetime(2026, 3, 20, 10, tzinfo=UTC))
    await world.comes(2026, 3, 6, 14)
    await silent.is_confirmed()

    tasks = [event for _, event in await world.all_events() if not hasattr(event, "content")]
    opened = [event for event in tasks if isinstance(event, TaskOpened)]
    assert {event.contact_id for event in opened} == {silent.contact_id, moved.contact_id}
    about = next(event for event in opened if event.contact_id == silent.contact_id)
    assert (about.kind, about.priority) == ("visit_unconfirmed", "normal")
    assert about.reason == str(silent.id)
    assert about.visit.start == silent.start
    assert about.due == datetime(2026, 3, 6, 12, tzinfo=UTC)
    closed = {event.task_id for event in tasks if isinstance(event, TaskClosed)}
    assert closed == {event.task_id for event in opened}


async def test_patients_read_their_own_language_and_merged_contacts_are_one(world):
    old, middle, new = uuid4(), uuid4(), uuid4()
    first = await world.visit(2026, 3, 6, 15, contact_id=old).is_booked()
    second = await world.visit(2026, 3, 6, 16, contact_id=new).is_booked()
    told = {"address": Address(wa_id="15550100017"), "changed_at": world.clock.now()}
    await world.says(ContactChanged(contact_id=old, version=3, language="de", **told))
    for loser, winner in ((middle, new), (old, middle)):  # in whatever order they come
        merged = {"from": loser, "into": winner, "merged_at": world.clock.now()}
        await world.says(ContactMerged.model_validate(merged))
    third = await world.visit(2026, 3, 6, 17, contact_id=old).is_booked()
    await world.comes(2026, 3, 5, 15)

    _, message = await world.sent()

    assert message.contact_id == new
    assert message.content.body.startswith("Zur Erinnerung an Ihre Termine am *Freitag, 6. März*")
    ids = "/".join(visit.id.hex for visit in (first, second, third))
    assert buttons(message)[0] == f"scheduling:come:{ids}"
    await second.is_cancelled()
    await world.comes(2026, 3, 6, 13)
    _, message = await world.sent()
    assert message.content.body.count("Dr. Anna Weber") == 2


async def test_who_cancelled_while_we_were_away_is_not_reminded(world):
    gone = await world.visit(2026, 3, 6, 15).is_booked()
    comes = await world.visit(2026, 3, 6, 15).is_booked()
    await world.stops()
    world.clock.move(datetime(2026, 3, 5, 17, tzinfo=UTC))
    await gone.is_cancelled()

    await world.at_work()

    told = [event.contact_id for _, event in await world.all_events()]
    assert told == [comes.contact_id]
    assert await world.states(gone) == {"1d": "void", "2h": "void"}


async def test_a_third_reminder_is_the_line_of_the_how_to(opened, tmp_path):
    page = (ROOT / "docs" / "how-to" / "reminders.md").read_text()
    file = tmp_path / "reminders.yaml"
    file.write_text(dedent(page.split("```yaml\n")[1].split("   ```")[0]))
    monday = datetime(2026, 3, 2, 12, tzinfo=UTC)

    async with opened(monday, WARDBELL_REMINDERS_FILE=str(file)) as world:
        visit = await world.visit(2026, 3, 16, 15).is_booked()
        await world.comes(2026, 3, 9, 15)

        envelope, _ = await world.sent()
        assert at(envelope) == datetime(2026, 3, 9, 14, tzinfo=UTC)
        assert await world.states(visit) == {"7d": "sent", "1d": "waiting", "2h": "waiting"}
