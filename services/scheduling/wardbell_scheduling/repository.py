"""All SQL about conversations, clinics and appointments. What is taken has its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.slots import Span, Spans

_NAMES = [field.name for field in fields(Appointment)]
_COLUMNS = ", ".join(_NAMES)
_VALUES = attrgetter(*_NAMES)
_SAVE = f"""
insert into appointment ({_COLUMNS}) values ({", ".join(f"${n + 1}" for n in range(len(_NAMES)))})
on conflict (id) do update set ({_COLUMNS}) = ({", ".join(f"excluded.{n}" for n in _NAMES)})
"""  # noqa: S608


async def clinics(tx: Tx, known: dict[str, int]) -> dict[str, tuple[int, str]]:
    """Clinics of which another version is known, or none: site to version and document."""
    rows = await tx.fetch(
        "select site, version, document from clinic"
        " where (site, version) not in (select * from unnest($1::text[], $2::bigint[]))",
        list(known),
        list(known.values()),
    )
    return {row["site"]: (row["version"], row["document"]) for row in rows}


async def save_clinic(tx: Tx, site: str, document: str, who: str) -> int:
    """Keep a clinic's file; returns its new version, or 0 if nothing changed."""
    version: int | None = await tx.fetchval(
        """
        insert into clinic (site, version, document, imported_at, imported_by)
        values ($1, 1, $2, $3, $4)
        on conflict (site) do update
           set version = clinic.version + 1, document = excluded.document,
               imported_at = excluded.imported_at, imported_by = excluded.imported_by
         where clinic.document <> excluded.document
        returning version
        """,
        site,
        document,
        tx.now,
        who,
    )
    return version or 0


async def conversations(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, str]:
    """Where conversations stand, as JSON."""
    rows = await tx.fetch(
        "select contact_id, state from conversation where contact_id = any($1)", list(contacts)
    )
    return {row["contact_id"]: row["state"] for row in rows}


def save_conversation(tx: Tx, contact_id: UUID, number: str, state: str) -> None:
    """Where a conversation stands now."""
    tx.later_as_set(
        """
        insert into conversation (contact_id, number, state, updated_at)
        select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::timestamptz[])
        on conflict (contact_id) do update
           set number = excluded.number, state = excluded.state, updated_at = excluded.updated_at
        """,
        contact_id,
        number,
        state,
        tx.now,
        instead_of=contact_id,
    )


async def busy(
    tx: Tx, site: str, resources: Sequence[str], span: Span, *, firm: bool = False
) -> dict[str, Spans]:
    """What is taken or blocked of some resources.

    A lapsed hold takes nothing: its place may be taken by whoever wants it.

    Args:
        firm: only what is taken for good, by no hold
    """
    rows = await tx.fetch(
        """
        select resource, lower(during) as start_at, upper(during) as end_at
          from occupied
         where site = $1 and resource = any($2) and during && tstzrange($3, $4)
           and (held_until is null or (held_until > $5 and not $6))
         union all
        select 'practitioner/' || practitioner, start_at, end_at
          from block
         where site = $1 and practitioner = any($7) and start_at < $4 and end_at > $3
        """,
        site,
        resources,
        span.start,
        span.end,
        tx.now,
        firm,
        [id_ for kind, _, id_ in (name.partition("/") for name in resources) if kind != "room"],
    )
    found: dict[str, list[Span]] = {}
    for row in rows:
        found.setdefault(row["resource"], []).append(Span(row["start_at"], row["end_at"]))
    return {resource: Spans(spans) for resource, spans in found.items()}


async def appointment(tx: Tx, id_: UUID) -> Appointment | None:
    """One appointment, locked until the transaction ends."""
    row = await tx.fetchrow(
        f"select {_COLUMNS} from appointment where id = $1 for update",  # noqa: S608
        id_,
    )
    return Appointment(*row) if row else None


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


async def keep_token(tx: Tx, appointment: Appointment) -> None:
    """Remember the link to an appointment's calendar file."""
    await tx.execute(
        "update appointment set calendar_token = $2 where id = $1",
        appointment.id,
        appointment.calendar_token,
    )


def audit(
    tx: Tx, who: str, what: str, appointment_id: UUID | None = None, detail: str | None = None
) -> None:
    """Leave a line on who did what."""
    tx.later(
        "insert into scheduling_audit (at, who, what, appointment_id, detail)"
        " values ($1, $2, $3, $4, $5)",
        tx.now,
        who,
        what,
        appointment_id,
        detail,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's appointments and person are the winner's."""
    await tx.execute("update appointment set contact_id = $2 where contact_id = $1", loser, winner)
    for table in ("conversation", "identity"):
        # What the winner has already counts.
        await tx.execute(
            f"update {table} set contact_id = $2 where contact_id = $1"  # noqa: S608
            f" and not exists (select from {table} where contact_id = $2)",
            loser,
            winner,
        )
        await tx.execute(f"delete from {table} where contact_id = $1", loser)  # noqa: S608


def as_dict(appointment: Appointment) -> dict[str, Any]:
    """An appointment as commands print it: ids and codes only."""
    shown = {name: getattr(appointment, name) for name in _NAMES if name != "calendar_token"}
    return {**shown, "end_at": appointment.end_at}


async def number_of(tx: Tx, contact_id: UUID) -> str | None:
    """Our number that a contact wrote to about appointments; None if they never did."""
    number: str | None = await tx.fetchval(
        "select number from conversation where contact_id = $1", contact_id
    )
    return number
