"""Messages to send: entered in the ledger, and sent at once where nothing else waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from wardbell_events import Address, ConsentChanged, MessageRequested
from wardbell_runtime import Incoming, Tx, aliases
from wardbell_runtime.records import pack_envelope
from wardbell_sender import contacts, ledger
from wardbell_sender.dispatch import Dispatcher
from wardbell_sender.ledger import Claimed

SPEAKS = MessageRequested | ConsentChanged


@dataclass(slots=True)
class Known:
    """What a batch meets in the ledger, and what is claimed of it."""

    aliases: dict[UUID, UUID]
    entered: set[UUID]
    """Messages that stand there already."""
    unoccupied: dict[UUID, tuple[Address | None, datetime | None]]
    """Contacts who may be written to at once; where, and until when anything may be sent."""
    room: dict[str, int]
    """Calls that may begin, by number."""
    claimed: list[Claimed] = field(default_factory=list)
    others: bool = False
    """Whether some of the batch wait for their turn."""


class Intake:
    """One lane's requests.

    A message whose patient has nothing else under way is claimed in the transaction that takes it
    and leaves with its commit; all others wait for the dispatcher's own claims.
    """

    def __init__(self, lane: ledger.Lane, dispatcher: Dispatcher) -> None:
        self._lane = lane
        self._dispatcher = dispatcher

    async def prepare(self, tx: Tx, batch: Sequence[Incoming]) -> None:
        """For `tx.loaded`."""
        requests = [(i.event, i.envelope) for i in batch if isinstance(i.event, MessageRequested)]
        ids = [i.event.contact_id for i in batch if isinstance(i.event, SPEAKS)]
        now = await aliases.present(tx, ids)
        known = Known(now, set(), {}, {})
        # A notice is in no hurry, and whether it is wanted is asked when it is claimed.
        if self._lane != "notice":
            known.room = {c.number: self._dispatcher.room(c.number) for _, c in requests}
        if any(known.room.values()):
            numbers = {now.get(e.contact_id, e.contact_id): c.number for e, c in requests}
            known.entered = await ledger.known(tx, [event.message_id for event, _ in requests])
            known.unoccupied = await ledger.unoccupied(tx, numbers, urgent=self._lane == "urgent")
        tx.loaded = known
        tx.after_commit.append(partial(self._committed, known))

    async def requested(self, tx: Tx, event: MessageRequested) -> None:
        """A service wants something said."""
        known: Known = tx.loaded
        contact_id = known.aliases.get(event.contact_id, event.contact_id)
        number = tx.cause.number
        self._dispatcher.pace.numbers.add(number)
        if event.address is not None:
            contacts.learn_address(tx, contact_id, number, event.address, event.in_reply_to)
        if event.in_reply_to is not None:
            contacts.has_written(tx, contact_id, number, event.in_reply_to)
        if event.consent is not None:
            contacts.set_consent(tx, contact_id, number, event.consent)
        content = event.content.model_dump_json()
        template = event.template.model_dump_json() if event.template else None
        claimed = self._at_once(known, event, contact_id, number, content, template, tx.now)
        if claimed is None:
            known.others = True
        else:
            known.claimed.append(claimed)
        ledger.add(
            tx,
            message_id=event.message_id,
            contact_id=contact_id,
            number=number,
            lane=self._lane,
            service=tx.cause.source.removeprefix("wardbell/"),
            content=content,
            template=template,
            language=event.language,
            purpose=event.purpose,
            campaign=event.campaign,
            unasked=self._unasked(event),
            not_before=event.not_before,
            expires_at=event.expires_at,
            expects=self._expects(event),
            context=pack_envelope(tx.cause),
            claimed_until=claimed.claimed_until if claimed else None,
        )

    def _unasked(self, event: MessageRequested) -> bool:
        """Whether consent and quiet hours apply: not to answers, codes and emergencies."""
        answers = event.in_reply_to is not None or self._lane != "notice"
        return not answers and event.purpose != "security"

    async def consent_changed(self, tx: Tx, event: ConsentChanged) -> None:
        """A patient has chosen in WhatsApp what they want."""
        known: Known = tx.loaded
        contact_id = known.aliases.get(event.contact_id, event.contact_id)
        contacts.set_consent(tx, contact_id, tx.cause.number, event.consent)

    def _expects(self, event: MessageRequested) -> str | None:
        """The floor that opens when it was sent; a reply's was opened when it was asked for."""
        if event.expects is None or self._lane != "notice":
            return None
        return event.expects.model_dump_json()

    def _committed(self, known: Known) -> None:
        self._dispatcher.begin(known.claimed)
        if known.others:
            self._dispatcher.wake()

    def _at_once(
        self,
        known: Known,
        event: MessageRequested,
        contact_id: UUID,
        number: str,
        content: str,
        template: str | None,
        now: datetime,
    ) -> Claimed | None:
        """A message to send now; None: it waits its turn, as all that follow it."""
        if contact_id not in known.unoccupied:
            return None
        if event.not_before is not None and event.not_before > now:
            return None  # out of the line: nothing waits for it
        address, until = known.unoccupied.pop(contact_id)
        address = address or event.address
        if address is None or event.message_id in known.entered:
            return None
        if not known.room[number] or not self._dispatcher.pace.take(number):
            return None
        known.room[number] -= 1
        if event.in_reply_to is not None:
            opened = event.in_reply_to + contacts.WINDOW
            until = max(until, opened) if until else opened
        return Claimed(
            event.message_id,
            contact_id,
            number,
            content,
            template,
            only_template=False,
            unasked=False,
            may_wait=self._lane != "urgent" and event.purpose != "security",
            language=event.language,
            expires_at=event.expires_at,
            wa_id=address.wa_id,
            user_id=address.user_id,
            window_until=until,
            attempts=1,
            claimed_until=now + self._dispatcher.lease,
        )
