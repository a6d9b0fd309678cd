"""What patients are told of their visits without having asked: messages that we begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wardbell_dialogue.messages import ask
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId, derived
from wardbell_events.outbound import Content
from wardbell_runtime import Tx
from wardbell_scheduling import appointment_rows, notice_delivery, offers
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import PAGE
from wardbell_scheduling.slots import Slot


def booked(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """Say that staff booked a visit."""
    _firm(tx, clinic, appointment, "booked", "by-staff-booked")


def confirmed(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """Say yes to a request."""
    _firm(tx, clinic, appointment, "confirmed", "confirmed-request")


def moved(tx: Tx, clinic: Clinic, appointment: Appointment, before: datetime) -> None:
    """Say when it is now, with a buttoned way to another time; `before`: when it was."""
    body = _about(clinic, appointment, "by-staff-moved")
    move = f"scheduling:move:{appointment.id.hex}"
    content = ask(body, [(move, Speech(clinic, appointment.language).say("other-time"))])
    _send(tx, appointment, "moved", content, know_by=min(before, appointment.start_at))


async def cancelled(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """Say that it does not take place, with other times to tap."""
    body = _about(clinic, appointment, "by-staff-cancelled")
    await _ended(tx, clinic, appointment, "cancelled", body)


async def unanswered(tx: Tx, clinic: Clinic, request: Appointment) -> None:
    """Say that nobody confirmed it before its time had come, with other times to tap."""
    body = _about(clinic, request, "unanswered") + await _given_up(tx, clinic, request)
    await _ended(tx, clinic, request, "unanswered", body)


async def declined(
    tx: Tx, clinic: Clinic, request: Appointment, reason: str, instead: Sequence[Slot]
) -> None:
    """Say no to a request, with the times to tap that staff chose, or else the nearest."""
    body = _about(clinic, request, "declined", reason=reason)
    body += await _given_up(tx, clinic, request)
    await _ended(tx, clinic, request, "declined", body, instead)


def _firm(tx: Tx, clinic: Clinic, appointment: Appointment, what: str, key: str) -> None:
    mine = ("scheduling:mine", Speech(clinic, appointment.language).say("my-visits"))
    _send(tx, appointment, what, ask(_about(clinic, appointment, key), [mine]))


async def _given_up(tx: Tx, clinic: Clinic, request: Appointment) -> str:
    """Of a visit that was firm until it was moved: that there is none any more."""
    if not await appointment_rows.was_booked(tx, request.id):
        return ""
    return " " + Speech(clinic, request.language).say("given-up")


async def _ended(
    tx: Tx,
    clinic: Clinic,
    ended: Appointment,
    what: str,
    body: str,
    instead: Sequence[Slot] = (),
) -> None:
    speech, choice = Speech(clinic, ended.language), Choice(ended.service, ended.practitioner)
    if not instead:
        near = await offers.nearest(tx, clinic, choice, ended.start_at, PAGE)
        # What does not take place is free by now.
        instead = [slot for slot in near if slot.start != ended.start_at]
    if instead:
        content = speech.content(speech.nearest(choice, instead, "declined-instead").led(body))
    else:
        content = ask(body, [(f"scheduling:book:{choice.encode()}", speech.say("other-time"))])
    _send(tx, ended, what, content)


def _about(clinic: Clinic, appointment: Appointment, key: str, **more: str) -> str:
    speech = Speech(clinic, appointment.language)
    return speech.say(key, **speech.facts(appointment.slot), **more)


def _send(
    tx: Tx,
    appointment: Appointment,
    what: str,
    content: Content,
    *,
    know_by: datetime | None = None,
) -> None:
    if appointment.contact_id is None:
        return
    message = MessageRequested(
        contact_id=ContactId(appointment.contact_id),
        message_id=MessageId(derived(appointment.id, f"notice/{appointment.version}")),
        language=appointment.language,
        content=content,
    )
    notice_delivery.send(tx, message, f"{what}/{appointment.id}", know_by or appointment.start_at)
