"""What comes free while somebody waits for it is written down, and the waiting list looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any, NamedTuple
from uuid import UUID

from wardbell_events.ids import derived
from wardbell_runtime import Tx, schedule
from wardbell_scheduling.slots import Span

LOOK = "waitlist"
"""Timer: what is free now meets who waits, at one site."""
_SITES = UUID("0f1d6a52-5a2c-5f0e-8b0b-3f6d4f2f7a10")

_NOTE = """
insert into freed (site, resource, during, since, left_by, freed_at)
select site, resource, during, held_since,
       (select contact_id from appointment where id = gone.owner), $2
  from gone
 where exists (
           select from waiting
            where waiting.site = gone.site
              and (held_since is null or waiting.joined_at >= held_since)
       )
    -- It came free before, was held meanwhile, and is free again.
    or exists (
           select from freed
            where freed.site = gone.site and freed.resource = gone.resource
              and freed.during && gone.during
       )
returning site
"""
"""Costs nothing where nobody waits."""


@dataclass(frozen=True, slots=True)
class Freed:
    """A place that came free: a practitioner's or a room's time."""

    resource: str
    span: Span
    since: datetime | None
    left_by: UUID | None
    freed_at: datetime

    def helps(self, joined_at: datetime, contact_id: UUID) -> bool:
        """Whether it is news for somebody who waits."""
        missed = self.since is None or joined_at >= self.since
        return missed and joined_at <= self.freed_at and contact_id != self.left_by


class News:
    """What came free, made ready to be asked, however much it is."""

    def __init__(self, places: Iterable[Freed]) -> None:
        self._by_resource: dict[str, _Places] = {}
        found: dict[str, list[Freed]] = {}
        for place in places:
            found.setdefault(place.resource, []).append(place)
        for resource, those in found.items():
            those.sort(key=lambda place: place.span)
            ends = accumulate((place.span.end for place in those), max)
            self._by_resource[resource] = _Places(those, [p.span.start for p in those], list(ends))

    def of(self, resources: Iterable[str], span: Span) -> list[Freed]:
        """What of it has a moment in common with a span of some resources."""
        found = []
        for places in map(self._by_resource.get, resources):
            before = bisect_left(places.starts, span.end) if places else 0
            while places and before and places.ends[before - 1] > span.start:
                before -= 1
                if places.ordered[before].span.end > span.start:
                    found.append(places.ordered[before])
        return found


class _Places(NamedTuple):
    ordered: list[Freed]
    starts: list[datetime]
    ends: list[datetime]
    """The latest end of all that begin no later."""


def look(tx: Tx, site: str, at: datetime | None = None) -> None:
    """Look at a site's waiting list, at once or later. Looks of one moment are one."""
    schedule(tx, LOOK, derived(_SITES, site), at or tx.now, site=site)


async def note(tx: Tx, gone: str, *args: Any) -> None:
    """Take something out of `occupied`, and look who waits for it.

    Args:
        gone: the beginning of a statement, `with … gone as (…)`, with the columns owner, site,
            resource, during and held_since; $2 is the time
    """
    for site in {row["site"] for row in await tx.fetch(gone + _NOTE, *args)}:
        look(tx, site)


async def opened(tx: Tx, site: str, places: Sequence[tuple[str, Span]]) -> None:
    """Times that came free otherwise: a block or an absence was taken back, hours were added.

    Args:
        places: resources as in `slots.practitioner` and their times
    """
    await note(
        tx,
        """
        with gone as (
            select null::uuid as owner, $1::text as site, resource,
                   tstzrange(start_at, end_at) as during, null::timestamptz as held_since
              from unnest($3::text[], $4::timestamptz[], $5::timestamptz[])
                   as place (resource, start_at, end_at)
        )
        """,
        site,
        tx.now,
        [resource for resource, _ in places],
        [span.start for _, span in places],
        [span.end for _, span in places],
    )


async def all_of(tx: Tx, site: str) -> list[Freed]:
    """What came free at a site and is not past; what is past is forgotten."""
    await tx.execute("delete from freed where site = $1 and upper(during) <= $2", site, tx.now)
    rows = await tx.fetch(
        "select resource, lower(during) as start_at, upper(during) as end_at, since, left_by,"
        " freed_at from freed where site = $1",
        site,
    )
    return [Freed(r[0], Span(r[1], r[2]), r[3], r[4], r[5]) for r in rows]
