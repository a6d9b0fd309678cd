"""One turn of the conversation: what is wanted meets what is free, and gets one answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling import booking, offers, taking
from wardbell_scheduling.answers import BOOKING, is_nothing_open
from wardbell_scheduling.appointment import Appointment, Patient
from wardbell_scheduling.booking import Booked, Elsewhere, NotOpen, SlotGone, TooLate
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import Question
from wardbell_scheduling.state import State
from wardbell_scheduling.visits_turn import VisitsTurn
from wardbell_scheduling.waiting import Wait
from wardbell_scheduling.waitlist_turn import WaitlistTurn
from wardbell_scheduling.waitlist_wishes import Again, Join, Leave, Look, Pass, Take, WaitWish
from wardbell_scheduling.when_turn import WhenTurn
from wardbell_scheduling.wishes import (
    Beside,
    Book,
    Cancel,
    CancelOne,
    Come,
    Confirm,
    Courtesy,
    Drop,
    ForAnother,
    ForBoth,
    ForTeam,
    Greeting,
    InCalendar,
    Keep,
    Late,
    Mine,
    Move,
    MoveOne,
    NoDate,
    NoneSuits,
    NotWith,
    OneOf,
    Open,
    Outermost,
    RunningLate,
    Symptoms,
    Unclear,
    Wish,
    WithNobody,
)


@dataclass(frozen=True, slots=True)
class Identify:
    """First patients has to find out for whom the slot is held, or who waits."""

    choice: Choice
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A visit is shown once more, with the way into the patient's calendar."""

    appointment: Appointment
    state: State
    """Where the conversation stands then."""


Reply = Question | Booked | Identify | Linked
"""What a turn comes to: a question or sentence, a booking, or the word to patients."""


