"""What patients are told of their visits without having asked: messages that we begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wardbell_dialogue import templates
from wardbell_dialogue.local_time import day_and_time
from wardbell_dialogue.messages import ask
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId, derived
from wardbell_events.outbound import Content, Expects, Template
from wardbell_runtime import Tx
from wardbell_scheduling import appointment_rows, conversations, notice_delivery, offers
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import PAGE, Question
from wardbell_scheduling.slots import Slot


def booked(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """Say that staff booked a visit."""
    _firm(tx, clinic, appointment, "booked", "by-staff-booked")


def confirmed(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """Say yes to a request."""
    _firm(tx, clinic, appointment, "confirmed", "confirmed-request")


async def moved(tx: Tx, clinic: Clinic, appointment: Appointment, before: datetime) -> None:
    """Say when it is now, with a buttoned way to another time; `before`: when it was."""
    speech = Speech(clinic, appointment.language)
    rows = ((f"scheduling:move:{appointment.id.hex}", speech.say("other-time"), ""),)
    day, time = day_and_time(speech.language, clinic.zone(appointment.location).key, before)
    body = _about(clinic, appointment, "by-staff-moved", before=f"{day}, {time}")
    question = Question("appointment", body, rows, about=appointment.id, day=appointment.day)
    know_by = min(before, appointment.start_at)
    outside = _template(clinic, appointment, "appointment_moved", rows[0][0], place=True)
    await _ask(tx, clinic, appointment, "moved", question, outside, know_by=know_by)


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
    speech = Speech(clinic, appointment.language)
    mine = ("scheduling:mine", speech.say("my-visits"))
    calendar = (f"scheduling:calendar:{appointment.id.hex}", speech.say("calendar"))
    outside = _template(clinic, appointment, "appointment_booked", mine[0], place=True)
    content = ask(_about(clinic, appointment, key), [calendar, mine])
    _send(tx, appointment, what, content, outside)


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
    anew = f"scheduling:book:{choice.encode()}"
    if not instead:
        near = await offers.nearest(tx, clinic, choice, ended.start_at, PAGE)
        # What does not take place is free by now.
        instead = [slot for slot in near if slot.start != ended.start_at]
    if instead:
        question = speech.nearest(choice, instead, "declined-instead").led(body)
    else:
        question = Question("day", body, ((anew, speech.say("other-time"), ""),), choice)
    outside = _template(clinic, ended, "appointment_cancelled", anew)
    await _ask(tx, clinic, ended, what, question, outside)


async def _ask(
    tx: Tx,
    clinic: Clinic,
    appointment: Appointment,
    what: str,
    question: Question,
    outside: Template,
    *,
    know_by: datetime | None = None,
) -> None:
    """Send what can be answered: by its buttons, or in words: it was read last."""
    if appointment.contact_id is not None:
        state = question.state(tx.now)
        who, number = appointment.contact_id, appointment.number
        await conversations.ask_unasked(tx, who, number, state, instead=True)
    content = Speech(clinic, appointment.language).content(question)
    _send(tx, appointment, what, content, outside, know_by=know_by, expects=notice_delivery.ASKS)


def _about(clinic: Clinic, appointment: Appointment, key: str, **more: str) -> str:
    speech = Speech(clinic, appointment.language)
    return speech.say(key, **speech.facts(appointment.slot), **more)


def _template(
    clinic: Clinic, appointment: Appointment, name: str, payload: str, *, place: bool = False
) -> Template:
    """The same outside the 24 hours; a lock screen shows it, so not what the visit is for.

    Nor the name of the place, which may say so.
    """
    facts = Speech(clinic, appointment.language).facts(appointment.slot)
    where = {"place": facts["address"]} if place else {}
    return templates.fill(name, payload, day=facts["day"], time=facts["time"], **where)


def _send(
    tx: Tx,
    appointment: Appointment,
    what: str,
    content: Content,
    outside: Template,
    *,
    know_by: datetime | None = None,
    expects: Expects | None = None,
) -> None:
    if appointment.contact_id is None:
        return
    message = MessageRequested(
        contact_id=ContactId(appointment.contact_id),
        message_id=MessageId(derived(appointment.id, f"notice/{appointment.version}")),
        language=appointment.language,
        content=content,
        template=outside,
        expects=expects,
    )
    notice_delivery.send(tx, message, f"{what}/{appointment.id}", know_by or appointment.start_at)
