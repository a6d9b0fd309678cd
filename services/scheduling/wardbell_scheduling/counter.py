"""What staff do with appointments at the counter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from wardbell_events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentDeclined,
    AppointmentFulfilled,
    AppointmentNoShow,
)
from wardbell_events.scheduling import AppointmentEvent
from wardbell_runtime import Running, uuid7
from wardbell_scheduling import (
    appointment_changes,
    appointment_rows,
    calendar_link,
    conversations,
    local_days,
    notices,
    people,
    proposed,
    requests,
    staff,
    taking,
)
from wardbell_scheduling.appointment import OPEN, Appointment, Patient
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.free_slot import free_slot
from wardbell_scheduling.staff import Operator, Refused


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
        clinic = await staff.clinic_of(tx, site)
        near = local_days.anywhere(since, until)
        found = await appointment_rows.between(tx, site, near, practitioner=practitioner)
        if practitioner is not None and not found:  # whoever has left may have some
            staff.known(clinic.practitioners, practitioner, "practitioner")
        return [each for each in found if since <= each.day <= until]


async def to_come(running: Running, patient: Patient, by: Operator) -> list[Appointment]:
    """A patient's open appointments; who looks is noted. Refused: it is not said whose."""
    who = patient.contact_id or patient.person_id
    if who is None:
        raise Refused("whose? give --person, --born, --phone or --contact")
    async with running.transaction() as tx:
        staff.audit(tx, by.name, "look", detail=str(who))
        if patient.contact_id is None:
            return await appointment_rows.of_caller(tx, who)
        return await appointment_rows.to_come(tx, who)


async def book(
    running: Running,
    site: str,
    choice: Choice,
    patient: Patient,
    by: Operator,
) -> Appointment:
    """By phone or at the desk: also what is near or kept for urgent cases.

    Args:
        patient: whom to tell, if there is a contact; without our number, by that of their talk
    """
    contact_id = patient.contact_id
    async with running.transaction([contact_id] if contact_id else []) as tx:
        clinic = await staff.clinic_of(tx, site)
        slot = await free_slot(tx, clinic, choice)
        id_ = uuid7()
        taken = await taking.take(
            tx, site, id_, slot, clinic.services[slot.service], held_until=None
        )
        if taken is None:
            raise Refused("somebody has that time")
        number: str | None = patient.number
        if contact_id and not number:
            number = await conversations.number_of(tx, contact_id)
        if number is None:
            raise Refused(f"contact {contact_id} has never written about appointments")
        tx.cause = staff.command(site, number, str(contact_id or id_), tx.now)
        person = patient.person_id
        if contact_id and not person:
            person = (await people.of(tx, [contact_id])).get(contact_id)
        who = replace(patient, person_id=person, number=number)
        made = await appointment_changes.book(
            tx, clinic, who, slot, taken.room, id_, "staff", operator=by.name
        )
        staff.audit(tx, by.name, "book", made.id)
        notices.booked(tx, clinic, made)
        return made


async def move(running: Running, id_: UUID, start: datetime, by: Operator) -> Appointment:
    """Another time with the same practitioner; the patient is told."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be_ahead(appointment, tx.now)
        choice = Choice(appointment.service, appointment.practitioner, start=start)
        slot = await free_slot(tx, clinic, choice)
        place = uuid7()
        service = clinic.services[slot.service]
        taken = await taking.take(tx, clinic.site, place, slot, service, held_until=None)
        if taken is None:
            raise Refused("somebody has that time")
        moved = await appointment_changes.move_to(
            tx, clinic, appointment, slot, taken.room, place, "staff", operator=by.name
        )
        staff.audit(tx, by.name, "move", id_)
        await notices.moved(tx, clinic, moved, appointment.start_at)
        return moved


async def cancel(
    running: Running, id_: UUID, reason: str, by: Operator, *, start: datetime | None = None
) -> Ended:
    """The patient is told and offered other times.

    Args:
        start: only while it begins then
    """
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be_ahead(appointment, tx.now)
        if start not in {None, appointment.start_at}:
            raise Refused("it was moved meanwhile")
        ended = await appointment_changes.cancel(
            tx, clinic, appointment, "staff", operator=by.name, reason=reason
        )
        staff.audit(tx, by.name, "cancel", id_, reason)
        await notices.cancelled(tx, clinic, ended)
        return Ended(ended)


async def confirm(running: Running, id_: UUID, by: Operator) -> Appointment:
    """A request becomes a booking."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("pending",))
        await requests.answered(tx, appointment, "done")
        firm = appointment.changed(tx.now, "staff", status="booked")
        await appointment_rows.save(tx, firm, operator=by.name)
        tx.emit(firm.event(AppointmentBooked))
        calendar_link.renew(tx, clinic, firm)
        # What fell due while it was a request, such as the link to a video visit, was not done.
        appointment_changes.look_ahead(tx, clinic, firm)
        staff.audit(tx, by.name, "confirm", id_)
        notices.confirmed(tx, clinic, firm)
        return firm


