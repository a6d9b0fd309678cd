"""The topic of appointments, held against the tables. Pure: it is proven with made-up histories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Heard:
    """An event about an appointment, in the order of its partition."""

    id: UUID
    appointment_id: UUID
    version: int
    practitioner: str
    start: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """An appointment as it stands in the table."""

    id: UUID
    version: int
    practitioner: str
    start: datetime


def misheard(events: Iterable[Heard], kept: Iterable[Kept]) -> list[str]:
    """What the topic does not tell as it was: each version once, in order, the last as it is."""
    told: dict[UUID, list[Heard]] = defaultdict(list)
    seen: set[UUID] = set()
    for event in events:
        if event.id not in seen:  # the relay may publish the same event again
            seen.add(event.id)
            told[event.appointment_id].append(event)
    found = []
    tables = {one.id: one for one in kept}
    found += [f"{id_} is told of, but not in the table" for id_ in told.keys() - tables.keys()]
    for id_, one in tables.items():
        versions = [event.version for event in told[id_]]
        if versions != list(range(1, one.version + 1)):
            found.append(f"{id_} is at version {one.version}, told as {versions}")
        elif (told[id_][-1].practitioner, told[id_][-1].start) != (one.practitioner, one.start):
            found.append(f"{id_} v{one.version} is told with another place than the table has")
    return found