class Turn:
    """What one contact may do in one transaction."""

    def __init__(
        self, tx: Tx, clinic: Clinic, speech: Speech, patient: Patient, *, visiting: bool
    ) -> None:
        """Args: visiting: whether the patient has visits to come."""
        assert patient.contact_id is not None  # noqa: S101
        self._tx = tx
        self._clinic = clinic
        self._say = speech
        self._when = WhenTurn(tx, clinic, speech)
        self._patient = patient
        self._contact: UUID = patient.contact_id
        self._visits = VisitsTurn(tx, clinic, speech, self._contact)
        self._visiting = visiting

    async def answer(self, wish: Wish, state: State) -> Reply:
        """The one reply to a wish."""
        if state.choice.start is not None and not _about_what_is_held(wish):
            await taking.end_hold(self._tx, self._contact)
        match wish:
            case Book():
                return await self._book(wish)
            case Confirm(choice):
                return await self._confirm(choice)
            case Drop():
                await taking.end_hold(self._tx, self._contact)
                if not self._visiting:
                    return self._say.end("dropped")
                # Who meant a visit by "cancel" must not believe that it is cancelled; who names
                # another day now means the one that they were choosing.
                left = Choice() if state.choice.moving else state.choice.without_day()
                shown = replace(await self._visits.all(), choice=left.with_(hour=None))
                return shown.led(self._say.say("unchanged"))
            case ForAnother():
                return self._say.end("for-another", human=True)
            case ForBoth(own):
                return self._led("one-at-a-time", await self.answer(own, state))
            case WithNobody(other):
                return self._led("with-nobody", await self.answer(other, state))
            case ForTeam() if state.asking in {"", "booked", "call"}:
                return self._say.end("for-team", human=True)
            case ForTeam():
                return await self._again(state, "for-team")
            case Symptoms():
                number = self._say.emergency_number
                return self._led("symptoms", await self._again(state, None), emergency=number)
            case RunningLate(link=True):
                return await self._visits.link()
            case RunningLate():
                return await self._visits.call_soon("running-late")
            case Courtesy():
                return self._say.end("gladly")
            case InCalendar(id_):
                return await self._calendar(id_, state)
            case Come(ids=()) if not self._visiting:
                return await self._again(state, "unclear")
            case Come() if state.asking in {*BOOKING, "wait"}:
                # A reminder asked, and what is being chosen goes on.
                came = await self._visits.answer(wish)
                again = await self._again(state, None)
                if isinstance(came, Question) and isinstance(again, Question):
                    return again.led(came.body)
                return again
            case MoveOne(Book(to)) if not self._visiting and Choice() not in {state.choice, to}:
                # The only visit that they can mean is the one they are choosing.
                chosen = state.choice.without_day().with_(day=to.day, hour=to.hour, sure=to.sure)
                return await self._book(Book(chosen.on_any_of(to.days, to.dates)))
            case MoveOne(Book(shift=timedelta())) if not self._visiting:
                return await self._book(Book(state.choice))
            case Mine() if not self._visiting and state.choice.start is not None:
                return self._led("nothing-yet", await self._hold(state.choice))
            case Mine(closer=True, asked=True) if not self._visiting and _is_choosing(state):
                return await self._again(state, "nothing-open")
            case Mine(asked=True) | MoveOne() | CancelOne() if self._is_stranger:
                return Identify(Choice())
            case Mine() | Open() | Move() | MoveOne() | Cancel() | Keep() | CancelOne() | Come():
                came = await self._visits.answer(wish)
                return came if isinstance(came, Question) else await self.answer(came, state)
            case Beside(choice, earlier):
                beside = await self._when.beside(choice, earlier=earlier)
                if beside is None:
                    return self._led("nothing-beside", await self._hold(choice))
                await taking.end_hold(self._tx, self._contact)
                return beside
            case OneOf(listed):
                return self._say.again(state.choice, listed, "which-time")
            case Outermost(last):
                return await self._outermost(state, last=last)
            case NoneSuits():
                return self._when.none_suits(state)
            case NoDate(choice, why):
                kept = choice.days or choice.dates
                key = "no-date-one" if why == "unwanted" and not kept else f"no-date-{why}"
                return self._led(key, await self._book(Book(choice)))
            case NotWith(choice, practitioner):
                return await self._not_with(choice, practitioner)
            case Join() | Look() | Leave() | Take() | Pass() | Again():
                return await self._waits(wish, state)
            case Greeting():
                return await self._again(state, None)
            case Unclear(written):
                return await self._again(state, "unclear" if written else "words-only")
            case Late():
                return await self._again(state, "late")

    async def _book(self, wish: Book) -> Reply:
        """Ask for the first thing that is not decided, or hold what is."""
        choice, clinic = wish.choice, self._clinic
        moving = None
        if choice.moving is not None:
            moving = await self._visits.changeable(choice.moving)
        if isinstance(moving, Question):
            await taking.end_hold(self._tx, self._contact)
            return moving
        if wish.same_hour and moving is not None:
            choice = choice.with_(hour=self._say.time_of(moving.slot))
        if wish.shift is not None and moving is not None:
            then = moving.slot.start.astimezone(clinic.zone(moving.slot.location)) + wish.shift
            choice = choice.with_(day=then.date(), hour=then.time())
        if not choice.sure:
            return self._say.ask_sure(choice)
        if choice.day is not None and self._is_refused_at_once(choice):
            shut = self._say.closed(choice.day, offers.next_open(clinic, choice.day))
            reply = await self._book(replace(wish, choice=choice.without_day()))
            return reply.led(shut) if isinstance(reply, Question) else reply
        if choice.service not in clinic.services:
            offered = [s for s in clinic.services if self._bookable(s, choice)]
            if len(offered) != 1:
                asked = self._say.ask_service(
                    choice.with_(service=None), offered, wish.page, visiting=self._visiting
                )
                # Of a button of an earlier file.
                return self._led("not-offered", asked) if choice.service else asked
            choice = choice.with_(service=offered[0])
        who = clinic.who_offers(choice.service or "")
        if choice.practitioner not in {*who, ANY}:
            if len(who) > 1:
                return self._say.ask_practitioner(choice.with_(practitioner=None), who, wish.page)
            choice = choice.with_(practitioner=who[0] if who else ANY)
        if choice.start is not None:
            return await self._hold(choice)
        if wish.soonest:
            return await self._when.instead(choice, self._tx.now, "soonest")
        if choice.day is None:
            return await self._when.ask_day(choice, wish.page, moving)
        at = await self._when.ask_time(choice, choice.day, wish.page)
        return at if isinstance(at, Question) else await self._hold(at)

    def _is_refused_at_once(self, choice: Choice) -> bool:
        """Whether a day is closed, and something else would be asked before its times."""
        assert choice.day is not None  # noqa: S101
        known = choice.practitioner in {*self._clinic.who_offers(choice.service or ""), ANY}
        asks = choice.start is None and not (known and choice.service in self._clinic.services)
        return asks and offers.is_closed(self._clinic, choice.day)

    async def _calendar(self, id_: UUID | None, state: State) -> Reply:
        """The visit that is meant, behind which a question stays open; or what there is."""
        visit = await self._visits.one(id_)
        if visit is None:
            return await self.answer(Mine(closer=True, asked=True), state)
        if state.asking not in {*BOOKING, "wait"}:
            state = State("booked", about=visit.id, asked_at=self._tx.now, day=visit.day)
        return Linked(visit, state)

    async def _outermost(self, state: State, *, last: bool) -> Reply:
        """The first or last time of the day that is asked about, or of the list of several days."""
        if state.choice.day is None:
            starts = [id_.partition("book:")[2] for id_ in state.offered]
            times = [c for c in map(Choice.decode, starts) if c is not None and c.start]
            return await self._book(Book(times[-last] if times else state.choice))
        free = await offers.of_day(self._tx, self._clinic, state.choice, state.choice.day)
        return await self._book(Book(state.choice.with_slot(free[-last]) if free else state.choice))

    async def _not_with(self, choice: Choice, practitioner: str) -> Reply:
        """Somebody else, as far as it is known yet who there is."""
        offering = self._clinic.who_offers(choice.service or "")
        others = [id_ for id_ in offering if id_ != practitioner]
        if len(others) == 1:
            choice = choice.with_(practitioner=others[0])
            return self._led("not-with", await self._book(Book(choice)))
        if others:
            return self._say.ask_practitioner(choice, others).led(self._say.say("not-with"))
        return self._led("not-with-later", await self._book(Book(choice)))

    async def _hold(self, choice: Choice) -> Reply:
        assert choice.start is not None  # noqa: S101
        known = await booking.already(self._tx, self._clinic, self._contact, choice)
        if known is not None:
            return await self._known(choice, known)
        slot = await booking.hold(self._tx, self._clinic, self._contact, choice)
        if slot is None:
            return await self._when.instead(choice, choice.start, "slot-gone")
        if self._patient.person_id is None:
            return Identify(choice)
        return self._say.ask_confirm(choice, slot)

    async def _known(self, choice: Choice, known: Booked | Elsewhere) -> Reply:
        """They have this visit, or another one at its time; what they hold beside it is free."""
        assert choice.start is not None  # noqa: S101
        await taking.end_hold(self._tx, self._contact)
        if isinstance(known, Booked):
            return known
        slot = known.appointment.slot
        question = await self._when.instead(choice, choice.start, "offer-instead", beside=slot)
        return question.led(self._say.say("elsewhere", **self._say.facts(slot)))

    async def identified(self, choice: Choice) -> Reply:
        """Patients knows who it is: on to the summary, whatever became of the hold meanwhile."""
        held = await taking.held(self._tx, self._contact)
        if held is not None and held.slot_is(choice) and held.until > self._tx.now:
            return self._say.ask_confirm(choice, held.slot)
        return await self._hold(choice)

    async def _confirm(self, choice: Choice) -> Reply:
        if choice.start is None or choice.service not in self._clinic.services:
            return await self._book(Book(choice))
        if self._patient.person_id is None:
            return await self._hold(choice)
        result = await booking.confirm(self._tx, self._clinic, self._patient, choice)
        match result:
            case Booked(already=False):
                return result
            case Booked() | Elsewhere():
                return await self._known(choice, result)
            case SlotGone():
                return await self._when.instead(choice, choice.start, "slot-gone")
            case TooLate(appointment):
                return self._say.too_late(appointment.slot)
            case NotOpen():
                return self._say.end("gone", human=True)

    async def _waits(self, wish: WaitWish, state: State) -> Reply:
        """What has to do with the waiting list; it may lead back to a booking."""
        waitlist = WaitlistTurn(self._tx, self._clinic, self._say, self._patient)
        came = await waitlist.answer(wish)
        match came:
            case Question() | Booked():
                return came
            case Join(wait):
                return Identify(Choice(), wait)
        return await self.answer(came, state)

    def _bookable(self, service: str, choice: Choice) -> bool:
        who = self._clinic.who_offers(service)
        return bool(who) if choice.practitioner in {None, ANY} else choice.practitioner in who

    async def _again(self, state: State, lead: str | None) -> Reply:
        """What was asked, asked again, behind a sentence if there is one to say."""
        reply: Reply
        match state.asking:
            case "cancel" if state.about is not None:
                reply = await self.answer(Cancel(state.about, asked=False), state)
            case "service" if is_nothing_open(state):
                reply = await self._visits.all()
            case "" | "booked" if self._visiting and lead == "unclear":
                reply = await self._visits.all()  # it may have been said to a reminder
            case "mine" | "appointment" | "cancel" | "waiting" | "call":
                reply = await self._visits.all(state.page)
            case "wait" if state.wait is not None:
                reply = await self.answer(Join(state.wait, page=state.page), state)
            case "leave" if state.about is not None:
                reply = await self.answer(Leave(state.about), state)
            case "offer" if state.about is not None:
                reply = await self.answer(Again(state.about), state)
            case "confirm" | "identity" if state.choice.start is not None:
                reply = await self._hold(state.choice)
            case "time" if state.choice.day is None and state.titles:
                # Times of several days, which a notice may have listed: they are shown once more.
                listed = list(zip(state.offered, state.titles, strict=False))
                reply = self._say.again(state.choice, listed)
            case _:
                reply = await self._book(Book(state.choice.without_slot(), page=state.page))
        return self._led(lead, reply) if lead else reply

    @property
    def _is_stranger(self) -> bool:
        """Whether there may be visits, booked by telephone, that are not known as theirs."""
        return not self._visiting and self._patient.person_id is None

    def _led(self, key: str, reply: Reply, **values: str) -> Reply:
        """A sentence before what follows, where words follow."""
        return reply.led(self._say.say(key, **values)) if isinstance(reply, Question) else reply


def _is_choosing(state: State) -> bool:
    """Whether a booking is under way, of which nothing is held yet."""
    return state.asking in BOOKING and state.choice != Choice()


def _about_what_is_held(wish: Wish) -> bool:
    """Whether a talk about a slot goes on; else it is free for others, and to be chosen again."""
    return isinstance(
        wish, Beside | Confirm | ForTeam | Greeting | InCalendar | Symptoms | Late | Mine | Unclear
    ) or (isinstance(wish, Book) and wish.choice.start is not None)
