"""Which freed slot is offered to whom now: in the order of joining, some at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_scheduling import local_days
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.freed import Freed, News
from wardbell_scheduling.slots import Slot, Span, practitioner, resources, room
from wardbell_scheduling.waiting import Offer, Wait, Waiting

MORNING, NIGHT = time(8), time(21)
"""Nobody is asked anything between night and morning, local time of the visit."""

Had = AbstractSet[tuple[UUID, str, datetime]]
"""Entry, practitioner and start of what was offered already."""


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A free slot, and what came free of its place."""

    slot: Slot
    local: datetime
    """Its start where the visit is."""
    news: Sequence[Freed]

    def is_old(self, joined_at: datetime, opened: datetime) -> bool:
        """Whether it is no news for who joined then, when days before `opened` could be booked.

        Nor for who joins later.
        """
        freed = any(place.freed_at >= joined_at for place in self.news)
        return not freed and self.slot.start < opened


def openings(
    clinic: Clinic,
    free: Sequence[Slot],
    news: News,
    awake: AbstractSet[str],
    opened: datetime | None,
    now: datetime,
) -> list[Opening]:
    """Those of a service's free slots that may be news to somebody, and may be offered now.

    Args:
        awake: locations at which it is not night
        opened: from when on days can be booked only since somebody waits for them
    """
    found = []
    for slot in free:
        needed = resources(clinic, slot.service, [slot.practitioner])
        freed = news.of(needed, slot.taken(clinic.services[slot.service]))
        fresh = freed or (opened is not None and slot.start >= opened)
        if fresh and slot.location in awake and expiry(clinic, slot, now) > now:
            found.append(Opening(slot, slot.start.astimezone(clinic.zone(slot.location)), freed))
    return found


def days(
    clinic: Clinic, service: str, freed: Iterable[Freed], opened: datetime | None, now: datetime
) -> dict[date, list[str]]:
    """Local days on which slots of a service may be news, and whose, in their order."""
    offering = clinic.who_offers(service)
    whose = {practitioner(id_): {id_} for id_ in offering}
    whose |= {room(id_): set(offering) for id_ in clinic.services[service].rooms}
    zones = {clinic.zone(location) for location in clinic.locations}
    found: dict[date, set[str]] = {}
    for place in freed:
        if who := whose.get(place.resource):
            for day in _days(place.span, zones):
                found.setdefault(day, set()).update(who)
    if opened is not None:
        for day in _days(Span(opened, clinic.horizon(service, now)), zones):
            found.setdefault(day, set()).update(offering)
    return {day: [id_ for id_ in offering if id_ in found[day]] for day in sorted(found)}


def opened(clinic: Clinic, waiting: Iterable[Waiting]) -> datetime | None:
    """From when on days can be booked only since somebody waits for them."""
    since = [
        clinic.horizon(entry.wait.service or "", entry.joined_at)
        for entry in waiting
        if entry.nothing_free
    ]
    return min(since, default=None)


def choose(
    clinic: Clinic,
    waiting: Sequence[Waiting],
    openings: Mapping[str, Sequence[Opening]],
    standing: Sequence[Offer],
    had: Had,
    visits: Mapping[UUID, Sequence[Appointment]],
    unsent: Had = frozenset(),
) -> list[tuple[Waiting, Slot]]:
    """Who is offered what.

    Args:
        waiting: in the order of joining
        openings: by service, earliest first
        standing: offers that are out
        visits: what contacts have to go to already
        unsent: offers that never reached who they were for, such as in their own quiet hours: made
            again when nobody else is left to be asked, or they held up all others
    """
    answering = {offer.waiting_id for offer in standing}
    left = _Left(clinic, openings, standing)
    chosen = []
    once_more = {entry_id for entry_id, _, _ in unsent}
    for those, out in (
        (waiting, _by_entry(had | unsent)),
        ([entry for entry in waiting if entry.id in once_more], _by_entry(had)),
    ):
        for entry in those:
            if entry.id in answering:
                continue
            for opening in left.suiting(entry):
                slot = opening.slot
                if (
                    not entry.too_late(slot, opening.local)
                    and not _was_offered(entry, slot, out)
                    and _is_news(clinic, entry, opening)
                    and not _is_elsewhere(entry, slot, visits.get(entry.contact_id, ()))
                    and left.take(opening)
                ):
                    chosen.append((entry, slot))
                    answering.add(entry.id)
                    break
    return chosen


