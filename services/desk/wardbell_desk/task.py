"""A task as the desk's handlers see it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from wardbell_events import Envelope, TaskOpened


@dataclass(slots=True)
class Task:
    """Something that waits for a human, before anybody took it."""

    id: UUID
    contact_id: UUID
    site: str
    number: str
    kind: str
    priority: str
    due: datetime
    opened_by: str
    opened_at: datetime
    language: str
    reason: str | None
    message_id: UUID | None = None
    """The patient's message at the beginning of the chain that led to it."""
    level: int = 0
    messages: int = 0
    visit: str | None = None
    """`TaskVisit` as JSON."""

    @classmethod
    def of(cls, opened: TaskOpened, cause: Envelope) -> Self:
        """The task that an event opens, for the number the patient wrote to."""
        return cls(
            id=opened.task_id,
            contact_id=opened.contact_id,
            site=cause.site,
            number=cause.number,
            kind=opened.kind,
            priority=opened.priority,
            due=opened.due,
            opened_by=opened.opened_by,
            opened_at=opened.opened_at,
            language=opened.language,
            reason=opened.reason,
            message_id=_first_of(cause),
            visit=opened.visit.model_dump_json() if opened.visit else None,
        )

    @property
    def emergency(self) -> bool:
        """Whether a patient who wants a human joins it."""
        return self.kind == "emergency"

    @property
    def urgent(self) -> bool:
        """Whether it overtakes."""
        return self.priority == "urgent"


def _first_of(cause: Envelope) -> UUID | None:
    with suppress(ValueError):
        return UUID(cause.correlation_id)
    return None
