"""The instant confirmation of a booking, with the way into the patient's calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from wardbell_dialogue import links
from wardbell_dialogue.messages import say
from wardbell_events.outbound import Content, LinkContent
from wardbell_runtime import Tx
from wardbell_scheduling import repository
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.booking import Booked
from wardbell_scheduling.calendar_file import calendar_file
from wardbell_scheduling.dialogue import Speech

KEPT_AFTER = timedelta(days=1)
"""How long after the visit its calendar link works."""


async def content(tx: Tx, speech: Speech, booked: Booked, public_url: str) -> Content:
    """What the patient reads once it is true."""
    appointment = booked.appointment
    facts = speech.facts(appointment.slot)
    if booked.already:
        return say(speech.say("already", **facts))
    if appointment.status == "pending":
        return say(speech.say("requested", **facts))
    key = "booked-virtual" if appointment.virtual else "booked"
    body = speech.say("moved" if appointment.version > 1 else key, **facts)
    if not public_url:
        return say(body)
    url = await publish(tx, speech, appointment, public_url)
    return LinkContent(body=body, button=speech.say("calendar"), url=url)


async def publish(tx: Tx, speech: Speech, appointment: Appointment, public_url: str) -> str:
    """Put the calendar file behind the appointment's link, anew after each change."""
    token = appointment.calendar_token
    if token is None:
        token = links.new_token()
        await repository.keep_token(tx, replace(appointment, calendar_token=token))
    facts = speech.facts(appointment.slot)
    file = calendar_file(
        appointment, summary=facts["practitioner"], place=facts["place"], now=tx.now
    )
    expires_at = appointment.end_at + KEPT_AFTER
    tx.emit(
        links.seal(
            file,
            content_type="text/calendar",
            token=token,
            version=appointment.version,
            expires_at=expires_at,
        )
    )
    return links.link(public_url, token)
