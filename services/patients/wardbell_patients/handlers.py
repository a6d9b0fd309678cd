"""Events in: services that have to know who somebody is, what patients answer, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_dialogue.apology import apology
from wardbell_dialogue.consent import INTENT, Wish, wish
from wardbell_dialogue.messages import answer
from wardbell_dialogue.sites import Site, Sites
from wardbell_events import (
    ConsentChanged,
    ContactChanged,
    ContactMerged,
    IdentityRequested,
    MarketingChosen,
    MessageReceived,
    MessageRequested,
    Person,
    PersonIdentified,
)
from wardbell_events.ids import ContactId, MessageId, PersonId, ServiceName, derived
from wardbell_events.inbound import Text
from wardbell_events.outbound import Expects
from wardbell_events.topics import inbound
from wardbell_patients import dialogue, repository
from wardbell_patients.consent import Word, last
from wardbell_patients.dialogue import Anew, Known
from wardbell_patients.names import same_name
from wardbell_patients.person import Asking, Contact
from wardbell_patients.phone_numbers import same_number
from wardbell_runtime import Incoming, Job, Record, Tx, schedule, uuid7
from wardbell_runtime.parked import contact_of

FORGET = "forget"
"""Timer: a wish is a day old."""
KEPT = timedelta(days=1)
"""How long what a patient said so far waits for the rest."""


class Patients:
    """The handlers of patients, with the sites they speak for."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites

    async def identity_requested(self, tx: Tx, event: IdentityRequested) -> None:
        """Known: said at once, to the service alone. Else the patient is asked."""
        contact: Contact = tx.loaded[event.contact_id]
        asking = contact.asking
        if contact.oneself is not None:
            if asking is not None:
                self._keep(tx, contact, asking.done(event.wanted_by))
            return _tell(tx, event, contact.oneself, event.wanted_by)
        if asking is None or not asking.open:
            asking = Asking(event.wanted_by, event.sent_at)
        else:
            asking = asking.again(event.wanted_by, event.sent_at)
        self._keep(tx, contact, asking)
        schedule(tx, FORGET, event.contact_id, tx.now + KEPT)
        return tx.emit(
            MessageRequested(
                contact_id=event.contact_id,
                message_id=MessageId(derived(event.message_id, "patients")),
                language=event.language,
                content=dialogue.question(asking, event.language, self._site(tx)),
                in_reply_to=event.sent_at,
                expects=Expects(service="patients"),
            )
        )

    async def message_received(self, tx: Tx, event: MessageReceived) -> None:
        """An answer. When all is known, `wanted_by` says the next word, not we."""
        contact: Contact = tx.loaded[event.contact_id]
        if event.intent == INTENT and isinstance(event.said, Text):
            # A newer router knows words that we do not: to be sent nothing is the lesser mistake.
            wanted = wish(event.said.body) or Wish(wanted=False)
            return self._acknowledge(tx, event, contact, wanted)
        asking = contact.asking
        if asking is None:
            content = dialogue.nothing_asked(event.language)
            return tx.emit(answer(event, "patients", content, expects=Expects(service=None)))
        if not asking.open:
            # Written before the router heard that `wanted_by` has the floor again.
            return tx.emit(event, topic=inbound(asking.wanted_by))
        if contact.oneself is not None:
            # Known meanwhile, by a merge.
            self._keep(tx, contact, asking.done())
            return _tell(tx, event, contact.oneself, asking.wanted_by)
        site = self._site(tx)
        asking, outcome = dialogue.step(asking, event, site, _today(site, tx.now))
        self._keep(tx, contact, asking)
        if isinstance(outcome, Anew):
            again = event.model_copy(update={"intent": outcome.intent})
            return tx.emit(again, topic=inbound(asking.wanted_by))
        if isinstance(outcome, Known):
            called = await self._caller(tx, outcome, event.address.wa_id or contact.wa_id)
            person = _oneself(outcome, called or uuid7())
            contact.people.append(person)
            tx.emit(contact.changed(tx.now))
            _tell(tx, event, person, asking.wanted_by)
            add = repository.add_caller if called else repository.add_person
            add(tx, contact.id, person)
            return repository.save(tx, contact)
        return tx.emit(answer(event, "patients", outcome, expects=Expects(service="patients")))

    async def marketing_chosen(self, tx: Tx, event: MarketingChosen) -> None:
        """Chosen in WhatsApp itself: nobody is answered, the sender has to know."""
        contact: Contact = tx.loaded[event.contact_id]
        self._wants(tx, contact, Wish(event.wanted, "campaign"), event.chosen_at)
        tx.emit(
            ConsentChanged(
                contact_id=ContactId(contact.id), consent=contact.consent, changed_at=tx.now
            )
        )

    def _acknowledge(self, tx: Tx, event: MessageReceived, contact: Contact, wanted: Wish) -> None:
        """The consent rides in the acknowledgement: after it nothing is sent that is not wanted."""
        self._wants(tx, contact, wanted, event.sent_at)
        content = dialogue.acknowledged(contact.consent, wanted, event.language)
        tx.emit(answer(event, "patients", content, consent=contact.consent))

    def _wants(self, tx: Tx, contact: Contact, wanted: Wish, said_at: datetime) -> None:
        """A word about consent; one that is older than the last about the same changes nothing."""
        if said_at.timestamp() <= 0:  # WhatsApp gave no time that could be read
            said_at = tx.cause.received_at
        contact.words = last((*contact.words, Word(wanted, said_at)))
        repository.save_consent(tx, contact)

    async def unreadable(self, tx: Tx, record: Record) -> None:
        """An answer, or a wish, could not be handled: an apology, and a way to a human."""
        sorry = apology(tx.cause, contact_of(record), self._sites, "patients")
        if sorry is not None:
            tx.emit(sorry)

    async def contact_changed(self, tx: Tx, event: ContactChanged) -> None:
        """Where a contact is reached, and its language, which is part of its profile."""
        contact: Contact = tx.loaded[event.contact_id]
        if event.version <= contact.heard:
            return
        before, contact.language, contact.heard = contact.language, event.language, event.version
        contact.wa_id = event.address.wa_id
        contact.number, contact.site = tx.cause.number, tx.cause.site
        if contact.told and before != contact.language:
            tx.emit(contact.changed(tx.now))
        repository.save(tx, contact)

    async def contact_merged(self, tx: Tx, event: ContactMerged) -> None:
        """Two contacts are one, and so are people of the same name and date of birth."""
        loser: Contact = tx.loaded[event.from_]
        winner: Contact = tx.loaded[event.into]
        if loser is winner:
            return
        known = winner.take_over(loser)
        await repository.merge(tx, loser.id, winner, known)
        if loser.version:
            # Nobody keeps names under an id that is gone; what is told last has the higher version.
            loser.people = []
            tx.emit(loser.changed(tx.now))
            if winner.told:
                tx.emit(winner.changed(tx.now))
        repository.save(tx, winner)
        repository.save_consent(tx, winner)
        for id_, contact in tx.loaded.items():
            if contact is loser:
                tx.loaded[id_] = winner

    async def _caller(self, tx: Tx, known: Known, wa_id: str | None) -> UUID | None:
        """Who called before and was kept: same name, date of birth and number."""
        phone = self._site(tx).phone or ""
        for id_, name, kept in await repository.callers(tx, tx.cause.site, known.birth_date):
            if same_name(name, known.name) and same_number(kept, wa_id or "", phone):
                return id_
        return None

    def _keep(self, tx: Tx, contact: Contact, asking: Asking) -> None:
        contact.asking = asking
        repository.save_asking(tx, contact.id, asking)

    def _site(self, tx: Tx) -> Site:
        return self._sites[tx.cause.number]


