"""All SQL about tasks, the patient's words on them, contacts and audit. Notices have their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import asyncpg
import orjson

from wardbell_desk.task import Task
from wardbell_events import Address
from wardbell_runtime import Tx, aliases

_TASK = (
    "id, contact_id, site, number, kind, priority, due, opened_by, opened_at, language, reason,"
    " message_id, level, messages, visit"
)
_BELONGS = """(
    e.message_id = t.message_id
    -- Later words of the same emergency; WhatsApp's times are whole seconds.
    or t.kind = 'emergency'
   and e.contact_id in (
       select t.contact_id union all
       select a.old from contact_alias a where a.contact_id = t.contact_id
   )
   and e.said_at >= coalesce(
       (select f.said_at from emergency_note f where f.message_id = t.message_id),
       t.opened_at - interval '1 minute'
   )
   and (t.closed_at is null or e.said_at <= t.closed_at + interval '1 day')
)"""
"""Which words of an emergency (e) are read with a task (t), whichever of the two came first."""
_SHOWN = (
    "id, contact_id, site, number, kind, priority, status, due, opened_by, opened_at, language,"  # noqa: S608
    " reason, level, messages + (select count(*) from emergency_note e"
    f" where {_BELONGS}) as messages, claimed_by, claimed_at, closed_at, outcome, visit"
)


async def known(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, bool]:
    """Which of these tasks are kept already, and whether they are still open."""
    rows = await tx.fetch(
        "select id, status <> 'completed' as still_open from task where id = any($1)", list(ids)
    )
    return {row["id"]: row["still_open"] for row in rows}


async def waiting(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, Task]:
    """What each contact waits for: an emergency before a call-back, the latest of its kind."""
    rows = await tx.fetch(
        f"select distinct on (contact_id) {_TASK} from task"  # noqa: S608
        " where contact_id = any($1) and status <> 'completed'"
        " and kind in ('emergency', 'call_back')"
        " order by contact_id, kind <> 'emergency', opened_at desc, id",
        list(contacts),
    )
    return {row["contact_id"]: Task(**row) for row in rows}


def save(tx: Tx, task: Task) -> None:
    """Keep a new task; of one that is kept, only its deadline and count of messages change."""
    tx.later(
        f"insert into task ({_TASK})"  # noqa: S608
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        " on conflict (id) do update set messages = excluded.messages, due = excluded.due",
        task.id,
        task.contact_id,
        task.site,
        task.number,
        task.kind,
        task.priority,
        task.due,
        task.opened_by,
        task.opened_at,
        task.language,
        task.reason,
        task.message_id,
        task.level,
        task.messages,
        task.visit,
        instead_of=task.id,
    )


def add_note(tx: Tx, note_id: UUID, task_id: UUID, said_at: datetime, kind: str, body: str) -> None:
    """What the patient wrote about a task."""
    tx.later(
        "insert into note (id, task_id, said_at, kind, body) values ($1, $2, $3, $4, $5)"
        " on conflict (id) do nothing",
        note_id,
        task_id,
        said_at,
        kind,
        body,
    )


def add_emergency_note(
    tx: Tx, message_id: UUID, contact_id: UUID, said_at: datetime, kind: str, body: str
) -> None:
    """What the patient wrote in an emergency: about the task that goes back to this message."""
    tx.later(
        "insert into emergency_note (message_id, contact_id, said_at, kind, body)"
        " values ($1, $2, $3, $4, $5) on conflict (message_id) do nothing",
        message_id,
        contact_id,
        said_at,
        kind,
        body,
    )


async def escalate(tx: Tx, task_id: UUID, level: int | None) -> Task | None:
    """One level up, if still nobody took it; the task as it is then.

    Args:
        level: only from this one; a deadline that was moved forward has been there already
    """
    row = await tx.fetchrow(
        "update task set level = level + 1"  # noqa: S608
        " where id = $1 and status = 'requested' and level = coalesce($2, level)"
        f" returning {_TASK}",
        task_id,
        level,
    )
    return Task(**row) if row else None


async def claim(tx: Tx, task_id: UUID, who: str) -> bool:
    """Take a task, if nobody has."""
    tag = await tx.execute(
        "update task set status = 'accepted', claimed_by = $2, claimed_at = $3"
        " where id = $1 and status = 'requested'",
        task_id,
        who,
        tx.now,
    )
    return tag == "UPDATE 1"


async def close(tx: Tx, task_id: UUID, outcome: str) -> bool:
    """Finish a task, if nobody has."""
    tag = await tx.execute(
        "update task set status = 'completed', outcome = $2, closed_at = $3"
        " where id = $1 and status <> 'completed'",
        task_id,
        outcome,
        tx.now,
    )
    return tag == "UPDATE 1"


async def forget(tx: Tx, task_id: UUID) -> None:
    """Drop what was only needed while the task was worked on: the patient's words, the notices."""
    await tx.execute("delete from note where task_id = $1", task_id)
    await tx.execute(
        # Words with a task of their own are dropped with that one.
        f"delete from emergency_note e using task t where t.id = $1 and {_BELONGS}"  # noqa: S608
        " and not exists (select from task o where o.message_id = e.message_id and o.id <> $1)",
        task_id,
    )
    await tx.execute("delete from notice where task_id = $1", task_id)


