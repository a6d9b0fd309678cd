"""Interviews that nobody goes on with, and that could be urgent: staff call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from wardbell_dialogue.sites import Sites, deadline
from wardbell_events import TaskClosed, TaskOpened
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_runtime import Job, Tx, aliases, schedule
from wardbell_triage import repository
from wardbell_triage.interview import may_be_urgent, resumed
from wardbell_triage.repository import Alarm, Run
from wardbell_triage.rulebook import Rulebook
from wardbell_triage.state import Interview

LEFT_OPEN = "left-open"
"""Timer."""
CALL_WITHIN = timedelta(hours=2)
"""How soon staff call, in office hours."""


def look_later(tx: Tx, run: Run, language: str, wait: timedelta) -> None:
    """Look whether a run that has just begun goes on."""
    schedule(tx, LEFT_OPEN, run.contact_id, tx.now + wait, run=str(run.run), language=language)


def close(tx: Tx, run: Run, interview: Interview) -> Interview:
    """Nobody has to call any more: it has gone on to a result."""
    if not interview.left:
        return interview
    tx.emit(
        TaskClosed(
            contact_id=ContactId(run.contact_id),
            task_id=_task_of(run.run),
            closed_at=tx.now,
            outcome="not_needed",
        )
    )
    return replace(interview, left=False)


def _task_of(run: UUID) -> TaskId:
    return TaskId(derived(run, "left-open"))


@dataclass(slots=True)
class Known:
    """What is due meets."""

    aliases: dict[UUID, UUID]
    runs: dict[UUID, Run]
    alarms: dict[UUID, Alarm]


class LeftOpen:
    """The timer's handler."""

    def __init__(self, sites: Sites, book: Rulebook, wait: timedelta) -> None:
        self._sites = sites
        self._book = book
        self._wait = wait

    async def load(self, tx: Tx, jobs: Sequence[Job]) -> None:
        """The last runs and alarms of what is due, for `tx.loaded`."""
        contacts = {job.contact_id for job in jobs}
        present = await aliases.present(tx, contacts)
        contacts |= set(present.values())
        runs = await repository.latest(tx, contacts)
        tx.loaded = Known(present, runs, await repository.alarms(tx, contacts))

    async def due(self, tx: Tx, job: Job) -> None:
        """Nobody may have answered for so long."""
        known: Known = tx.loaded
        contact = known.aliases.get(job.contact_id, job.contact_id)
        run, alarm = known.runs.get(contact), known.alarms.get(contact)
        if run is None or str(run.run) != job.payload["run"]:
            return  # another has begun, with a job of its own
        interview = resumed(self._book, Interview.decode(run.state))
        if not interview.asking or interview.left:
            return
        if (wait := run.updated_at + self._wait - tx.now) > timedelta():
            look_later(tx, run, job.payload["language"], wait)
            return
        if not may_be_urgent(self._book, interview) or (alarm and alarm.at > run.began_at):
            return  # it can wait, or staff have a task already
        run.state = replace(interview, left=True).encode()
        repository.save(tx, run)
        tx.cause = tx.cause._replace(received_at=tx.now)
        tx.emit(
            TaskOpened(
                contact_id=ContactId(contact),
                task_id=_task_of(run.run),
                kind="symptoms_left",
                priority="normal",
                due=deadline(self._sites.get(tx.cause.number), tx.now, CALL_WITHIN),
                opened_by="triage",
                opened_at=tx.now,
                language=job.payload["language"],
                reason=str(run.run),
            )
        )