async def load(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The contacts of a batch, for `tx.loaded`."""
    ids: set[UUID] = set()
    for item in batch:
        match item.event:
            case ContactMerged(from_=loser, into=winner):
                ids |= {loser, winner}
            case (
                MessageReceived() | IdentityRequested() | MarketingChosen() | ContactChanged()
            ) as event:
                ids.add(event.contact_id)
    tx.loaded = await repository.contacts(tx, ids)


async def forget(tx: Tx, job: Job) -> None:
    """Drop a wish, and half a name, if nothing was said for a day."""
    said_at = await repository.forget_asking(tx, job.contact_id, tx.now - KEPT)
    if said_at is not None:
        schedule(tx, FORGET, job.contact_id, said_at + KEPT)


def _oneself(known: Known, id_: UUID) -> Person:
    return Person(
        person_id=PersonId(id_), name=known.name, birth_date=known.birth_date, is_self=True
    )


def _tell(
    tx: Tx, event: IdentityRequested | MessageReceived, person: Person, wanted_by: ServiceName
) -> None:
    """The answer to a service, about the patient's last message."""
    tx.emit(
        PersonIdentified(
            contact_id=event.contact_id,
            person_id=person.person_id,
            message_id=event.message_id,
            sent_at=event.sent_at,
            language=event.language,
            wanted_by=wanted_by,
        ),
        topic=inbound(wanted_by),
    )


def _today(site: Site, now: datetime) -> date:
    return now.astimezone(ZoneInfo(site.time_zone)).date()
