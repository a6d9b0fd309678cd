"""A survey about one visit, as it is kept here: when it was asked, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_events.feedback import Sentiment
from wardbell_events.ids import derived

Dropped = Literal["void", "stale", "recent"]
"""Why nobody is asked: the visit did not take place after all; it is too long ago; they were asked
about another one not long ago."""
State = Dropped | Literal["waiting", "asked", "unreached", "rated", "done"]
"""`asked`: for stars; `unreached`: the question did not arrive; `rated`: asked for words; `done`:
nothing more is asked, though more may be said."""


@dataclass(slots=True)
class Survey:
    """One a visit."""

    appointment_id: UUID
    version: int
    """Of the appointment, as it was told last."""
    contact_id: UUID
    service: str
    practitioner: str
    location: str
    start_at: datetime
    time_zone: str
    due_at: datetime
    job: UUID | None = None
    state: State = "waiting"
    message_id: UUID | None = None
    """Of the message that asks."""
    asked_at: datetime | None = None
    rating: int | None = None
    rated_at: datetime | None = None
    sentiment: Sentiment | None = None
    """Of all that was written; None: nothing, or nothing that we can read."""
    words: int = 0
    """Messages with words."""
    calling: bool = False
    """A task to call the patient is open."""
    revision: int = 0
    """How often it was told what was said."""
    task_id: UUID | None = None
    """Of the task that was opened last to call the patient."""

    @property
    def zone(self) -> ZoneInfo:
        """Of the place where the visit was."""
        return ZoneInfo(self.time_zone)

    @property
    def day(self) -> date:
        """Of the visit, there."""
        return self.start_at.astimezone(self.zone).date()

    @property
    def question_id(self) -> UUID:
        """Of the message that asks: the same, whenever it is made again."""
        return derived(self.appointment_id, f"survey/{self.version}")
