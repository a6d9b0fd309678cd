"""All SQL about contacts, their people, what they are asked, and audit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter

from wardbell_events import Person
from wardbell_events.ids import PersonId
from wardbell_patients.consent import Words
from wardbell_patients.directory_rows import words_of
from wardbell_patients.person import Asking, Contact
from wardbell_runtime import Tx, aliases


async def contacts(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Contacts by id, or by an id they once had; made where they are new, and locked."""
    wanted = set(ids)
    now = await aliases.of(tx, wanted)
    present = sorted({now.get(id_, id_) for id_ in wanted})
    await tx.execute(
        "insert into contact (id) select unnest($1::uuid[]) on conflict do nothing", present
    )
    # Locked and sorted: a merge writes to a contact that is not the key of its event.
    rows = await tx.fetch(
        "select id, language, heard, version, wa_id, number, site, words, quiet_hours, time_zone"
        " from contact where id = any($1) order by id for update",
        present,
    )
    found = {row["id"]: _contact(**row) for row in rows}
    await _add_people(tx, found)
    await _add_askings(tx, found)
    return {id_: found[now.get(id_, id_)] for id_ in wanted}


async def _add_people(tx: Tx, found: dict[UUID, Contact]) -> None:
    rows = await tx.fetch(
        "select contact_id, person_id, name, birth_date, is_self,"
        " array(select old from person_alias as known where known.person_id = person.id"
        " order by old) as formerly"
        " from contact_person join person on person.id = person_id"
        " where contact_id = any($1) order by is_self desc, person_id",
        list(found),
    )
    for row in rows:
        contact_id, *columns = row.values()
        found[contact_id].people.append(_person(*columns))


async def _add_askings(tx: Tx, found: dict[UUID, Contact]) -> None:
    rows = await tx.fetch(
        "select contact_id, wanted_by, asked_at, step, name, misunderstandings, born"
        " from asking where contact_id = any($1)",
        list(found),
    )
    for row in rows:
        contact_id, *columns = row.values()
        found[contact_id].asking = Asking(*columns)


def save(tx: Tx, contact: Contact) -> None:
    """Address, language, quiet hours and versions of a contact."""
    tx.later(
        "update contact set language = $2, heard = $3, version = $4, wa_id = $5, number = $6,"
        " site = $7, quiet_hours = $8, time_zone = $9 where id = $1",
        contact.id,
        contact.language,
        contact.heard,
        contact.version,
        contact.wa_id,
        contact.number,
        contact.site,
        contact.quiet_hours,
        contact.time_zone,
        instead_of=contact.id,
    )


def save_consent(tx: Tx, contact: Contact) -> None:
    """What a contact said about what they want, and what that comes to."""
    consent = contact.consent
    tx.later(
        "update contact set notices = $2, refused = $3, words = $4 where id = $1",
        contact.id,
        consent.notices,
        list(consent.refused),
        _WORDS.dump_json(contact.words).decode(),
        instead_of=contact.id,
    )


def save_asking(tx: Tx, contact_id: UUID, asking: Asking) -> None:
    """What a contact is being asked."""
    tx.later(_SAVE_ASKING, *_asking(contact_id, asking, tx.now), instead_of=contact_id)


def add_person(tx: Tx, contact_id: UUID, person: Person) -> None:
    """A person behind a contact, of whom nobody knew."""
    tx.later(
        "insert into person (id, name, birth_date, created_at, name_words)"
        " values ($1, $2, $3, $4, array_to_tsvector($5::text[]))",
        person.person_id,
        person.name,
        person.birth_date,
        tx.now,
        words_of(person.name),
    )
    tx.later(_ADD_TO_CONTACT, contact_id, person.person_id, person.is_self)


def add_caller(tx: Tx, contact_id: UUID, person: Person) -> None:
    """Somebody who called before, and writes now."""
    tx.later(_ADD_TO_CONTACT, contact_id, person.person_id, person.is_self)


async def callers(tx: Tx, site: str, born: date) -> list[tuple[UUID, str, str]]:
    """Ids, names and numbers of those who called a site, never wrote, and were born on a day."""
    rows = await tx.fetch(
        "select id, name, phone from person where site = $1 and birth_date = $2"
        " and phone is not null"
        " and not exists (select from contact_person where person_id = person.id)"
        " order by created_at for update",
        site,
        born,
    )
    return [tuple(row) for row in rows]


