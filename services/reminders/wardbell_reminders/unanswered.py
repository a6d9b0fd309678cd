"""Who was asked whether they will come and has not answered: staff call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wardbell_dialogue.sites import Sites, deadline
from wardbell_events import TaskOpened
from wardbell_events.desk import TaskVisit
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_reminders import repository
from wardbell_reminders.metrics import ReminderMetrics
from wardbell_reminders.visit import Visit
from wardbell_runtime import Job, Tx, languages, schedule
from wardbell_runtime.catching_up import CatchingUp

UNANSWERED = "unanswered"
"""Timer."""
CALL_WITHIN = timedelta(hours=2)
"""How soon staff call, in office hours, if there is so much time."""


def look_later(tx: Tx, visit: Visit, at: datetime) -> None:
    """Look at that time whether the patient has answered."""
    start = visit.start_at.isoformat()
    schedule(tx, UNANSWERED, visit.contact_id, at, visit=str(visit.id), start=start)


def task_of(visit: Visit) -> TaskId:
    """The task to call about a visit at its time."""
    return TaskId(derived(visit.id, f"unanswered/{visit.start_at.isoformat()}"))


@dataclass(slots=True)
class Known:
    """What is due meets."""

    visits: dict[UUID, Visit]
    languages: dict[UUID, str]


class Unanswered:
    """The timer's handler."""

    def __init__(self, sites: Sites, metrics: ReminderMetrics, catching_up: CatchingUp) -> None:
        self._sites = sites
        self._metrics = metrics
        self._catching_up = catching_up

    async def load(self, tx: Tx, jobs: Sequence[Job]) -> None:
        """The visits of what is due, for `tx.loaded`."""
        self._catching_up.check()
        visits = await repository.visits(tx, {UUID(job.payload["visit"]) for job in jobs})
        contacts = {visit.contact_id for visit in visits.values()}
        tx.loaded = Known(visits, await languages.of(tx, contacts))

    async def due(self, tx: Tx, job: Job) -> None:
        """The time for an answer is over."""
        known: Known = tx.loaded
        visit = known.visits.get(UUID(job.payload["visit"]))
        if visit is None or visit.start_at.isoformat() != job.payload["start"]:
            return
        if visit.contact_id != job.contact_id:  # two contacts are one meanwhile
            look_later(tx, visit, tx.now)
            return
        if not visit.stands or visit.confirmed or visit.calling or visit.start_at <= tx.now:
            return
        visit.calling = True
        repository.save_visit(tx, visit)
        by_office_hours = deadline(self._sites.get(tx.cause.number), tx.now, CALL_WITHIN)
        tx.cause = tx.cause._replace(received_at=tx.now)
        tx.emit(
            TaskOpened(
                contact_id=ContactId(visit.contact_id),
                task_id=task_of(visit),
                kind="visit_unconfirmed",
                priority="normal",
                due=min(by_office_hours, visit.start_at),
                opened_by="reminders",
                opened_at=tx.now,
                language=self._sites.language(
                    tx.cause.number, known.languages.get(visit.contact_id)
                ),
                reason=str(visit.id),
                visit=TaskVisit(
                    service=visit.service,
                    practitioner=visit.practitioner,
                    start=visit.start_at,
                    time_zone=visit.time_zone,
                ),
            )
        )
        tx.after_commit.append(self._metrics.calls.inc)
