"""All SQL about who waits. Rows are written with their contact locked."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from wardbell_dialogue.sites import DAYS
from wardbell_runtime import Tx
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.waiting import Wait, Waiting

_WAITING = """
select w.id, w.site, w.number, w.contact_id, w.person_id, w.language, w.service, w.practitioner,
       w.days, w.daypart, w.since, w.until, w.moving, w.joined_at, w.ends_at,
       w.nothing_free, a.start_at as before
  from waiting as w left join appointment as a on a.id = w.moving
"""
_LIVES = " and (w.moving is null or (a.status = any($2) and a.start_at > $3)) and w.ends_at > $3"
"""After a condition on $1; what it waited for is over, or it waits no more, else."""
_OFFERS_END = """
update slot_offer set status = 'passed'
 where waiting_id in (select id from ended) and status = 'open'
"""
"""After a place on the list `ended`: what was offered to it takes no turn from others."""


async def join(tx: Tx, entry: Waiting) -> UUID:
    """A place on the list; who has one keeps it, with other wishes. Returns its id."""
    wait = entry.wait
    id_: UUID = await tx.fetchval(
        """
        insert into waiting (id, site, number, contact_id, person_id, language, service,
                             practitioner, days, daypart, until, moving, joined_at, ends_at,
                             nothing_free, since)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        on conflict (contact_id, service, person_id) do update
           set language = excluded.language, practitioner = excluded.practitioner,
               days = excluded.days, daypart = excluded.daypart, until = excluded.until,
               moving = excluded.moving, ends_at = excluded.ends_at,
               nothing_free = excluded.nothing_free, since = excluded.since
        returning id
        """,
        entry.id,
        entry.site,
        entry.number,
        entry.contact_id,
        entry.person_id,
        entry.language,
        wait.service,
        wait.practitioner,
        "".join(map(str, wait.days or ())),
        wait.part or "",
        wait.until,
        wait.moving,
        entry.joined_at,
        entry.ends_at,
        entry.nothing_free,
        wait.since,
    )
    return id_


async def of_site(tx: Tx, site: str) -> list[Waiting]:
    """Who waits at a site, in the order of joining."""
    return await _some(tx, " where w.site = $1", site)


async def of_contact(tx: Tx, contact_id: UUID) -> list[Waiting]:
    """What a contact waits for."""
    return await _some(tx, " where w.contact_id = $1", contact_id)


async def services(tx: Tx, site: str) -> frozenset[str]:
    """What anybody waits for at a site."""
    rows = await tx.fetch("select distinct service from waiting where site = $1", site)
    return frozenset(row["service"] for row in rows)


async def entry(tx: Tx, id_: UUID) -> Waiting | None:
    """One place on the list, while it counts."""
    return next(iter(await _some(tx, " where w.id = $1", id_)), None)


async def _some(tx: Tx, where: str, value: Any) -> list[Waiting]:
    rows = await tx.fetch(
        _WAITING + where + _LIVES + " order by w.joined_at, w.id", value, list(OPEN), tx.now
    )
    return [_waiting(row) for row in rows]


async def end_of(tx: Tx, id_: UUID) -> tuple[Waiting, datetime] | None:
    """A place on the list, ended or not, and when it ends: with the visit it would replace."""
    row = await tx.fetchrow(_WAITING + " where w.id = $1", id_)
    if row is None:
        return None
    found = _waiting(row)
    return found, min(found.before or found.ends_at, found.ends_at)


async def leave(tx: Tx, id_: UUID) -> None:
    """A place on the list ends, and what was offered to it."""
    await tx.execute(_end("id = $1"), id_)


async def booked(tx: Tx, appointment: Appointment, *, anew: bool) -> bool:
    """A place was taken for good: who waited for a visit of this service has one.

    Returns whether offers are out at the site, one of which may be of that place.

    Args:
        anew: not a visit there was already, which was moved
    """
    out: bool = await tx.fetchval(
        """
        with ended as (
            delete from waiting
             where contact_id = $1 and service = $2 and person_id is not distinct from $3
               and moving is null and $4
            returning id
        ), over as (
            update slot_offer set status = 'passed'
             where waiting_id in (select id from ended) and status = 'open'
        )
        select exists (
            select from slot_offer where site = $5 and status = 'open' and expires_at > $6
        )
        """,
        appointment.contact_id,
        appointment.service,
        appointment.person_id,
        anew,
        appointment.site,
        tx.now,
    )
    return out


def untie(tx: Tx, appointment: Appointment, *, wanted: bool) -> None:
    """An appointment was cancelled: who wanted it earlier waits for any time, or no more."""
    tx.later(
        "update waiting set moving = null where moving = $1 and contact_id = $2"
        if wanted
        else _end("moving = $1 and contact_id = $2"),
        appointment.id,
        appointment.contact_id,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: where both wait for the same, the winner's place counts."""
    await tx.execute(
        """
        update waiting set contact_id = $2
         where contact_id = $1
           and not exists (
               select from waiting as own
                where own.contact_id = $2 and own.service = waiting.service
                  and own.person_id is not distinct from waiting.person_id
           )
        """,
        loser,
        winner,
    )
    await tx.execute(_end("contact_id = $1"), loser)


async def settle_people(tx: Tx, contact_id: UUID) -> None:
    """People who waited proved to be one: of two places for the same, the earlier one counts."""
    await tx.execute(
        """
        with place as (
            select id, row_number() over (
                       partition by service, coalesce(known.person_id, waiting.person_id)
                       order by joined_at, id) as number
              from waiting left join person_alias as known on known.old = waiting.person_id
             where contact_id = $1
        ), ended as (
            delete from waiting where id in (select id from place where number > 1) returning id
        )
        """  # noqa: S608
        + _OFFERS_END,
        contact_id,
    )
    await tx.execute(
        "update waiting set person_id = known.person_id from person_alias as known"
        " where contact_id = $1 and waiting.person_id = known.old",
        contact_id,
    )


def _end(which: str) -> str:
    return f"with ended as (delete from waiting where {which} returning id){_OFFERS_END}"  # noqa: S608


def as_dict(entry: Waiting) -> dict[str, Any]:
    """A place on the list as commands print it: ids and codes only."""
    wait = entry.wait
    return {
        "id": entry.id,
        "service": wait.service,
        "practitioner": wait.practitioner,
        "days": ",".join(DAYS[day] for day in wait.days or ()) or None,
        "part": wait.part or None,
        "since": wait.since,
        "until": wait.until,
        "moving": wait.moving,
        "contact_id": entry.contact_id,
        "joined_at": entry.joined_at,
        "ends_at": entry.ends_at,
    }


def _waiting(row: asyncpg.Record) -> Waiting:
    wait = Wait(
        row["service"],
        row["practitioner"],
        tuple(map(int, row["days"])),
        row["daypart"],
        row["until"],
        row["moving"],
        row["since"],
    )
    return Waiting(
        id=row["id"],
        site=row["site"],
        number=row["number"],
        contact_id=row["contact_id"],
        person_id=row["person_id"],
        language=row["language"],
        wait=wait,
        joined_at=row["joined_at"],
        ends_at=row["ends_at"],
        nothing_free=row["nothing_free"],
        before=row["before"],
    )
