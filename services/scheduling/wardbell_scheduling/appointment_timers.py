"""Timers of appointments: what is to be done about one that nobody did anything about."""

from __future__ import annotations

from uuid import UUID

from wardbell_dialogue import templates
from wardbell_dialogue.messages import say
from wardbell_events import AppointmentDeclined, AppointmentFulfilled, MessageRequested
from wardbell_events.ids import ContactId, MessageId, derived
from wardbell_events.outbound import Content, LinkContent
from wardbell_runtime import Job, Tx, schedule
from wardbell_scheduling import (
    appointment_changes,
    appointment_rows,
    conversations,
    notice_delivery,
    notices,
)
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.appointment_changes import JOIN, UNANSWERED, UNMARKED
from wardbell_scheduling.clinics import Clinics
from wardbell_scheduling.dialogue import Speech


class AppointmentTimers:
    """The handlers, with the clinics they look at."""

    def __init__(self, clinics: Clinics) -> None:
        self._clinics = clinics

    async def unmarked(self, tx: Tx, job: Job) -> None:
        """Nobody said what became of a visit: it took place."""
        found = await self._about(tx, job, UNMARKED)
        if found is not None and found.status in {"booked", "arrived"}:
            ended = found.changed(tx.now, "system", status="fulfilled")
            await appointment_rows.save(tx, ended)
            tx.emit(ended.event(AppointmentFulfilled))

    async def unanswered(self, tx: Tx, job: Job) -> None:
        """The time of a request has come, and staff have not said yes or no: an apology."""
        found = await self._about(tx, job, UNANSWERED)
        if found is None or found.status != "pending":
            return
        clinic = self._clinics.get(found.site)
        if clinic is not None:
            ended = await appointment_changes.cancel(
                tx, clinic, found, "system", kind=AppointmentDeclined
            )
            await notices.unanswered(tx, clinic, ended)

    async def join(self, tx: Tx, job: Job) -> None:
        """A visit by video or phone begins soon: the link."""
        found = await self._about(tx, job, JOIN)
        if found is None or found.status != "booked" or found.end_at < tx.now:
            return
        clinic = self._clinics.get(found.site)
        virtual = clinic.services[found.service].virtual if clinic else None
        if clinic is None or virtual is None or found.contact_id is None:
            return
        speech = Speech(clinic, found.language)
        facts, number = speech.facts(found.slot), virtual.link.removeprefix("tel:")
        when = {"day": facts["day"], "time": facts["time"]}
        content: Content = say(speech.say("join-phone", phone=number, **facts))
        outside = templates.fill("visit_call", phone=number, **when)
        if virtual.link.startswith("https"):
            body = speech.say("join", **facts)
            content = LinkContent(body=body, button=speech.say("join-button"), url=virtual.link)
            outside = templates.fill("visit_link", link=virtual.link, **when)
        message = MessageRequested(
            contact_id=ContactId(found.contact_id),
            message_id=MessageId(derived(found.id, f"join/{found.start_at.isoformat()}")),
            language=found.language,
            content=content,
            template=outside,
            expires_at=found.end_at,
        )
        notice_delivery.send(tx, message, f"join/{found.id}", found.start_at)

    async def _about(self, tx: Tx, job: Job, timer: str) -> Appointment | None:
        """The appointment of a job, locked; None: there is nothing to be done about it now."""
        await self._clinics.renew(tx)  # before the row is locked, as everybody does
        found = await appointment_rows.appointment(tx, UUID(job.payload["appointment"]))
        if found is None or found.start_at.isoformat() != job.payload["start"]:
            return None
        key = found.contact_id or found.id
        if key != job.contact_id:  # two contacts are one meanwhile
            schedule(tx, timer, key, tx.now, **job.payload)
            return None
        conversations.begin(tx, found.number)
        return found
