"""What becomes of an appointment, in the caller's transaction, and who has to hear of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from wardbell_events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentRequested,
    AppointmentRescheduled,
)
from wardbell_events.scheduling import Actor, AppointmentEvent
from wardbell_runtime import Tx, schedule
from wardbell_scheduling import (
    appointment_rows,
    busy_feed,
    calendar_link,
    freed,
    requests,
    taking,
    waiting_rows,
)
from wardbell_scheduling.appointment import Appointment, Patient
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot

UNANSWERED, UNMARKED, JOIN = "unanswered", "unmarked", "join"
"""Timers."""


async def book(
    tx: Tx,
    clinic: Clinic,
    patient: Patient,
    slot: Slot,
    room: str | None,
    id_: UUID,
    by: Actor,
    *,
    operator: str | None = None,
) -> Appointment:
    """An appointment in a place that was taken under its id."""
    service = clinic.services[slot.service]
    waits = await requests.needed(tx, clinic, patient.contact_id, slot, by)
    made = Appointment(
        id=id_,
        version=1,
        site=clinic.site,
        number=patient.number,
        contact_id=patient.contact_id,
        person_id=patient.person_id,
        language=patient.language,
        service=slot.service,
        practitioner=slot.practitioner,
        location=slot.location,
        room=room,
        start_at=slot.start,
        minutes=slot.minutes,
        time_zone=clinic.zone(slot.location).key,
        virtual=service.virtual is not None,
        status="pending" if waits else "booked",
        confirmed=False,
        changed_at=tx.now,
        changed_by=by,
        calendar_token=None,
    )
    await appointment_rows.save(tx, made, operator=operator)
    if waits:
        tx.emit(made.event(AppointmentRequested))
        requests.ask_staff(tx, made)
    else:
        tx.emit(made.event(AppointmentBooked))
    look_ahead(tx, clinic, made)
    await _tell_waiting(tx, made, anew=True)
    await busy_feed.changed(tx, made.site, made.practitioner)
    return made


async def move_to(
    tx: Tx,
    clinic: Clinic,
    appointment: Appointment,
    slot: Slot,
    room: str | None,
    place: UUID,
    by: Actor,
    *,
    operator: str | None = None,
) -> Appointment:
    """Another time, in a place taken under `place`; the old one is free with the commit.

    A time that the patient chose has to be confirmed anew where staff confirm; a request that staff
    move is answered by that.
    """
    await taking.release(tx, appointment.id)
    await taking.keep(tx, place, appointment.id)
    previous = appointment.start_at
    waits = await requests.needed(tx, clinic, appointment.contact_id, slot, by)
    await requests.answered(tx, appointment, "done" if by == "staff" else "not_needed")
    moved = appointment.changed(
        tx.now,
        by,
        practitioner=slot.practitioner,
        location=slot.location,
        room=room,
        start_at=slot.start,
        minutes=slot.minutes,
        time_zone=clinic.zone(slot.location).key,
        virtual=clinic.services[slot.service].virtual is not None,
        status="pending" if waits else "booked",
        confirmed=False,
    )
    await appointment_rows.save(tx, moved, operator=operator)
    if waits:
        tx.emit(moved.event(AppointmentRequested))
        requests.ask_staff(tx, moved)
    elif appointment.status == "pending":
        tx.emit(moved.event(AppointmentBooked))
    else:
        tx.emit(moved.event(AppointmentRescheduled, previous_start=previous))
    if by == "staff" or waits:  # else the patient is sent the link with the confirmation
        calendar_link.renew(tx, clinic, moved)
    look_ahead(tx, clinic, moved)
    await _tell_waiting(tx, moved, anew=False)
    for practitioner in {appointment.practitioner, moved.practitioner}:
        await busy_feed.changed(tx, moved.site, practitioner)
    return moved


async def cancel(
    tx: Tx,
    clinic: Clinic,
    appointment: Appointment,
    by: Actor,
    *,
    kind: type[AppointmentEvent] = AppointmentCancelled,
    operator: str | None = None,
    reason: str | None = None,
) -> Appointment:
    """It does not take place; its slot is free with the commit.

    Args:
        by: `system` where staff let the time of a request come without an answer
        kind: `AppointmentDeclined` for a request that is not met
    """
    declined = by == "staff" and kind is AppointmentDeclined
    await (taking.let_go if declined else taking.release)(tx, appointment.id)
    await requests.answered(tx, appointment, "done" if by == "staff" else "not_needed")
    ended = appointment.changed(tx.now, by, status="cancelled")
    await appointment_rows.save(tx, ended, operator=operator, reason=reason)
    tx.emit(ended.event(kind))
    calendar_link.renew(tx, clinic, ended)
    waiting_rows.untie(tx, ended, wanted=by != "patient")
    await busy_feed.changed(tx, ended.site, ended.practitioner)
    return ended


async def will_come(tx: Tx, appointment: Appointment) -> Appointment:
    """The patient says that they will come."""
    sure = appointment.changed(tx.now, "patient", confirmed=True)
    await appointment_rows.save(tx, sure)
    tx.emit(sure.event(AppointmentConfirmed))
    return sure


def look_ahead(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """What will have to be done about it later; a job of a time that was moved does nothing."""
    service = clinic.services[appointment.service]
    about, job = _job(appointment)
    if appointment.status == "pending":
        schedule(tx, UNANSWERED, about, appointment.start_at, **job)
    mark_later(tx, clinic, appointment, appointment.end_at)
    if service.virtual is not None:
        before = timedelta(minutes=service.virtual.minutes_before)
        schedule(tx, JOIN, about, max(tx.now, appointment.start_at - before), **job)


def mark_later(tx: Tx, clinic: Clinic, appointment: Appointment, since: datetime) -> None:
    """Have a visit marked as attended that nobody marks within its service's time."""
    service = clinic.services[appointment.service]
    if service.unmarked == "fulfilled":
        about, job = _job(appointment)
        after = timedelta(hours=service.unmarked_after_hours)
        schedule(tx, UNMARKED, about, since + after, **job)


def _job(appointment: Appointment) -> tuple[UUID, dict[str, str]]:
    """Whom a job about a visit is for, and what tells that it is still that visit."""
    about = appointment.contact_id or appointment.id
    return about, {"appointment": str(appointment.id), "start": appointment.start_at.isoformat()}


async def _tell_waiting(tx: Tx, appointment: Appointment, *, anew: bool) -> None:
    """A place is taken for good: who was offered it is told, and who has it waits no more."""
    if await waiting_rows.booked(tx, appointment, anew=anew):
        freed.look(tx, appointment.site)
