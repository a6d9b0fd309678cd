"""An appointment as scheduling keeps it, and the events that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_events.desk import TaskVisit
from wardbell_events.ids import AppointmentId, ContactId, PersonId
from wardbell_events.scheduling import Actor, AppointmentEvent
from wardbell_scheduling.slots import Slot

Status = Literal["pending", "booked", "arrived", "fulfilled", "cancelled", "noshow"]
"""FHIR's AppointmentStatus, as far as it occurs here. `pending`: staff have to confirm."""
OPEN: tuple[Status, ...] = ("pending", "booked")
"""Still to come."""

S = TypeVar("S", bound=AppointmentEvent)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit, planned or past."""

    id: UUID
    version: int
    site: str
    number: str
    contact_id: UUID | None
    person_id: UUID | None
    language: str
    service: str
    practitioner: str
    location: str
    room: str | None
    start_at: datetime
    minutes: int
    time_zone: str
    virtual: bool
    status: Status
    confirmed: bool
    changed_at: datetime
    changed_by: Actor
    calendar_token: bytes | None

    @property
    def end_at(self) -> datetime:
        """When the visit ends."""
        return self.start_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """Its day where the visit is."""
        return self.start_at.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def slot(self) -> Slot:
        """The slot it takes."""
        return Slot(self.service, self.practitioner, self.location, self.start_at, self.minutes)

    @property
    def for_staff(self) -> TaskVisit:
        """What staff read of it who have to do something about it."""
        return TaskVisit(
            service=self.service,
            practitioner=self.practitioner,
            start=self.start_at,
            time_zone=self.time_zone,
        )

    def changed(self, now: datetime, by: Actor, **changes: Any) -> Appointment:
        """The next version."""
        return replace(self, version=self.version + 1, changed_at=now, changed_by=by, **changes)

    def event(self, kind: type[S], **more: Any) -> S:
        """An event of a kind that carries this state."""
        return kind(
            appointment_id=AppointmentId(self.id),
            version=self.version,
            contact_id=ContactId(self.contact_id) if self.contact_id else None,
            person_id=PersonId(self.person_id) if self.person_id else None,
            service=self.service,
            practitioner=self.practitioner,
            location=self.location,
            virtual=self.virtual,
            start=self.start_at,
            minutes=self.minutes,
            time_zone=self.time_zone,
            changed_at=self.changed_at,
            changed_by=self.changed_by,
            **more,
        )


@dataclass(frozen=True, slots=True)
class Patient:
    """For whom something is booked."""

    contact_id: UUID | None
    person_id: UUID | None
    number: str
    language: str
