"""What another clinic file adds to what could be booked. Pure; it takes its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot, Span, day_slots, practitioner

Place = tuple[str, Span]
"""A resource and its time."""


def places(before: Clinic, after: Clinic, services: Iterable[str], now: datetime) -> list[Place]:
    """Times of practitioners that slots of some services have now and had not."""
    found = []
    for service in sorted(after.services.keys() & set(services)):
        old = set(_schedule(before, service, now)) if service in before.services else set()
        found += [
            (practitioner(slot.practitioner), slot.taken(after.services[service]))
            for slot in _schedule(after, service, now)
            if slot not in old
        ]
    return _joined(found)


def _schedule(clinic: Clinic, service: str, now: datetime) -> Iterable[Slot]:
    """Every slot of a service's schedule within its horizon, free or not."""
    who = clinic.who_offers(service)
    day, last = now.date(), clinic.horizon(service, now).date()
    while day <= last:
        yield from day_slots(clinic, service, who, day, {}, now)
        day += timedelta(days=1)


def _joined(found: Iterable[Place]) -> list[Place]:
    """The same times in fewer spans."""
    joined: list[Place] = []
    for resource, span in sorted(found):
        if joined and joined[-1][0] == resource and span.start <= joined[-1][1].end:
            start, end = joined[-1][1]
            joined[-1] = (resource, Span(start, max(end, span.end)))
        else:
            joined.append((resource, span))
    return joined
