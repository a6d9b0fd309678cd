"""A patient's own quiet hours: no reminder waits behind them until it is of no use."""

from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from wardbell_events import ContactMerged, ProfileChanged

BERLIN = ZoneInfo("Europe/Berlin")


async def has(world, contact, version, hours=None, zone=None):
    """Patients says when it is quiet for somebody."""
    own = {"quiet_hours": hours, "time_zone": zone}
    told = {"version": version, "language": "en", "people": (), "changed_at": world.clock.now()}
    await world.says(ProfileChanged(contact_id=contact, **told, **own))


async def due(world, visit):
    """When its reminders come, in Berlin: day, hour, minute."""
    jobs = "select array_agg(due_at order by due_at) from due_job where contact_id = $1"
    moments = await world.one(jobs, visit.contact_id)
    return [f"{moment.astimezone(BERLIN):%d %H:%M}" for moment in moments]


async def test_who_sleeps_until_ten_is_reminded_the_evening_before(world):
    visit = world.visit(2026, 3, 6, 9, 30)
    await has(world, visit.contact_id, 1, "21:00-10:00")

    await visit.is_booked()

    assert await due(world, visit) == ["05 10:00", "05 20:45"]
    await world.comes(2026, 3, 5, 10)
    await world.comes(2026, 3, 5, 20, 45)
    assert await world.states(visit) == {"1d": "sent", "2h": "sent"}
    (_, first), (_, second) = await world.sent(), await world.sent()
    assert first.contact_id == second.contact_id == visit.contact_id


async def test_who_changes_their_hours_is_reminded_by_the_new_ones(world):
    visit = await world.visit(2026, 3, 6, 9, 30).is_booked()
    assert await due(world, visit) == ["05 09:30", "06 08:00"]

    await has(world, visit.contact_id, 2, "21:00-10:00")
    assert await due(world, visit) == ["05 10:00", "05 20:45"]
    await has(world, visit.contact_id, 1)  # an older word
    assert await due(world, visit) == ["05 10:00", "05 20:45"]
    await has(world, visit.contact_id, 3, zone="Europe/Lisbon")  # there it is an hour earlier
    assert await due(world, visit) == ["05 09:30", "06 09:00"]
    await has(world, visit.contact_id, 4)
    assert await due(world, visit) == ["05 09:30", "06 08:00"]


async def test_what_hours_that_are_new_leave_no_time_for_is_not_sent_into_them(world):
    visit = await world.visit(2026, 3, 6, 9, 30).is_booked()
    await world.comes(2026, 3, 5, 9, 30)
    await world.comes(2026, 3, 6, 7, 59)

    await has(world, visit.contact_id, 1, "21:00-10:00")

    await world.comes(2026, 3, 6, 8)
    assert await world.states(visit) == {"1d": "sent", "2h": "quiet"}


async def test_whoever_two_contacts_are_has_the_hours_of_either(world):
    visit, old = world.visit(2026, 3, 6, 9, 30), uuid4()
    await has(world, old, 1, "21:00-10:00")
    now = datetime.now(UTC)
    await world.says(ContactMerged(from_=old, into=visit.contact_id, merged_at=now))
    await has(world, old, 2)  # the last of the one that is no more

    await visit.is_booked()

    assert await due(world, visit) == ["05 10:00", "05 20:45"]


async def test_a_visit_that_comes_with_a_merge_is_reminded_of_by_the_hours_of_whom_it_comes_to(
    world,
):
    visit, winner = world.visit(2026, 3, 6, 9, 30), uuid4()
    await has(world, winner, 1, "21:00-10:00")
    await visit.is_booked()
    assert await due(world, visit) == ["05 09:30", "06 08:00"]

    now = datetime.now(UTC)
    await world.says(ContactMerged(from_=visit.contact_id, into=winner, merged_at=now))

    visit.contact_id = winner
    assert await due(world, visit) == ["05 10:00", "05 20:45"]
