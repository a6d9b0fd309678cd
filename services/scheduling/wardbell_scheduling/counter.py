"""What staff do, in transactions beside those of the running service.

They lock the contact first and write to the same outbox: the service's relay publishes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_events import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentDeclined,
    AppointmentFulfilled,
    AppointmentNoShow,
    CatalogChanged,
    Envelope,
)
from wardbell_events.scheduling import (
    AppointmentEvent,
    CatalogLocation,
    CatalogPractitioner,
    CatalogService,
)
from wardbell_runtime import Running, Tx, uuid7
from wardbell_scheduling import booking, notices, offers, repository, taking
from wardbell_scheduling.appointment import OPEN, Appointment
from wardbell_scheduling.booking import Patient
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Slot, Span, day_slots, resources


class Refused(Exception):
    """It cannot be done; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who does it."""

    name: str


async def import_clinic(
    running: Running, clinic: Clinic, who: str
) -> tuple[int, list[Appointment]]:
    """Keep a clinic's file; returns its version (0: nothing changed) and what it leaves stranded.

    Stranded is an appointment to come that the schedule has no place for any more.
    """
    async with running.transaction() as tx:
        version = await repository.save_clinic(
            tx, clinic.site, clinic.model_dump_json(by_alias=True), who
        )
        if version:
            tx.cause = _command(clinic.site, "", clinic.site, tx.now)
            tx.emit(_catalog(clinic, version, tx.now))
            repository.audit(tx, who, "import", detail=f"version {version}")
        coming = await repository.between(
            tx, clinic.site, Span(tx.now, tx.now + timedelta(days=730)), statuses=list(OPEN)
        )
        return version, [a for a in coming if not _has_place(clinic, a)]


def _has_place(clinic: Clinic, appointment: Appointment) -> bool:
    if appointment.service not in clinic.services:
        return False
    if appointment.practitioner not in clinic.practitioners:
        return False
    if appointment.location not in clinic.locations:
        return False
    day = appointment.start_at.astimezone(clinic.zone(appointment.location)).date()
    person = clinic.practitioners[appointment.practitioner]
    if clinic.closed_on(day) or any(a.from_ <= day <= a.to for a in person.absences):
        return False
    local = appointment.start_at.astimezone(clinic.zone(appointment.location)).time()
    return any(b.holds_on(day) and b.from_ <= local < b.to for b in person.schedule)


def _catalog(clinic: Clinic, version: int, now: datetime) -> CatalogChanged:
    return CatalogChanged(
        site=clinic.site,
        version=version,
        services=tuple(
            CatalogService(id=id_, names=s.names, minutes=s.minutes, confirmation=s.confirmation)
            for id_, s in clinic.services.items()
        ),
        practitioners=tuple(
            CatalogPractitioner(id=id_, name=p.name, services=p.services)
            for id_, p in clinic.practitioners.items()
        ),
        locations=tuple(
            CatalogLocation(id=id_, name=p.name, address=p.address, time_zone=clinic.zone(id_).key)
            for id_, p in clinic.locations.items()
        ),
        changed_at=now,
    )


async def listed(
    running: Running, site: str, since: date, until: date, practitioner: str | None
) -> list[Appointment]:
    """Appointments of some local days, both included."""
    async with running.transaction() as tx:
        clinic = await _clinic(tx, site)
        return await repository.between(
            tx, site, _days(clinic, since, until), practitioner=practitioner
        )


async def book(
    running: Running,
    site: str,
    choice: Choice,
    contact_id: UUID | None,
    language: str,
    by: Operator,
) -> Appointment:
    """By phone or at the desk: also what is near or kept for urgent cases."""
    async with running.transaction([contact_id] if contact_id else []) as tx:
        clinic = await _clinic(tx, site)
        slot = await _slot(tx, clinic, choice)
        id_ = uuid7()
        taken = await taking.take(
            tx, site, id_, slot, clinic.services[slot.service], held_until=None
        )
        if taken is None:
            raise Refused("somebody has that time")
        number = await repository.number_of(tx, contact_id) if contact_id else ""
        if number is None:
            raise Refused(f"contact {contact_id} has never written about appointments")
        tx.cause = _command(site, number, str(contact_id or id_), tx.now)
        person = (await repository.people(tx, [contact_id])).get(contact_id) if contact_id else None
        patient = Patient(contact_id, person, number, language)
        made = await booking.book(
            tx, clinic, patient, slot, taken.room, id_, "staff", operator=by.name
        )
        repository.audit(tx, by.name, "book", made.id)
        notices.tell(tx, clinic, made, "by-staff-booked")
        return made


async def move(running: Running, id_: UUID, start: datetime, by: Operator) -> Appointment:
    """Another time with the same practitioner; the patient is told."""
    async with _on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, OPEN)
        choice = Choice(appointment.service, appointment.practitioner, start=start)
        slot = await _slot(tx, clinic, choice)
        place = uuid7()
        service = clinic.services[slot.service]
        taken = await taking.take(tx, clinic.site, place, slot, service, held_until=None)
        if taken is None:
            raise Refused("somebody has that time")
        moved = await booking.move_to(
            tx, clinic, appointment, slot, taken.room, place, "staff", operator=by.name
        )
        repository.audit(tx, by.name, "move", id_)
        notices.tell(tx, clinic, moved, "by-staff-moved", change=True)
        return moved


async def cancel(running: Running, id_: UUID, reason: str, by: Operator) -> Appointment:
    """The patient is told and offered other times."""
    async with _on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, OPEN)
        ended = await booking.cancel(
            tx, clinic, appointment, "staff", operator=by.name, reason=reason
        )
        repository.audit(tx, by.name, "cancel", id_, reason)
        notices.tell(tx, clinic, ended, "by-staff-cancelled", again=True)
        return ended


async def cancel_day(
    running: Running, site: str, practitioner: str, day: date, reason: str, by: Operator
) -> list[Appointment]:
    """All of a practitioner's appointments of a local day, and nothing new is offered on it."""
    async with running.transaction() as tx:
        clinic = await _clinic(tx, site)
        _known(clinic.practitioners, practitioner, "practitioner")
        span = _days(clinic, day, day)
        await repository.block(tx, uuid7(), site, practitioner, span, by.name)
        repository.audit(tx, by.name, "block", detail=f"{practitioner} {day}")
        affected = await repository.between(
            tx, site, span, practitioner=practitioner, statuses=list(OPEN)
        )
    return [await cancel(running, a.id, reason, by) for a in affected]


