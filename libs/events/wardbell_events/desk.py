"""Whatever waits for a human."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, Self

from pydantic import AwareDatetime

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import ContactId, Language, ServiceName, TaskId
from wardbell_events.personal import Masked
from wardbell_events.scheduling import Code, TimeZoneName

Kind = Literal["emergency", "call_back", "parked"]
Priority = Literal["urgent", "normal"]

_INSTANT = "%Y%m%dT%H%MZ"


class TaskVisit(Masked):
    """The visit that a task is about, as it was when the task was opened."""

    service: Code
    practitioner: Code
    start: AwareDatetime
    time_zone: TimeZoneName
    """Where it takes place."""

    def written(self) -> str:
        """As it travels in a button: `check-up/weber/20261204T0800Z/Europe/Berlin`."""
        start = self.start.astimezone(UTC).strftime(_INSTANT)
        return f"{self.service}/{self.practitioner}/{start}/{self.time_zone}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The reverse; None for what is none."""
        try:
            service, practitioner, start, zone = text.split("/", 3)
            moment = datetime.strptime(start, _INSTANT).replace(tzinfo=UTC)
            return cls(service=service, practitioner=practitioner, start=moment, time_zone=zone)
        except ValueError:
            return None


class TaskOpened(Event, type="desk.task.opened.v1", topic=topics.DESK_TASKS):
    """Something waits for a human, with a deadline.

    Emitted by the service that cannot go on alone, on `topics.tasks(priority)`: an urgent one
    stands behind no other. Key: `contact_id`. Carries no words of the patient.
    """

    contact_id: ContactId
    task_id: TaskId
    kind: Kind | str
    priority: Priority
    due: AwareDatetime
    opened_by: ServiceName
    opened_at: AwareDatetime
    language: Language
    reason: str | None = None
    """A code of the opener, e.g. the rule that matched."""
    visit: TaskVisit | None = None
    """What it is about, where that is one visit."""


class TaskClosed(Event, type="desk.task.closed.v1", topic=topics.DESK_TASKS):
    """A human is done with it, or nobody has to look at it any more.

    Emitted by desk when staff close it, and by whoever opened it when what it asks for is done
    elsewhere: desk closes it then. On the topic of its priority, so that it follows its opening.
    Key: `contact_id`.
    """

    contact_id: ContactId
    task_id: TaskId
    closed_at: AwareDatetime
    outcome: Literal["done", "not_reached", "not_needed"] | str
