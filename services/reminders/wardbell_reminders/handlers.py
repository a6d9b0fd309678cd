"""Events in: what becomes of appointments, contacts and their changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wardbell_events import ContactMerged, ProfileChanged, TaskClosed
from wardbell_events.ids import ContactId
from wardbell_events.scheduling import AppointmentEvent
from wardbell_reminders import own_quiet, planning, repository
from wardbell_reminders.own_quiet import AS_ELSEWHERE, Own
from wardbell_reminders.rules import Rules
from wardbell_reminders.unanswered import task_of
from wardbell_reminders.visit import Reminder, Visit
from wardbell_runtime import Incoming, Tx, aliases


@dataclass(slots=True)
class Known:
    """What a batch's events meet."""

    aliases: dict[UUID, UUID]
    visits: dict[UUID, Visit]
    reminders: dict[UUID, dict[str, Reminder]]
    own: dict[UUID, Own]
    """Quiet hours of contacts."""


async def load(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Visits that a batch is about, for `tx.loaded`."""
    told = [item.event for item in batch if isinstance(item.event, AppointmentEvent)]
    contacts = {event.contact_id for event in told if event.contact_id is not None}
    present = await aliases.present(tx, contacts)
    ids = {event.appointment_id for event in told}
    tx.loaded = Known(
        present,
        await repository.visits(tx, ids),
        await repository.reminders(tx, ids),
        await own_quiet.of(tx, {present.get(id_, id_) for id_ in contacts}),
    )


async def load_profiles(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Visits to come of who a batch is about, for `tx.loaded`."""
    told = {item.event.contact_id for item in batch if isinstance(item.event, ProfileChanged)}
    visits = await repository.to_come(tx, told)
    tx.loaded = Known(
        await aliases.of(tx, told),
        visits,
        await repository.reminders(tx, visits),
        await own_quiet.of(tx, told),
    )


class Appointments:
    """What becomes of them, and so of their reminders."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def changed(self, tx: Tx, event: AppointmentEvent) -> None:
        """Booked, moved, confirmed or ended: its reminders follow in the same transaction."""
        known: Known = tx.loaded
        before = known.visits.get(event.appointment_id)
        if event.contact_id is None or (before and before.version >= event.version):
            return
        contact = known.aliases.get(event.contact_id, event.contact_id)
        visit = Visit.of(event, contact, tx.cause.site, before)
        known.visits[visit.id] = visit
        as_before = visit.is_as_before(before)
        if before and visit.calling and (visit.confirmed or not as_before):
            visit.calling = False
            tx.emit(
                TaskClosed(
                    contact_id=ContactId(contact),
                    task_id=task_of(before),
                    closed_at=tx.now,
                    outcome="not_needed",
                )
            )
        repository.save_visit(tx, visit)
        if not as_before:
            reminders = known.reminders.setdefault(visit.id, {})
            own = known.own.get(contact, AS_ELSEWHERE)
            planning.plan(tx, self._rules, visit, own, reminders, event.changed_at)

    async def profile_changed(self, tx: Tx, event: ProfileChanged) -> None:
        """A patient may have quiet hours. Of who is another one now, that one's profile counts."""
        known: Known = tx.loaded
        before = known.own.get(event.contact_id, AS_ELSEWHERE)
        if event.contact_id in known.aliases or before.version >= event.version:
            return
        own = known.own[event.contact_id] = own_quiet.save(tx, event)
        for visit in known.visits.values():
            if visit.contact_id == event.contact_id:
                planning.plan_anew(tx, self._rules, visit, own, known.reminders.get(visit.id, {}))

    async def contact_merged(self, tx: Tx, event: ContactMerged) -> None:
        """Two contacts are one, and the quiet hours of either are those of both."""
        winner = await aliases.winner(tx, event)
        await repository.merge(tx, event.from_, winner)
        own = (await own_quiet.of(tx, {winner})).get(winner, AS_ELSEWHERE)
        visits = await repository.to_come(tx, {winner})
        reminders = await repository.reminders(tx, visits)
        for visit in visits.values():
            planning.plan_anew(tx, self._rules, visit, own, reminders.get(visit.id, {}))
