"""What staff do with appointments at the counter."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from wardbell_events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentFulfilled,
    AppointmentNoShow,
)
from wardbell_events.scheduling import AppointmentEvent
from wardbell_runtime import Running, Tx, uuid7
from wardbell_runtime.errors import is_transient, pauses
from wardbell_scheduling import (
    blocks,
    booking,
    busy_feed,
    calendar_link,
    local_days,
    notices,
    people,
    repository,
    requests,
    staff,
    taking,
)
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.booking import Patient
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.slots import Span
from wardbell_scheduling.staff import Operator, Refused

TRIES = 3
"""How often a visit of a day is tried to be cancelled, while something else is in its way."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a visit that was to be cancelled."""

    appointment: Appointment
    error: str | None = None
    """Why it stays open; None: it is cancelled."""

    @property
    def told(self) -> bool:
        """Whether the patient is told; without a contact nobody can be."""
        return self.error is None and self.appointment.contact_id is not None


async def listed(
    running: Running, site: str, since: date, until: date, practitioner: str | None
) -> list[Appointment]:
    """Appointments of some local days, both included."""
    async with running.transaction() as tx:
        near = local_days.anywhere(since, until)
        found = await repository.between(tx, site, near, practitioner=practitioner)
        return [each for each in found if since <= each.day <= until]


async def book(
    running: Running,
    site: str,
    choice: Choice,
    contact_id: UUID | None,
    language: str,
    by: Operator,
) -> Appointment:
    """By phone or at the desk: also what is near or kept for urgent cases."""
    async with running.transaction([contact_id] if contact_id else []) as tx:
        clinic = await staff.clinic_of(tx, site)
        slot = await staff.free_slot(tx, clinic, choice)
        id_ = uuid7()
        taken = await taking.take(
            tx, site, id_, slot, clinic.services[slot.service], held_until=None
        )
        if taken is None:
            raise Refused("somebody has that time")
        number = await repository.number_of(tx, contact_id) if contact_id else ""
        if number is None:
            raise Refused(f"contact {contact_id} has never written about appointments")
        tx.cause = staff.command(site, number, str(contact_id or id_), tx.now)
        person = (await people.of(tx, [contact_id])).get(contact_id) if contact_id else None
        patient = Patient(contact_id, person, number, language)
        made = await booking.book(
            tx, clinic, patient, slot, taken.room, id_, "staff", operator=by.name
        )
        repository.audit(tx, by.name, "book", made.id)
        notices.booked(tx, clinic, made)
        return made


