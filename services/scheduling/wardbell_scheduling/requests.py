"""Requests: times that patients take and staff confirm. Each waits for a human until its start."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal
from uuid import UUID

from wardbell_events import AppointmentDeclined, TaskClosed, TaskOpened
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_events.scheduling import Actor
from wardbell_runtime import Tx
from wardbell_scheduling import appointment_rows, busy_feed, calendar_link, taking, waiting_rows
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot

CONFIRM_WITHIN = timedelta(hours=24)
"""How soon staff confirm what they have to."""


def needed(clinic: Clinic, slot: Slot, by: Actor) -> bool:
    """Whether staff have to confirm a time."""
    return clinic.services[slot.service].confirmation == "request" and by == "patient"


def ask_staff(tx: Tx, appointment: Appointment) -> None:
    """A request waits for a human."""
    assert appointment.contact_id is not None  # noqa: S101
    tx.emit(
        TaskOpened(
            contact_id=ContactId(appointment.contact_id),
            task_id=_task(appointment.id, appointment.version),
            kind="appointment_request",
            priority="normal",
            due=min(tx.now + CONFIRM_WITHIN, appointment.start_at),
            opened_by="scheduling",
            opened_at=tx.now,
            language=appointment.language,
            reason=str(appointment.id),
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


async def decline(
    tx: Tx,
    clinic: Clinic,
    request: Appointment,
    by: Actor,
    *,
    operator: str | None = None,
    reason: str | None = None,
) -> Appointment:
    """A request is not met; its slot is free with the commit.

    Args:
        by: `system` where staff let its time come without an answer
    """
    await taking.release(tx, request.id)
    await answered(tx, request, "done" if by == "staff" else "not_needed")
    ended = request.changed(tx.now, by, status="cancelled")
    await appointment_rows.save(tx, ended, operator=operator, reason=reason)
    tx.emit(ended.event(AppointmentDeclined))
    calendar_link.renew(tx, clinic, ended)
    waiting_rows.untie(tx, ended, wanted=True)
    await busy_feed.changed(tx, ended.site, ended.practitioner)
    return ended


def _task(appointment: UUID, version: int) -> TaskId:
    return TaskId(derived(appointment, f"request/{version}"))
