"""All SQL about appointments and their history. What they take of a schedule has its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.slots import Span

_NAMES = [field.name for field in fields(Appointment)]
_COLUMNS = ", ".join(_NAMES)
_VALUES = attrgetter(*_NAMES)
_SAVE = f"""
insert into appointment ({_COLUMNS}) values ({", ".join(f"${n + 1}" for n in range(len(_NAMES)))})
on conflict (id) do update set ({_COLUMNS}) = ({", ".join(f"excluded.{n}" for n in _NAMES)})
"""  # noqa: S608


async def appointment(tx: Tx, id_: UUID) -> Appointment | None:
    """One appointment, locked until the transaction ends."""
    row = await tx.fetchrow(
        f"select {_COLUMNS} from appointment where id = $1 for update",  # noqa: S608
        id_,
    )
    return Appointment(*row) if row else None


async def some(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, Appointment]:
    """Appointments by id, as far as there are such."""
    rows = await tx.fetch(
        f"select {_COLUMNS} from appointment where id = any($1)",  # noqa: S608
        list(ids),
    )
    return {row["id"]: Appointment(*row) for row in rows}


async def time_zone(tx: Tx, id_: UUID) -> str | None:
    """Where a visit takes place; None: there is no such appointment."""
    zone: str | None = await tx.fetchval("select time_zone from appointment where id = $1", id_)
    return zone


async def to_come(tx: Tx, contact_id: UUID) -> list[Appointment]:
    """A contact's open appointments, the next one first."""
    rows = await tx.fetch(
        f"select {_COLUMNS} from appointment"  # noqa: S608
        " where contact_id = $1 and status = any($2) and start_at > $3 order by start_at, id",
        contact_id,
        list(OPEN),
        tx.now,
    )
    return [Appointment(*row) for row in rows]


async def of_caller(tx: Tx, person_id: UUID) -> list[Appointment]:
    """The same of somebody who never wrote."""
    rows = await tx.fetch(
        f"select {_COLUMNS} from appointment"  # noqa: S608
        " where contact_id is null and person_id = $1 and status = any($2) and start_at > $3"
        " order by start_at, id",
        person_id,
        list(OPEN),
        tx.now,
    )
    return [Appointment(*row) for row in rows]


async def visiting(tx: Tx, contacts: Iterable[UUID]) -> set[UUID]:
    """Those of some contacts who have a visit to come."""
    rows = await tx.fetch(
        "select distinct contact_id from appointment"
        " where contact_id = any($1) and status = any($2) and start_at > $3",
        list(contacts),
        list(OPEN),
        tx.now,
    )
    return {row["contact_id"] for row in rows}


async def visits(tx: Tx, contacts: Sequence[UUID]) -> dict[UUID, list[Appointment]]:
    """Open appointments of some contacts."""
    rows = await tx.fetch(
        f"select {_COLUMNS} from appointment"  # noqa: S608
        " where contact_id = any($1) and status = any($2) and start_at > $3",
        contacts,
        list(OPEN),
        tx.now,
    )
    found: dict[UUID, list[Appointment]] = {}
    for row in rows:
        found.setdefault(row["contact_id"], []).append(Appointment(*row))
    return found


async def between(
    tx: Tx,
    site: str,
    span: Span,
    *,
    practitioner: str | None = None,
    statuses: Sequence[str] | None = None,
) -> list[Appointment]:
    """Appointments that meet a span, earliest first."""
    rows = await tx.fetch(
        f"select {_COLUMNS} from appointment"  # noqa: S608
        " where site = $1 and start_at < $3 and start_at + make_interval(mins => minutes::int) > $2"
        # No visit is longer; without it all history is read.
        " and start_at > $2 - interval '1 day'"
        " and ($4::text is null or practitioner = $4)"
        " and ($5::text[] is null or status = any($5)) order by start_at, practitioner, id",
        site,
        span.start,
        span.end,
        practitioner,
        statuses,
    )
    return [Appointment(*row) for row in rows]


async def ahead(
    tx: Tx, site: str, span: Span, *, practitioner: str | None = None
) -> list[Appointment]:
    """Open appointments to come that meet a span; what has begun takes place."""
    found = await between(tx, site, span, practitioner=practitioner, statuses=list(OPEN))
    return [each for each in found if each.start_at > tx.now]


async def in_use(tx: Tx, site: str) -> list[tuple[str, str, str]]:
    """By what ids open appointments, holds and offers are called: service, practitioner, place."""
    rows = await tx.fetch(
        """
        select service, practitioner, location from appointment
         where site = $1 and status = any($2)
         union
        select service, practitioner, location from hold
         where exists (select from occupied where owner = hold.id and site = $1)
         union
        select service, practitioner, location from slot_offer
         where site = $1 and start_at > $3
        """,
        site,
        list(OPEN),
        tx.now,
    )
    return [(row["service"], row["practitioner"], row["location"]) for row in rows]


async def save(
    tx: Tx, appointment: Appointment, *, operator: str | None = None, reason: str | None = None
) -> None:
    """Write an appointment's new state, and keep it in its history."""
    await tx.execute(_SAVE, *_VALUES(appointment))
    await tx.execute(
        "insert into appointment_history (appointment_id, version, status, practitioner, room,"
        " start_at, minutes, changed_at, changed_by, operator, reason)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        appointment.id,
        appointment.version,
        appointment.status,
        appointment.practitioner,
        appointment.room,
        appointment.start_at,
        appointment.minutes,
        appointment.changed_at,
        appointment.changed_by,
        operator,
        reason,
    )


async def requested(tx: Tx, id_: UUID) -> list[int]:
    """Versions by which a patient asked staff for what is still to be confirmed."""
    rows = await tx.fetch(
        """
        select version from appointment_history
         where appointment_id = $1 and status = 'pending' and changed_by = 'patient'
           and version > coalesce(
               (select max(version) from appointment_history
                 where appointment_id = $1 and status <> 'pending'), 0)
         order by version
        """,
        id_,
    )
    return [row["version"] for row in rows]


async def was_booked(tx: Tx, id_: UUID) -> bool:
    """Whether an appointment was firm at some time."""
    found: bool = await tx.fetchval(
        "select exists (select from appointment_history"
        " where appointment_id = $1 and status = 'booked')",
        id_,
    )
    return found


async def keep_token(tx: Tx, appointment: Appointment) -> None:
    """Remember the link to an appointment's calendar file."""
    await tx.execute(
        "update appointment set calendar_token = $2 where id = $1",
        appointment.id,
        appointment.calendar_token,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's appointments are the winner's."""
    await tx.execute("update appointment set contact_id = $2 where contact_id = $1", loser, winner)


def as_dict(appointment: Appointment) -> dict[str, Any]:
    """An appointment as commands print it: ids and codes only."""
    shown = {name: getattr(appointment, name) for name in _NAMES if name != "calendar_token"}
    return {**shown, "end_at": appointment.end_at}
