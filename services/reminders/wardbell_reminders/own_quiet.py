"""When it is quiet for a patient: their own hours and clock, as patients told them last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_dialogue.local_time import known_zone
from wardbell_dialogue.quiet import Quiet
from wardbell_events import ProfileChanged
from wardbell_reminders.times import Night
from wardbell_runtime import Tx


@dataclass(frozen=True, slots=True)
class Own:
    """What a profile says of it."""

    version: int = 0
    hours: str | None = None
    """None: as in reminders.yaml."""
    time_zone: str | None = None
    """None, or one that we do not know: where the visit is."""

    def night(self, hours: Quiet, zone: ZoneInfo) -> Night:
        """The quiet hours of the patient, else these where the visit is."""
        own = known_zone(self.time_zone) if self.time_zone else None
        return Night(Quiet.parse(self.hours) if self.hours else hours, own or zone)


AS_ELSEWHERE = Own()


async def of(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, Own]:
    """Of those contacts of which it was told."""
    rows = await tx.fetch(
        "select contact_id, version, hours, time_zone from own_quiet where contact_id = any($1)",
        list(contacts),
    )
    return {row["contact_id"]: Own(*row[1:]) for row in rows}


def save(tx: Tx, event: ProfileChanged) -> Own:
    """What a profile says now."""
    own = Own(event.version, event.quiet_hours, event.time_zone)
    tx.later(
        """
        insert into own_quiet (contact_id, version, hours, time_zone) values ($1, $2, $3, $4)
        on conflict (contact_id) do update
           set version = excluded.version, hours = excluded.hours, time_zone = excluded.time_zone
         where own_quiet.version < excluded.version
        """,
        event.contact_id,
        own.version,
        own.hours,
        own.time_zone,
    )
    return own


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the hours of either, until patients tells the profile of both."""
    await tx.execute(
        """
        insert into own_quiet (contact_id, version, hours, time_zone)
        select $2, 0, hours, time_zone from own_quiet where contact_id = $1
        on conflict (contact_id) do update
           set hours = coalesce(own_quiet.hours, excluded.hours),
               time_zone = coalesce(own_quiet.time_zone, excluded.time_zone)
        """,
        loser,
        winner,
    )
    await tx.execute("delete from own_quiet where contact_id = $1", loser)
