"""Identifiers that cross services. All are UUIDs of ours: none leads to a person by itself."""

from hashlib import sha1
from typing import Annotated, NewType
from uuid import UUID

from pydantic import StringConstraints

ContactId = NewType("ContactId", UUID)
"""One WhatsApp user on one of our numbers. The key of every topic from the router on."""

MessageId = NewType("MessageId", UUID)
"""One message, in or out. For a patient's message it is derived from the wamid at the door."""

TaskId = NewType("TaskId", UUID)
"""One thing that waits for a human."""

PersonId = NewType("PersonId", UUID)
"""One human being; may be behind several contacts, and a contact may speak for several."""

AppointmentId = NewType("AppointmentId", UUID)
"""One visit, planned or past."""

AssessmentId = NewType("AssessmentId", UUID)
"""One interview about symptoms."""

ServiceName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,30}$")]
"""A service of ours, as in `services/<name>` and in `service:action:argument`."""

SiteId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
"""A site of `numbers.yaml`."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""ISO 639 code of a language that has texts, e.g. `en`."""


def derived(id_: UUID, name: str) -> UUID:
    """The id of what follows from something, the same whenever it is made again: its UUIDv5."""
    # As uuid.uuid5, at half its price: each answer has one.
    return UUID(bytes=sha1(id_.bytes + name.encode()).digest()[:16], version=5)  # noqa: S324
