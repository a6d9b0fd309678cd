"""Timers of the waiting list: looks at it, and what each patient is told."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from wardbell_dialogue import templates
from wardbell_dialogue.messages import ask, say
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId, derived
from wardbell_events.outbound import Content, Expects, Template
from wardbell_events.topics import OUTBOUND_NOTICES
from wardbell_runtime import Job, Tx, schedule
from wardbell_scheduling import (
    conversations,
    freed,
    notice_delivery,
    offers,
    slot_offer_rows,
    stages,
    waiting_rows,
    waitlist,
)
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinics import Clinics
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.waiting import Offer, Waiting
from wardbell_scheduling.waitlist_speech import WaitlistSpeech


class WaitlistTimers:
    """The handlers, with the clinics they look at."""

    def __init__(self, clinics: Clinics) -> None:
        self._clinics = clinics

    async def look(self, tx: Tx, job: Job) -> None:
        """Something came free, an offer ended or the morning came; many causes, one look."""
        site = job.payload["site"]
        looked: set[str] = tx.loaded or set()
        if site in looked:
            return
        tx.loaded = looked | {site}
        await self._clinics.renew(tx)
        clinic = self._clinics.get(site)
        if clinic is not None:
            await waitlist.look(tx, clinic)

    async def offered(self, tx: Tx, job: Job) -> None:
        """A patient was chosen: they are asked, if it still makes sense."""
        found = await self._about(tx, job, waitlist.OFFERED)
        if found is None or found[0].told:
            return
        offer, entry, speech = found
        slot = offer.slot
        choice = Choice(slot.service, slot.practitioner, start=slot.start)
        free = await offers.still_free(tx, speech.clinic, choice)
        late = stages.at_night(speech.clinic, slot.location, tx.now)
        if late or offer.expires_at <= tx.now or free is None:
            # They never heard of it, so it may be offered again.
            await slot_offer_rows.mark(tx, offer, "withdrawn")
            freed.look(tx, offer.site)
            return
        await slot_offer_rows.tell(tx, offer)
        question = WaitlistSpeech(speech).offered(replace(offer, slot=free), entry)
        state = question.state(tx.now)
        await conversations.ask_unasked(tx, entry.contact_id, entry.number, state)
        outside = WaitlistSpeech(speech).offered_outside(offer)
        offered = self._message(
            *(tx, entry, offer.id, notice_delivery.OFFER, speech.content(question), outside),
            notice_delivery.ASKS,
        ).model_copy(update={"expires_at": offer.expires_at})
        about = f"{notice_delivery.OFFER}/{entry.id}"
        notice_delivery.send(tx, offered, about, offer.expires_at)

    async def withdrawn(self, tx: Tx, job: Job) -> None:
        """The slot of an offer went another way: said once, kindly."""
        found = await self._about(tx, job, waitlist.WITHDRAWN)
        if found is None:
            return
        offer, entry, speech = found
        if offer.expires_at <= tx.now or not await waitlist.gone(tx, speech.clinic, offer.slot):
            return
        await slot_offer_rows.mark(tx, offer, "withdrawn")
        freed.look(tx, offer.site)  # something else may suit them
        body = f"{speech.say('offer-gone')} {speech.say('keep-place')}"
        outside = templates.fill("earlier_time_gone")
        gone = self._message(tx, entry, offer.id, "gone", say(body), outside)
        asked = derived(offer.id, notice_delivery.OFFER)
        if not await notice_delivery.take_back(tx, entry.contact_id, asked):
            tx.emit(gone, topic=OUTBOUND_NOTICES)

    async def ended(self, tx: Tx, job: Job) -> None:
        """Nothing came free in time."""
        await self._clinics.renew(tx)  # before a row is changed, as everybody does
        id_ = UUID(job.payload["entry"])
        found = await waiting_rows.end_of(tx, id_)
        if found is None:
            return
        entry, ends_at = found
        if entry.contact_id != job.contact_id or ends_at > tx.now:
            at = max(ends_at, tx.now)
            schedule(tx, waitlist.ENDED, entry.contact_id, at, entry=str(id_))
            return
        await waiting_rows.leave(tx, id_)
        clinic = self._clinics.get(entry.site)
        if clinic is None or entry.wait.moving is not None:
            return  # the visit that they wanted earlier has come
        speech = Speech(clinic, entry.language)
        body = speech.say("wait-ended")
        anew = Choice(entry.wait.service, entry.wait.practitioner)
        buttons = [
            (f"scheduling:book:{anew.encode()}", speech.say("new")),
            (f"scheduling:wait:{entry.wait.with_(until=None).encode()}", speech.say("wait-on")),
        ]
        outside = templates.fill("waiting_ended", *(id_ for id_, _ in buttons))
        what = f"ended/{ends_at.isoformat()}"
        ended = self._message(tx, entry, id_, what, ask(body, buttons), outside)
        tx.emit(ended, topic=OUTBOUND_NOTICES)

    async def _about(self, tx: Tx, job: Job, timer: str) -> tuple[Offer, Waiting, Speech] | None:
        """The open offer of a job and whose it is; None: there is nothing to be said about it."""
        await self._clinics.renew(tx)  # before the row is locked, as everybody does
        offer = await slot_offer_rows.offer(tx, UUID(job.payload["offer"]))
        if offer is None or offer.status != "open":
            return None
        if offer.contact_id != job.contact_id:  # two contacts are one meanwhile
            schedule(tx, timer, offer.contact_id, tx.now, offer=str(offer.id))
            return None
        entry = await waiting_rows.entry(tx, offer.waiting_id)
        clinic = self._clinics.get(offer.site)
        if entry is None or clinic is None or offer.slot.service not in clinic.services:
            await slot_offer_rows.mark(tx, offer, "withdrawn")
            return None
        return offer, entry, Speech(clinic, entry.language)

    def _message(
        self,
        tx: Tx,
        entry: Waiting,
        about: UUID,
        what: str,
        content: Content,
        outside: Template,
        expects: Expects | None = None,
    ) -> MessageRequested:
        """A notice; it is answered by its buttons, or in words where nobody else has the floor."""
        conversations.begin(tx, entry.number)
        return MessageRequested(
            contact_id=ContactId(entry.contact_id),
            message_id=MessageId(derived(about, what)),
            language=entry.language,
            content=content,
            template=outside,
            expects=expects,
        )
