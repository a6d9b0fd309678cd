"""Free slots, computed from the live state. Pure: the same state, the same slots."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import NamedTuple

from wardbell_scheduling.clinic import Clinic, HealthcareService, ScheduleBlock


class Span(NamedTuple):
    """A stretch of time, `[start, end)`, in UTC."""

    start: datetime
    end: datetime

    def meets(self, other: Span) -> bool:
        """Whether both have a moment in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether all of the other lies within."""
        return self.start <= other.start and other.end <= self.end


class Spans:
    """Spans made ready to be asked, however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))
        """The latest end of all that begin no later."""

    def meets(self, span: Span) -> bool:
        """Whether one of them has a moment in common with a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start

    def begin_in(self, span: Span) -> int:
        """How many of them begin within a span."""
        return bisect_left(self._starts, span.end) - bisect_left(self._starts, span.start)


Busy = Mapping[str, Spans]
"""Resource (`practitioner/weber`, `room/us-1`) to what is taken of it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which a visit can take place; FHIR's Slot."""

    service: str
    practitioner: str
    location: str
    start: datetime
    """UTC."""
    minutes: int

    @property
    def span(self) -> Span:
        """What it takes of the patient's time."""
        return Span(self.start, self.start + timedelta(minutes=self.minutes))

    def taken(self, service: HealthcareService) -> Span:
        """What it takes of practitioner and room, buffers included."""
        return Span(
            self.start - timedelta(minutes=service.buffer_before),
            self.start + timedelta(minutes=self.minutes + service.buffer_after),
        )


def practitioner(id_: str) -> str:
    """The resource that a practitioner is."""
    return f"practitioner/{id_}"


def room(id_: str) -> str:
    """The resource that a room or device is."""
    return f"room/{id_}"


def resources(clinic: Clinic, service: str, practitioners: Iterable[str]) -> list[str]:
    """Everything a service may take."""
    rooms = clinic.services[service].rooms
    return [*map(practitioner, practitioners), *map(room, rooms)]


def day_slots(
    clinic: Clinic,
    service: str,
    practitioners: Sequence[str],
    day: date,
    busy: Busy,
    now: datetime,
    *,
    staff: bool = False,
) -> list[Slot]:
    """Free slots of one local day, earliest first; at the same time with who has least to do.

    Args:
        practitioners: whose; between equals the first of them
        busy: what is taken that day, of the resources of the service
        staff: also what is too near for patients or kept for urgent cases
    """
    if clinic.closed_on(day):
        return []
    offered = clinic.services[service]
    since = now if staff else now + timedelta(hours=offered.lead_hours)
    until = clinic.horizon(service, now)
    found = {
        (slot.start, rank): slot
        for rank, id_ in enumerate(_idlest_first(clinic, practitioners, day, busy))
        for slot in _of_day(clinic, service, id_, day, now, staff=staff)
        if since <= slot.start < until and _free(slot, offered, busy)
    }
    return [found[key] for key in sorted(found)]


def _idlest_first(
    clinic: Clinic, practitioners: Sequence[str], day: date, busy: Busy
) -> Sequence[str]:
    """Practitioners by how often something is taken of their day: else one had all the work."""
    midnight = datetime.combine(day, time(), clinic.own_zone)
    whole = Span(midnight.astimezone(UTC), (midnight + timedelta(days=1)).astimezone(UTC))

    def taken(id_: str) -> int:
        spans = busy.get(practitioner(id_))
        return spans.begin_in(whole) if spans else 0

    return sorted(practitioners, key=taken)


def in_schedule(clinic: Clinic, slot: Slot) -> bool:
    """Whether a schedule as it is now has a place for what was taken of an earlier one."""
    service = clinic.services.get(slot.service)
    person = clinic.practitioners.get(slot.practitioner)
    if service is None or person is None or slot.service not in person.services:
        return False
    if slot.location not in clinic.locations:
        return False
    day = slot.start.astimezone(clinic.zone(slot.location)).date()
    if clinic.closed_on(day) or any(a.from_ <= day <= a.to for a in person.absences):
        return False
    span = slot.taken(service)
    return any(
        block.location == slot.location
        and block.holds_on(day)
        and (not block.services or slot.service in block.services)
        and _in_utc(clinic, block, day).holds(span)
        for block in person.schedule
    )


def _of_day(
    clinic: Clinic, service: str, id_: str, day: date, now: datetime, *, staff: bool
) -> Iterator[Slot]:
    person = clinic.practitioners[id_]
    if service not in person.services or any(a.from_ <= day <= a.to for a in person.absences):
        return
    offered = clinic.services[service]
    taken = timedelta(minutes=offered.buffer_before + offered.minutes + offered.buffer_after)
    for block in person.schedule:
        if not block.holds_on(day) or (block.services and service not in block.services):
            continue
        span = _in_utc(clinic, block, day)
        start = span.start
        while start + taken <= span.end:
            if staff or _open_for_patients(block, start, now):
                visit = start + timedelta(minutes=offered.buffer_before)
                yield Slot(service, id_, block.location, visit, offered.minutes)
            start += taken


def _in_utc(clinic: Clinic, block: ScheduleBlock, day: date) -> Span:
    """A block's real hours: where clocks change within it, it is shorter or longer."""
    zone = clinic.zone(block.location)
    return Span(
        datetime.combine(day, block.from_, zone).astimezone(UTC),
        datetime.combine(day, block.to, zone).astimezone(UTC),
    )


def _open_for_patients(block: ScheduleBlock, start: datetime, now: datetime) -> bool:
    if block.urgent_until_hours is None:
        return True
    return start - now <= timedelta(hours=block.urgent_until_hours)


def _free(slot: Slot, offered: HealthcareService, busy: Busy) -> bool:
    span = slot.taken(offered)

    def is_free(resource: str) -> bool:
        taken = busy.get(resource)
        return taken is None or not taken.meets(span)

    if not is_free(practitioner(slot.practitioner)):
        return False
    return not offered.rooms or any(is_free(room(id_)) for id_ in offered.rooms)
