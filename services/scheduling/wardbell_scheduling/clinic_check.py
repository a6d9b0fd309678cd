"""What several places of a clinic's file say together, and what cannot be. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from wardbell_dialogue.local_time import known_zone
from wardbell_scheduling.clinic import Clinic, Practitioner

Place = tuple[int | str, ...]
"""Where something stands in the file: keys, and numbers in lists."""
Wrong = tuple[Place, str]


def contradictions(clinic: Clinic) -> Iterator[Wrong]:
    """What has to be mended, each with its place."""
    yield from _zone(("time_zone",), clinic.time_zone)
    for id_, location in clinic.locations.items():
        yield from _zone(("locations", id_, "time_zone"), location.time_zone or "UTC")
    for id_, service in clinic.services.items():
        yield from _unknown(("services", id_, "rooms"), service.rooms, "rooms", clinic.rooms)
    for id_, person in clinic.practitioners.items():
        at = ("practitioners", id_)
        yield from _unknown((*at, "services"), person.services, "services", clinic.services)
        yield from _schedule(clinic, at, person)
        for n, absence in enumerate(person.absences):
            if absence.to < absence.from_:
                yield (*at, "absences", n, "to"), f"ends before it begins on {absence.from_}"


def _schedule(clinic: Clinic, at: Place, person: Practitioner) -> Iterator[Wrong]:
    for n, block in enumerate(person.schedule):
        here = (*at, "schedule", n)
        if block.to <= block.from_:
            yield (*here, "to"), f"ends before it begins at {block.from_:%H:%M}"
        if block.valid_from and block.valid_until and block.valid_until < block.valid_from:
            yield (*here, "valid_until"), f"ends before it begins on {block.valid_from}"
        yield from _unknown((*here, "location"), (block.location,), "locations", clinic.locations)
        services = block.services or ()
        yield from _unknown((*here, "services"), services, "services", clinic.services)


def _unknown(
    at: Place, used: Iterable[str], kind: str, declared: Collection[str]
) -> Iterator[Wrong]:
    several = at[-1] != "location"
    for n, id_ in enumerate(used):
        if id_ not in declared:
            there = ", ".join(declared) or "none"
            yield ((*at, n) if several else at), f"{id_} is none of the {kind}: {there}"


def _zone(at: Place, zone: str) -> Iterator[Wrong]:
    if known_zone(zone) is None:
        yield at, f"{zone} is not an IANA time zone, e.g. Europe/Berlin"
