"""Requests: times that patients take and staff confirm. Each waits for a human until its start."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from wardbell_events import TaskClosed, TaskOpened
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_events.scheduling import Actor
from wardbell_runtime import Tx
from wardbell_scheduling import appointment_rows, proposed
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot

CONFIRM_WITHIN = timedelta(hours=24)
"""How soon staff confirm what they have to."""


async def needed(tx: Tx, clinic: Clinic, contact_id: UUID | None, slot: Slot, by: Actor) -> bool:
    """Whether staff have to confirm a time: one that they did not offer themselves."""
    if clinic.services[slot.service].confirmation != "request" or by != "patient":
        return False
    return contact_id is None or not await proposed.has(tx, contact_id, slot)


def due(appointment: Appointment, now: datetime) -> datetime:
    """Until when staff have to confirm a request that is made now."""
    return min(now + CONFIRM_WITHIN, appointment.start_at)


def ask_staff(tx: Tx, appointment: Appointment) -> None:
    """A request waits for a human."""
    assert appointment.contact_id is not None  # noqa: S101
    tx.emit(
        TaskOpened(
            contact_id=ContactId(appointment.contact_id),
            task_id=_task(appointment.id, appointment.version),
            kind="appointment_request",
            priority="normal",
            due=due(appointment, tx.now),
            opened_by="scheduling",
            opened_at=tx.now,
            language=appointment.language,
            reason=str(appointment.id),
            visit=appointment.for_staff,
        )
    )


async def answered(
    tx: Tx, appointment: Appointment, outcome: Literal["done", "not_needed"]
) -> None:
    """Nobody has to look at a request any more; before its next version is saved."""
    if appointment.status != "pending" or appointment.contact_id is None:
        return
    for version in await appointment_rows.requested(tx, appointment.id):
        tx.emit(
            TaskClosed(
                contact_id=ContactId(appointment.contact_id),
                task_id=_task(appointment.id, version),
                closed_at=tx.now,
                outcome=outcome,
            )
        )


def _task(appointment: UUID, version: int) -> TaskId:
    return TaskId(derived(appointment, f"request/{version}"))
