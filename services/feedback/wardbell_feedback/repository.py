"""All SQL of feedback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from wardbell_feedback.figures import STARS, Count
from wardbell_feedback.survey import State, Survey
from wardbell_runtime import Running, Tx, aliases, languages
from wardbell_runtime.clock import ago

WORDS_DAYS = 90
"""How long what patients wrote is kept."""
KEPT_DAYS = 730
"""How long after a visit its stars count in figures."""

_SURVEY = [field.name for field in fields(Survey)]
_VALUES = attrgetter(*_SURVEY)
_SURVEYS = ", ".join(_SURVEY)
SAVE = f"""
insert into survey ({_SURVEYS})
select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[],
                     $7::timestamptz[], $8::text[], $9::timestamptz[], $10::uuid[], $11::text[],
                     $12::uuid[], $13::timestamptz[], $14::bigint[], $15::timestamptz[],
                     $16::text[], $17::bigint[], $18::boolean[], $19::bigint[],
                     $20::uuid[])
on conflict (appointment_id) do update
   set ({_SURVEYS}) = ({", ".join(f"excluded.{n}" for n in _SURVEY)})
"""  # noqa: S608


async def surveys(tx: Tx, appointments: Iterable[UUID]) -> dict[UUID, Survey]:
    """Some surveys, by appointment."""
    rows = await tx.fetch(
        f"select {_SURVEYS} from survey where appointment_id = any($1)",  # noqa: S608
        list(appointments),
    )
    return {row["appointment_id"]: Survey(*row) for row in rows}


async def last_asked(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, Survey]:
    """The survey that each contact was asked last, by contact."""
    rows = await tx.fetch(
        f"select distinct on (contact_id) {_SURVEYS} from survey"  # noqa: S608
        " where contact_id = any($1) and asked_at is not null"
        " order by contact_id, asked_at desc, appointment_id",
        list(contacts),
    )
    return {row["contact_id"]: Survey(*row) for row in rows}


async def last_reached(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each contact was asked last, as far as the question is not known to be lost."""
    rows = await tx.fetch(
        "select contact_id, max(asked_at) as at from survey"
        " where contact_id = any($1) and asked_at is not null and state <> 'unreached'"
        " group by contact_id",
        list(contacts),
    )
    return {row["contact_id"]: row["at"] for row in rows}


def save(tx: Tx, survey: Survey) -> None:
    """Write a survey with the batch."""
    tx.later_as_set(SAVE, *_VALUES(survey), instead_of=survey.appointment_id)


def change_state(tx: Tx, message: UUID, before: State, after: State) -> None:
    """What became of the message that asks, unless the survey has gone on.

    Nothing else of the row: who was merged meanwhile answers under another lock than the event's.
    """
    tx.later(
        "update survey set state = $3 where message_id = $1 and state = $2", message, before, after
    )


def task_closed(tx: Tx, task: UUID) -> None:
    """Nobody is to be called any more, as far as the task was ours."""
    tx.later("update survey set calling = false where task_id = $1 and calling", task)


def change_job(tx: Tx, survey: UUID, before: UUID, after: UUID) -> None:
    """Another job looks at a survey, if it still waits; under any lock, as `change_state`."""
    tx.later(
        "update survey set job = $3 where appointment_id = $1 and job = $2 and state = 'waiting'",
        survey,
        before,
        after,
    )


async def comments(tx: Tx, appointments: Iterable[UUID]) -> dict[UUID, list[str]]:
    """What was written of some visits, in order."""
    found: dict[UUID, list[str]] = {}
    for row in await tx.fetch(
        "select appointment_id, body from comment where appointment_id = any($1)"
        " order by said_at, message_id",
        list(appointments),
    ):
        found.setdefault(row["appointment_id"], []).append(row["body"])
    return found


def add_comment(tx: Tx, message: UUID, appointment: UUID, said_at: datetime, body: str) -> None:
    """Keep what a patient wrote."""
    tx.later_as_set(
        "insert into comment (message_id, appointment_id, said_at, body)"
        " select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[])"
        " on conflict do nothing",
        message,
        appointment,
        said_at,
        body,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's surveys are the winner's. Jobs follow when they are due."""
    await tx.execute("update survey set contact_id = $2 where contact_id = $1", loser, winner)
    await languages.merge(tx, loser, winner)
    await aliases.merge(tx, loser, winner)


READ = ("negative", "neutral", "positive")
COUNTS = f"""
select service,
       count(*) as asked,
       {", ".join(f"count(*) filter (where rating = {n}) as stars_{n}" for n in STARS)},
       {", ".join(f"count(*) filter (where sentiment = '{read}') as {read}" for read in READ)},
       count(*) filter (where words > 0 and sentiment is null) as not_read,
       count(*) filter (where task_id is not null) as complaints
  from survey
 where asked_at is not null
   and state <> 'unreached'
   and ($1::timestamptz is null or start_at >= $1)
 group by service
"""  # noqa: S608


async def counts(tx: Tx, since: datetime | None) -> list[Count]:
    """What was asked and said, of each service's visits that began since then."""
    return [
        Count(
            row["service"],
            row["asked"],
            {n: row[f"stars_{n}"] for n in STARS},
            {name: row[name] for name in (*READ, "not_read")},
            row["complaints"],
        )
        for row in await tx.fetch(COUNTS, since)
    ]


async def shown(tx: Tx, appointment: UUID) -> dict[str, Any] | None:
    """What was said of a visit, with the patient's words."""
    row = await tx.fetchrow(
        "select appointment_id, contact_id, service, practitioner, location, start_at, time_zone,"
        " state, asked_at, rating, rated_at, sentiment, calling"
        " from survey where appointment_id = $1",
        appointment,
    )
    if row is None:
        return None
    comments = await tx.fetch(
        "select said_at, body from comment where appointment_id = $1 order by said_at, message_id",
        appointment,
    )
    return {**row, "comments": [dict(comment) for comment in comments]}


def audit(tx: Tx, operator: str, what: str, appointment: UUID) -> None:
    """Note who read what a patient wrote."""
    tx.later(
        "insert into audit (at, operator, what, appointment_id) values ($1, $2, $3, $4)",
        tx.now,
        operator,
        what,
        appointment,
    )


async def forget(running: Running) -> None:
    """What was written long ago, and surveys of visits that are long past."""
    now = running.clock.now()
    await running.forget(
        "delete from comment"
        " where message_id in (select message_id from comment where said_at < $1 limit $2)",
        ago(now, days=WORDS_DAYS),
    )
    await running.forget(
        "delete from survey where appointment_id in"
        " (select appointment_id from survey where start_at < $1 limit $2)",
        ago(now, days=KEPT_DAYS),
    )
