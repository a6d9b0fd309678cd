"""What triage found out, in codes."""

from __future__ import annotations

from pydantic import AwareDatetime, PositiveInt

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import AssessmentId, ContactId
from wardbell_events.scheduling import Code


class AssessmentCompleted(
    Event, type="triage.assessment.completed.v1", topic=topics.TRIAGE_ASSESSMENTS
):
    """An interview about symptoms has a result, or a more urgent one than before.

    Emitted by triage, in the transaction that tells the patient; an emergency that the screen at
    the door found is none. Carries no words of the patient. Key: `contact_id`. A consumer that
    knows a higher `version` drops the event.
    """

    contact_id: ContactId
    assessment_id: AssessmentId
    """The run, as `wardbell triage explain` takes it."""
    version: PositiveInt
    """1 at first, one more each time it gets more urgent."""
    level: int
    """1 emergency now, 2 within 24 hours, 3 within one to two days, 4 weeks, 5 self-care."""
    rule: str
    """What decided it."""
    complaints: tuple[str, ...]
    """Files of the knowledge; empty: none was about it."""
    department: Code | None = None
    knowledge: str
    """Version of the knowledge."""
    completed_at: AwareDatetime
