"""Which visits are asked about, written down in the event that tells what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardbell_events import AppointmentFulfilled
from wardbell_events.scheduling import AppointmentEvent
from wardbell_feedback import repository
from wardbell_feedback.rules import Rules
from wardbell_feedback.survey import Survey
from wardbell_runtime import Incoming, Tx, aliases, schedule, unschedule

ASK = "ask"
"""Timer."""


@dataclass(slots=True)
class Known:
    """What a batch's events meet."""

    aliases: dict[UUID, UUID]
    surveys: dict[UUID, Survey]


async def load(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Surveys of the visits that a batch is about, for `tx.loaded`."""
    told = [item.event for item in batch if isinstance(item.event, AppointmentEvent)]
    contacts = {event.contact_id for event in told if event.contact_id is not None}
    present = await aliases.present(tx, contacts)
    ids = {event.appointment_id for event in told}
    tx.loaded = Known(present, await repository.surveys(tx, ids))


class Appointments:
    """What becomes of them, and so whether anybody is asked."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def changed(self, tx: Tx, event: AppointmentEvent) -> None:
        """A visit took place, or did not after all."""
        known: Known = tx.loaded
        survey = known.surveys.get(event.appointment_id)
        if event.contact_id is None or (survey and survey.version >= event.version):
            return
        took_place = isinstance(event, AppointmentFulfilled)
        if survey is None:
            if not took_place or not self._rules.of(event.service).ask:
                return
            contact = known.aliases.get(event.contact_id, event.contact_id)
            survey = known.surveys[event.appointment_id] = _new(event, contact)
            self._plan(tx, survey, event)
        elif took_place and survey.state == "void":
            _as_told(survey, event)
            self._plan(tx, survey, event)
        else:
            survey.version = event.version
            if survey.state == "waiting" and not took_place:
                if survey.job is not None:
                    unschedule(tx, survey.job)
                survey.state = "void"
        repository.save(tx, survey)

    def _plan(self, tx: Tx, survey: Survey, event: AppointmentEvent) -> None:
        survey.state = "waiting"
        survey.due_at = event.changed_at + self._rules.of(survey.service).after
        survey.job = look(tx, survey, survey.due_at)


def look(tx: Tx, survey: Survey, at: datetime) -> UUID:
    """Have a survey looked at, at a time."""
    return schedule(tx, ASK, survey.contact_id, at, appointment=str(survey.appointment_id))


def _as_told(survey: Survey, event: AppointmentEvent) -> None:
    """It may have been moved while it did not count."""
    survey.version = event.version
    survey.service, survey.practitioner = event.service, event.practitioner
    survey.location, survey.start_at = event.location, event.start
    survey.time_zone = event.time_zone


def _new(event: AppointmentEvent, contact: UUID) -> Survey:
    return Survey(
        appointment_id=event.appointment_id,
        version=event.version,
        contact_id=contact,
        service=event.service,
        practitioner=event.practitioner,
        location=event.location,
        start_at=event.start,
        time_zone=event.time_zone,
        due_at=event.changed_at,
    )
