"""What another calendar says becomes a practitioner's blocks; who is booked in them is found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from wardbell_events import TaskOpened
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_runtime import Running, Tx
from wardbell_scheduling import appointment_rows, blocks, busy_feed, busy_times, local_days, staff
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.busy_times import Unreadable
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Span
from wardbell_scheduling.staff import Operator, Refused

LOOK_WITHIN = timedelta(hours=24)
"""How soon staff look at an appointment in a time that turned out to be taken."""


def window(clinic: Clinic, practitioner: str, now: datetime) -> Span:
    """What matters of another calendar: what can be booked, and until it is read whole again."""
    return Span(now - timedelta(days=1), clinic.horizon_of(practitioner, now) + timedelta(days=2))


async def hit(tx: Tx, site: str, practitioner: str, spans: Sequence[Span]) -> list[Appointment]:
    """Open appointments to come that stand in some times."""
    if not spans:
        return []
    whole = Span(max(tx.now, min(s.start for s in spans)), max(s.end for s in spans))
    if whole.start >= whole.end:
        return []
    found = await appointment_rows.ahead(tx, site, whole, practitioner=practitioner)
    return [a for a in found if any(Span(a.start_at, a.end_at).meets(s) for s in spans)]


def ask_staff(tx: Tx, appointment: Appointment) -> None:
    """An appointment stands where its practitioner is busy: a human moves or cancels it."""
    key = ContactId(appointment.contact_id or appointment.id)
    tx.cause = staff.command(appointment.site, appointment.number, str(key), tx.now)
    tx.emit(
        TaskOpened(
            contact_id=key,
            task_id=TaskId(derived(appointment.id, f"busy/{appointment.version}")),
            kind="appointment_conflict",
            priority="normal",
            due=max(tx.now, min(tx.now + LOOK_WITHIN, appointment.start_at)),
            opened_by="scheduling",
            opened_at=tx.now,
            language=appointment.language,
            reason=str(appointment.id),
            visit=appointment.for_staff,
        )
    )


async def import_file(
    running: Running, site: str, practitioner: str, file: bytes, by: Operator
) -> tuple[int, list[Appointment]]:
    """Take over a file by hand; returns the number of busy times, and who is booked in them."""
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        staff.known(clinic.practitioners, practitioner, "practitioner")
        own = await busy_feed.marks(tx, site)
    ahead = window(clinic, practitioner, running.clock.now())
    try:
        zone = local_days.zone_of(clinic, practitioner)
        spans = busy_times.read(file, zone, ahead, own)
    except Unreadable as wrong:
        raise Refused(f"nothing was changed: {wrong}") from wrong
    async with running.transaction() as tx:
        # What the calendar of clinic.yaml says replaces this when it is read next.
        await tx.execute(
            "update busy_calendar set read_at = null where site = $1 and practitioner = $2",
            site,
            practitioner,
        )
        tx.cause = staff.command(site, "", site, tx.now)
        await blocks.replace_imported(tx, site, practitioner, spans)
        staff.audit(tx, by.name, "busy", detail=f"{practitioner}: {len(spans)} times")
        return len(spans), await hit(tx, site, practitioner, spans)
