"""Who waits for what: the wishes of a patient on the waiting list. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Self
from uuid import UUID

from wardbell_dialogue.dates import Daypart
from wardbell_dialogue.sites import DAYS
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.offers import DAYPARTS
from wardbell_scheduling.slots import Slot

LATE: dict[Daypart, time] = {"m": time(0), "a": time(12, 30), "e": time(18)}
"""Until when somebody works at least who works in a part of the day."""
_SPAN = "~"
ANY_TIME = ""
"""Part of the day of who comes at any time."""


@dataclass(frozen=True, slots=True)
class Wait:
    """What would suit, as far as it is said; the first thing that is None is asked next."""

    service: str | None = None
    practitioner: str | None = None
    """An id, or `ANY`."""
    days: tuple[int, ...] | None = None
    """Weekdays, Monday 0; empty: any."""
    part: Daypart | str | None = None
    """Part of the day, or `ANY_TIME`."""
    until: date | None = None
    """The last day that helps, where the visit is."""
    moving: UUID | None = None
    """The appointment that an earlier time would replace."""
    since: date | None = None
    """The first day that helps, where the visit is."""

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """What is wished for by a choice."""
        part = choice.hour if isinstance(choice.hour, str) else None
        return cls(choice.service, choice.practitioner, part=part, moving=choice.moving)

    def encode(self) -> str:
        """`service/practitioner/days/part/until/moving`, what is open left empty.

        `2026-12-10~2026-12-20` is from the 10th until the 20th, `2026-12-10~` from then on.
        """
        days = "".join(map(str, self.days or ())) or ("" if self.days is None else ANY)
        part = "" if self.part is None else self.part or ANY
        moving = self.moving.hex if self.moving else ""
        until = str(self.until or "")
        if self.since is not None:
            until = f"{self.since}{_SPAN}{until}"
        return "/".join((self.service or "", self.practitioner or "", days, part, until, moving))

    @classmethod
    def decode(cls, text: str) -> Self | None:
        """The reverse; None for what is none, e.g. from a button of an older version."""
        try:
            service, practitioner, days, part, until, moving = text.split("/")
            if part not in {"", ANY, *DAYPARTS} or (days != ANY and set(days) - set("0123456")):
                return None
            since, _, until = until.rpartition(_SPAN)
            return cls(
                service or None,
                practitioner or None,
                (() if days == ANY else tuple(map(int, days))) if days else None,
                (ANY_TIME if part == ANY else part) if part else None,
                date.fromisoformat(until) if until else None,
                UUID(moving) if moving else None,
                date.fromisoformat(since) if since else None,
            )
        except ValueError:
            return None

    def suits(self, slot: Slot, local: datetime) -> bool:
        """Whether a slot is of the kind that was wished for, whenever it is."""
        if slot.service != self.service or self.practitioner not in {ANY, slot.practitioner}:
            return False
        if self.days and local.weekday() not in self.days:
            return False
        if self.since is not None and local.date() < self.since:
            return False
        if not self.part:
            return True
        since, until = DAYPARTS[self.part]  # type: ignore[index]
        return since <= local.time() < until

    @property
    def lasting(self) -> Wait:
        """What does not end: without a last day and a visit to be replaced."""
        return replace(self, until=None, moving=None)

    def within(self, since: date | None, until: date | None) -> Wait:
        """With a first and a last day, as far as they are said; what does not fit them goes."""
        wait = replace(self, since=since or self.since, until=until or self.until)
        if wait.since is None or wait.until is None or wait.since <= wait.until:
            return wait
        return replace(self, since=since, until=until)

    def with_(self, **changes: Any) -> Wait:
        """The same with something said otherwise."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A patient's place on the waiting list."""

    id: UUID
    site: str
    number: str
    contact_id: UUID
    person_id: UUID | None
    language: str
    wait: Wait
    joined_at: datetime
    ends_at: datetime
    nothing_free: bool = False
    """Nothing suited when they joined: days that can be booked only since are news."""
    before: datetime | None = None
    """When the appointment begins that an earlier time would replace."""

    def wants(self, slot: Slot, local: datetime) -> bool:
        """Whether a slot is what was wished for; `local`: its start where the visit is."""
        return self.wait.suits(slot, local) and not self.too_late(slot, local)

    def too_late(self, slot: Slot, local: datetime) -> bool:
        """Whether a slot is later than what was wished for."""
        until = self.wait.until
        if until is not None and local.date() > until:
            return True
        return self.before is not None and slot.start >= self.before


def choices(clinic: Clinic, wait: Wait) -> tuple[list[int], list[Daypart]]:
    """Weekdays and parts of the day on which there is any time for a service, somebody's or all."""
    blocks = [
        block
        for id_ in clinic.who_offers(wait.service or "")
        if wait.practitioner in {None, ANY, id_}
        for block in clinic.practitioners[id_].schedule
        if block.services is None or wait.service in block.services
    ]
    days = sorted({DAYS.index(day) for block in blocks for day in block.days})
    parts: tuple[Daypart, ...] = ("m", "a", "e")
    return days, [
        part
        for part in parts
        # An afternoon until half past five is no evening.
        if any(b.from_ < DAYPARTS[part][1] and b.to > LATE[part] for b in blocks)
    ]


@dataclass(frozen=True, slots=True)
class Offer:
    """A freed slot that somebody who waits can take."""

    id: UUID
    waiting_id: UUID
    contact_id: UUID
    site: str
    slot: Slot
    expires_at: datetime
    told: bool
    status: str
    unsent: bool = False
    """Withdrawn because it was held back until it had expired, so that it counts as expired."""
