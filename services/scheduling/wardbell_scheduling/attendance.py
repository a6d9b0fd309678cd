"""That a patient will come, as a reminder asks: by its button, or in words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling import appointment_changes, appointment_rows
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import Question


async def will_come(
    tx: Tx, speech: Speech, contact_id: UUID, ids: Sequence[UUID]
) -> Question | None:
    """Write it down, and say when they are expected; it is never too late to come.

    Args:
        ids: of the visits; empty: those of the next day that has some, as a reminder tells them

    Returns None where there is no such visit to come.
    """
    visits = []
    for id_ in ids or await _next(tx, contact_id):
        visit = await appointment_rows.appointment(tx, id_)
        if visit is None or visit.contact_id != contact_id:
            continue
        if visit.status in OPEN and visit.start_at > tx.now:
            visits.append(
                visit if visit.confirmed else await appointment_changes.will_come(tx, visit)
            )
    if len(visits) < 2:
        return speech.end("come", visits[0].slot) if visits else None
    days = ", ".join(_when(speech, visit) for visit in visits)
    return Question("", speech.say("come-several", days=days))


async def _next(tx: Tx, contact_id: UUID) -> list[UUID]:
    visits = await appointment_rows.to_come(tx, contact_id)
    return [visit.id for visit in visits if visit.day == visits[0].day]


def _when(speech: Speech, visit: Appointment) -> str:
    facts = speech.facts(visit.slot)
    return f"*{facts['day']}, {facts['time']}*"
