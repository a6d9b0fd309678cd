"""What patients say of a visit, in codes: their words stay with the service that asked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, PositiveInt

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import AppointmentId, ContactId
from wardbell_events.scheduling import Code

Sentiment = Literal["negative", "neutral", "positive"]
Stars = Annotated[int, Field(ge=1, le=5)]


class ResponseRecorded(
    Event, type="feedback.response.recorded.v1", topic=topics.FEEDBACK_RESPONSES
):
    """A patient said how a visit was, said more, or changed their mind.

    Emitted by feedback, in the transaction that keeps it. Carries the whole response, in FHIR's
    words a QuestionnaireResponse: a consumer that knows a higher `version` drops the event.
    Key: `contact_id`. No words of the patient.
    """

    contact_id: ContactId
    appointment_id: AppointmentId
    """The visit; there is one response to each."""
    version: PositiveInt
    service: Code
    practitioner: Code
    location: Code
    asked_at: AwareDatetime
    recorded_at: AwareDatetime
    rating: Stars | None = None
    """1 is worst; None while only words have come."""
    commented: bool = False
    """Whether there are words."""
    sentiment: Sentiment | str | None = None
    """Of the words, as a model reads them; None where it cannot."""
    complaint: bool = False
    """Whether a task was opened to call the patient."""
