"""Sending notices: each is remembered until it reaches the patient; if it does not, staff call.

A reply needs no such care: who has just written sees that nothing comes. Who is told something they
did not ask for never misses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wardbell_dialogue.sites import Sites, deadline
from wardbell_events import DeliveryChanged, MessageRequested, TaskClosed, TaskOpened
from wardbell_events.desk import TaskVisit
from wardbell_events.ids import ContactId, Language, TaskId, derived
from wardbell_events.outbound import Expects
from wardbell_events.topics import OUTBOUND_NOTICES
from wardbell_runtime import Incoming, Running, Tx
from wardbell_runtime.clock import ago
from wardbell_scheduling import appointment_rows, conversations, freed, slot_offer_rows

OFFER = "offer"
"""What a notice is about that asks who waits."""
ASKS = Expects(service="scheduling")
"""Of a notice that may be answered in words, where nobody else has the floor."""
REACHED, LOST = {"delivered", "read", "played"}, {"failed", "undeliverable"}
"""States of a message after which it is clear what became of it."""
CALL_WITHIN = timedelta(hours=4)
"""How soon staff call, in office hours, if there is so much time."""
KEPT_DAYS = 7
"""How long after it should have been known somebody still calls about a notice."""


@dataclass(slots=True)
class Notice:
    """What is to be known, as staff need it to call."""

    contact_id: UUID
    language: Language
    about: str
    know_by: datetime
    calling: bool
    visit: TaskVisit | None
    """None: it is about no visit."""


def send(tx: Tx, message: MessageRequested, about: str, know_by: datetime) -> None:
    """Send a notice about an appointment or an offer, and remember it until it has arrived.

    Args:
        about: what it says and of what, for staff: `moved/<id of the appointment>`
        know_by: when it is too late to know
    """
    tx.emit(message, topic=OUTBOUND_NOTICES)
    tx.later(
        "insert into notice (message_id, contact_id, language, about, know_by)"
        " values ($1, $2, $3, $4, $5) on conflict do nothing",
        message.message_id,
        message.contact_id,
        message.language,
        about,
        know_by,
    )


def is_ours(event: DeliveryChanged) -> bool:
    """Whether it is about a message of ours, or one whose answer is for us."""
    return event.service == "scheduling" or bool(
        event.expects and event.expects.service == "scheduling"
    )


async def load(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The notices of which a batch says what became of them, for `tx.loaded`."""
    settled = [
        item.event.message_id
        for item in batch
        if isinstance(item.event, DeliveryChanged) and item.event.state in REACHED | LOST
    ]
    tx.loaded = {}
    if settled:
        rows = await tx.fetch(
            "select message_id, contact_id, language, about, know_by, calling from notice"
            " where message_id = any($1)",
            settled,
        )
        about = {row["message_id"]: UUID(row["about"].split("/")[1]) for row in rows}
        visits = await appointment_rows.some(tx, about.values())
        for id_, *kept in rows:
            visit = visits.get(about[id_])
            kept.append(visit.for_staff if visit else None)
            tx.loaded[id_] = Notice(*kept)


async def delivery_changed(sites: Sites, tx: Tx, event: DeliveryChanged) -> None:
    """A notice reached the patient, or never will: then staff call when somebody is there.

    Or a reminder asks whether they will come: what we asked long before is over.
    """
    asks = event.expects is not None and event.expects.service == "scheduling"
    if event.state == "sent" and asks and event.service != "scheduling":
        conversations.end(tx, event.contact_id, event.at)
    notice: Notice | None = tx.loaded.get(event.message_id)
    if notice is None:
        return
    contact = ContactId(notice.contact_id)
    if event.state in REACHED or event.reason == "expired":  # or it is too late to call
        del tx.loaded[event.message_id]
        tx.later("delete from notice where message_id = $1", event.message_id)
        if notice.calling:
            tx.emit(_no_call(tx, contact, event.message_id))
        if event.reason == "expired":
            await _offer_anew(tx, notice, event.message_id)
    elif event.state in LOST and not notice.calling:
        notice.calling = True
        by_office_hours = deadline(sites.get(tx.cause.number), tx.now, CALL_WITHIN)
        tx.later("update notice set calling = true where message_id = $1", event.message_id)
        tx.emit(
            TaskOpened(
                contact_id=contact,
                task_id=_call(event.message_id),
                kind="call_patient",
                priority="normal",
                due=max(tx.now, min(by_office_hours, notice.know_by)),
                opened_by="scheduling",
                opened_at=tx.now,
                language=notice.language,
                reason=notice.about,
                visit=notice.visit,
            )
        )


async def _offer_anew(tx: Tx, notice: Notice, message_id: UUID) -> None:
    """An offer that was held back until it had expired takes no turn: nobody saw it."""
    what, _, about = notice.about.partition("/")
    if what != OFFER:
        return
    for id_ in await slot_offer_rows.open_to(tx, UUID(about)):
        if derived(id_, OFFER) == message_id:
            site = await slot_offer_rows.withdraw_unsent(tx, id_)
            if site is not None:  # else they have taken it meanwhile
                freed.look(tx, site)


async def take_back(tx: Tx, contact_id: UUID, message_id: UUID) -> bool:
    """What a notice said is so no longer. Whether staff were to call about it; they are not now."""
    calling: bool | None = await tx.fetchval(
        "delete from notice where message_id = $1 returning calling", message_id
    )
    if calling:
        tx.emit(_no_call(tx, ContactId(contact_id), message_id))
    return bool(calling)


def _no_call(tx: Tx, contact: ContactId, message_id: UUID) -> TaskClosed:
    task = _call(message_id)
    return TaskClosed(contact_id=contact, task_id=task, closed_at=tx.now, outcome="not_needed")


def _call(message_id: UUID) -> TaskId:
    return TaskId(derived(message_id, "call"))


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: staff call the one that lives on."""
    await tx.execute("update notice set contact_id = $2 where contact_id = $1", loser, winner)


async def forget(running: Running) -> None:
    """Notices about what is long past."""
    await running.forget(
        "delete from notice"
        " where message_id in (select message_id from notice where know_by < $1 limit $2)",
        ago(running.clock.now(), days=KEPT_DAYS),
    )
