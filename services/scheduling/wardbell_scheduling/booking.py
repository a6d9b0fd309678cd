"""What scheduling is for: holding, booking, moving and cancelling, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from wardbell_events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentRequested,
    AppointmentRescheduled,
)
from wardbell_events.scheduling import Actor
from wardbell_runtime import Tx, schedule, uuid7
from wardbell_scheduling import (
    blocks,
    busy_feed,
    calendar_link,
    freed,
    offers,
    repository,
    requests,
    taking,
    waitlist_repository,
)
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot

HOLD_LAPSED, UNANSWERED, UNMARKED, JOIN = "hold-lapsed", "unanswered", "unmarked", "join"
"""Timers."""


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking (or a move, or a request) became true."""

    appointment: Appointment
    already: bool = False
    """It was true before."""


@dataclass(frozen=True, slots=True)
class SlotGone:
    """Somebody was quicker."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The patient has another visit at that time."""

    appointment: Appointment


@dataclass(frozen=True, slots=True)
class TooLate:
    """It begins too soon to be changed by the patient."""

    appointment: Appointment


@dataclass(frozen=True, slots=True)
class NotOpen:
    """There is no such appointment to come."""


@dataclass(frozen=True, slots=True)
class Patient:
    """For whom something is booked."""

    contact_id: UUID | None
    person_id: UUID | None
    number: str
    language: str


async def hold(tx: Tx, clinic: Clinic, contact_id: UUID, choice: Choice) -> Slot | None:
    """Keep a slot for some minutes while the patient confirms. None: it is gone.

    Who holds it already holds it no longer for that: else whoever goes on talking had it for ever.
    """
    assert choice.service is not None  # noqa: S101
    held = await taking.held(tx, contact_id)
    if held is not None and held.slot_is(choice) and held.until > tx.now:
        return held.slot
    await taking.end_hold(tx, contact_id)
    slot = await offers.still_free(tx, clinic, choice)
    if slot is None:
        return None
    id_, until = uuid7(), tx.now + taking.HOLD
    service = clinic.services[choice.service]
    if await taking.take(tx, clinic.site, id_, slot, service, held_until=until) is None:
        return None
    await taking.begin_hold(tx, id_, contact_id, slot, until)
    schedule(tx, HOLD_LAPSED, contact_id, until)
    return slot


async def confirm(
    tx: Tx, clinic: Clinic, patient: Patient, choice: Choice
) -> Booked | SlotGone | Elsewhere | TooLate | NotOpen:
    """Turn what is held into an appointment, or move one there.

    A lapsed hold still counts while nobody else took the slot, so a confirmation that was stuck
    behind an outage is not refused for no reason.
    """
    assert patient.contact_id is not None  # noqa: S101
    if (known := await already(tx, patient.contact_id, choice)) is not None:
        return known
    moved = None
    if choice.moving is not None:
        found = await changeable(tx, clinic, patient.contact_id, choice.moving)
        if not isinstance(found, Appointment):
            return found
        moved = found
    owner = uuid7()
    place = await _place(tx, clinic, patient.contact_id, owner, choice)
    if place is None:
        return SlotGone()
    slot, room = place
    if moved is not None:
        return Booked(await move_to(tx, clinic, moved, slot, room, owner, "patient"))
    return Booked(await book(tx, clinic, patient, slot, room, owner, "patient"))