async def forget_stray(tx: Tx, message_id: UUID) -> None:
    """Drop what was written in an emergency for which no task came."""
    await tx.execute(
        "delete from emergency_note e where e.message_id = $1"  # noqa: S608
        f" and not exists (select from task t where {_BELONGS})",
        message_id,
    )


def audit(tx: Tx, who: str, what: Literal["claim", "close", "reveal"], task_id: UUID) -> None:
    """Leave a line on who did what."""
    tx.later(
        "insert into audit (at, who, what, task_id) values ($1, $2, $3, $4)",
        tx.now,
        who,
        what,
        task_id,
    )


async def listed(tx: Tx, *, closed_too: bool) -> list[dict[str, Any]]:
    """Tasks as staff see them: urgent ones first, then by deadline."""
    rows = await tx.fetch(
        f"select {_SHOWN} from task t where $1 or status <> 'completed'"  # noqa: S608
        " order by status = 'completed', priority <> 'urgent', due, id",
        closed_too,
    )
    return [_shown(row) for row in rows]


async def shown(tx: Tx, task_id: UUID) -> dict[str, Any] | None:
    """One task as staff see it."""
    row = await tx.fetchrow(f"select {_SHOWN} from task t where id = $1", task_id)  # noqa: S608
    return _shown(row) if row else None


def _shown(row: asyncpg.Record) -> dict[str, Any]:
    visit = row["visit"]
    return {**row, "visit": orjson.loads(visit) if visit else None}


async def notes(tx: Tx, task_id: UUID) -> list[dict[str, Any]]:
    """What the patient wrote about a task, in order. Personal."""
    rows = await tx.fetch(
        f"""
        select said_at, kind, body from note where task_id = $1
         union all
        select e.said_at, e.kind, e.body
          from task t join emergency_note e on {_BELONGS}
         where t.id = $1
         order by said_at
        """,  # noqa: S608
        task_id,
    )
    return [dict(row) for row in rows]


async def address(tx: Tx, contact_id: UUID) -> Address | None:
    """Where to reach a patient, if the router has told it."""
    row = await tx.fetchrow(
        "select wa_id, user_id from contact where id = coalesce("
        "(select contact_id from contact_alias where old = $1), $1)",
        contact_id,
    )
    return Address(**row) if row else None


def set_contact(tx: Tx, contact_id: UUID, version: int, address: Address) -> None:
    """A contact's state as the router has it; an older version changes nothing."""
    tx.later(
        """
        insert into contact (id, version, wa_id, user_id) values ($1, $2, $3, $4)
        on conflict (id) do update
           set version = excluded.version, wa_id = excluded.wa_id, user_id = excluded.user_id
         where contact.version < excluded.version
        """,
        contact_id,
        version,
        address.wa_id,
        address.user_id,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's tasks are the winner's, its address is forgotten."""
    for owned in ("task", "emergency_note"):
        await tx.execute(
            f"update {owned} set contact_id = $2 where contact_id = $1",  # noqa: S608
            loser,
            winner,
        )
    await tx.execute("delete from contact where id = $1", loser)
    await aliases.merge(tx, loser, winner)
