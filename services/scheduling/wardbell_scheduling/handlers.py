"""Events in: what patients say about appointments, who they are, contacts that merge; timers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_dialogue.apology import apology
from wardbell_dialogue.messages import ask
from wardbell_dialogue.sites import Sites
from wardbell_events import (
    ContactMerged,
    FloorEnded,
    IdentityRequested,
    MessageReceived,
    MessageRequested,
    PersonIdentified,
)
from wardbell_events.ids import ContactId, Language, MessageId, derived
from wardbell_events.inbound import Media, Tap
from wardbell_events.outbound import Content, Expects
from wardbell_events.topics import INBOUND_DESK, INBOUND_PATIENTS, OUTBOUND_REPLIES
from wardbell_runtime import Incoming, Job, Record, Tx, aliases, schedule
from wardbell_runtime.parked import contact_of
from wardbell_scheduling import (
    appointment_rows,
    booking,
    confirmation,
    conversations,
    notice_delivery,
    people,
    proposed,
    reading,
    slot_offer_rows,
    taking,
    waiting_rows,
)
from wardbell_scheduling.appointment import Patient
from wardbell_scheduling.booking import Booked
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.clinics import Clinics
from wardbell_scheduling.dialogue import SAY, Speech
from wardbell_scheduling.question import Question
from wardbell_scheduling.state import SIMPLE_AFTER, Asking, State
from wardbell_scheduling.turn import Identify, Linked, Reply, Turn
from wardbell_scheduling.waitlist_wishes import Join
from wardbell_scheduling.wishes import CallBack, Mine, Unclear

PATIENTS = "wardbell/patients"
"""Source of what patients passes on."""
CONFIRMED_WITHIN = 120
"""Minutes in which a plain yes still takes the time that was asked about, if it is free."""
FromContact = MessageReceived | PersonIdentified | FloorEnded
E = TypeVar("E", MessageReceived, PersonIdentified, FloorEnded)


@dataclass(slots=True)
class Known:
    """What a batch's messages need to be read."""

    states: dict[UUID, State]
    people: dict[UUID, UUID]
    aliases: dict[UUID, UUID]
    visiting: set[UUID]
    """Contacts that have visits to come."""

    def present(self, event: E) -> E:
        """An event as of the contact that its own proved to be."""
        id_ = self.aliases.get(event.contact_id)
        return event if id_ is None else event.model_copy(update={"contact_id": id_})


@dataclass(frozen=True, slots=True)
class Asked:
    """The patient's message that a reply answers."""

    contact_id: ContactId
    message_id: MessageId
    sent_at: datetime
    language: Language