async def already(tx: Tx, contact_id: UUID, choice: Choice) -> Booked | Elsewhere | None:
    """What a choice would book, if it is booked, or another visit of the patient's at its time."""
    for known in await repository.to_come(tx, contact_id):
        if known.start_at != choice.start:
            continue
        if (known.service, known.practitioner) == (choice.service, choice.practitioner):
            return Booked(known, already=True)
        if known.id != choice.moving:
            return Elsewhere(known)
    return None


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
    waits = requests.needed(clinic, slot, by)
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
    await repository.save(tx, made, operator=operator)
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

    A time that the patient chose has to be confirmed anew where staff confirm.
    """
    await taking.release(tx, appointment.id)
    await taking.keep(tx, place, appointment.id)
    previous = appointment.start_at
    waits = requests.needed(clinic, slot, by)
    if waits:
        await requests.answered(tx, appointment, "not_needed")
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
        status="pending" if waits else appointment.status,
        confirmed=False,
    )
    await repository.save(tx, moved, operator=operator)
    if moved.status == "pending":
        tx.emit(moved.event(AppointmentRequested))
    else:
        tx.emit(moved.event(AppointmentRescheduled, previous_start=previous))
    if waits:
        requests.ask_staff(tx, moved)
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
    operator: str | None = None,
    reason: str | None = None,
) -> Appointment:
    """It does not take place; its slot is free with the commit."""
    await taking.release(tx, appointment.id)
    await requests.answered(tx, appointment, "done" if by == "staff" else "not_needed")
    ended = appointment.changed(tx.now, by, status="cancelled")
    await repository.save(tx, ended, operator=operator, reason=reason)
    tx.emit(ended.event(AppointmentCancelled))
    calendar_link.renew(tx, clinic, ended)
    waitlist_repository.untie(tx, ended, wanted=by == "staff")
    await busy_feed.changed(tx, ended.site, ended.practitioner)
    return ended


async def will_come(tx: Tx, appointment: Appointment) -> Appointment:
    """The patient says that they will come."""
    sure = appointment.changed(tx.now, "patient", confirmed=True)
    await repository.save(tx, sure)
    tx.emit(sure.event(AppointmentConfirmed))
    return sure


async def changeable(
    tx: Tx, clinic: Clinic, contact_id: UUID, id_: UUID
) -> Appointment | TooLate | NotOpen:
    """A contact's appointment that its patient may still move or cancel."""
    found = await repository.appointment(tx, id_)
    if (
        found is None
        or found.contact_id != contact_id
        or found.status not in OPEN
        or found.start_at <= tx.now
    ):
        return NotOpen()
    service = clinic.services.get(found.service)
    hours = service.cancel_until_hours if service else 0
    if found.start_at - tx.now < timedelta(hours=hours):
        return TooLate(found)
    return found


def look_ahead(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """What will have to be done about it later; a job of a time that was moved does nothing."""
    service = clinic.services[appointment.service]
    about = appointment.contact_id or appointment.id
    job = {"appointment": str(appointment.id), "start": appointment.start_at.isoformat()}
    if appointment.status == "pending":
        schedule(tx, UNANSWERED, about, appointment.start_at, **job)
    if service.unmarked == "fulfilled":
        after = timedelta(hours=service.unmarked_after_hours)
        schedule(tx, UNMARKED, about, appointment.end_at + after, **job)
    if service.virtual is not None:
        before = timedelta(minutes=service.virtual.minutes_before)
        schedule(tx, JOIN, about, max(tx.now, appointment.start_at - before), **job)


async def _tell_waiting(tx: Tx, appointment: Appointment, *, anew: bool) -> None:
    """A place is taken for good: who was offered it is told, and who has it waits no more."""
    if await waitlist_repository.booked(tx, appointment, anew=anew):
        freed.look(tx, appointment.site)


async def _place(
    tx: Tx, clinic: Clinic, contact_id: UUID, owner: UUID, choice: Choice
) -> tuple[Slot, str | None] | None:
    """The slot of a choice, ours for good under `owner`: what is held, else anew."""
    await blocks.stay_as_they_are(tx, clinic.site, choice.practitioner or "")
    held = await taking.held(tx, contact_id)
    # An absence or a block may have come since it was held.
    if held and held.slot_is(choice) and await blocks.leave_room(tx, clinic, held.slot):
        taken = await taking.keep(tx, held.id, owner)
        await taking.end_hold(tx, contact_id)
        if taken is not None:
            return held.slot, taken.room
    await taking.end_hold(tx, contact_id)
    found = await offers.still_free(tx, clinic, choice)
    if found is None:
        return None
    service = clinic.services[found.service]
    taken = await taking.take(tx, clinic.site, owner, found, service, held_until=None)
    return (found, taken.room) if taken is not None else None
