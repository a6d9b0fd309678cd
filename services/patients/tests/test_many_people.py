"""Among many people whoever is looked up is found by indexes, not by reading all of them."""

from datetime import date
from uuid import uuid4

import pytest

from wardbell_dialogue.folding import plain
from wardbell_patients import directory_rows, repository
from wardbell_patients.app import MIGRATIONS
from wardbell_patients.phone_numbers import phone_number
from wardbell_runtime.counter import at_the_counter

BORN = date(1980, 3, 12)
MANY = 3_000
PEOPLE = """
insert into person (id, name, birth_date, phone, site, created_at)
select gen_random_uuid(), 'Some Body' || n, date '1930-01-01' + n, '49170' || (1000000 + n),
       'main', now() from generate_series(1, $1) as n
"""
CONTACTS = """
insert into contact (id, wa_id, number, site)
select gen_random_uuid(), '44170' || (1000000 + n), '1', 'main' from generate_series(1, $1) as n
"""
READ = """
select coalesce(sum(seq_tup_read), 0)::int from pg_stat_xact_user_tables
 where schemaname = current_schema() and relname in ('person', 'contact', 'contact_person')
"""


@pytest.fixture
async def crowd(room, monkeypatch):
    """Many people, and Zoë Müller, who wrote; nobody is at work but us."""
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    schema = await room.schema("patients", MIGRATIONS)
    contact = uuid4()
    async with room.database(schema) as conn:
        await conn.execute(PEOPLE, MANY)
        await conn.execute(CONTACTS, MANY)
        await conn.execute(
            "insert into contact (id, wa_id, number, site) values ($1, '15550100017', '1', 'main')",
            contact,
        )
        person = uuid4()
        await conn.execute(
            "insert into person (id, name, birth_date, created_at) values ($1, $2, $3, now())",
            person,
            "Zoë Müller-Lüdenscheid",
            BORN,
        )
        await conn.execute("insert into contact_person values ($1, $2, true)", contact, person)
        async with at_the_counter("patients") as patients:
            await directory_rows.fold_names(patients)
        await conn.execute("analyze")
    return contact


@pytest.mark.parametrize(
    ("name", "born", "phone"),
    [
        ("zoe mull", None, None),
        ("luden", BORN, None),
        ("", BORN, None),
        ("", None, "0555 0100017"),
        ("", None, "+1 555 010 0017"),
        ("Zoë", None, "100017"),
    ],
)
async def test_somebody_is_found_by_name_day_or_number(crowd, name, born, phone):
    number = phone_number(phone) if phone else None
    async with at_the_counter("patients") as patients, patients.transaction() as tx:
        found = await directory_rows.find(tx, None, plain(name).split(), born, number, 21)
        read = await tx.fetchval(READ)

    assert [each.contact_id for each in found] == [crowd]
    assert read < 100


async def test_who_called_and_was_born_that_day_is_found(crowd):
    day = date(1938, 3, 20)
    async with at_the_counter("patients") as patients, patients.transaction() as tx:
        (found,) = await repository.callers(tx, "main", day)
        read = await tx.fetchval(READ)

    assert found[1:] == ("Some Body3000", "491701003000")
    assert read < 100


async def test_a_name_that_an_older_version_writes_is_found_too(crowd, room):
    async with at_the_counter("patients") as patients, patients.transaction() as tx:
        await tx.execute(
            "insert into person (id, name, birth_date, created_at) values ($1, 'Éva', $2, $3)",
            uuid4(),
            BORN,
            tx.now,
        )
        found = await directory_rows.find(tx, None, ["eva"], None, None, 21)

    assert [each.name for each in found] == ["Éva"]
