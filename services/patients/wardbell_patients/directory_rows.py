"""All SQL of looking people up for operators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from wardbell_dialogue.folding import plain
from wardbell_patients.phone_numbers import COUNTRY, PhoneNumber
from wardbell_runtime import Tx
from wardbell_runtime.people import Found

_FOUND = """
select c.id, coalesce(c.site, person.site), c.number, c.language, coalesce(c.wa_id, person.phone),
       person.id, person.name, person.birth_date
  from contact c
  left join contact_person of on of.contact_id = c.id
  full join person on person.id = of.person_id
"""


async def find(
    tx: Tx,
    contact: UUID | None,
    words: Sequence[str],
    born: date | None,
    number: PhoneNumber | None,
    limit: int,
) -> list[Found]:
    """Who fits: words with which words of the name begin, the day, the number."""
    ids = await _people(tx, words, born) if words or born else None
    rows = await tx.fetch(
        f"{_FOUND} where ($1::uuid[] is null or person.id = any($1))"
        " and ($2::text is null or c.wa_id ~ $2 or person.phone ~ $2"
        # kept without the country's code
        " or (person.phone like '0%' and $5 ~ ('^' || $6 || substr(person.phone, 2) || '$')))"
        " and ($3::uuid is null or c.id = $3)"
        " order by person.name, person.birth_date, c.id, of.is_self desc limit $4",
        ids,
        number and number.pattern,
        contact,
        limit,
        number and number.with_country,
        COUNTRY,
    )
    return [Found(*row) for row in rows]


async def _people(tx: Tx, words: Sequence[str], born: date | None) -> list[UUID]:
    rows = await tx.fetch(
        "select id, name from person where $1::date is null or birth_date = $1", born
    )
    # Here, not in SQL: case and accents are compared as everywhere else.
    return [row["id"] for row in rows if _fits(words, plain(row["name"]).split())]


async def add(tx: Tx, id_: UUID, name: str, born: date, phone: str | None, site: str) -> None:
    """Somebody who called and never wrote; `phone`: digits."""
    await tx.execute(
        "insert into person (id, name, birth_date, phone, site, created_at)"
        " values ($1, $2, $3, $4, $5, $6)",
        id_,
        name,
        born,
        phone,
        site,
        tx.now,
    )


async def callers(tx: Tx, people: Iterable[UUID]) -> dict[UUID, str]:
    """Names of those who called and never wrote."""
    rows = await tx.fetch(
        "select id, name from person where id = any($1)"
        " and not exists (select from contact_person where person_id = id)",
        list(people),
    )
    return {row["id"]: row["name"] for row in rows}


async def names(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, str]:
    """Who is behind contacts: the one who writes, if that is known."""
    rows = await tx.fetch(
        """
        select distinct on (contact_id) contact_id, name
          from contact_person join person on person.id = person_id
         where contact_id = any($1)
         order by contact_id, is_self desc, person_id
        """,
        list(contacts),
    )
    return {row["contact_id"]: row["name"] for row in rows}


def _fits(words: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)