class Scheduling:
    """The handlers of scheduling, with the sites they speak for."""

    def __init__(self, sites: Sites, clinics: Clinics, public_url: str) -> None:
        self._sites = sites
        self._public_url = public_url
        self._clinics = clinics

    async def load(self, tx: Tx, batch: Sequence[Incoming]) -> None:
        """Where the batch's conversations stand, for `tx.loaded`; and clinics that have changed."""
        told = {item.event.contact_id for item in batch if isinstance(item.event, FromContact)}
        present = await aliases.present(tx, told)
        await self._clinics.renew(tx)
        ids = {present.get(id_, id_) for id_ in told}
        states = await conversations.states(tx, ids)
        tx.loaded = Known(
            {contact: State.decode(state) for contact, state in states.items()},
            await people.of(tx, ids),
            present,
            await appointment_rows.visiting(tx, ids),
        )

    async def message_received(self, tx: Tx, event: MessageReceived) -> None:
        """One turn: where the conversation stands, what is wanted, what is free, one answer."""
        known: Known = tx.loaded
        event = known.present(event)
        asked = Asked(event.contact_id, event.message_id, event.sent_at, event.language)
        clinic = self._clinics.get(tx.cause.site)
        if clinic is None:
            return self._not_ready(tx, asked)
        state = known.states.get(event.contact_id, State())
        tapped = isinstance(event.said, Tap)
        forwarded = tx.cause.source == PATIENTS  # who had asked and asks no more: not back again
        if state.asking == "identity" and not tapped and event.intent is None and not forwarded:
            # Written before the router heard that patients has the floor now; with an intent it
            # was nobody's any more, and an appointment is wanted again.
            return tx.emit(event, topic=INBOUND_PATIENTS)
        if state.choice.start is not None:
            await taking.extend_hold(tx, event.contact_id, tx.now + taking.HOLD)
        now = tx.now.astimezone(ZoneInfo(clinic.time_zone))
        wish = reading.read(event, state, clinic, now)
        if isinstance(wish, CallBack):
            return await self._hand_to_desk(tx, event, wish)
        missteps = state.missteps + 1 if isinstance(wish, Unclear) else 0
        turn, speech = self._turn(tx, clinic, asked)
        reply = await turn.answer(wish, state)
        if isinstance(event.said, Media) and isinstance(reply, Question) and not missteps:
            reply = reply.led(speech.say("beside-picture"))
        await self._speak(tx, speech, asked, reply, missteps)
        return None

    async def floor_ended(self, tx: Tx, event: FloorEnded) -> None:
        """The patient turned to something else: what was held is free."""
        await self._end(tx, tx.loaded.present(event).contact_id)

    async def person_identified(self, tx: Tx, event: PersonIdentified) -> None:
        """Patients knows who it is: the booking that waited for that goes on."""
        known: Known = tx.loaded
        event = known.present(event)
        known.people[event.contact_id] = await people.identified(
            tx, event.contact_id, event.person_id
        )
        person = known.people[event.contact_id]
        if await people.called_before(tx, event.contact_id, person, event.language):
            known.visiting.add(event.contact_id)
        clinic = self._clinics.get(tx.cause.site)
        if event.wanted_by != "scheduling" or clinic is None:
            return
        asked = Asked(event.contact_id, event.message_id, event.sent_at, event.language)
        state = known.states.get(event.contact_id, State())
        turn, speech = self._turn(tx, clinic, asked)
        if state.asking == "identity" and state.choice.start is not None:
            # They answered, though not to us; from now on they are promised the whole time.
            await taking.extend_hold(tx, event.contact_id, tx.now + taking.HOLD)
            reply = await turn.identified(state.choice)
        elif state.asking == "identity" and state.wait is not None:
            reply = await turn.answer(Join(state.wait), state)
        else:
            reply = await turn.answer(Mine(closer=True), state)
        await self._speak(tx, speech, asked, reply, 0)

    async def unreadable(self, tx: Tx, record: Record) -> None:
        """A message could not be handled: an apology and a way on."""
        sorry = apology(tx.cause, contact_of(record), self._sites, "scheduling")
        if sorry is not None:
            tx.emit(sorry)

    async def contact_merged(self, tx: Tx, event: ContactMerged) -> None:
        """Two contacts are one; what the loser held is free, and can be taken by the winner."""
        into = await aliases.winner(tx, event)
        await taking.end_hold(tx, event.from_)
        for kept in (
            aliases,
            appointment_rows,
            conversations,
            waiting_rows,
            slot_offer_rows,
            notice_delivery,
            proposed,
        ):
            await kept.merge(tx, event.from_, into)
        await people.merge(tx, event.from_, into)  # of all that is the winner's now

    async def hold_lapsed(self, tx: Tx, job: Job) -> None:
        """A hold was not confirmed in time: it makes room, unless it was extended."""
        held = await taking.held(tx, job.contact_id)
        if held is None:
            return
        if held.until > tx.now:
            schedule(tx, booking.HOLD_LAPSED, job.contact_id, held.until)
        else:
            await taking.end_hold(tx, job.contact_id)

    async def _hand_to_desk(self, tx: Tx, event: MessageReceived, wish: CallBack) -> None:
        """The way to a human was chosen by its number: as if it had been tapped."""
        await self._end(tx, event.contact_id)
        tap = Tap(service="desk", action="call_back", argument=wish.reason)
        tx.emit(event.model_copy(update={"said": tap}), topic=INBOUND_DESK)

    async def _end(self, tx: Tx, contact_id: ContactId) -> None:
        await taking.end_hold(tx, contact_id)
        tx.loaded.states[contact_id] = State()
        conversations.save(tx, contact_id, tx.cause.number, State().encode())

    def _turn(self, tx: Tx, clinic: Clinic, asked: Asked) -> tuple[Turn, Speech]:
        person = tx.loaded.people.get(asked.contact_id)
        patient = Patient(asked.contact_id, person, tx.cause.number, asked.language)
        site = self._sites.get(tx.cause.number)
        year = tx.now.astimezone(ZoneInfo(clinic.time_zone)).year
        speech = Speech(clinic, asked.language, site, year)
        visiting = asked.contact_id in tx.loaded.visiting
        return Turn(tx, clinic, speech, patient, visiting=visiting), speech

    async def _speak(
        self, tx: Tx, speech: Speech, asked: Asked, reply: Reply, missteps: int
    ) -> None:
        match reply:
            case Question():
                if reply.rows and missteps >= SIMPLE_AFTER:
                    reply = speech.simple(reply)
                state = reply.state(tx.now, missteps)
                self._answer(tx, asked, speech.content(reply, missteps), asking=reply.asking)
            case Booked():
                made = reply.appointment
                state = State("booked", about=made.id, asked_at=tx.now, day=made.day)
                tx.loaded.visiting.add(asked.contact_id)
                content = await confirmation.content(tx, speech, reply, self._public_url)
                self._answer(tx, asked, content)
            case Linked(visit, state):
                content = await confirmation.shown(tx, speech, visit, self._public_url)
                self._answer(
                    tx, asked, content, asking="" if state.asking == "booked" else state.asking
                )
            case Identify(choice, wait):
                state = State("identity", choice, wait=wait, asked_at=tx.now)
                tx.emit(
                    IdentityRequested(
                        contact_id=asked.contact_id,
                        message_id=asked.message_id,
                        sent_at=asked.sent_at,
                        language=asked.language,
                        wanted_by="scheduling",
                    )
                )
        tx.loaded.states[asked.contact_id] = state
        conversations.save(tx, asked.contact_id, tx.cause.number, state.encode())

    def _not_ready(self, tx: Tx, asked: Asked) -> None:
        """No clinic file was imported for this site: a human helps."""
        language = asked.language if asked.language in SAY.languages else SAY.languages[0]
        buttons = [
            ("desk:call_back:appointment", SAY(language, "call-me")),
            ("gateway:menu", SAY(language, "menu")),
        ]
        self._answer(tx, asked, ask(SAY(language, "not-ready"), buttons))

    def _answer(self, tx: Tx, asked: Asked, content: Content, *, asking: Asking = "") -> None:
        """The one reply; its id follows from the message's, so a repeat asks for the same one."""
        tx.emit(
            MessageRequested(
                contact_id=asked.contact_id,
                message_id=MessageId(derived(asked.message_id, "scheduling")),
                language=asked.language,
                content=content,
                in_reply_to=asked.sent_at,
                expects=_expects(asking),
            ),
            topic=OUTBOUND_REPLIES,
        )


def _expects(asking: Asking) -> Expects:
    """Who has the floor, and how long."""
    if asking == "confirm":
        return Expects(service="scheduling", minutes=CONFIRMED_WITHIN)
    return Expects(service="scheduling" if asking else None)
