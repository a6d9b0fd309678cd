"""What staff take out of a schedule: times and whole days."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from itertools import islice

from wardbell_runtime import Running, Tx
from wardbell_runtime.errors import is_transient, pauses
from wardbell_scheduling import appointment_rows, blocks, busy_feed, counter, local_days, staff
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.counter import Ended
from wardbell_scheduling.slots import Span
from wardbell_scheduling.staff import Operator, Refused

TRIES = 3
"""How often a visit of a day is tried to be cancelled, while something else is in its way."""


async def block(
    running: Running, site: str, practitioner: str, since: datetime, until: datetime, by: Operator
) -> list[Appointment]:
    """Take time out of a schedule; returns what is to come in it, which stays until cancelled.

    Args:
        since: as the clock says where the practitioner works on that day; so `until`
    """
    async with _schedule(running, site, practitioner) as (tx, clinic):
        span = _span(clinic, practitioner, since, until)
        await _block(tx, site, practitioner, span, by)
        staff.audit(tx, by.name, "block", detail=_detail(practitioner, span))
        return await appointment_rows.ahead(tx, site, span, practitioner=practitioner)


async def unblock(
    running: Running, site: str, practitioner: str, since: datetime, until: datetime, by: Operator
) -> list[Span]:
    """Give back what staff took out of a schedule; returns what can be booked again."""
    async with _schedule(running, site, practitioner) as (tx, clinic):
        span = _span(clinic, practitioner, since, until)
        back = await blocks.give_back(tx, site, practitioner, span)
        staff.audit(tx, by.name, "unblock", detail=_detail(practitioner, span))
        await busy_feed.changed(tx, site, practitioner)
        return back


async def open_on(running: Running, site: str, practitioner: str, day: date) -> list[Appointment]:
    """What `cancel_day` would cancel."""
    async with _schedule(running, site, practitioner) as (tx, clinic):
        return await _open_on(tx, clinic, practitioner, day)


async def cancel_day(
    running: Running, site: str, practitioner: str, day: date, reason: str, by: Operator
) -> list[Ended]:
    """All that is to come of a practitioner's local day, and nothing new is offered on it.

    Refused: the day is over. A visit that cannot be cancelled holds up no other; what is open no
    longer is left out.
    """
    async with _schedule(running, site, practitioner) as (tx, clinic):
        for span in local_days.day_of(clinic, practitioner, day):
            await _block(tx, site, practitioner, span, by)
        staff.audit(tx, by.name, "block", detail=f"{practitioner} {day}")
        affected = await _open_on(tx, clinic, practitioner, day)
    ended = [await _cancel_of_day(running, a, reason, by) for a in affected]
    return [each for each in ended if each is not None]


@asynccontextmanager
async def _schedule(
    running: Running, site: str, practitioner: str
) -> AsyncIterator[tuple[Tx, Clinic]]:
    """Somebody's schedule, for staff to change."""
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        staff.known(clinic.practitioners, practitioner, "practitioner")
        tx.cause = staff.command(site, "", site, tx.now)
        yield tx, clinic


async def _open_on(tx: Tx, clinic: Clinic, practitioner: str, day: date) -> list[Appointment]:
    if local_days.end_of(clinic, day) <= tx.now:
        raise Refused(f"{day} is over: mark its visits with arrived, fulfil or no-show")
    near = await appointment_rows.ahead(
        tx, clinic.site, local_days.anywhere(day, day), practitioner=practitioner
    )
    return [each for each in near if each.day == day]


def _span(clinic: Clinic, practitioner: str, since: datetime, until: datetime) -> Span:
    span = Span(*(local_days.moment(clinic, practitioner, each) for each in (since, until)))
    if span.start >= span.end:
        raise Refused("it does not end after it begins")
    return span


def _detail(practitioner: str, span: Span) -> str:
    return f"{practitioner} {span.start:%Y-%m-%dT%H:%MZ}/{span.end:%Y-%m-%dT%H:%MZ}"


async def _cancel_of_day(
    running: Running, appointment: Appointment, reason: str, by: Operator
) -> Ended | None:
    error = ""
    for pause in islice(pauses(), TRIES):
        try:
            return await counter.cancel(
                running, appointment.id, reason, by, start=appointment.start_at
            )
        except Refused:
            return None  # the patient was quicker
        except Exception as wrong:  # noqa: BLE001  # the others' patients have to be told
            error = f"{type(wrong).__name__}: {wrong}"
            if not is_transient(wrong):
                break
        await asyncio.sleep(pause)
    return Ended(appointment, error)


async def _block(tx: Tx, site: str, practitioner: str, span: Span, by: Operator) -> None:
    await blocks.add(tx, site, practitioner, span, by.name)
    await busy_feed.changed(tx, site, practitioner)