async def decline(
    running: Running, id_: UUID, reason: str, instead: list[datetime], by: Operator
) -> Appointment:
    """A request is not met; up to three other times are offered, or else the nearest."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("pending",))
        slots = [
            await free_slot(
                tx, clinic, Choice(appointment.service, appointment.practitioner, start=start)
            )
            for start in instead
        ]
        ended = await appointment_changes.cancel(
            tx,
            clinic,
            appointment,
            "staff",
            kind=AppointmentDeclined,
            operator=by.name,
            reason=reason,
        )
        staff.audit(tx, by.name, "decline", id_, reason)
        if ended.contact_id is not None:
            await proposed.note(tx, ended.contact_id, slots)
        await notices.declined(tx, clinic, ended, reason, slots)
        return ended


async def mark(running: Running, id_: UUID, status: str, by: Operator) -> Appointment:
    """`arrived`, `fulfilled` or `noshow`."""
    events: dict[str, tuple[type[AppointmentEvent], tuple[str, ...]]] = {
        "arrived": (AppointmentArrived, ("booked",)),
        "fulfilled": (AppointmentFulfilled, ("booked", "arrived", "noshow")),
        "noshow": (AppointmentNoShow, ("booked", "fulfilled")),
    }
    async with staff.on(running, id_) as (tx, clinic, appointment):
        kind, before = events[status]
        _must_be(appointment, before)
        day = appointment.start_at.astimezone(clinic.own_zone).date()
        if day > tx.now.astimezone(clinic.own_zone).date():
            raise Refused(f"it is on {day:%A, %Y-%m-%d}: nobody can have come or stayed away yet")
        if status != "arrived" and appointment.start_at > tx.now:
            raise Refused("it has not begun: nobody can have been seen or stayed away yet")
        marked = appointment.changed(tx.now, "staff", status=status)
        await appointment_rows.save(tx, marked, operator=by.name)
        tx.emit(marked.event(kind))
        staff.audit(tx, by.name, status, id_)
        return marked


async def unmark(running: Running, id_: UUID, by: Operator) -> Appointment:
    """A mark was wrong: the visit is booked as before, until it is marked again."""
    async with staff.on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("arrived", "fulfilled", "noshow"))
        unmarked = appointment.changed(tx.now, "staff", status="booked")
        await appointment_rows.save(tx, unmarked, operator=by.name)
        tx.emit(unmarked.event(AppointmentBooked))
        appointment_changes.mark_later(tx, clinic, unmarked, max(tx.now, unmarked.end_at))
        staff.audit(tx, by.name, "unmark", id_, appointment.status)
        return unmarked


def _must_be_ahead(appointment: Appointment, now: datetime) -> None:
    _must_be(appointment, OPEN)
    if appointment.start_at <= now:
        pending = appointment.status == "pending"
        instead = "decline it" if pending else "mark it with arrived, fulfil or no-show"
        raise Refused(f"it has begun: {instead}")


def _must_be(appointment: Appointment, statuses: tuple[str, ...]) -> None:
    if appointment.status not in statuses:
        raise Refused(f"it is {appointment.status}, not {' or '.join(statuses)}")