async def merge(tx: Tx, loser: UUID, winner: Contact, known: Iterable[Person]) -> None:
    """The winner as it is now, with the loser's id as an alias.

    Args:
        known: people of the loser who were the winner's under another id
    """
    both = [loser, winner.id]
    await tx.execute("delete from contact_person where contact_id = any($1)", both)
    await tx.conn.executemany(
        _ADD_TO_CONTACT, [(winner.id, person.person_id, person.is_self) for person in winner.people]
    )
    await tx.conn.executemany(
        "insert into person_alias (old, person_id) values ($1, $2)"
        " on conflict (old) do update set person_id = excluded.person_id",
        [(old, person.person_id) for person in winner.people for old in person.formerly],
    )
    await tx.execute(
        "delete from person where id = any($1)"
        " and not exists (select from contact_person where person_id = person.id)",
        [person.person_id for person in known],
    )
    await tx.execute("delete from asking where contact_id = any($1)", both)
    if winner.asking is not None:
        await tx.execute(_SAVE_ASKING, *_asking(winner.id, winner.asking, tx.now))
    await tx.execute("delete from contact where id = $1", loser)
    await aliases.merge(tx, loser, winner.id)


async def forget_asking(tx: Tx, contact_id: UUID, before: datetime) -> datetime | None:
    """Drop a wish about which nothing was said since; returns when something was, if it was."""
    # Not the id it was asked under: that may be an alias by now.
    row = await tx.fetchrow(
        "select contact_id, changed_at from asking where contact_id = coalesce("
        "(select contact_id from contact_alias where old = $1), $1) for update",
        contact_id,
    )
    if row is None:
        return None
    said_at: datetime = row["changed_at"]
    if said_at > before:
        return said_at
    await tx.execute("delete from asking where contact_id = $1", row["contact_id"])
    return None


async def shown(tx: Tx, contact_id: UUID) -> dict[str, Any] | None:
    """A contact as operators see it: people and names said so far are personal."""
    row = await tx.fetchrow(
        """
        select c.id as contact_id, c.language, c.version, c.notices, c.refused,
               c.quiet_hours, c.time_zone,
               a.wanted_by, a.step, a.name as said_name
          from contact c left join asking a on a.contact_id = c.id
         where c.id = coalesce((select contact_id from contact_alias where old = $1), $1)
        """,
        contact_id,
    )
    if row is None:
        return None
    people = await tx.fetch(
        "select person_id, name, birth_date, is_self, created_at"
        " from contact_person join person on person.id = person_id"
        " where contact_id = $1 order by is_self desc, person_id",
        row["contact_id"],
    )
    return {**row, "people": [dict(person) for person in people]}


def audit(tx: Tx, who: str, what: Literal["reveal", "quiet"], contact_id: UUID) -> None:
    """Leave a line on who looked, or changed when it is quiet."""
    tx.later(
        "insert into audit (at, who, what, contact_id) values ($1, $2, $3, $4)",
        tx.now,
        who,
        what,
        contact_id,
    )


def audit_caller(tx: Tx, who: str, person_id: UUID) -> None:
    """The same of somebody without a contact."""
    tx.later(
        "insert into caller_audit (at, who, person_id) values ($1, $2, $3)", tx.now, who, person_id
    )


_ADD_TO_CONTACT = """
insert into contact_person (contact_id, person_id, is_self) values ($1, $2, $3)
"""
_SAVE_ASKING = """
insert into asking
       (contact_id, wanted_by, asked_at, step, name, misunderstandings, born, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (contact_id) do update
   set (wanted_by, asked_at, step, name, misunderstandings, born, changed_at) =
       (excluded.wanted_by, excluded.asked_at, excluded.step, excluded.name,
        excluded.misunderstandings, excluded.born, excluded.changed_at)
"""


_WORDS = TypeAdapter(Words)


def _contact(*, words: str, **row: Any) -> Contact:
    return Contact(**row, words=_WORDS.validate_json(words))


def _asking(contact_id: UUID, asking: Asking, now: datetime) -> tuple[Any, ...]:
    return (
        contact_id,
        asking.wanted_by,
        asking.asked_at,
        asking.step,
        asking.name,
        asking.misunderstandings,
        asking.born,
        now,
    )


def _person(
    person_id: UUID,
    name: str,
    birth_date: Any,
    is_self: bool,  # noqa: FBT001
    formerly: Sequence[UUID],
) -> Person:
    return Person(
        person_id=PersonId(person_id),
        name=name,
        birth_date=birth_date,
        is_self=is_self,
        formerly=tuple(map(PersonId, formerly)),
    )
