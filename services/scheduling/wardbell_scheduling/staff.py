"""Staff at work beside the running service: who they are, what is refused, their transactions.

They lock the contact first and write to the same outbox: the service's relay publishes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_events import Envelope
from wardbell_runtime import Running, Tx, uuid7
from wardbell_runtime.counter import Finding
from wardbell_scheduling import appointment_rows, clinics
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic


class Refused(Finding):
    """What staff want cannot be done."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who does it."""

    name: str


async def today(running: Running, site: str) -> date:
    """What day it is where the clinic is."""
    async with running.transaction() as tx:
        return tx.now.astimezone((await clinic_of(tx, site)).own_zone).date()


async def today_of(running: Running, id_: UUID) -> date:
    """What day it is where a visit is."""
    async with running.transaction() as tx:
        zone = await appointment_rows.time_zone(tx, id_)
        return tx.now.astimezone(ZoneInfo(zone or "UTC")).date()


@asynccontextmanager
async def on(running: Running, id_: UUID) -> AsyncIterator[tuple[Tx, Clinic, Appointment]]:
    """An appointment, its contact and itself locked; Refused: there is none."""
    contact = await running.pool.fetchval("select contact_id from appointment where id = $1", id_)
    async with running.transaction([contact] if contact else []) as tx:
        # Before the row, as everybody does: an import that waits would stand between the two.
        await clinics.stay_as_they_are(tx)
        appointment = await appointment_rows.appointment(tx, id_)
        if appointment is None:
            raise Refused(f"there is no appointment {id_}: `wardbell appointments list` shows them")
        clinic = await clinic_of(tx, appointment.site)
        subject = str(appointment.contact_id or appointment.id)
        tx.cause = command(appointment.site, appointment.number, subject, tx.now)
        yield tx, clinic, appointment


async def clinic_of(tx: Tx, site: str) -> Clinic:
    """A site's clinic as it was imported last; Refused: there is none."""
    await clinics.stay_as_they_are(tx)
    found = (await clinics.read(tx, {})).get(site)
    if found is None:
        raise Refused(f"site {site} has no schedule: `wardbell schedule import clinic.yaml`")
    return Clinic.model_validate_json(found[1])


def known(there: Collection[str], id_: str, what: str) -> None:
    """Refused: the clinic's file has no such thing."""
    if id_ not in there:
        raise Refused(f"there is no {what} {id_}; there are {', '.join(there)}")


def command(site: str, number: str, subject: str, now: datetime) -> Envelope:
    """What a person does at the counter begins a chain of its own."""
    return Envelope.first(
        uuid7(),
        "scheduling.command",
        source="wardbell/appointments",
        subject=subject,
        number=number,
        now=now,
        site=site,
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
