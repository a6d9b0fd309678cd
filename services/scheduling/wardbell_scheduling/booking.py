"""How a patient gets to a visit: what they choose is held and confirmed; outcomes are values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from wardbell_runtime import Tx, schedule, uuid7
from wardbell_scheduling import appointment_changes, appointment_rows, blocks, offers, taking
from wardbell_scheduling.appointment import OPEN, Appointment, Patient
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot, Span

HOLD_LAPSED = "hold-lapsed"
"""Timer."""


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
    if (known := await already(tx, clinic, patient.contact_id, choice)) is not None:
        return known
    moved = None
    if choice.moving is not None:
        found = await changeable(tx, clinic, patient.contact_id, choice.moving)
        if not isinstance(found, Appointment):
            await taking.end_hold(tx, patient.contact_id)
            return found
        moved = found
    owner = uuid7()
    place = await _place(tx, clinic, patient.contact_id, owner, choice)
    if place is None:
        return SlotGone()
    slot, room = place
    if moved is not None:
        return Booked(
            await appointment_changes.move_to(tx, clinic, moved, slot, room, owner, "patient")
        )
    return Booked(await appointment_changes.book(tx, clinic, patient, slot, room, owner, "patient"))


async def already(
    tx: Tx, clinic: Clinic, contact_id: UUID, choice: Choice
) -> Booked | Elsewhere | None:
    """What a choice would book, if it is booked, or another visit of the patient's at its time."""
    assert choice.start is not None  # noqa: S101
    own = await appointment_rows.to_come(tx, contact_id)
    same = (choice.service, choice.practitioner, choice.start)
    for known in own:
        if (known.service, known.practitioner, known.start_at) == same:
            return Booked(known, already=True)
    service = clinic.services.get(choice.service or "")
    if service is None:
        return None  # of a button of an earlier file: nothing can be booked by it
    span = Span(choice.start, choice.start + timedelta(minutes=service.minutes))
    for known in own:
        if known.id != choice.moving and known.slot.span.meets(span):
            return Elsewhere(known)
    return None


async def changeable(
    tx: Tx, clinic: Clinic, contact_id: UUID, id_: UUID
) -> Appointment | TooLate | NotOpen:
    """A contact's appointment that its patient may still move or cancel."""
    found = await appointment_rows.appointment(tx, id_)
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
