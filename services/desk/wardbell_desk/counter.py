"""What staff do with tasks, in transactions beside those of the running service.

They lock the task's contact first and write to the same outbox: the service's relay publishes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from wardbell_desk import notices, repository
from wardbell_desk.tasks import FORGET, KEPT
from wardbell_events import Address, Envelope, TaskClosed, topics
from wardbell_events.ids import ContactId, TaskId
from wardbell_events.personal import HIDDEN
from wardbell_runtime import Running, Tx, schedule, uuid7

Outcome = Literal["done", "not_reached", "not_needed"]
Row = dict[str, Any]


async def tasks(running: Running, *, closed_too: bool) -> list[Row]:
    """What waits, urgent ones first, then by deadline."""
    async with running.transaction() as tx:
        return await repository.listed(tx, closed_too=closed_too)


async def show(running: Running, task_id: UUID, *, reveal_to: str | None) -> Row | None:
    """One task with where to reach the patient and what was written; hidden but for `reveal_to`.

    Revealing leaves an audit line.
    """
    async with running.transaction() as tx:
        task = await repository.shown(tx, task_id)
        if task is None:
            return None
        address = await repository.address(tx, task["contact_id"])
        notes = await repository.notes(tx, task_id)
        if reveal_to is None:
            task["patient"] = HIDDEN if address else None
            task["notes"] = [{**note, "body": HIDDEN if note["body"] else ""} for note in notes]
        else:
            repository.audit(tx, reveal_to, "reveal", task_id)
            task["patient"] = _reached_at(address)
            task["notes"] = notes
        return task


async def claim(running: Running, task_id: UUID, who: str) -> Row | None:
    """Take a task; returns it as it is now, whoever has it."""
    async with _on(running, task_id) as tx:
        if await repository.claim(tx, task_id, who):
            await notices.withdraw(tx, task_id)
            repository.audit(tx, who, "claim", task_id)
        return await repository.shown(tx, task_id)


async def close(
    running: Running, task_id: UUID, who: str, outcome: Outcome
) -> tuple[bool, Row | None]:
    """Finish a task, whoever has it; whether that was still to be done, and the task now."""
    async with _on(running, task_id) as tx:
        closed = await repository.close(tx, task_id, outcome)
        task = await repository.shown(tx, task_id)
        if closed and task is not None:
            await notices.withdraw(tx, task_id)
            repository.audit(tx, who, "close", task_id)
            tx.cause = _command(task, tx.now)
            contact = ContactId(task["contact_id"])
            schedule(tx, FORGET, contact, tx.now + KEPT, task_id=str(task_id))
            tx.emit(
                TaskClosed(
                    contact_id=contact,
                    task_id=TaskId(task_id),
                    closed_at=tx.now,
                    outcome=outcome,
                ),
                topic=topics.tasks(task["priority"]),
            )
        return closed, task


@asynccontextmanager
async def _on(running: Running, task_id: UUID) -> AsyncIterator[Tx]:
    contact = await running.pool.fetchval("select contact_id from task where id = $1", task_id)
    async with running.transaction([contact] if contact else []) as tx:
        yield tx


def _command(task: Row, now: datetime) -> Envelope:
    """What a person does at the counter begins a chain of its own."""
    return Envelope.first(
        uuid7(),
        "desk.command",
        source="wardbell/tasks",
        subject=str(task["contact_id"]),
        number=task["number"],
        now=now,
        site=task["site"],
    )


def _reached_at(address: Address | None) -> str | None:
    if address is None:
        return None
    return f"+{address.wa_id}" if address.wa_id else address.user_id
