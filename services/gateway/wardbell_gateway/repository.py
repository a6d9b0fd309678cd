"""All SQL of the router."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from uuid import UUID

from wardbell_gateway.contact import Contact
from wardbell_runtime import Running, Tx, aliases, uuid7
from wardbell_runtime.clock import ago

_NAMES = [field.name for field in fields(Contact)]
COLUMNS = ", ".join(_NAMES)
_VALUES = attrgetter(*_NAMES)
SAVE = """
update contact
   set number = new.number, wa_id = new.wa_id, user_id = new.user_id, language = new.language,
       version = new.version, welcomed = new.welcomed, floor = new.floor,
       floor_since = new.floor_since, floor_before = new.floor_before,
       floor_before_since = new.floor_before_since,
       floor_turn = new.floor_turn, floor_heard = new.floor_heard, floor_until = new.floor_until
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[],
              $7::boolean[], $8::text[], $9::timestamptz[], $10::text[], $11::timestamptz[],
              $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[])
       as new (id, number, wa_id, user_id, language, version, welcomed, floor, floor_since,
               floor_before, floor_before_since, floor_turn, floor_heard, floor_until, created_at)
 where contact.id = new.id
"""

SILENCE_DAYS = 30
"""How long it is remembered what was not answered; longer than a repeat can come."""

Identity = tuple[str, str | None, str | None]
"""Our number, `wa_id`, `user_id`."""


async def find(tx: Tx, identities: Sequence[Identity]) -> list[Contact]:
    """Contacts that one of the identities names, locked, in one statement."""
    rows = await tx.fetch(
        f"""
        select {COLUMNS} from contact
         -- a union, since an "or" of the two would read the whole table
         where id in (
             select c.id from unnest($1::text[], $2::text[]) as who (number, wa_id)
               join contact c using (number, wa_id)
              union
             select c.id from unnest($1::text[], $3::text[]) as who (number, user_id)
               join contact c using (number, user_id))
         -- sorted: two members may meet the same contacts
         order by id for update
        """,  # noqa: S608
        [number for number, _, _ in identities],
        [wa_id for _, wa_id, _ in identities],
        [user_id for _, _, user_id in identities],
    )
    return [Contact(*row) for row in rows]


async def create(tx: Tx, identities: Iterable[Identity]) -> None:
    """Contacts for identities that have none; somebody else may have been quicker."""
    wanted = sorted(set(identities), key=str)
    await tx.execute(
        """
        insert into contact (id, number, wa_id, user_id, created_at)
        select id, number, wa_id, user_id, $5
          from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
               as new (id, number, wa_id, user_id)
        on conflict do nothing
        """,
        [uuid7() for _ in wanted],
        [number for number, _, _ in wanted],
        [wa_id for _, wa_id, _ in wanted],
        [user_id for _, _, user_id in wanted],
        tx.now,
    )


async def by_ids(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, Contact]:
    """Contacts by id, or by an id they once had; locked."""
    wanted = list(set(ids))
    rows = await tx.fetch(
        f"""
        select {COLUMNS} from contact
         where id in (
             select unnest($1::uuid[])
              union
             select contact_id from contact_alias where old = any($1))
         order by id for update
        """,  # noqa: S608
        wanted,
    )
    found = {contact.id: contact for contact in (Contact(*row) for row in rows)}
    missing = [id_ for id_ in wanted if id_ not in found]
    if missing:
        for old, now in (await aliases.of(tx, missing)).items():
            found[old] = found[now]
    return found


def save(tx: Tx, contact: Contact) -> None:
    """Write a contact's state with the batch."""
    tx.later_as_set(SAVE, *_VALUES(contact), instead_of=contact.id)


async def save_at_once(tx: Tx, contact: Contact) -> None:
    """Write a contact whose address changed, so that the rest of the batch meets it as it is.

    What was kept for the end of the batch still has the old address: it would take it again from
    whoever has it by then.
    """
    tx.take_back(SAVE, contact.id)
    await tx.execute(SAVE, *([value] for value in _VALUES(contact)))


async def merge(tx: Tx, loser: Contact, winner: Contact) -> None:
    """The loser's id becomes an alias of the winner."""
    await tx.execute("delete from contact where id = $1", loser.id)
    await aliases.merge(tx, loser.id, winner.id)


def keep_silence(tx: Tx, reason: str) -> None:
    """Remember that an event was not answered, and why."""
    tx.later(
        "insert into silence (event_id, reason, at) values ($1, $2, $3) on conflict do nothing",
        tx.cause.id,
        reason,
        tx.now,
    )


async def forget_silences(running: Running) -> None:
    """Drop those that are old."""
    await running.forget(
        """
        delete from silence
         where event_id in (select event_id from silence where at < $1 limit $2)
        """,
        ago(running.clock.now(), days=SILENCE_DAYS),
    )
