"""Events in: tasks of every service, patients who want a human, contacts and their changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from wardbell_desk import dialogue, repository
from wardbell_desk.task import Task
from wardbell_desk.tasks import FORGET, KEPT, Tasks
from wardbell_dialogue.apology import apology
from wardbell_dialogue.messages import answer
from wardbell_dialogue.sites import Sites, deadline
from wardbell_events import (
    ContactChanged,
    ContactMerged,
    MessageReceived,
    TaskClosed,
    TaskOpened,
)
from wardbell_events.desk import Priority, TaskVisit
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_events.outbound import Expects
from wardbell_events.topics import OUTBOUND_REPLIES, tasks
from wardbell_runtime import Incoming, Record, Tx, aliases, schedule
from wardbell_runtime.parked import contact_of

URGENT_WITHIN = timedelta(minutes=5)
"""How soon staff look at a task that could not be read: it may be an emergency."""

BEFORE_VISIT = timedelta(minutes=15)
"""How long before a visit the call is due that is about it."""


E = TypeVar("E", MessageReceived, TaskOpened)


@dataclass(slots=True)
class Known:
    """What a batch's events meet."""

    aliases: dict[UUID, UUID]
    waiting: dict[UUID, Task] = field(default_factory=dict)
    """The task that each contact waits for."""
    still_open: dict[UUID, bool] = field(default_factory=dict)
    """Of the tasks that are kept already."""

    def present(self, event: E) -> E:
        """An event as of the contact that its own proved to be."""
        id_ = self.aliases.get(event.contact_id)
        return event if id_ is None else event.model_copy(update={"contact_id": id_})


class Desk:
    """The handlers of the desk, with the sites they speak for."""

    def __init__(self, sites: Sites, tasks: Tasks, call_back: timedelta) -> None:
        self._sites = sites
        self._tasks = tasks
        self._call_back = call_back

    async def task_opened(self, tx: Tx, event: TaskOpened) -> None:
        """Something waits for a human. Our own tasks come back here and are kept already."""
        known: Known = tx.loaded
        if event.task_id not in known.still_open:
            known.still_open[event.task_id] = True
            self._tasks.open(tx, Task.of(known.present(event), tx.cause))

    async def task_closed(self, tx: Tx, event: TaskClosed) -> None:
        """Whoever opened it needs no human any more. What staff closed is closed already."""
        known: Known = tx.loaded
        if known.still_open.get(event.task_id):
            known.still_open[event.task_id] = False
            # It may have been opened in this very batch.
            await tx.flush()
            await self._tasks.close(tx, event)

    async def message_received(self, tx: Tx, event: MessageReceived) -> None:
        """A wish for a human, or more words on one: kept, and answered in one transaction.

        Somebody in an emergency must not wait for office hours: that task is joined.
        """
        site = self._sites[tx.cause.number]
        known: Known = tx.loaded
        event = known.present(event)
        task = known.waiting.get(event.contact_id)
        opened, visit = task is None, dialogue.visit(event.said)
        if task is None:
            reason = dialogue.wish(event) or "human"
            task = self._open(
                tx, event.contact_id, "call_back", "normal", event.language, reason, visit
            )
            known.waiting[event.contact_id] = task
        words = dialogue.words(event.said)
        if words is None and (task.emergency or (visit is not None and not opened)):
            words = dialogue.bare_wish(event)
        due = soon_enough(task.due, visit, tx.now)
        if due < task.due:
            task.due = due
            self._tasks.sooner(tx, task)
        if words is not None:
            task.messages += 1
            repository.save(tx, task)
            repository.add_note(
                tx, event.message_id, task.id, event.sent_at, words.kind, words.body
            )
        content = dialogue.reply(
            event, site, tx.now, self._call_back, opened=opened, emergency=task.emergency
        )
        tx.emit(
            answer(event, "desk", content, expects=Expects(service="desk")),
            topic=OUTBOUND_REPLIES,
        )

    async def emergency_received(self, tx: Tx, event: MessageReceived) -> None:
        """What a patient writes in an emergency, for staff; triage answers and opens the task."""
        if (words := dialogue.words(event.said)) is not None:
            id_, said_by = event.message_id, event.contact_id
            repository.add_emergency_note(tx, id_, said_by, event.sent_at, words.kind, words.body)
            schedule(tx, FORGET, event.contact_id, tx.now + KEPT, message_id=str(id_))

    async def message_unreadable(self, tx: Tx, record: Record) -> None:
        """A message for a human could not be handled: an apology, and a human looks."""
        sorry = apology(tx.cause, contact_of(record), self._sites, "desk", told=True)
        if sorry is not None:
            tx.emit(sorry, topic=OUTBOUND_REPLIES)
            self._open(tx, sorry.contact_id, "parked", "normal", sorry.language, "message")

    async def task_unreadable(self, tx: Tx, record: Record) -> None:
        """Some service's task could not be read: a human has to look all the same."""
        contact = contact_of(record)
        site = self._sites.get(tx.cause.number)
        if contact is not None and site is not None:
            language = site.languages[0]
            self._open(tx, ContactId(contact), "parked", "urgent", language, "task")

    async def contact_changed(self, tx: Tx, event: ContactChanged) -> None:
        """Where staff reach a patient."""
        repository.set_contact(tx, event.contact_id, event.version, event.address)

    async def contact_merged(self, tx: Tx, event: ContactMerged) -> None:
        """Two contacts are one."""
        await repository.merge(tx, event.from_, await aliases.winner(tx, event))

    def _open(
        self,
        tx: Tx,
        contact: ContactId,
        kind: str,
        priority: Priority,
        language: str,
        reason: str,
        visit: TaskVisit | None = None,
    ) -> Task:
        """A task of our own: kept here and now, so that the next message sees it, and told."""
        due = tx.now + URGENT_WITHIN
        if priority == "normal":
            due = deadline(self._sites.get(tx.cause.number), tx.now, self._call_back)
            due = soon_enough(due, visit, tx.now)
        event = TaskOpened(
            contact_id=contact,
            task_id=TaskId(derived(tx.cause.id, f"desk/{kind}")),
            kind=kind,
            priority=priority,
            due=due,
            opened_by="desk",
            opened_at=tx.now,
            language=language,
            reason=reason,
            visit=visit,
        )
        task = Task.of(event, tx.cause)
        self._tasks.open(tx, task)
        tx.emit(event, topic=tasks(priority))
        return task


def soon_enough(due: datetime, visit: TaskVisit | None, now: datetime) -> datetime:
    """When a call has to be made that is about a visit: before it begins, as long as it can be."""
    if visit is None or visit.start <= now:
        return due
    return min(due, max(visit.start - BEFORE_VISIT, now + (visit.start - now) / 2))


async def load_waiting(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The task that each of a batch's contacts waits for, for `tx.loaded`."""
    contacts = {item.event.contact_id for item in batch if isinstance(item.event, MessageReceived)}
    present = await aliases.present(tx, contacts)
    waiting = await repository.waiting(tx, {present.get(id_, id_) for id_ in contacts})
    tx.loaded = Known(present, waiting=waiting)


async def load_known(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Which tasks of a batch are kept already, and still open, for `tx.loaded`."""
    ids = {i.event.task_id for i in batch if isinstance(i.event, TaskOpened | TaskClosed)}
    opened = {item.event.contact_id for item in batch if isinstance(item.event, TaskOpened)}
    present = await aliases.present(tx, opened)
    tx.loaded = Known(present, still_open=await repository.known(tx, ids))
