"""What patients are told when staff change something: messages that we begin."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid5

from wardbell_dialogue.messages import ask, say
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId
from wardbell_events.outbound import Content
from wardbell_events.topics import OUTBOUND_NOTICES
from wardbell_runtime import Tx
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import Question
from wardbell_scheduling.slots import Slot


def tell(
    tx: Tx,
    clinic: Clinic,
    appointment: Appointment,
    key: str,
    *,
    change: bool = False,
) -> None:
    """Say what became of an appointment; a buttoned way to another time where that helps."""
    speech = Speech(clinic, appointment.language)
    body = speech.say(key, **speech.facts(appointment.slot))
    content: Content = say(body)
    if change:
        move = f"scheduling:move:{appointment.id.hex}"
        content = ask(body, [(move, speech.say("other-time"))])
    _send(tx, appointment, content)


def cancelled(tx: Tx, clinic: Clinic, appointment: Appointment, instead: Sequence[Slot]) -> None:
    """Say that it does not take place, with other times to tap."""
    speech = Speech(clinic, appointment.language)
    body = speech.say("by-staff-cancelled", **speech.facts(appointment.slot))
    choice = Choice(appointment.service, appointment.practitioner)
    if instead:
        question = speech.nearest(choice, instead, "declined-instead").led(body)
        content = speech.content(question)
    else:
        content = ask(body, [(f"scheduling:book:{choice.encode()}", speech.say("other-time"))])
    _send(tx, appointment, content)


def decline(
    tx: Tx, clinic: Clinic, appointment: Appointment, reason: str, instead: Sequence[Slot]
) -> None:
    """Say no to a request, with other times to tap."""
    speech = Speech(clinic, appointment.language)
    lead = speech.say("declined", reason=reason, **speech.facts(appointment.slot))
    choice = Choice(appointment.service, appointment.practitioner)
    question: Question = speech.nearest(choice, instead, "declined-instead").led(lead)
    _send(tx, appointment, speech.content(question))


def _send(tx: Tx, appointment: Appointment, content: Content) -> None:
    if appointment.contact_id is None:
        return
    tx.emit(
        MessageRequested(
            contact_id=ContactId(appointment.contact_id),
            message_id=MessageId(uuid5(appointment.id, f"notice/{appointment.version}")),
            language=appointment.language,
            content=content,
        ),
        topic=OUTBOUND_NOTICES,
    )
