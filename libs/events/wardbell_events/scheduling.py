"""Appointments, in FHIR's words, and the names of what can be booked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, PositiveInt, StringConstraints

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import AppointmentId, ContactId, Language, PersonId, SiteId
from wardbell_events.personal import Masked

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""An id of `clinic.yaml`: a service, practitioner, place or room."""
TimeZoneName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{1,64}$")]
"""IANA time zone, e.g. `Europe/Berlin`."""
Actor = Literal["patient", "staff", "system"]


class AppointmentState(Masked):
    """An appointment's whole public state, as every appointment event carries it.

    A consumer that knows a higher `version` drops the event.
    """

    appointment_id: AppointmentId
    version: PositiveInt
    """1 when requested or booked, one more with every change."""
    contact_id: ContactId | None = None
    """Who is told; None where staff booked for somebody without WhatsApp."""
    person_id: PersonId | None = None
    """Who comes; None where staff booked for somebody who is not known here."""
    service: Code
    practitioner: Code
    location: Code
    virtual: bool = False
    start: AwareDatetime
    minutes: PositiveInt
    time_zone: TimeZoneName
    """Where the visit takes place."""
    changed_at: AwareDatetime
    changed_by: Actor | str

    @property
    def key(self) -> str:
        """The contact, else the appointment itself."""
        return str(self.contact_id or self.appointment_id)


class AppointmentRequested(
    AppointmentState, Event, type="scheduling.appointment.requested.v1", topic=topics.APPOINTMENTS
):
    """The slot is kept, and staff have to confirm it.

    Emitted by scheduling, in the transaction that takes the slot.
    """


class AppointmentBooked(
    AppointmentState, Event, type="scheduling.appointment.booked.v1", topic=topics.APPOINTMENTS
):
    """A booking became firm.

    Emitted by scheduling, in the transaction that takes the slot, or in which staff confirm a
    request, as it is or at another time; also where they take back that it was attended or missed.
    """


class AppointmentRescheduled(
    AppointmentState,
    Event,
    type="scheduling.appointment.rescheduled.v1",
    topic=topics.APPOINTMENTS,
):
    """A firm booking moved: the old slot was freed where the new one was taken.

    Emitted by scheduling.
    """

    previous_start: AwareDatetime


class AppointmentCancelled(
    AppointmentState, Event, type="scheduling.appointment.cancelled.v1", topic=topics.APPOINTMENTS
):
    """It does not take place; the slot is free again. Emitted by scheduling."""


class AppointmentConfirmed(
    AppointmentState, Event, type="scheduling.appointment.confirmed.v1", topic=topics.APPOINTMENTS
):
    """The patient says that they will come. Emitted by scheduling."""


class AppointmentDeclined(
    AppointmentState, Event, type="scheduling.appointment.declined.v1", topic=topics.APPOINTMENTS
):
    """Staff declined a request, and the slot is free again. Emitted by scheduling.

    Also where its time came without an answer: `changed_by` is `system` then.
    """


class AppointmentArrived(
    AppointmentState, Event, type="scheduling.appointment.arrived.v1", topic=topics.APPOINTMENTS
):
    """The patient is there. Emitted by scheduling when staff say so."""


class AppointmentFulfilled(
    AppointmentState, Event, type="scheduling.appointment.fulfilled.v1", topic=topics.APPOINTMENTS
):
    """The visit took place. Emitted by scheduling when staff say so, or nobody said otherwise."""


class AppointmentNoShow(
    AppointmentState, Event, type="scheduling.appointment.noshow.v1", topic=topics.APPOINTMENTS
):
    """The patient did not come. Emitted by scheduling when staff say so."""


AppointmentEvent = (
    AppointmentRequested
    | AppointmentBooked
    | AppointmentRescheduled
    | AppointmentCancelled
    | AppointmentConfirmed
    | AppointmentDeclined
    | AppointmentArrived
    | AppointmentFulfilled
    | AppointmentNoShow
)

Names = dict[Language, str]
"""A name for each language."""


class CatalogService(Masked):
    """FHIR's HealthcareService, as others need it."""

    id: Code
    names: Names
    minutes: PositiveInt
    confirmation: Literal["instant", "request"] | str


class CatalogPractitioner(Masked):
    """FHIR's Practitioner, as others need it."""

    id: Code
    name: str
    services: tuple[Code, ...]


class CatalogLocation(Masked):
    """FHIR's Location, as others need it."""

    id: Code
    name: str
    address: str
    time_zone: TimeZoneName


class CatalogChanged(Event, type="scheduling.catalog.changed.v1", topic=topics.SCHEDULING_CATALOG):
    """Names of all services, practitioners and places of a site.

    Emitted by scheduling when a clinic file was imported; compacted by `site`, which is the key. A
    consumer that knows a higher `version` drops the event.
    """

    site: SiteId
    version: PositiveInt
    services: tuple[CatalogService, ...]
    practitioners: tuple[CatalogPractitioner, ...]
    locations: tuple[CatalogLocation, ...]
    changed_at: AwareDatetime

    @property
    def key(self) -> str:
        return self.site
