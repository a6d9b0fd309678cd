"""A visit and its reminders, as they are kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_events import AppointmentBooked, AppointmentConfirmed, AppointmentRescheduled
from wardbell_events.scheduling import AppointmentEvent
from wardbell_reminders.times import Dropped

State = Dropped | Literal["waiting", "sent", "together", "void"]
"""What became of a reminder. `together`: another visit's message told of it. `void`: the visit was
moved or ended before."""


@dataclass(slots=True)
class Visit:
    """A visit of somebody who can be written to."""

    id: UUID
    version: int
    site: str
    contact_id: UUID
    service: str
    practitioner: str
    location: str
    virtual: bool
    start_at: datetime
    time_zone: str
    stands: bool
    """It is booked: neither a request nor over."""
    confirmed: bool
    """The patient says that they will come."""
    calling: bool
    """Nobody answered: there is a task to call the patient."""

    @classmethod
    def of(cls, event: AppointmentEvent, contact_id: UUID, site: str, known: Self | None) -> Self:
        """The visit that an event tells of, after what is known of it."""
        stands, confirmed = False, False
        match event:
            case AppointmentBooked() | AppointmentRescheduled():
                stands = True
            case AppointmentConfirmed():  # of a request, too
                stands, confirmed = known.stands if known else True, True
        return cls(
            id=event.appointment_id,
            version=event.version,
            site=site,
            contact_id=contact_id,
            service=event.service,
            practitioner=event.practitioner,
            location=event.location,
            virtual=event.virtual,
            start_at=event.start,
            time_zone=event.time_zone,
            stands=stands,
            confirmed=confirmed,
            calling=known.calling if known else False,
        )

    @property
    def zone(self) -> ZoneInfo:
        """Of the place where it is."""
        return ZoneInfo(self.time_zone)

    @property
    def day(self) -> date:
        """Its day there."""
        return self.start_at.astimezone(self.zone).date()

    def is_as_before(self, known: Visit | None) -> bool:
        """Whether its reminders stay what they are."""
        return known is not None and (
            (self.stands, self.start_at, self.time_zone, self.service)
            == (known.stands, known.start_at, known.time_zone, known.service)
        )


@dataclass(slots=True)
class Reminder:
    """One reminder of a visit: of the version for whose time it was planned."""

    visit_id: UUID
    before: str
    version: int
    due_at: datetime
    job: UUID
    state: State
