"""The link to an appointment's calendar file, which follows the appointment until it is past."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from wardbell_dialogue import links
from wardbell_runtime import Tx
from wardbell_scheduling import appointment_rows
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.calendar_file import calendar_file
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech

KEPT_AFTER = timedelta(days=1)
"""How long after the visit the link works."""


async def publish(tx: Tx, clinic: Clinic, appointment: Appointment, public_url: str) -> str:
    """Put the calendar file behind a link; returns the link, which only the patient is sent."""
    if appointment.calendar_token is None:
        appointment = replace(appointment, calendar_token=links.new_token())
        await appointment_rows.keep_token(tx, appointment)
    renew(tx, clinic, appointment)
    assert appointment.calendar_token is not None  # noqa: S101
    return links.link(public_url, appointment.calendar_token)


def renew(tx: Tx, clinic: Clinic, appointment: Appointment) -> None:
    """After a change: what the link shows is what is true now. Without a link nothing to do."""
    if appointment.calendar_token is None:
        return
    facts = Speech(clinic, appointment.language).facts(appointment.slot)
    file = calendar_file(
        appointment, summary=facts["practitioner"], place=facts["place"], now=tx.now
    )
    tx.emit(
        links.seal(
            file,
            content_type="text/calendar",
            token=appointment.calendar_token,
            version=appointment.version,
            expires_at=appointment.end_at + KEPT_AFTER,
        )
    )
