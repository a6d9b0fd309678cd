"""What one contact may do about the visits they have, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling import (
    appointment_changes,
    appointment_rows,
    attendance,
    booking,
    waiting_rows,
)
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.booking import NotOpen, TooLate
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import Question
from wardbell_scheduling.visits_speech import VisitsSpeech
from wardbell_scheduling.waitlist_speech import WaitlistSpeech
from wardbell_scheduling.wishes import (
    Book,
    Cancel,
    CancelOne,
    Come,
    Keep,
    Mine,
    Move,
    MoveOne,
    NoDate,
    Open,
)

VisitWish = Mine | Open | Move | MoveOne | Cancel | Keep | CancelOne | Come


class VisitsTurn:
    """The part of a turn that is about visits to come."""

    def __init__(self, tx: Tx, clinic: Clinic, speech: Speech, contact_id: UUID) -> None:
        self._tx = tx
        self._clinic = clinic
        self._speech = speech
        self._say = VisitsSpeech(speech)
        self._contact = contact_id

    async def answer(self, wish: VisitWish) -> Question | Book | NoDate:
        """What is said, or what to go on with."""
        match wish:
            case Mine(closer=True, like=like):
                own = await appointment_rows.to_come(self._tx, self._contact)
                if own and like.day is not None:
                    return await self._of_day(own, like, like.day)
                return self._say.open(own[0]) if len(own) == 1 else await self.all()
            case Mine(page):
                return await self.all(page)
            case CancelOne(like):
                own = await appointment_rows.to_come(self._tx, self._contact)
                if len(own) > 1:
                    own = [visit for visit in own if self._say.is_like(visit, like)]
                if len(own) != 1:
                    return await self.all()
                return await self.answer(Cancel(own[0].id, asked=False))
            case MoveOne(to, said):
                return await self._move_one(to, said=said)
            case Come(ids):
                coming = await attendance.will_come(self._tx, self._speech, self._contact, ids)
                return coming or await self._gone()
            case Keep(id_):
                own = await appointment_rows.to_come(self._tx, self._contact)
                kept = next((visit for visit in own if visit.id == id_), None)
                return (await self.all()).led(self._say.kept(kept)) if kept else await self._gone()
            case Open(id_) | Move(id_) | Cancel(id_):
                found = await self.changeable(id_)
                return found if isinstance(found, Question) else await self._about(wish, found)

    async def _of_day(self, own: Sequence[Appointment], like: Choice, day: date) -> Question:
        """The visits of a day that is asked for, at the hour that was said if there is one."""
        wanted = [visit for visit in own if self._say.is_like(visit, like)]
        wanted = wanted or [visit for visit in own if self._say.is_like(visit, Choice(day=day))]
        match wanted:
            case []:
                return (await self.all()).led(self._say.none_on(day))
            case [only]:
                return self._say.open(only)
        return self._say.all(wanted)

    async def one(self, id_: UUID | None) -> Appointment | None:
        """A visit to come, or the only one there is."""
        own = await appointment_rows.to_come(self._tx, self._contact)
        if id_ is None:
            return own[0] if len(own) == 1 else None
        return next((visit for visit in own if visit.id == id_), None)

    async def all(self, page: int = 0) -> Question:
        """What is booked, and what is waited for."""
        waiting = await waiting_rows.of_contact(self._tx, self._contact)
        rows = [WaitlistSpeech(self._speech).row(entry) for entry in waiting]
        return self._say.all(await appointment_rows.to_come(self._tx, self._contact), rows, page)

    async def call_soon(self, key: str) -> Question:
        """What staff have to hear before the next visit begins."""
        own = await appointment_rows.to_come(self._tx, self._contact)
        return self._speech.call_soon(key, own[0].slot) if own else await self.all()

    async def link(self) -> Question:
        """The way into the next visit by video or phone, and to a human where it does not open."""
        for visit in await appointment_rows.to_come(self._tx, self._contact):
            virtual = self._clinic.services[visit.slot.service].virtual
            if virtual is not None and visit.status != "pending":
                question = self._speech.call_soon("else-call", visit.slot)
                return question.led(self._speech.link(visit.slot, virtual))
        return await self.call_soon("no-link")

    async def changeable(self, id_: UUID) -> Appointment | Question:
        """A visit that its patient may still move or cancel, or why it is none."""
        match await booking.changeable(self._tx, self._clinic, self._contact, id_):
            case NotOpen():
                return await self._gone()
            case TooLate(appointment):
                return self._speech.too_late(appointment.slot)
            case Appointment() as found:
                return found

    async def _about(
        self, wish: Open | Move | Cancel, found: Appointment
    ) -> Question | Book | NoDate:
        match wish:
            case Open():
                return self._say.open(found)
            case Move(_, to, said=False) if self._say.is_at(found, to.choice):
                return self._say.open(found)
            case Move(_, to):
                return replace(to, choice=_moved(found, to.choice))
            case Cancel(asked=False):
                return self._say.ask_cancel(found)
            case Cancel():
                await appointment_changes.cancel(self._tx, self._clinic, found, "patient")
                return self._say.cancelled(found)

    async def _move_one(self, to: Book | NoDate, *, said: bool) -> Question | Book | NoDate:
        own = await appointment_rows.to_come(self._tx, self._contact)
        like = [] if said else [visit for visit in own if self._say.is_like(visit, to.choice)]
        match own, like:
            case [], _:
                return await self.all()
            case _, [named]:
                return await self.answer(Open(named.id))
            case [only], _:
                return await self.answer(Move(only.id, to))
        choices = [(visit, _moved(visit, to.choice)) for visit in own]
        question = self._say.ask_which(choices)
        if isinstance(to, NoDate):
            return question.led(self._speech.say(f"no-date-{to.why}"))
        return question

    async def _gone(self) -> Question:
        return (await self.all()).led(self._speech.say("gone"))


def _moved(visit: Appointment, to: Choice) -> Choice:
    if to.hour is not None and not (to.day or to.days or to.dates):
        to = to.with_(day=visit.day)  # "can you move it to the afternoon"
    return to.with_(service=visit.service, practitioner=visit.practitioner, moving=visit.id)