async def block(
    running: Running, site: str, practitioner: str, span: Span, by: Operator
) -> list[Appointment]:
    """Take time out of a schedule; returns the appointments in it, which stay until cancelled."""
    async with running.transaction() as tx:
        clinic = await _clinic(tx, site)
        _known(clinic.practitioners, practitioner, "practitioner")
        await repository.block(tx, uuid7(), site, practitioner, span, by.name)
        detail = f"{practitioner} {span.start:%Y-%m-%dT%H:%MZ}/{span.end:%Y-%m-%dT%H:%MZ}"
        repository.audit(tx, by.name, "block", detail=detail)
        return await repository.between(
            tx, site, span, practitioner=practitioner, statuses=list(OPEN)
        )


async def confirm(running: Running, id_: UUID, by: Operator) -> Appointment:
    """A request becomes a booking."""
    async with _on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("pending",))
        firm = appointment.changed(tx.now, "staff", status="booked")
        await repository.save(tx, firm, operator=by.name)
        tx.emit(firm.event(AppointmentBooked))
        repository.audit(tx, by.name, "confirm", id_)
        notices.tell(tx, clinic, firm, "confirmed-request")
        return firm


async def decline(
    running: Running, id_: UUID, reason: str, instead: list[datetime], by: Operator
) -> Appointment:
    """A request is not met; up to three other times are offered."""
    async with _on(running, id_) as (tx, clinic, appointment):
        _must_be(appointment, ("pending",))
        slots = [
            await _slot(
                tx, clinic, Choice(appointment.service, appointment.practitioner, start=start)
            )
            for start in instead
        ]
        await taking.release(tx, id_)
        ended = appointment.changed(tx.now, "staff", status="cancelled")
        await repository.save(tx, ended, operator=by.name, reason=reason)
        tx.emit(ended.event(AppointmentDeclined))
        repository.audit(tx, by.name, "decline", id_, reason)
        notices.decline(tx, clinic, ended, reason, slots)
        return ended


