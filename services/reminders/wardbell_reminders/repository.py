"""All SQL of reminders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from uuid import UUID

from wardbell_reminders import own_quiet
from wardbell_reminders.visit import Reminder, Visit
from wardbell_runtime import Running, Tx, aliases, languages
from wardbell_runtime.clock import ago

KEPT_DAYS = 30
"""How long after a visit it is known what became of its reminders."""

_VISIT = [field.name for field in fields(Visit)]
_VISIT_VALUES = attrgetter(*_VISIT)
_VISITS = ", ".join(_VISIT)
SAVE_VISIT = f"""
insert into visit ({_VISITS})
select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::text[], $6::text[],
                     $7::text[], $8::boolean[], $9::timestamptz[], $10::text[], $11::boolean[],
                     $12::boolean[], $13::boolean[])
on conflict (id) do update set ({_VISITS}) = ({", ".join(f"excluded.{n}" for n in _VISIT)})
"""  # noqa: S608
_REMINDER = [field.name for field in fields(Reminder)]
_REMINDER_VALUES = attrgetter(*_REMINDER)
_REMINDERS = ", ".join(_REMINDER)
SAVE_REMINDER = f"""
insert into reminder ({_REMINDERS})
select * from unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[], $5::uuid[],
                     $6::text[])
on conflict (visit_id, before) do update
   set ({_REMINDERS}) = ({", ".join(f"excluded.{n}" for n in _REMINDER)})
"""  # noqa: S608


async def visits(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, Visit]:
    """Some visits, by id."""
    rows = await tx.fetch(
        f"select {_VISITS} from visit where id = any($1)",  # noqa: S608
        list(ids),
    )
    return {row["id"]: Visit(*row) for row in rows}


async def to_come(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, Visit]:
    """All visits to come of some contacts, by id."""
    rows = await tx.fetch(
        f"select {_VISITS} from visit"  # noqa: S608
        " where contact_id = any($1) and start_at > $2 and stands",
        list(contacts),
        tx.now,
    )
    return {row["id"]: Visit(*row) for row in rows}


def save_visit(tx: Tx, visit: Visit) -> None:
    """Write a visit with the batch."""
    tx.later_as_set(SAVE_VISIT, *_VISIT_VALUES(visit), instead_of=visit.id)


async def reminders(tx: Tx, visits: Iterable[UUID]) -> dict[UUID, dict[str, Reminder]]:
    """The reminders of some visits, by visit and offset."""
    found: dict[UUID, dict[str, Reminder]] = {}
    for row in await tx.fetch(
        f"select {_REMINDERS} from reminder where visit_id = any($1)",  # noqa: S608
        list(visits),
    ):
        found.setdefault(row["visit_id"], {})[row["before"]] = Reminder(*row)
    return found


def save_reminder(tx: Tx, reminder: Reminder) -> None:
    """Write a reminder with the batch."""
    of = (reminder.visit_id, reminder.before)
    tx.later_as_set(SAVE_REMINDER, *_REMINDER_VALUES(reminder), instead_of=of)


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's visits are the winner's. Jobs follow when they are due."""
    await tx.execute("update visit set contact_id = $2 where contact_id = $1", loser, winner)
    await languages.merge(tx, loser, winner)
    await own_quiet.merge(tx, loser, winner)
    await aliases.merge(tx, loser, winner)


async def forget(running: Running) -> None:
    """Visits that are long past, and their reminders."""
    await running.forget(
        """
        with past as materialized (select id from visit where start_at < $1 limit $2),
             told as (delete from reminder r using past where r.visit_id = past.id)
        delete from visit using past where visit.id = past.id
        """,
        ago(running.clock.now(), days=KEPT_DAYS),
    )
