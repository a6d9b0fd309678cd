"""A slot that staff may use; of one that is not free, why."""

from __future__ import annotations

from datetime import datetime, timedelta

from wardbell_runtime import Tx
from wardbell_scheduling import blocks, local_days, offers, slots, taking
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Busy, Slot
from wardbell_scheduling.staff import Refused, known


async def free_slot(tx: Tx, clinic: Clinic, choice: Choice) -> Slot:
    """A slot that staff may use, if it is one of the schedule and free.

    Args:
        choice: its start is what the clock says where the visit is
    """
    service, who, start = choice.service or "", choice.practitioner or "", choice.start
    assert start is not None  # noqa: S101
    known(clinic.services, service, "service")
    known(clinic.practitioners, who, "practitioner")
    await blocks.stay_as_they_are(tx, clinic.site, who)
    day = start.date()
    span = local_days.anywhere(day - local_days.ONE, day + local_days.ONE)
    needed = slots.resources(clinic, service, [who])

    def clock(slot: Slot) -> datetime:
        return offers.local(clinic, slot).replace(tzinfo=None)

    def around(busy: Busy) -> list[Slot]:
        days = (day + timedelta(days=ahead) for ahead in (-1, 0, 1))
        return [
            slot
            for each in days
            for slot in slots.day_slots(clinic, service, [who], each, busy, tx.now, staff=True)
        ]

    free = around(await taking.busy(tx, clinic.site, needed, span))
    for slot in free:
        if clock(slot) == start:
            return slot
    there = [slot for slot in around({}) if clock(slot) == start]
    if there:
        why = await _why_taken(tx, clinic, there[0])
    else:
        why = _why_not_there(clinic, service, who, start, tx.now)
    near = sorted(free, key=lambda s: abs(clock(s) - start))[:3]
    times = [offers.local(clinic, slot) for slot in sorted(near, key=lambda s: s.start)]
    others = ", ".join(f'"{moment:%Y-%m-%d %H:%M}"' for moment in times)
    raise Refused(f"that time is not free: {why}; near it: {others or 'nothing'}")


async def _why_taken(tx: Tx, clinic: Clinic, slot: Slot) -> str:
    """Why a slot of the schedule is not free."""
    service = clinic.services[slot.service]
    span = slot.taken(service)
    if await blocks.meet(tx, clinic.site, slot.practitioner, span):
        return "it is blocked, by staff or by another calendar"
    resource = slots.practitioner(slot.practitioner)
    if resource in await taking.busy(tx, clinic.site, [resource], span, firm=True):
        return f"{slot.practitioner} has another visit then"
    if resource in await taking.busy(tx, clinic.site, [resource], span):
        return "a patient is just deciding about it"
    return f"none of {', '.join(service.rooms)} is free"


def _why_not_there(
    clinic: Clinic, service: str, practitioner: str, start: datetime, now: datetime
) -> str:
    """Why the schedule has no slot that begins then."""
    person = clinic.practitioners[practitioner]
    day = start.date()
    local = start.replace(tzinfo=local_days.zone_of(clinic, practitioner, day))
    if service not in person.services:
        return f"{practitioner} does not offer {service}"
    if local < now:
        return "it is past"
    if local >= clinic.horizon(service, now):
        ahead = clinic.services[service].horizon_days
        return f"{service} can be booked {ahead} days ahead at most"
    if clinic.closed_on(day):
        return f"{day} is a public holiday"
    for absence in person.absences:
        if absence.from_ <= day <= absence.to:
            return f"{practitioner} is away from {absence.from_} to {absence.to}"
    blocks = [block for block in person.schedule if block.holds_on(day)]
    offered = [block for block in blocks if not block.services or service in block.services]
    if not offered:
        return f"{practitioner} does not {f'offer {service}' if blocks else 'work'} on {day}"
    hours = ", ".join(f"{block.from_:%H:%M}-{block.to:%H:%M}" for block in offered)
    if any(block.from_ <= local.time() < block.to for block in offered):
        return f"within {hours} no {service} begins at {local:%H:%M}"
    return f"{practitioner}'s hours are {hours}"