async def mark(running: Running, id_: UUID, status: str, by: Operator) -> Appointment:
    """`arrived`, `fulfilled` or `noshow`."""
    events: dict[str, tuple[type[AppointmentEvent], tuple[str, ...]]] = {
        "arrived": (AppointmentArrived, ("booked",)),
        "fulfilled": (AppointmentFulfilled, ("booked", "arrived", "noshow")),
        "noshow": (AppointmentNoShow, ("booked", "fulfilled")),
    }
    async with _on(running, id_) as (tx, _, appointment):
        kind, before = events[status]
        _must_be(appointment, before)
        marked = appointment.changed(tx.now, "staff", status=status)
        await repository.save(tx, marked, operator=by.name)
        tx.emit(marked.event(kind))
        repository.audit(tx, by.name, status, id_)
        return marked


async def zone_of(running: Running, site: str) -> ZoneInfo:
    """The clinic's time zone, in which staff give times."""
    async with running.transaction() as tx:
        return ZoneInfo((await _clinic(tx, site)).time_zone)


async def site_of(running: Running, id_: UUID) -> str:
    """Where an appointment belongs."""
    site: str | None = await running.pool.fetchval(
        "select site from appointment where id = $1", id_
    )
    if site is None:
        raise Refused(f"there is no appointment {id_}: `wardbell appointments list` shows them")
    return site


@asynccontextmanager
async def _on(running: Running, id_: UUID) -> AsyncIterator[tuple[Tx, Clinic, Appointment]]:
    contact = await running.pool.fetchval("select contact_id from appointment where id = $1", id_)
    async with running.transaction([contact] if contact else []) as tx:
        appointment = await repository.appointment(tx, id_)
        if appointment is None:
            raise Refused(f"there is no appointment {id_}: `wardbell appointments list` shows them")
        clinic = await _clinic(tx, appointment.site)
        subject = str(appointment.contact_id or appointment.id)
        tx.cause = _command(appointment.site, appointment.number, subject, tx.now)
        yield tx, clinic, appointment


async def _clinic(tx: Tx, site: str) -> Clinic:
    found = (await repository.clinics(tx, {})).get(site)
    if found is None:
        raise Refused(f"site {site} has no schedule: `wardbell schedule import clinic.yaml`")
    return Clinic.model_validate_json(found[1])


async def _slot(tx: Tx, clinic: Clinic, choice: Choice) -> Slot:
    """A slot that staff may use, if it is one of the schedule and free."""
    _known(clinic.services, choice.service or "", "service")
    _known(clinic.practitioners, choice.practitioner or "", "practitioner")
    assert choice.service is not None  # noqa: S101
    assert choice.practitioner is not None  # noqa: S101
    assert choice.start is not None  # noqa: S101
    span = Span(choice.start - timedelta(days=1), choice.start + timedelta(days=1))
    needed = resources(clinic, choice.service, [choice.practitioner])
    busy = await repository.busy(tx, clinic.site, needed, span)
    found = [
        slot
        for ahead in (-1, 0, 1)
        for slot in day_slots(
            clinic,
            choice.service,
            [choice.practitioner],
            (choice.start + timedelta(days=ahead)).date(),
            busy,
            tx.now,
            staff=True,
        )
    ]
    for slot in found:
        if slot.start == choice.start:
            return slot
    near = sorted(found, key=lambda s: abs(s.start - choice.start))[:3]  # type: ignore[operator]
    zone = [offers.local(clinic, slot) for slot in sorted(near, key=lambda s: s.start)]
    free = ", ".join(f"{moment:%Y-%m-%dT%H:%M}" for moment in zone)
    raise Refused(f"that time is not free; near it: {free or 'nothing'}")


def _known(there: object, id_: str, what: str) -> None:
    if id_ not in there:  # type: ignore[operator]
        raise Refused(f"there is no {what} {id_}; there are {', '.join(there)}")  # type: ignore[arg-type]


def _must_be(appointment: Appointment, statuses: tuple[str, ...]) -> None:
    if appointment.status not in statuses:
        raise Refused(f"it is {appointment.status}, not {' or '.join(statuses)}")


def _days(clinic: Clinic, since: date, until: date) -> Span:
    zone = clinic.zone(next(iter(clinic.locations)))
    end = until + timedelta(days=1)
    return Span(
        datetime(since.year, since.month, since.day, tzinfo=zone),
        datetime(end.year, end.month, end.day, tzinfo=zone),
    )


def _command(site: str, number: str, subject: str, now: datetime) -> Envelope:
    """What a person does at the counter begins a chain of its own."""
    return Envelope(
        id=uuid7(),
        type="scheduling.command",
        source="wardbell/appointments",
        time=now,
        subject=subject,
        site=site,
        number=number,
        received_at=now,
        correlation_id="",
        causation_id="",
        traceparent="",
    )
