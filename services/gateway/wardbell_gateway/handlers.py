"""The router: Meta's updates in, our events out, and who has the floor, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from wardbell_dialogue import dates
from wardbell_dialogue.consent import INTENT, wish
from wardbell_dialogue.language import Hearing
from wardbell_dialogue.messages import answer
from wardbell_dialogue.sites import Site, Sites
from wardbell_dialogue.words import universal
from wardbell_events import (
    DeliveryChanged,
    FloorEnded,
    MarketingChosen,
    MediaArrived,
    MessageArrived,
    MessageReceived,
    MessageRequested,
    UserChanged,
)
from wardbell_events.ids import ContactId, MessageId, derived
from wardbell_events.inbound import Media, Said, Tap, Text
from wardbell_events.outbound import Content, Expects, ListContent
from wardbell_events.topics import (
    INBOUND_DESK_URGENT,
    INBOUND_TRIAGE_URGENT,
    OUTBOUND_REPLIES,
    inbound,
)
from wardbell_gateway import menu, repository
from wardbell_gateway.contact import FLOOR, MENU, Contact, Turn
from wardbell_gateway.identity import Contacts, identity, renewal
from wardbell_gateway.routing import Own, Self, To, route
from wardbell_gateway.said import Silence, understand
from wardbell_gateway.updates import free_text, moment
from wardbell_runtime import Tx

SERVICES = frozenset({"triage", "desk", "patients", "scheduling", "feedback"})
"""Services that patients' messages can be routed to."""
BOOKING = frozenset({"scheduling", "patients"})
"""Who has the floor while scheduling keeps a slot."""

OPENS_WINDOW = frozenset({"reaction", "edit", "revoke"})
"""Messages of patients that get no answer, and open WhatsApp's 24 hours like any other."""


