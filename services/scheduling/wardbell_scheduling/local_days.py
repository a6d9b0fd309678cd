"""Days and times that staff name: what the calendar and the clock say where the visit is. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import Span

ONE = timedelta(days=1)


def moment(clinic: Clinic, practitioner: str, local: datetime) -> datetime:
    """What the clock of a practitioner says, in UTC."""
    zone = zone_of(clinic, practitioner, local.date())
    return local.replace(tzinfo=zone).astimezone(UTC)


def zone_of(clinic: Clinic, practitioner: str, day: date | None = None) -> ZoneInfo:
    """Where somebody works on a day, else at all: the first place; else the clinic's zone."""
    person = clinic.practitioners.get(practitioner)
    schedule = person.schedule if person else ()
    places = [block.location for block in schedule if day is None or block.holds_on(day)]
    if not places:
        return clinic.own_zone if day is None else zone_of(clinic, practitioner)
    return clinic.zone(places[0])


def day_of(clinic: Clinic, practitioner: str, day: date) -> list[Span]:
    """A day of a practitioner's, at each place where they work on it."""
    hours = _hours(clinic, practitioner, day)
    if len({zone.key for zone, _, _ in hours}) > 1:
        # The whole day of one place reaches into the next day of the other.
        return [
            _utc(datetime.combine(day, since, zone), datetime.combine(day, until, zone))
            for zone, since, until in hours
        ]
    zone = zone_of(clinic, practitioner, day)
    return [_utc(datetime.combine(day, time(), zone), datetime.combine(day + ONE, time(), zone))]


def anywhere(since: date, until: date) -> Span:
    """All moments at which it may be one of some days, both included, at some place."""
    return Span(
        datetime.combine(since, time(), UTC) - timedelta(hours=14),
        datetime.combine(until + ONE, time(), UTC) + timedelta(hours=12),
    )


def end_of(clinic: Clinic, day: date) -> datetime:
    """When a day is over at all places."""
    return max(
        datetime.combine(day + ONE, time(), clinic.zone(place)).astimezone(UTC)
        for place in clinic.locations
    )


def _hours(clinic: Clinic, practitioner: str, day: date) -> list[tuple[ZoneInfo, time, time]]:
    return [
        (clinic.zone(block.location), block.from_, block.to)
        for block in clinic.practitioners[practitioner].schedule
        if block.holds_on(day)
    ]


def _utc(start: datetime, end: datetime) -> Span:
    return Span(start.astimezone(UTC), end.astimezone(UTC))
