"""Two contacts prove to be one, and so do people: nothing is kept under an id that is gone."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from wardbell_events import Person, PersonIdentified, ProfileChanged
from wardbell_events.inbound import Text
from wardbell_runtime import locks

WAITS = """
select exists (select from pg_locks l join pg_stat_activity a using (pid)
                where l.locktype = 'advisory' and not l.granted
                  and a.application_name = 'wardbell {schema}')
"""


async def tells(world, winner, person, *formerly):
    """Patients tells who a contact is, and who that was."""
    me = Person(
        person_id=person,
        name="Ada Example",
        birth_date=date(1980, 3, 12),
        is_self=True,
        formerly=formerly,
    )
    event = ProfileChanged(
        contact_id=winner.contact_id,
        version=3,
        language="en",
        people=(me,),
        changed_at=datetime.now(UTC),
    )
    return await world.room.put(event)


async def handled(world, envelope):
    await world.until(f"select exists (select from inbox where event_id = '{envelope.id}')")


async def person_of(world, patient):
    """By which id scheduling knows somebody."""
    rows = await world.sql(
        "select person_id from identity where contact_id = $1", patient.contact_id
    )
    return rows[0]["person_id"]


@pytest.fixture
async def two(world):
    """Two contacts of the same person, who waits with each and booked with each."""
    winner, loser = world.patient(), world.patient()
    for patient in (loser, winner):
        await patient.waits()
        await patient.books("Ultrasound")
    return winner, loser


async def test_a_merge_waits_for_whoever_is_at_work_with_either_of_the_two(world):
    winner, loser = world.patient(), world.patient()
    await loser.books()
    async with world.room.database(world.schema) as conn, conn.transaction():
        await locks.lock(conn, world.schema, [str(winner.contact_id)])
        envelope = await world.merges(loser, winner)
        await world.until(WAITS.format(schema=world.schema))
        (row,) = await world.sql("select contact_id from appointment")
        assert row["contact_id"] == loser.contact_id

    await handled(world, envelope)
    (row,) = await world.sql("select contact_id from appointment")
    assert row["contact_id"] == winner.contact_id


@pytest.mark.parametrize("first", ["contacts", "people"])
async def test_all_that_is_kept_of_one_person_has_one_id(world, two, first):
    winner, loser = two
    old, person = await person_of(world, loser), await person_of(world, winner)
    (first_in_line,) = await world.sql(
        "select id from waiting where contact_id = $1", loser.contact_id
    )
    if first == "contacts":
        await handled(world, await world.merges(loser, winner))
        await handled(world, await tells(world, winner, person, old))
    else:
        await handled(world, await tells(world, winner, person, old))
        await handled(world, await world.merges(loser, winner))

    visits = await world.sql("select contact_id, person_id from appointment")
    assert {tuple(row) for row in visits} == {(winner.contact_id, person)}
    assert len(visits) == 2
    (entry,) = await world.sql("select id, contact_id, person_id from waiting")
    assert tuple(entry) == (first_in_line["id"], winner.contact_id, person)


async def test_who_is_known_by_an_old_id_when_it_is_told_late_books_under_the_new_one(world):
    ada, old, person = world.patient(), uuid4(), uuid4()
    await handled(world, await tells(world, ada, person, old))

    late = PersonIdentified(
        contact_id=ada.contact_id,
        person_id=old,
        message_id=uuid4(),
        sent_at=datetime.now(UTC),
        language="en",
        wanted_by="triage",
    )
    await handled(world, await world.room.put(late))

    assert await person_of(world, ada) == person


async def test_what_arrives_under_an_old_id_is_the_present_contacts(world):
    winner, loser = world.patient(), world.patient()
    middle = world.patient()
    await handled(world, await world.merges(loser, middle))
    await handled(world, await world.merges(middle, winner))
    await winner.books()

    await loser.only_says(Text(body="my appointments"))

    said = await winner.hears()
    assert "Your visits" in said.content.body
    assert said.contact_id == winner.contact_id
    rows = await world.sql("select contact_id from conversation")
    assert [row["contact_id"] for row in rows] == [winner.contact_id]


async def test_merges_that_come_the_other_way_round_end_with_the_same_contact(world):
    winner, middle, loser = world.patient(), world.patient(), world.patient()
    await loser.books()
    await handled(world, await world.merges(middle, winner))
    await handled(world, await world.merges(loser, middle))

    await winner.only_says(Text(body="my appointments"))

    assert "Your visits" in (await winner.hears()).content.body
    rows = await world.sql("select distinct contact_id from appointment")
    assert [row["contact_id"] for row in rows] == [winner.contact_id]


async def test_a_message_under_an_old_id_waits_for_whoever_is_at_work_with_the_present_one(world):
    winner, loser = world.patient(), world.patient()
    await handled(world, await world.merges(loser, winner))
    await winner.books()
    async with world.room.database(world.schema) as conn, conn.transaction():
        await locks.lock(conn, world.schema, [str(winner.contact_id)])
        await loser.only_says(Text(body="my appointments"))
        await world.until(WAITS.format(schema=world.schema))

    assert "Your visits" in (await winner.hears()).content.body