class Router:
    """The handlers of the router, with the sites they speak for."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites
        self._hearing = {number: Hearing(sites[number].languages) for number in sites.numbers}

    async def message_arrived(self, tx: Tx, event: MessageArrived) -> None:
        """One message: who wrote, in which language, who answers."""
        contacts: Contacts = tx.loaded
        site = self._sites.get(event.phone_number_id or "")
        if site is None:
            return repository.keep_silence(tx, "not one of our numbers")
        if (changed := renewal(event)) is not None:
            return await self._renew(tx, contacts, changed)
        who = identity(event)
        if who is None:
            return repository.keep_silence(tx, "nobody is named")
        said = understand(event.raw)
        if isinstance(said, Silence) and event.red_flag is None:
            if event.raw.get("type") in OPENS_WINDOW:
                self._has_written(tx, event, await contacts.resolve(tx, who))
            return repository.keep_silence(tx, said)
        contact = await contacts.resolve(tx, who)
        self._answer(tx, event, contact, site, said)
        return None

    async def user_changed(self, tx: Tx, event: UserChanged) -> None:
        """A user's id was renewed, or a preference or a call is noted."""
        contacts: Contacts = tx.loaded
        site = self._sites.get(event.phone_number_id or "")
        changed = renewal(event)
        if site is not None and changed is not None:
            return await self._renew(tx, contacts, changed)
        who = identity(event)
        if site is not None and who is not None:
            wanted = _wants_marketing(event)
            if _is_call_to_us(event):
                self._has_written(tx, event, await contacts.resolve(tx, who))
            elif wanted is not None:
                contact = await contacts.resolve(tx, who)
                self._tell_newcomer(tx, contact)
                contact_id, at = ContactId(contact.id), moment(event.raw.get("timestamp"))
                tx.emit(MarketingChosen(contact_id=contact_id, wanted=wanted, chosen_at=at))
        return repository.keep_silence(tx, f"{event.field} is noted")

    def _has_written(self, tx: Tx, event: MessageArrived | UserChanged, contact: Contact) -> None:
        """Nobody answers it, whose answer would tell the sender that the window is open."""
        contact.version += 1
        sent_at = moment(event.raw.get("timestamp"))
        tx.emit(contact.changed(tx.now).model_copy(update={"written_at": sent_at}))
        repository.save(tx, contact)

    def _tell_newcomer(self, tx: Tx, contact: Contact) -> None:
        if contact.version == 1:
            contact.version += 1
            tx.emit(contact.changed(tx.now))
            repository.save(tx, contact)

    @staticmethod
    def gives_the_floor(event: MessageRequested | DeliveryChanged) -> bool:
        """Whether an answer is expected to what a service says or, of a notice, has sent."""
        if isinstance(event, DeliveryChanged) and event.state != "sent":
            return False
        return event.expects is not None

    async def message_requested(self, tx: Tx, event: MessageRequested) -> None:
        """A service speaks: it keeps the floor, hands it back, or opens one for its question."""
        if event.expects is not None:
            turn = Turn(event.in_reply_to or tx.cause.time, tx.cause.received_at)
            self._floor(tx, event.contact_id, event.expects, turn)

    async def delivery_changed(self, tx: Tx, event: DeliveryChanged) -> None:
        """A notice was sent: the floor for its question opens now, unless somebody has it.

        A yes that answers a danger sign must not be taken for one that answers a reminder. Of two
        notices that nobody has answered yet the later one is answered.
        """
        contact: Contact | None = tx.loaded.get(event.contact_id)
        if contact is None or event.expects is None:
            return
        at = tx.cause.time
        free = contact.holder(at) in {None, MENU, event.expects.service}
        if free or contact.faded(at) or contact.is_unprompted:
            turn = Turn(at, at)
            self._floor(tx, event.contact_id, event.expects, turn)

    def _floor(self, tx: Tx, contact_id: ContactId, expects: Expects, turn: Turn) -> None:
        contact: Contact | None = tx.loaded.get(contact_id)
        if contact is None:
            return
        until = tx.cause.time + timedelta(minutes=expects.minutes)
        contact.was_asked(expects.service, turn, tx.cause.time, until)
        repository.save(tx, contact)

    async def _renew(
        self,
        tx: Tx,
        contacts: Contacts,
        changed: tuple[repository.Identity, repository.Identity],
    ) -> None:
        await contacts.renew(tx, *changed)
        repository.keep_silence(tx, "a change of number or id is noted")

    def _answer(
        self, tx: Tx, event: MessageArrived, contact: Contact, site: Site, said: Said | Silence
    ) -> None:
        sent_at = moment(event.raw.get("timestamp"))
        told = contact.language
        words = getattr(said, "body", "") or getattr(said, "caption", "")
        holder, faded = contact.holder(sent_at), contact.faded(sent_at)
        # A name is not of the language it sounds like, but for help or menu everybody has words.
        named = holder == "patients" and event.red_flag is None and not _for_everybody(words)
        if words and not named:
            contact.language = self._hearing[contact.number].hear(words, told)
        language = contact.language or site.languages[0]
        if isinstance(said, Silence):
            # Nobody else would answer it, but something in it raised the alarm.
            said = Text(body=free_text(event.raw))
        if holder == MENU:
            holder = None
            if event.red_flag is None and isinstance(said, Text):
                # In the language in which the menu was shown, whatever this message is in.
                said = menu.chosen(said.body, told or language, site) or said
        hearing = self._hearing[contact.number]
        decision = route(
            said,
            red_flag=event.red_flag,
            holder=holder,
            faded=faded,
            services=SERVICES,
            foreign=hearing.foreign,
            day=lambda text: _day_to_come(text, language, sent_at),
        )
        consent = isinstance(decision, To) and decision.intent == INTENT
        elsewhere = not isinstance(decision, To) or decision.service not in BOOKING or consent
        broke_off = holder in BOOKING and elsewhere
        if broke_off:
            tx.emit(FloorEnded(contact_id=ContactId(contact.id), ended_at=sent_at))
        message = MessageReceived(
            contact_id=ContactId(contact.id),
            message_id=MessageId(tx.cause.id),
            wamid=str(event.raw.get("id") or ""),
            sent_at=sent_at,
            language=language,
            address=contact.address,
            said=said,
            intent=decision.intent if isinstance(decision, To) else None,
            red_flag=event.red_flag,
            broke_off=holder if broke_off and event.red_flag is not None else None,
        )
        if isinstance(said, Media) and said.media != "sticker":
            tx.emit(
                MediaArrived(
                    contact_id=message.contact_id,
                    message_id=message.message_id,
                    media=said.media,
                    media_id=said.media_id,
                )
            )
        if isinstance(decision, To):
            turn = Turn(sent_at, tx.cause.received_at)
            # A word about consent asks for nothing but its acknowledgement.
            contact.take_turn(None if consent else decision.service, turn, sent_at + FLOOR)
            if event.red_flag is not None:
                tx.emit(message, topic=INBOUND_TRIAGE_URGENT)
                tx.emit(message, topic=INBOUND_DESK_URGENT)
            else:
                # Not into what is under way: the next answer there may be an emergency's.
                if holder is None and not isinstance(said, Tap) and not consent:
                    self._welcome(tx, message, contact, site)
                tx.emit(message, topic=inbound(decision.service))
        else:
            self._speak(tx, message, contact, site, decision)
        if contact.version == 1 or told != contact.language:
            contact.version += 1
            tx.emit(contact.changed(tx.now))
        repository.save(tx, contact)

    def _welcome(self, tx: Tx, message: MessageReceived, contact: Contact, site: Site) -> None:
        """Before the answer of a service: the welcome by itself, unless the contact has had it."""
        if contact.welcomed:
            return
        contact.welcomed = True
        tx.emit(
            MessageRequested(
                contact_id=message.contact_id,
                message_id=MessageId(derived(message.message_id, "gateway/welcome")),
                language=message.language,
                content=menu.welcome_alone(message.language, site),
                in_reply_to=message.sent_at,
                address=message.address,
            ),
            topic=OUTBOUND_REPLIES,
        )

    def _speak(
        self, tx: Tx, message: MessageReceived, contact: Contact, site: Site, decision: Self
    ) -> None:
        """The router's own answer; the first one to a contact begins with the welcome."""
        content, language = own_answer(decision, message.language, site)
        contact.language = language
        before = [menu.foreign(site)] if decision.what == "foreign" else []
        if not contact.welcomed:
            contact.welcomed = True
            before.append(menu.welcome(language, site))
        if before:
            body = "\n\n".join([*before, content.body])
            content = content.model_copy(update={"body": body})
        tx.emit(answer(message, "gateway", content, language=language), topic=OUTBOUND_REPLIES)
        turn = Turn(message.sent_at, tx.cause.received_at)
        if isinstance(content, ListContent):
            contact.was_asked(MENU, turn, tx.now, tx.now + FLOOR)
        else:
            contact.take_turn(None, turn, message.sent_at + FLOOR)


