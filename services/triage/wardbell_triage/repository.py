"""All SQL of triage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardbell_runtime import Running, Tx, aliases
from wardbell_runtime.clock import ago

KEPT_DAYS = 30
"""How long it can be explained what somebody was told, and why."""


@dataclass(slots=True)
class Run:
    """A row of `interview`."""

    run: UUID
    contact_id: UUID
    site: str
    knowledge: str
    state: str
    version: int
    explanation: str | None
    began_at: datetime
    updated_at: datetime


_COLUMNS = ", ".join(Run.__slots__)
SAVE = f"""
insert into interview ({_COLUMNS})
select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::bigint[],
                     $7::jsonb[], $8::timestamptz[], $9::timestamptz[])
on conflict (run) do update set ({_COLUMNS}) =
    ({", ".join(f"excluded.{name}" for name in Run.__slots__)})
"""  # noqa: S608


async def latest(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, Run]:
    """The last run of each contact."""
    rows = await tx.fetch(
        f"select distinct on (contact_id) {_COLUMNS} from interview"  # noqa: S608
        " where contact_id = any($1) order by contact_id, began_at desc,"
        " number desc nulls last",
        list(contacts),
    )
    return {row["contact_id"]: Run(*row) for row in rows}


def save(tx: Tx, run: Run) -> None:
    """Write a run with the batch."""
    values = (getattr(run, name) for name in Run.__slots__)
    tx.later_as_set(SAVE, *values, instead_of=run.run)


@dataclass(frozen=True, slots=True)
class Alarm:
    """The last emergency of a contact that the screen at the door found."""

    rule: str
    crisis: bool
    """Somebody thinks of harming themselves, by this or by another one of the same day."""
    at: datetime
    harmed: bool = False
    """In a crisis: it has happened, or the body is in danger too."""


NOTE = """
insert into alarm (contact_id, rule, crisis, harmed, at)
-- one of each kind may come in a batch, and a row is written once
select contact_id, max(rule), bool_or(crisis), bool_or(harmed), max(at)
  from unnest($1::uuid[], $2::text[], $3::boolean[], $4::boolean[], $5::timestamptz[])
       as found (contact_id, rule, crisis, harmed, at)
 group by contact_id
on conflict (contact_id) do update
   set rule = excluded.rule, at = excluded.at,
       crisis = excluded.crisis or (alarm.crisis and alarm.at > excluded.at - interval '24 hours'),
       harmed = excluded.harmed or (alarm.harmed and alarm.at > excluded.at - interval '24 hours')
"""


def note(tx: Tx, contact_id: UUID, alarm: Alarm) -> None:
    """Keep one with the batch."""
    kind = (contact_id, alarm.crisis, alarm.harmed)
    values = (contact_id, alarm.rule, alarm.crisis, alarm.harmed, alarm.at)
    tx.later_as_set(NOTE, *values, instead_of=kind)


async def alarms(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, Alarm]:
    """The newest of some contacts, also under an id that proved to be theirs."""
    rows = await tx.fetch(
        """
        with known (contact_id, id) as (
            select id, id from unnest($1::uuid[]) as id
            union
            -- what was in flight while two contacts became one is noted under the old id
            select contact_id, old from contact_alias where contact_id = any($1)
        )
        select distinct on (known.contact_id) known.contact_id, rule, at,
               bool_or(crisis) over (partition by known.contact_id) as crisis,
               bool_or(harmed) over (partition by known.contact_id) as harmed
          from known join alarm on alarm.contact_id = known.id
         order by known.contact_id, at desc
        """,
        list(contacts),
    )
    return {
        row["contact_id"]: Alarm(row["rule"], row["crisis"], row["at"], row["harmed"])
        for row in rows
    }


async def services(tx: Tx) -> dict[str, frozenset[str]]:
    """What each site offers, as far as scheduling has told."""
    rows = await tx.fetch("select site, services from catalog")
    return {row["site"]: frozenset(row["services"]) for row in rows}


def set_services(tx: Tx, site: str, version: int, offered: list[str]) -> None:
    """What a site offers now; an older version changes nothing."""
    tx.later(
        """
        insert into catalog (site, version, services) values ($1, $2, $3)
        on conflict (site) do update
           set version = excluded.version, services = excluded.services
         where catalog.version < excluded.version
        """,
        site,
        version,
        offered,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one, and so are their runs."""
    await tx.execute("update interview set contact_id = $2 where contact_id = $1", loser, winner)
    await tx.execute(
        "insert into alarm (contact_id, rule, crisis, harmed, at)"
        " select $2, rule, crisis, harmed, at from alarm where contact_id = $1"
        " on conflict (contact_id) do update set crisis = alarm.crisis or excluded.crisis,"
        " harmed = alarm.harmed or excluded.harmed,"
        " rule = case when alarm.at < excluded.at then excluded.rule else alarm.rule end,"
        " at = greatest(alarm.at, excluded.at)",
        loser,
        winner,
    )
    await tx.execute("delete from alarm where contact_id = $1", loser)
    await aliases.merge(tx, loser, winner)


async def forget_alarms(running: Running) -> None:
    """Alarms of long ago."""
    await running.forget(
        """
        delete from alarm
         where contact_id in (select contact_id from alarm where at < $1 limit $2)
           -- there may be another one meanwhile
           and at < $1
        """,
        ago(running.clock.now(), days=KEPT_DAYS),
    )


async def forget_runs(running: Running) -> None:
    """Runs of long ago."""
    await running.forget(
        """
        delete from interview
         where run in (select run from interview where updated_at < $1 limit $2)
           -- it may go on meanwhile
           and updated_at < $1
        """,
        ago(running.clock.now(), days=KEPT_DAYS),
    )


async def last(running: Running, most: int) -> list[Run]:
    """The newest runs, the last one first."""
    rows = await running.pool.fetch(
        f"select {_COLUMNS} from interview order by began_at desc, number desc limit $1",  # noqa: S608
        most,
    )
    return [Run(*row) for row in rows]


async def explained(running: Running, run: UUID) -> Run | None:
    """One run, by its id."""
    row = await running.pool.fetchrow(
        f"select {_COLUMNS} from interview where run = $1",  # noqa: S608
        run,
    )
    return Run(*row) if row else None
