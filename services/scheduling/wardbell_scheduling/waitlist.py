"""The waiting list: joining it, and what freed slots lead to; in the caller's transaction.

A look decides who is offered what and writes it down; each patient is told in a job of their own,
with their contact locked. So nothing here waits for two contacts at once, and of several processes
one looks at a site at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC

from wardbell_runtime import Tx, schedule, uuid7
from wardbell_scheduling import (
    appointment_rows,
    freed,
    local_days,
    offers,
    slot_offer_rows,
    stages,
    taking,
    waiting_rows,
)
from wardbell_scheduling.appointment import Appointment, Patient
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.freed import Freed, News
from wardbell_scheduling.slots import Slot, day_slots, resources
from wardbell_scheduling.stages import Opening
from wardbell_scheduling.waiting import Wait, Waiting

OFFERED, WITHDRAWN, ENDED = "slot-offered", "slot-withdrawn", "waiting-ended"
"""Timers: what a patient is to be told."""


async def join(
    tx: Tx, clinic: Clinic, patient: Patient, wait: Wait, moved: Appointment | None
) -> Waiting:
    """Begin to wait; who waits for this service already keeps their place, with these wishes."""
    assert patient.contact_id is not None  # noqa: S101
    assert wait.service is not None  # noqa: S101
    ends_at = clinic.horizon(wait.service, tx.now)
    if wait.until is not None:
        ends_at = min(ends_at, local_days.end_of(clinic, wait.until))
    entry = Waiting(
        id=uuid7(),
        site=clinic.site,
        number=patient.number,
        contact_id=patient.contact_id,
        person_id=patient.person_id,
        language=patient.language,
        wait=wait,
        joined_at=tx.now,
        ends_at=ends_at.astimezone(UTC),
        before=moved.start_at if moved else None,
    )
    entry = replace(entry, nothing_free=await _nothing_suits(tx, clinic, entry))
    id_ = await waiting_rows.join(tx, entry)
    end = min(entry.before or entry.ends_at, entry.ends_at)
    schedule(tx, ENDED, entry.contact_id, end, entry=str(id_))
    # Offers go out again in the morning, and another day can be booked.
    freed.look(tx, clinic.site, stages.next_morning(clinic, tx.now))
    return replace(entry, id=id_)


async def look(tx: Tx, clinic: Clinic) -> None:
    """Offer what is free now to who waits for it, and take back what has gone."""
    await slot_offer_rows.forget(tx, clinic.site)
    standing = [
        offer
        for offer in await slot_offer_rows.standing(tx, clinic.site)
        if offer.slot.service in clinic.services
    ]
    told = [offer for offer in standing if offer.told]
    lost = {slot for slot in {o.slot for o in told} if await gone(tx, clinic, slot)}
    for offer in told:
        if offer.slot in lost:
            schedule(tx, WITHDRAWN, offer.contact_id, tx.now, offer=str(offer.id))
    waiting = [
        entry
        for entry in await waiting_rows.of_site(tx, clinic.site)
        if entry.wait.service in clinic.services
    ]
    news = await freed.all_of(tx, clinic.site)
    if not waiting:
        return
    freed.look(tx, clinic.site, stages.next_morning(clinic, tx.now))
    openings = await _openings(tx, clinic, waiting, news)
    if not any(openings.values()):
        return
    had, unsent = await slot_offer_rows.had(tx, clinic.site)
    visits = await appointment_rows.visits(tx, [entry.contact_id for entry in waiting])
    chosen = stages.choose(clinic, waiting, openings, standing, had, visits, unsent)
    ends = set()
    for entry, slot in chosen:
        id_, until = uuid7(), stages.expiry(clinic, slot, tx.now)
        await slot_offer_rows.add(tx, id_, entry, slot, until)
        schedule(tx, OFFERED, entry.contact_id, tx.now, offer=str(id_))
        ends.add(until)
    for at in ends:
        freed.look(tx, clinic.site, at)


async def gone(tx: Tx, clinic: Clinic, slot: Slot) -> bool:
    """Whether a slot went another way; one that is only held may come back."""
    choice = Choice(slot.service, slot.practitioner, start=slot.start)
    return await offers.still_free(tx, clinic, choice, firm=True) is None


async def _nothing_suits(tx: Tx, clinic: Clinic, entry: Waiting) -> bool:
    choice = Choice(entry.wait.service, entry.wait.practitioner)
    async for slot in offers.free(tx, clinic, choice):
        if entry.wants(slot, offers.local(clinic, slot)):
            return False
    return True


def _by_service(waiting: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    found: dict[str, list[Waiting]] = {}
    for entry in waiting:
        found.setdefault(entry.wait.service or "", []).append(entry)
    return found


async def _openings(
    tx: Tx, clinic: Clinic, waiting: Sequence[Waiting], news: Sequence[Freed]
) -> dict[str, list[Opening]]:
    """What is free and new to somebody who waits, by service."""
    awake = stages.awake(clinic, tx.now)
    if not awake:
        return {}
    opened = {s: stages.opened(clinic, those) for s, those in _by_service(waiting).items()}
    days = {s: stages.days(clinic, s, news, since, tx.now) for s, since in opened.items()}
    every = {day for some in days.values() for day in some}
    if not every:
        return {}
    whose = {s: {id_ for who in some.values() for id_ in who} for s, some in days.items()}
    needed = {name for s, who in whose.items() for name in resources(clinic, s, who)}
    span = local_days.anywhere(min(every), max(every))
    busy, ready = await taking.busy(tx, clinic.site, sorted(needed), span), News(news)
    found = {}
    for service, some in days.items():
        free: list[Slot] = []
        for day, who in some.items():
            free += day_slots(clinic, service, who, day, busy, tx.now)
            await asyncio.sleep(0)  # the chat goes on
        since = opened[service]
        found[service] = stages.openings(clinic, free, ready, awake, since, tx.now)
    return found
