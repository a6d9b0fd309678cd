"""What is promised of appointments: none overlap, ever; whoever has one knows of it.

Overlaps are sought in Postgres, over all that every appointment ever was.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from wardbell_cli.demo import in_words
from wardbell_dialogue.local_time import day_and_time
from wardbell_faults.phones import Json

TELLS = {
    "booked": ("is booked", "ist gebucht", "We have booked", "für Sie eingetragen"),
    "pending": ("is kept for you", "vorgemerkt"),
    "moved": ("is now on", "ist jetzt am"),
    "cancelled": (
        *("is cancelled", "ist abgesagt", "cannot take place", "nicht stattfinden"),
        *("we cannot offer", "geht leider nicht"),
    ),
}
"""Words with which a patient is told of a change, beside its day and time."""
LANGUAGES = ("en", "de")

OVERLAPS = """
with version as (
    select appointment_id, version, status, practitioner, room, start_at,
           tstzrange(start_at, start_at + make_interval(mins => minutes::int)) as during,
           -- Until the next version took its place. A change is stamped as its transaction begins,
           -- so one that waited for another may seem to have come before it.
           changed_at + interval '1 minute' as since,
           lead(changed_at, 1, 'infinity')
               over (partition by appointment_id order by version) as until
      from appointment_history
), living as (
    select *, tstzrange(since, until) as living
      from version
     where status <> 'cancelled' and since < until
)
select a.appointment_id, a.version, b.appointment_id as other, b.version as other_version,
       case when a.practitioner = b.practitioner then a.practitioner else a.room end as what,
       greatest(a.start_at, b.start_at) as at
  from living a
  join living b on a.appointment_id < b.appointment_id
               and a.during && b.during and a.living && b.living
               and (a.practitioner = b.practitioner or a.room = b.room)
 order by at
"""

PLACES = """
select owner, resource from occupied
 where owner not in (select id from hold)
   and owner not in (select id from appointment where status <> 'cancelled')
"""

HISTORY = """
select h.appointment_id, h.version, h.status, h.start_at, h.changed_at, h.changed_by,
       lag(h.status) over versions as status_before,
       lag(h.start_at) over versions as start_before,
       a.time_zone, c.wa_id
  from appointment_history h
  join appointment a on a.id = h.appointment_id
  join gateway.contact c on c.id = a.contact_id
window versions as (partition by h.appointment_id order by h.version)
 order by h.changed_at
"""


@asynccontextmanager
async def tables(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection to scheduling's tables."""
    conn = await asyncpg.connect(url, server_settings={"search_path": "scheduling,public"})
    try:
        yield conn
    finally:
        await conn.close()


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to an appointment, and whom it concerns."""

    appointment_id: UUID
    version: int
    kind: str
    """As in `TELLS`, or a status of which patients are not told."""
    by: str
    start: datetime
    """Of a visit that is cancelled the one that it had."""
    at: datetime
    time_zone: str
    wa_id: str


async def overlaps(conn: asyncpg.Connection) -> list[str]:
    """Appointments that ever stood at the same time with one practitioner or in one room."""
    return [
        f"{row['what']} has {row['appointment_id']} v{row['version']} and"
        f" {row['other']} v{row['other_version']} at {row['at']:%Y-%m-%d %H:%M}"
        for row in await conn.fetch(OVERLAPS)
    ]


async def places(conn: asyncpg.Connection) -> list[str]:
    """What is taken though nothing takes it."""
    return [f"{row['resource']} is taken by {row['owner']}" for row in await conn.fetch(PLACES)]


async def changes(conn: asyncpg.Connection) -> list[Change]:
    """All that happened to appointments of patients, oldest first."""
    return [
        Change(
            row["appointment_id"],
            row["version"],
            _kind(row),
            row["changed_by"],
            row["start_at"],
            row["changed_at"],
            row["time_zone"],
            row["wa_id"],
        )
        for row in await conn.fetch(HISTORY)
    ]


def untold(happened: Iterable[Change], shown: Mapping[str, Sequence[Json]]) -> list[Change]:
    """Changes that stand in no message on the phone of whom they concern."""
    read = {wa_id: [in_words(message) for message in chat] for wa_id, chat in shown.items()}
    return [
        change
        for change in happened
        if change.kind in TELLS
        and not any(_tells(words, change) for words in read.get(change.wa_id, ()))
    ]


def _tells(words: str, change: Change) -> bool:
    return any(key in words for key in TELLS[change.kind]) and any(
        all(part in words for part in day_and_time(language, change.time_zone, change.start))
        for language in LANGUAGES
    )


def _kind(row: asyncpg.Record) -> str:
    moved = row["start_before"] is not None and row["start_before"] != row["start_at"]
    if moved:
        return "moved"
    return "" if row["status"] == row["status_before"] else str(row["status"])
