"""Which freed slot is offered to whom now: in the order of joining, some at a time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.freed import Freed
from wardbell_scheduling.slots import Slot, Span, resources
from wardbell_scheduling.waiting import Offer, Waiting

MORNING, NIGHT = time(8), time(21)
"""Nobody is asked anything between night and morning, local time of the visit."""

Had = AbstractSet[tuple[UUID, str, datetime]]
"""Entry, practitioner and start of what was offered already."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A free slot, and what came free of its place."""

    slot: Slot
    local: datetime
    """Its start where the visit is."""
    news: Sequence[Freed]


def openings(clinic: Clinic, free: Sequence[Slot], freed: Sequence[Freed]) -> list[Opening]:
    """Free slots of a service with what is new about them."""
    by_resource: dict[str, list[Freed]] = {}
    for place in freed:
        by_resource.setdefault(place.resource, []).append(place)
    found = []
    for slot in free:
        span = slot.taken(clinic.services[slot.service])
        news = [
            place
            for resource in resources(clinic, slot.service, [slot.practitioner])
            for place in by_resource.get(resource, ())
            if place.span.meets(span)
        ]
        found.append(Opening(slot, slot.start.astimezone(clinic.zone(slot.location)), news))
    return found


def choose(
    clinic: Clinic,
    waiting: Sequence[Waiting],
    openings: Mapping[str, Sequence[Opening]],
    standing: Sequence[Offer],
    had: Had,
    visits: Mapping[UUID, Sequence[Appointment]],
    now: datetime,
) -> list[tuple[Waiting, Slot]]:
    """Who is offered what.

    Args:
        waiting: in the order of joining
        openings: by service, earliest first
        standing: offers that are out
        visits: what contacts have to go to already
    """
    answering = {offer.waiting_id for offer in standing}
    out = [_place(clinic, offer.slot) for offer in standing]
    chosen = []
    for entry in waiting:
        if entry.id in answering:
            continue
        for opening in openings.get(entry.wait.service or "", ()):
            slot = opening.slot
            if (
                entry.wants(slot, opening.local)
                and (entry.id, slot.practitioner, slot.start) not in had
                and _is_news(clinic, entry, opening)
                and not _is_elsewhere(entry, slot, visits.get(entry.contact_id, ()))
                and not at_night(clinic, slot, now)
                and expiry(clinic, slot, now) > now
                and _meeting(_place(clinic, slot), out) < clinic.waitlist.offers_at_once
            ):
                chosen.append((entry, slot))
                out.append(_place(clinic, slot))
                break
    return chosen


def expiry(clinic: Clinic, slot: Slot, now: datetime) -> datetime:
    """Until when an offer stands: some minutes, and never when it is too late to book the slot."""
    lead = timedelta(hours=clinic.services[slot.service].lead_hours)
    return min(now + timedelta(minutes=clinic.waitlist.offer_minutes), slot.start - lead)


def at_night(clinic: Clinic, slot: Slot, now: datetime) -> bool:
    """Whether people sleep where a visit is: what cannot wait for the morning is not offered."""
    return not MORNING <= now.astimezone(clinic.zone(slot.location)).time() < NIGHT


def next_morning(clinic: Clinic, now: datetime) -> datetime:
    """When offers may go out again, at the place where that is first."""
    mornings = []
    for zone in {clinic.zone(location) for location in clinic.locations}:
        local = now.astimezone(zone)
        morning = datetime.combine(local.date(), MORNING, zone)
        if morning <= local:
            morning = datetime.combine(local.date() + timedelta(days=1), MORNING, zone)
        mornings.append(morning)
    return min(mornings)


def _is_news(clinic: Clinic, entry: Waiting, opening: Opening) -> bool:
    """Whether it could not be had when they joined: taken then, or too far ahead."""
    if any(place.helps(entry.joined_at, entry.contact_id) for place in opening.news):
        return True
    slot = opening.slot
    return entry.nothing_free and slot.start >= clinic.horizon(slot.service, entry.joined_at)


def _is_elsewhere(entry: Waiting, slot: Slot, visits: Sequence[Appointment]) -> bool:
    """Whether they have another visit then, which is not the one to be replaced."""
    return any(
        visit.id != entry.wait.moving and visit.slot.span.meets(slot.span) for visit in visits
    )


def _place(clinic: Clinic, slot: Slot) -> tuple[str, Span]:
    return slot.practitioner, slot.taken(clinic.services[slot.service])


def _meeting(place: tuple[str, Span], out: Sequence[tuple[str, Span]]) -> int:
    """How many offers are out that only one of them and this slot can have."""
    practitioner, span = place
    return sum(who == practitioner and span.meets(other) for who, other in out)
