"""All SQL of looking people up for operators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from wardbell_dialogue.folding import plain
from wardbell_patients.phone_numbers import PhoneNumber
from wardbell_runtime import Running, Tx
from wardbell_runtime.people import Found

FOLDED_AT_ONCE = 1_000
_LONGEST_WORD = 100
"""Characters of a word that are compared; Postgres takes no more than 2,046 bytes."""
_FOUND = """
with pair as (
    select contact_id, person_id, is_self from contact_person
     where contact_id = any($1) or person_id = any($2)
    union all
    select id, null, null from contact
     where id = any($1) and not exists (select from contact_person where contact_id = contact.id)
    union all
    select null, id, null from person
     where id = any($2) and not exists (select from contact_person where person_id = person.id)
)
select c.id, coalesce(c.site, person.site), c.number, c.language, coalesce(c.wa_id, person.phone),
       person.id, person.name, person.birth_date
  from pair
  left join contact c on c.id = pair.contact_id
  left join person on person.id = pair.person_id
 where ($3::uuid is null or c.id = $3)
   and ($4::text is null or c.wa_id ~ $4 or person.phone ~ $4 or person.phone = any($5))
   and ($6::text is null or person.name_words @@ $6::tsquery or person.id = any($7))
   and ($8::date is null or person.birth_date = $8)
 order by person.name, person.birth_date, c.id, pair.is_self desc limit $9
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
    wanted = _words(words)
    query = " & ".join(f"'{word}':*" for word in wanted) or None
    unread = await _of_other_versions(tx, wanted) if wanted else []
    # First who may fit, by what leaves the fewest; an index leads to them.
    contacts: list[UUID] = []
    people: list[UUID] = []
    if contact is not None:
        contacts = [contact]
    elif number is not None:
        contacts, people = await _reached_at(tx, number)
    else:
        people = await _of_name_and_day(tx, query, unread, born, limit)
    rows = await tx.fetch(
        _FOUND,
        contacts,
        people,
        contact,
        number and number.pattern,
        number.nationals if number else [],
        query,
        unread,
        born,
        limit,
    )
    return [Found(*row) for row in rows]


async def _of_name_and_day(
    tx: Tx, query: str | None, unread: Sequence[UUID], born: date | None, limit: int
) -> list[UUID]:
    rows = await tx.fetch(
        "select id from person"
        " where ($1::text is null or name_words @@ $1::tsquery or id = any($2))"
        " and ($3::date is null or birth_date = $3) limit $4",
        query,
        unread,
        born,
        limit,
    )
    return [row["id"] for row in rows]


async def _reached_at(tx: Tx, number: PhoneNumber) -> tuple[list[UUID], list[UUID]]:
    """Contacts and people."""
    ends = number.end[::-1] + "%"
    contacts = await tx.fetch(
        "select id from contact where reverse(wa_id) like $1 and wa_id ~ $2", ends, number.pattern
    )
    people = await tx.fetch(
        "select id from person where phone is not null and"
        # kept without the country's code
        " (reverse(phone) like $1 and phone ~ $2 or reverse(phone) = any($3))",
        ends,
        number.pattern,
        [national[::-1] for national in number.nationals],
    )
    return [row["id"] for row in contacts], [row["id"] for row in people]


async def _of_other_versions(tx: Tx, words: Sequence[str]) -> list[UUID]:
    """People whose words are not written down yet."""
    rows = await tx.fetch("select id, name from person where name_words is null")
    return [row["id"] for row in rows if _fits(words, words_of(row["name"]))]


async def fold_names(running: Running) -> None:
    """Write down the words of names that an older version kept."""
    while not running.stopping.is_set():
        async with running.transaction() as tx:
            rows = await tx.fetch(
                "select id, name from person where name_words is null"
                " limit $1 for update skip locked",
                FOLDED_AT_ONCE,
            )
            await tx.conn.executemany(
                "update person set name_words = array_to_tsvector($2::text[]) where id = $1",
                [(row["id"], words_of(row["name"])) for row in rows],
            )
        if not rows:
            return


async def add(tx: Tx, id_: UUID, name: str, born: date, phone: str | None, site: str) -> None:
    """Somebody who called and never wrote; `phone`: digits."""
    await tx.execute(
        "insert into person (id, name, birth_date, phone, site, created_at, name_words)"
        " values ($1, $2, $3, $4, $5, $6, array_to_tsvector($7::text[]))",
        id_,
        name,
        born,
        phone,
        site,
        tx.now,
        words_of(name),
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


def words_of(name: str) -> list[str]:
    """What a name is found by: here, not in SQL, case and accents are compared as everywhere."""
    return _words(plain(name).split())


def _words(words: Iterable[str]) -> list[str]:
    return [word[:_LONGEST_WORD] for word in words]


def _fits(words: Sequence[str], name: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)
