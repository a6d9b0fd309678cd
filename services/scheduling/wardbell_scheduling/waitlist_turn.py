"""What one contact may do about the waiting list in one transaction."""

from __future__ import annotations

from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling import (
    appointment_rows,
    booking,
    freed,
    offers,
    slot_offer_rows,
    waiting_rows,
    waitlist,
)
from wardbell_scheduling.appointment import Appointment, Patient
from wardbell_scheduling.booking import Booked, Elsewhere, NotOpen, SlotGone, TooLate
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import PAGE, Question
from wardbell_scheduling.waiting import ANY_TIME, Offer, Wait, Waiting, choices
from wardbell_scheduling.waitlist_speech import WaitlistSpeech
from wardbell_scheduling.waitlist_wishes import Again, Join, Leave, Look, Pass, Take, WaitWish
from wardbell_scheduling.wishes import Book, Mine

Came = Question | Booked | Book | Mine | Join
"""What is said, or what to go on with; `Join`: once patients knows who it is."""


class WaitlistTurn:
    """The waiting list's part of a turn."""

    def __init__(self, tx: Tx, clinic: Clinic, speech: Speech, patient: Patient) -> None:
        assert patient.contact_id is not None  # noqa: S101
        self._tx = tx
        self._clinic = clinic
        self._speech = speech
        self._say = WaitlistSpeech(speech)
        self._patient = patient
        self._contact: UUID = patient.contact_id

    async def answer(self, wish: WaitWish) -> Came:
        """The one reply to a wish."""
        match wish:
            case Join(wait, why=why) if why is not None:
                asked = await self._join(wait, 0)
                lead = self._speech.say(f"no-date-{why}")
                return asked.led(lead) if isinstance(asked, Question) else asked
            case Join(wait, earlier, page):
                return await self._join(await self._than_what(wait) if earlier else wait, page)
            case Look(id_):
                return await self._look(id_)
            case Leave(id_, asked):
                return await self._leave(id_, asked=asked)
            case Take(id_) | Pass(id_) | Again(id_):
                return await self._answered(wish, id_)

    async def _than_what(self, wait: Wait) -> Wait | None:
        """Earlier than the appointment there is; None where there are several."""
        known = await appointment_rows.to_come(self._tx, self._contact)
        if wait.moving is not None or not known:
            return wait
        known = [a for a in known if wait.service in {None, a.service}]
        if len(known) != 1:
            return wait if wait.service else None
        (found,) = known
        who = wait.practitioner or found.practitioner
        return wait.with_(service=found.service, practitioner=who, moving=found.id)

    async def _join(self, wait: Wait | None, page: int) -> Came:
        """Ask for the first thing that is not said, or put them on the list."""
        if wait is None:
            return Mine()
        clinic, moved = self._clinic, None
        if wait.moving is not None:
            match await booking.changeable(self._tx, clinic, self._contact, wait.moving):
                case Appointment() as found:
                    moved, wait = found, wait.with_(service=found.service)
                case TooLate(appointment):
                    return self._speech.too_late(appointment.slot)
                case NotOpen():
                    return Mine()
        if wait.service not in clinic.services:
            offered = [s for s in clinic.services if clinic.who_offers(s)]
            if len(offered) != 1:
                return self._say.ask_service(wait.with_(service=None), offered, page)
            wait = wait.with_(service=offered[0])
        if wait.practitioner not in clinic.who_offers(wait.service or ""):
            wait = wait.with_(practitioner=ANY)
        days, parts = choices(clinic, wait)
        if wait.days is None and len(days) > 1:
            return self._say.ask_days(wait, days)
        if wait.part is None and len(parts) > 1:
            return self._say.ask_part(wait, parts)
        wait = wait.with_(days=wait.days or (), part=wait.part or ANY_TIME)
        if self._patient.person_id is None:
            return Join(wait)
        entry = await waitlist.join(self._tx, clinic, self._patient, wait, moved)
        return self._say.joined(entry)

    async def _look(self, id_: UUID | None) -> Came:
        own = await waiting_rows.of_contact(self._tx, self._contact)
        if id_ is None and not own:
            return self._say.nothing()
        if id_ is not None:
            own = [entry for entry in own if entry.id == id_]
        return self._say.waiting(own[0]) if len(own) == 1 else Mine()

    async def _leave(self, id_: UUID | None, *, asked: bool) -> Came:
        own = await waiting_rows.of_contact(self._tx, self._contact)
        if id_ is not None:
            own = [entry for entry in own if entry.id == id_]
        if not own:
            return self._say.nothing()
        if len(own) > 1:
            return Mine()
        if not asked:
            return self._say.ask_leave(own[0])
        await waiting_rows.leave(self._tx, own[0].id)
        freed.look(self._tx, self._clinic.site)
        return self._say.left(own[0])

    async def _answered(self, wish: Take | Pass | Again, id_: UUID) -> Came:
        """An offer, taken or not."""
        tx = self._tx
        offer = await slot_offer_rows.offer(tx, id_)
        if offer is None or offer.contact_id != self._contact:
            return Mine()
        entry = await waiting_rows.entry(tx, offer.waiting_id)
        slot = offer.slot
        moving = entry.wait.moving if entry else None
        choice = Choice(slot.service, slot.practitioner, start=slot.start, moving=moving)
        choice = choice.with_(anyone=entry is not None and entry.wait.practitioner == ANY)
        known = await booking.already(tx, self._clinic, self._contact, choice)
        if isinstance(known, Booked):
            return known
        if isinstance(wish, Pass):
            if offer.status == "open":
                await slot_offer_rows.mark(tx, offer, "passed")
                freed.look(tx, offer.site)
            return self._say.passed(entry)
        if offer.status == "withdrawn" and not offer.unsent:
            return await self._gone(choice, entry, "offer-gone")
        if isinstance(wish, Again):
            return self._say.offered(offer, entry)
        return await self._take(offer, entry, choice)

    async def _take(self, offer: Offer, entry: Waiting | None, choice: Choice) -> Came:
        """First accept wins, by the conditional booking that everybody goes through.

        An offer that expired or was declined still counts while the slot is free.
        """
        tx = self._tx
        if entry is None or self._patient.person_id is None:
            # They wait no more, or nobody knows who it is: with the questions of any booking.
            return Book(choice)
        result = await booking.confirm(tx, self._clinic, self._patient, choice)
        match result:
            case Booked():
                await waiting_rows.leave(tx, entry.id)
                await slot_offer_rows.mark(tx, offer, "taken")
                return result
            case SlotGone():
                await slot_offer_rows.mark(tx, offer, "withdrawn")
                freed.look(tx, offer.site)
                return await self._gone(choice, entry, "offer-lost")
            case Elsewhere(appointment):
                return self._say.elsewhere(appointment.slot)
            case TooLate(appointment):
                return self._speech.too_late(appointment.slot)
            case NotOpen():
                return Book(choice.with_(moving=None))

    async def _gone(self, choice: Choice, entry: Waiting | None, key: str) -> Question:
        assert choice.start is not None  # noqa: S101
        wanted = choice.without_slot()
        found = await offers.nearest(self._tx, self._clinic, wanted, choice.start, PAGE)
        return self._say.gone(wanted, found, waits=entry is not None, key=key)