def own_answer(decision: Self, language: str, site: Site) -> tuple[Content, str]:
    """What the router says, and in which language."""
    what: Own = decision.what
    if what == "language":
        chosen = decision.language or menu.other_language(language, site)
        if chosen in site.languages:
            language = chosen
        return menu.menu(language, site, lead=menu.SAY(language, "language-set")), language
    if what in {"thanks", "bye", "fine"}:
        return menu.line(language, what), language
    if what in {"menu", "foreign"}:
        return menu.menu(language, site), language
    return menu.menu(language, site, lead=menu.dead_end(language, site, what)), language


def _wants_marketing(event: UserChanged) -> bool | None:
    """What a user has chosen in WhatsApp itself; None: it is about something else."""
    if event.field != "user_preferences" or event.raw.get("category") != "marketing_messages":
        return None
    return {"stop": False, "resume": True, "signup": True}.get(str(event.raw.get("value")))


def _for_everybody(words: str) -> bool:
    """Whether a message is one that is understood at any time."""
    return universal(words) is not None or wish(words) is not None


def _is_call_to_us(event: UserChanged) -> bool:
    return event.field == "calls" and event.raw.get("direction") == "USER_INITIATED"


def _day_to_come(text: str, language: str, sent_at: datetime) -> bool:
    """Whether a message names a day, or an hour, that a visit can have or on which one cannot."""
    when = dates.understand(text, language=language, today=sent_at)
    if when is None:
        return False
    return when.refused == "unwanted" or (when.refused is None and bool(when.date or when.time))