class _Left:
    """Openings that are left to be offered, by wishes.

    Thousands may wait for hundreds: who wishes the same looks through the same ones, and what is of
    no use to anybody after them is not looked at again.
    """

    def __init__(
        self,
        clinic: Clinic,
        openings: Mapping[str, Sequence[Opening]],
        standing: Sequence[Offer],
    ) -> None:
        self._clinic = clinic
        self._openings = openings
        self._suiting: dict[Wait, tuple[int, list[Opening]]] = {}
        """And how many were over when they were looked through last."""
        self._out: dict[str, list[Span]] = {}
        """What offers take that are out, by practitioner."""
        for offer in standing:
            self._out.setdefault(offer.slot.practitioner, []).append(self._taken(offer.slot))
        self._over: set[Opening] = set()
        """No news to anybody, or so many are asked already that only one of them can have it."""

    def suiting(self, entry: Waiting) -> Iterator[Opening]:
        """Those of the weekdays, hours and practitioner that somebody wishes, earliest first."""
        wish, service = entry.wait.lasting, entry.wait.service or ""
        if wish not in self._suiting:
            all_ = self._openings.get(service, ())
            self._suiting[wish] = 0, [o for o in all_ if wish.suits(o.slot, o.local)]
        over, suiting = self._suiting[wish]
        if over < len(self._over):
            suiting = [o for o in suiting if o not in self._over]
            self._suiting[wish] = len(self._over), suiting
        end, opened = self._end(entry), self._clinic.horizon(service, entry.joined_at)
        for opening in suiting:
            if end is not None and opening.slot.start >= end:
                break
            if opening.is_old(entry.joined_at, opened):
                self._over.add(opening)
            else:
                yield opening

    def _end(self, entry: Waiting) -> datetime | None:
        """From when on a start is too late for somebody, at whatever place."""
        until = entry.wait.until
        ends = [entry.before, local_days.end_of(self._clinic, until) if until else None]
        return min((end for end in ends if end is not None), default=None)

    def take(self, opening: Opening) -> bool:
        """Whether one more may be asked; then it counts."""
        span = self._taken(opening.slot)
        out = self._out.setdefault(opening.slot.practitioner, [])
        if sum(span.meets(other) for other in out) >= self._clinic.waitlist.offers_at_once:
            self._over.add(opening)
            return False
        out.append(span)
        return True

    def _taken(self, slot: Slot) -> Span:
        return slot.taken(self._clinic.services[slot.service])


def expiry(clinic: Clinic, slot: Slot, now: datetime) -> datetime:
    """Until when an offer stands: some minutes, and never when it is too late to book the slot."""
    lead = timedelta(hours=clinic.services[slot.service].lead_hours)
    return min(now + timedelta(minutes=clinic.waitlist.offer_minutes), slot.start - lead)


def at_night(clinic: Clinic, location: str, now: datetime) -> bool:
    """Whether people sleep where a visit is: what cannot wait for the morning is not offered."""
    return not MORNING <= now.astimezone(clinic.zone(location)).time() < NIGHT


def awake(clinic: Clinic, now: datetime) -> set[str]:
    """Locations at which it is not night."""
    return {location for location in clinic.locations if not at_night(clinic, location, now)}


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


def _by_entry(had: Had) -> dict[tuple[UUID, str], list[datetime]]:
    starts: dict[tuple[UUID, str], list[datetime]] = {}
    for entry_id, practitioner_, start in had:
        starts.setdefault((entry_id, practitioner_), []).append(start)
    return starts


def _was_offered(
    entry: Waiting, slot: Slot, out: Mapping[tuple[UUID, str], Sequence[datetime]]
) -> bool:
    """Whether they were asked about this time already: a visit that is freed has several starts."""
    length = timedelta(minutes=slot.minutes)
    starts = out.get((entry.id, slot.practitioner), ())
    return any(abs(slot.start - start) < length for start in starts)


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


def _days(span: Span, zones: Iterable[ZoneInfo]) -> set[date]:
    found: set[date] = set()
    for zone in zones:
        first, last = (moment.astimezone(zone).date() for moment in span)
        found.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return found
