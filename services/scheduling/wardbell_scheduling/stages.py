"""Which freed slot is offered to whom now: in the order of joining, some at a time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta
from uuid import UUID

from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.freed import Freed
from wardbell_scheduling.slots import Slot, resources
from wardbell_scheduling.waiting import Offer, Waiting

MORNING, NIGHT = time(8), time(21)
"""Nobody is offered anything between night and morning, local time of the visit."""
NOON = time(12)
"""What begins before it cannot wait for the morning's offers."""

Had = AbstractSet[tuple[UUID, str, datetime]]
"""Entry, practitioner and start of what was offered already."""


def choose(
    clinic: Clinic,
    waiting: Sequence[Waiting],
    free: Mapping[str, Sequence[Slot]],
    freed: Sequence[Freed],
    standing: Sequence[Offer],
    had: Had,
    now: datetime,
) -> list[tuple[Waiting, Slot]]:
    """Who is offered what.

    Args:
        waiting: in the order of joining
        free: free slots by service, earliest first
        standing: offers that are out
    """
    answering = {offer.waiting_id for offer in standing}
    out = [offer.slot for offer in standing]
    chosen = []
    for entry in waiting:
        if entry.id in answering:
            continue
        for slot in free.get(entry.wait.service or "", ()):
            if (
                entry.wants(clinic, slot)
                and (entry.id, slot.practitioner, slot.start) not in had
                and _is_news(clinic, entry, slot, freed)
                and not _keeps_till_morning(clinic, slot, now)
                and expiry(clinic, slot, now) > now
                and _meeting(clinic, slot, out) < clinic.waitlist.offers_at_once
            ):
                chosen.append((entry, slot))
                out.append(slot)
                break
    return chosen


def expiry(clinic: Clinic, slot: Slot, now: datetime) -> datetime:
    """Until when an offer stands: some minutes, and never when it is too late to book the slot."""
    lead = timedelta(hours=clinic.services[slot.service].lead_hours)
    return min(now + timedelta(minutes=clinic.waitlist.offer_minutes), slot.start - lead)


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


def _is_news(clinic: Clinic, entry: Waiting, slot: Slot, freed: Sequence[Freed]) -> bool:
    """Whether it could not be had when they joined: taken then, or too far ahead."""
    if slot.start >= clinic.horizon(slot.service, entry.joined_at):
        return True
    needed = set(resources(clinic, slot.service, [slot.practitioner]))
    span = slot.taken(clinic.services[slot.service])
    return any(
        place.resource in needed
        and place.span.meets(span)
        and place.helps(entry.joined_at, entry.contact_id)
        for place in freed
    )


def _keeps_till_morning(clinic: Clinic, slot: Slot, now: datetime) -> bool:
    zone = clinic.zone(slot.location)
    local = now.astimezone(zone)
    if MORNING <= local.time() < NIGHT:
        return False
    coming = local.date() + timedelta(days=1) if local.time() >= NIGHT else local.date()
    return slot.start >= datetime.combine(coming, NOON, zone)


def _meeting(clinic: Clinic, slot: Slot, out: Sequence[Slot]) -> int:
    """How many offers are out that only one of them and this slot can have."""
    span = slot.taken(clinic.services[slot.service])
    return sum(
        other.practitioner == slot.practitioner
        and span.meets(other.taken(clinic.services[other.service]))
        for other in out
    )