async def move(running: Running, id_: UUID, start: datetime, by: Operator) -> Appointment:
    """Another time with the same practitioner; the patient is told."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, OPEN)
        choice = Choice(appointment.service, appointment.practitioner, start=start)
        slot = await staff.free_slot(tx, clinic, choice)
        place = uuid7()
        service = clinic.services[slot.service]
        taken = await taking.take(tx, clinic.site, place, slot, service, held_until=None)
        if taken is None:
            raise Refused("somebody has that time")
        moved = await booking.move_to(
            tx, clinic, appointment, slot, taken.room, place, "staff", operator=by.name
        )
        repository.audit(tx, by.name, "move", id_)
        notices.moved(tx, clinic, moved, appointment.start_at)
        return moved


async def cancel(
    running: Running, id_: UUID, reason: str, by: Operator, *, start: datetime | None = None
) -> Ended:
    """The patient is told and offered other times.

    Args:
        start: only while it begins then
    """
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, OPEN)
        if start not in {None, appointment.start_at}:
            raise Refused("it was moved meanwhile")
        ended = await booking.cancel(
            tx, clinic, appointment, "staff", operator=by.name, reason=reason
        )
        repository.audit(tx, by.name, "cancel", id_, reason)
        await notices.cancelled(tx, clinic, ended)
        return Ended(ended)


async def cancel_day(
    running: Running, site: str, practitioner: str, day: date, reason: str, by: Operator
) -> list[Ended]:
    """All of a practitioner's appointments of a local day, and nothing new is offered on it.

    One that cannot be cancelled holds up no other; what is open no longer is left out.
    """
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        staff.known(clinic.practitioners, practitioner, "practitioner")
        tx.cause = staff.command(site, "", site, tx.now)
        for span in local_days.day_of(clinic, practitioner, day):
            await _block(tx, site, practitioner, span, by)
        repository.audit(tx, by.name, "block", detail=f"{practitioner} {day}")
        near = await repository.between(
            tx,
            site,
            local_days.anywhere(day, day),
            practitioner=practitioner,
            statuses=list(OPEN),
        )
        affected = [each for each in near if each.day == day]
    ended = [await _cancel_of_day(running, a, reason, by) for a in affected]
    return [each for each in ended if each is not None]


async def _cancel_of_day(
    running: Running, appointment: Appointment, reason: str, by: Operator
) -> Ended | None:
    error = ""
    for pause in islice(pauses(), TRIES):
        try:
            return await cancel(running, appointment.id, reason, by, start=appointment.start_at)
        except Refused:
            return None  # the patient was quicker
        except Exception as wrong:  # noqa: BLE001  # the others' patients have to be told
            error = f"{type(wrong).__name__}: {wrong}"
            if not is_transient(wrong):
                break
        await asyncio.sleep(pause)
    return Ended(appointment, error)


async def block(
    running: Running, site: str, practitioner: str, since: datetime, until: datetime, by: Operator
) -> list[Appointment]:
    """Take time out of a schedule; returns the appointments in it, which stay until cancelled.

    Args:
        since: as the clock says where the practitioner works on that day; so `until`
    """
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        staff.known(clinic.practitioners, practitioner, "practitioner")
        span = Span(*(local_days.moment(clinic, practitioner, each) for each in (since, until)))
        if span.start >= span.end:
            raise Refused("it does not end after it begins")
        tx.cause = staff.command(site, "", site, tx.now)
        await _block(tx, site, practitioner, span, by)
        detail = f"{practitioner} {span.start:%Y-%m-%dT%H:%MZ}/{span.end:%Y-%m-%dT%H:%MZ}"
        repository.audit(tx, by.name, "block", detail=detail)
        return await repository.between(
            tx, site, span, practitioner=practitioner, statuses=list(OPEN)
        )


async def confirm(running: Running, id_: UUID, by: Operator) -> Appointment:
    """A request becomes a booking."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("pending",))
        await requests.answered(tx, appointment, "done")
        firm = appointment.changed(tx.now, "staff", status="booked")
        await repository.save(tx, firm, operator=by.name)
        tx.emit(firm.event(AppointmentBooked))
        calendar_link.renew(tx, clinic, firm)
        repository.audit(tx, by.name, "confirm", id_)
        notices.confirmed(tx, clinic, firm)
        return firm


async def decline(
    running: Running, id_: UUID, reason: str, instead: list[datetime], by: Operator
) -> Appointment:
    """A request is not met; up to three other times are offered."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("pending",))
        slots = [
            await staff.free_slot(
                tx, clinic, Choice(appointment.service, appointment.practitioner, start=start)
            )
            for start in instead
        ]
        ended = await requests.decline(
            tx, clinic, appointment, "staff", operator=by.name, reason=reason
        )
        repository.audit(tx, by.name, "decline", id_, reason)
        notices.declined(tx, clinic, ended, reason, slots)
        return ended


async def mark(running: Running, id_: UUID, status: str, by: Operator) -> Appointment:
    """`arrived`, `fulfilled` or `noshow`."""
    events: dict[str, tuple[type[AppointmentEvent], tuple[str, ...]]] = {
        "arrived": (AppointmentArrived, ("booked",)),
        "fulfilled": (AppointmentFulfilled, ("booked", "arrived", "noshow")),
        "noshow": (AppointmentNoShow, ("booked", "fulfilled")),
    }
    async with staff.on(running, id_) as (tx, _, appointment):
        kind, before = events[status]
        _must_be(appointment, before)
        marked = appointment.changed(tx.now, "staff", status=status)
        await repository.save(tx, marked, operator=by.name)
        tx.emit(marked.event(kind))
        repository.audit(tx, by.name, status, id_)
        return marked


async def _block(tx: Tx, site: str, practitioner: str, span: Span, by: Operator) -> None:
    await blocks.add(tx, site, practitioner, span, by.name)
    await busy_feed.changed(tx, site, practitioner)


def _must_be(appointment: Appointment, statuses: tuple[str, ...]) -> None:
    if appointment.status not in statuses:
        raise Refused(f"it is {appointment.status}, not {' or '.join(statuses)}")
