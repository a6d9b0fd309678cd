"""What is said of a visit with the way into the patient's calendar, first when it is booked."""

from __future__ import annotations

from wardbell_dialogue.messages import say
from wardbell_events.outbound import Content, LinkContent
from wardbell_runtime import Tx
from wardbell_scheduling import calendar_link, requests
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.booking import Booked
from wardbell_scheduling.dialogue import Speech


async def content(tx: Tx, speech: Speech, booked: Booked, public_url: str) -> Content:
    """What the patient reads once it is true."""
    appointment = booked.appointment
    facts = speech.facts(appointment.slot)
    if booked.already:
        key = "already-requested" if appointment.status == "pending" else "already"
        return say(speech.say(key, **facts))
    if appointment.status == "pending":
        soon = requests.due(appointment, tx.now) == appointment.start_at
        return say(speech.say("requested-soon" if soon else "requested", **facts))
    body = speech.say("moved" if appointment.version > 1 else "booked", **facts)
    return await _linked(tx, speech, appointment, body, public_url)


async def shown(tx: Tx, speech: Speech, appointment: Appointment, public_url: str) -> Content:
    """A visit there is, once more with the way into the patient's calendar."""
    body = speech.say("open", **speech.facts(appointment.slot))
    if appointment.status == "pending":
        return say(f"{body}\n{speech.say('pending')}")
    return await _linked(tx, speech, appointment, body, public_url)


async def _linked(
    tx: Tx, speech: Speech, appointment: Appointment, body: str, public_url: str
) -> Content:
    if not public_url:
        return say(body)
    url = await calendar_link.publish(tx, speech.clinic, appointment, public_url)
    return LinkContent(body=body, button=speech.say("calendar"), url=url)
