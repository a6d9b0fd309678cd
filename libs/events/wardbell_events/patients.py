"""People behind a number."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import ContactId, Language, MessageId, PersonId, ServiceName
from wardbell_events.personal import Masked, Personal
from wardbell_events.scheduling import TimeZoneName

Hours = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
]
"""`21:00-08:00`; none where they end as they begin."""


class IdentityRequested(
    Event, type="patients.identity.requested.v1", topic=topics.INBOUND_PATIENTS
):
    """A service has to know for whom it acts: patients asks, and answers with `PersonIdentified`.

    Emitted by any service instead of an answer of its own. Key: `contact_id`. It shares the topic
    with the patient's answers, which can so never overtake it.
    """

    contact_id: ContactId
    message_id: MessageId
    """The patient's message that led here; patients answers it."""
    sent_at: AwareDatetime
    """WhatsApp's time of that message."""
    language: Language
    wanted_by: ServiceName


class PersonIdentified(
    Event, type="patients.person.identified.v1", topic=topics.INBOUND_SCHEDULING
):
    """Name and date of birth are known; whoever wanted that goes on.

    Emitted by patients on `inbound.<wanted_by>`, as the answer to a patient's last message:
    `wanted_by` says the next word. Key: `contact_id`.
    """

    contact_id: ContactId
    person_id: PersonId
    message_id: MessageId
    sent_at: AwareDatetime
    language: Language
    wanted_by: ServiceName


class MarketingChosen(Event, type="patients.marketing.chosen.v1", topic=topics.INBOUND_PATIENTS):
    """A patient has chosen in WhatsApp itself whether they want marketing from us.

    Emitted by the router, of Meta's `user_preferences`, and by the sender where WhatsApp refuses a
    campaign since they want none (131050). Key: `contact_id`. It shares the topic with what they
    write to us about the same.
    """

    contact_id: ContactId
    wanted: bool
    chosen_at: AwareDatetime
    """WhatsApp's time."""


class Person(Masked):
    """FHIR's Patient, as others may know it."""

    person_id: PersonId
    name: Personal[str]
    birth_date: Personal[date]
    is_self: bool
    """Whether it is the one who writes."""
    formerly: tuple[PersonId, ...] = ()
    """Ids under which the same person was known: whoever keeps one takes `person_id` for it."""


class ProfileChanged(Event, type="patients.profile.changed.v1", topic=topics.PATIENTS_PROFILES):
    """A contact's people and when it is quiet for them, whole.

    Emitted by patients on every change; compacted by `contact_id`. A consumer that knows a higher
    `version` drops the event.
    """

    contact_id: ContactId
    version: int
    language: Language
    people: tuple[Person, ...]
    quiet_hours: Hours | None = None
    """When they are sent nothing that they have not asked for; none: their site's."""
    time_zone: TimeZoneName | None = None
    """By whose clock; none: their site's. A country's code does not tell where somebody lives."""
    changed_at: AwareDatetime
