"""Patients are asked how a visit was: at a kind time, not too often, and not for nothing."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from wardbell_events import (
    AppointmentBooked,
    AppointmentFulfilled,
    AppointmentRescheduled,
    ContactChanged,
)
from wardbell_events.inbound import Address


def at(envelope):
    return envelope.time.astimezone(UTC)


async def test_three_hours_after_a_visit_it_is_asked_how_it_was(world):
    patient = await world.patient(2026, 3, 2, 11).was_there()

    await world.comes(2026, 3, 2, 14, 59)
    assert await patient.state() == "waiting"
    await world.comes(2026, 3, 2, 15)

    envelope, question = await world.sent()
    assert at(envelope) == datetime(2026, 3, 2, 14, tzinfo=UTC)
    assert envelope.received_at == envelope.time
    assert question.contact_id == patient.contact_id
    assert question.content.body == (
        "How was your visit at Wardbell Clinic on Monday, March 2?"
        " Your answer helps us to do better.\n"
        "Choose from 1 star (very bad) to 5 stars (very good)."
    )
    assert [(row.title, row.description) for row in question.content.rows][:2] == [
        ("⭐", "very bad"),
        ("⭐⭐", "bad"),
    ]
    ids = [row.id for row in question.content.rows]
    assert ids == [
        *(f"feedback:rate:{patient.id.hex}/{n}" for n in range(1, 6)),
        f"feedback:done:{patient.id.hex}",
    ]
    assert (question.expects.service, question.expects.minutes) == ("feedback", 720)
    assert await patient.state() == "asked"


async def test_nobody_is_asked_at_night(world):
    late = await world.patient(2026, 3, 2, 19).was_there()
    await world.comes(2026, 3, 2, 19)
    second = await world.patient(2026, 3, 2, 18, 30).was_there()

    await world.comes(2026, 3, 2, 23)
    await world.comes(2026, 3, 3, 7, 59)
    assert (await late.state(), await second.state()) == ("asked", "waiting")
    await world.comes(2026, 3, 3, 8)

    assert await second.state() == "asked"
    asked = [at(envelope).hour for envelope, _ in [await world.sent() for _ in range(2)]]
    assert asked == [18, 7]


async def test_at_most_one_survey_a_month(world):
    contact = uuid4()
    first = await world.patient(2026, 3, 2, 10, contact_id=contact).was_there()
    same_day = await world.patient(2026, 3, 2, 11, contact_id=contact).was_there()
    await world.comes(2026, 3, 2, 15)
    await world.comes(2026, 3, 31, 11)
    too_soon = await world.patient(2026, 3, 31, 10, contact_id=contact).was_there()
    await world.comes(2026, 4, 1, 11)
    later = await world.patient(2026, 4, 1, 15, contact_id=contact).was_there()
    await world.comes(2026, 4, 1, 19)

    states = [await each.state() for each in (first, same_day, too_soon, later)]
    assert states == ["asked", "recent", "recent", "asked"]
    assert (await world.sent())[1].message_id != (await world.sent())[1].message_id


async def test_a_question_that_did_not_arrive_does_not_count_for_the_month(world):
    patient = await world.asked()
    await patient.question_is("undeliverable")
    assert await patient.state() == "unreached"

    again = await world.patient(2026, 3, 2, 11, contact_id=patient.contact_id).was_there()
    await world.comes(2026, 3, 2, 15)

    assert await again.state() == "asked"
    await patient.question_is("delivered")
    assert await patient.state() == "asked"


async def test_who_was_not_there_after_all_is_not_asked(world):
    patient = await world.patient(2026, 3, 2, 11).was_there()
    await patient.was_not_there()
    assert await patient.state() == "void"
    assert await world.one("select count(*) from due_job") == 0
    await patient.tell(AppointmentFulfilled, version=patient.version - 1)  # comes late
    assert await patient.state() == "void"

    await patient.was_there()
    await world.comes(2026, 3, 2, 15)

    assert await patient.state() == "asked"


async def test_a_visit_that_was_moved_meanwhile_is_asked_about_where_and_when_it_was(world):
    patient = await world.patient(2026, 2, 20, 11).was_there()
    await patient.tell(AppointmentBooked)  # the mark is taken back
    moved = datetime(2026, 3, 1, 10, tzinfo=UTC)
    other = {"practitioner": "yilmaz", "location": "elsewhere", "time_zone": "America/New_York"}
    await patient.tell(AppointmentRescheduled, start=moved, previous_start=patient.start, **other)

    await patient.tell(AppointmentFulfilled, start=moved, **other)
    await world.comes(2026, 3, 2, 15)

    survey = await patient.survey()
    assert (survey["state"], survey["start_at"]) == ("asked", moved)
    assert {key: survey[key] for key in other} == other
    assert "Sunday, March 1" in (await world.sent())[1].content.body


async def test_what_became_known_while_we_were_away_is_heard_first(world):
    gone = await world.patient(2026, 3, 2, 11).was_there()
    there = await world.patient(2026, 3, 2, 11).was_there()
    await world.stops()
    world.clock.move(datetime(2026, 3, 2, 16, tzinfo=UTC))
    await gone.was_not_there()

    await world.at_work()

    _, question = await world.sent()
    assert question.contact_id == there.contact_id
    assert await gone.state() == "void"
    await world.no_other_question()


async def test_a_visit_that_is_long_past_is_not_asked_about(world):
    patient = await world.patient(2026, 2, 23, 14, 59).was_there()
    just = await world.patient(2026, 2, 23, 15).was_there()

    await world.comes(2026, 3, 2, 15)

    assert (await patient.state(), await just.state()) == ("stale", "asked")


async def test_the_file_says_when_and_whether_a_service_asks(opened, tmp_path):
    file = tmp_path / "feedback.yaml"
    file.write_text("services:\n  vaccination: {after: 1d}\n  palliative-care: {ask: false}\n")
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)

    async with opened(noon, WARDBELL_FEEDBACK_FILE=str(file)) as world:
        never = await world.patient(2026, 3, 2, 12, service="palliative-care").was_there()
        later = await world.patient(2026, 3, 2, 12, service="vaccination").was_there()
        usual = await world.patient(2026, 3, 2, 12).was_there()

        assert await never.state() is None
        assert (await later.survey())["due_at"] - noon == timedelta(days=1)
        assert (await usual.survey())["due_at"] - noon == timedelta(hours=3)


async def test_patients_read_their_own_language_and_merged_contacts_are_one(world):
    old, middle, new = uuid4(), uuid4(), uuid4()
    patient = await world.patient(2026, 3, 2, 11, contact_id=old).was_there()
    told = {"address": Address(wa_id="15550100017"), "changed_at": world.clock.now()}
    await world.says(ContactChanged(contact_id=old, version=3, language="de", **told))
    await world.is_merged(middle, new)  # in whatever order they come
    await world.is_merged(old, middle)
    other = await world.patient(2026, 3, 2, 11, contact_id=old).was_there()
    await world.comes(2026, 3, 2, 15)

    _, question = await world.sent()

    assert question.contact_id == new
    assert question.content.body.startswith("Wie war Ihr Termin am Montag, 2. März")
    states = {await patient.state(), await other.state()}
    assert states == {"asked", "recent"}


async def test_what_is_written_under_the_lock_of_a_merged_contact_is_not_overwritten(world):
    """Deliveries and jobs still come under the old contact, and so under another lock."""
    old, new = uuid4(), uuid4()
    rated = await world.asked(contact_id=old)
    waiting = await world.patient(2026, 3, 2, 11, contact_id=old).was_there()
    await world.is_merged(old, new)

    sql = "update survey set rating = 5, state = 'rated' where appointment_id = $1"
    delivery = await rated.delivery("undeliverable")
    async with world.written_under_another_lock(sql, rated.id):
        await world.tells(delivery)
    sql = "update survey set state = 'void', job = null where appointment_id = $1"
    async with world.written_under_another_lock(sql, waiting.id):
        world.clock.move(datetime(2026, 3, 2, 15, tzinfo=UTC))

    assert ((await rated.survey())["rating"], await rated.state()) == (5, "rated")
    assert await waiting.state() == "void"
