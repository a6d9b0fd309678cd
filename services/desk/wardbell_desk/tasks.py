"""Opening a task and asking again for one that nobody took: row, notices and next deadline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from wardbell_desk import notices, repository
from wardbell_desk.notices import Channel
from wardbell_desk.settings import DeskSettings
from wardbell_desk.task import Task
from wardbell_dialogue.sites import Sites, deadline
from wardbell_events import TaskClosed
from wardbell_runtime import Job, Tx, schedule

UNCLAIMED = "unclaimed"
FORGET = "forget"
"""Timers: a task's deadline has come; its patient's words are not needed any more."""
KEPT = timedelta(days=30)
"""How long a closed task keeps the patient's words, and how long words wait for a task."""


class Tasks:
    """What the desk does with tasks by itself, in the transactions of its consumers and timers.

    Args:
        channels: by which staff are told; none: the list is all they have
        wake: called when there are new notices
    """

    def __init__(
        self,
        sites: Sites,
        settings: DeskSettings,
        channels: Sequence[Channel],
        wake: Callable[[], None],
    ) -> None:
        self._sites = sites
        self._settings = settings
        self._channels = channels
        self._wake = wake

    def open(self, tx: Tx, task: Task) -> None:
        """Keep a new task, tell staff, look again at its deadline."""
        repository.save(tx, task)
        self._tell(tx, task)
        if self._settings.desk_escalation_levels:
            self._look_again(tx, task, task.due)

    def sooner(self, tx: Tx, task: Task) -> None:
        """A task that waits already is due earlier than it was: staff are told of it anew."""
        repository.save(tx, task)
        self._tell(tx, task)
        if self._settings.desk_escalation_levels:
            self._look_again(tx, task, task.due)

    async def close(self, tx: Tx, event: TaskClosed) -> None:
        """A task that its opener closes; nothing changes if staff did."""
        if await repository.close(tx, event.task_id, event.outcome):
            await notices.withdraw(tx, event.task_id)
            schedule(tx, FORGET, event.contact_id, tx.now + KEPT, task_id=str(event.task_id))

    async def unclaimed(self, tx: Tx, job: Job) -> None:
        """A deadline has come: tell staff again, a level higher, if nobody took the task."""
        id_, level = UUID(job.payload["task_id"]), job.payload.get("level")
        task = await repository.escalate(tx, id_, level)
        if task is None:
            return
        self._tell(tx, task)
        if task.level < self._settings.desk_escalation_levels:
            self._look_again(tx, task, self._next(task, tx.now))

    def _next(self, task: Task, now: datetime) -> datetime:
        """When to ask again: each time after twice as long, by day only where that may wait."""
        times: int = 2 ** (task.level - 1)
        if task.urgent:
            return now + times * timedelta(minutes=self._settings.desk_escalate_urgent_minutes)
        distance = times * timedelta(hours=self._settings.desk_escalate_normal_hours)
        return deadline(self._sites.get(task.number), now, distance)

    def _tell(self, tx: Tx, task: Task) -> None:
        notices.add(tx, task, self._channels)
        if self._wake not in tx.after_commit:
            tx.after_commit.append(self._wake)

    def _look_again(self, tx: Tx, task: Task, at: datetime) -> None:
        schedule(tx, UNCLAIMED, task.contact_id, at, task_id=str(task.id), level=task.level)


async def forget(tx: Tx, job: Job) -> None:
    """A task was closed long ago, or words have waited long for one: drop the patient's words."""
    if "message_id" in job.payload:
        await repository.forget_stray(tx, UUID(job.payload["message_id"]))
    else:
        await repository.forget(tx, UUID(job.payload["task_id"]))
