"""What happened in a run, as plain facts: written, on Kafka, in the ledger, on the phones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid5

from wardbell_runtime import at_the_door

Lane = Literal["urgent", "normal"]


@dataclass(frozen=True, slots=True)
class Written:
    """A patient's message. `id` is that of its event at the door."""

    patient: str
    id: UUID
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An event on Kafka, at the first place where it stands."""

    id: UUID
    type: str
    topic: str
    place: tuple[int, int]
    """Partition and offset: places of one key compare."""
    cause: str
    """Id of the event whose handling led to this one."""
    root: str
    """Id of the patient's message at the beginning of the chain."""
    subject: UUID | None = None
    """Id of the message or task it is about."""
    kind: str = ""
    """Of a task."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message of ours in the sender's ledger."""

    id: UUID
    seq: int
    lane: Lane
    service: str
    state: str
    doubts: int = 0
    unclear_since: float = 0.0
    """Of the last doubt, in real epoch seconds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of ours on a phone, the `place`-th there. `at` is in real epoch seconds."""

    patient: str
    id: UUID | None
    place: int
    at: float = 0.0


@dataclass(slots=True)
class History:
    """A whole run."""

    written: list[Written] = field(default_factory=list)
    accepted: dict[UUID, float] = field(default_factory=dict)
    """Messages that the webhook took, and when they were written, in real epoch seconds."""
    told: list[Told] = field(default_factory=list)
    """Each event once, however often it was published."""
    ledger: list[Entry] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)
    """In words."""
    tasks: list[UUID] = field(default_factory=list)
    """Ids of the emergencies that staff see."""


def door_id(wamid: str) -> UUID:
    """The id of the event that a patient's message becomes at the door."""
    return at_the_door(f"message/{wamid}")


def welcome_id(message: UUID) -> UUID:
    """The id of the welcome that may come before the answer to a message."""
    return uuid5(message, "gateway/welcome")


def message_id_of(message: dict[str, Any]) -> UUID | None:
    """Our id of a message on a phone: `contact.message` travels with it."""
    try:
        return UUID(message["biz_opaque_callback_data"].split(".")[1])
    except (KeyError, IndexError, ValueError):
        return None
