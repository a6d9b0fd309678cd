"""All SQL about calendars elsewhere: which there are, when each is asked, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wardbell_runtime import Tx
from wardbell_scheduling import blocks
from wardbell_scheduling.clinic import Clinic

AT_ONCE = 20
"""Calendars that one replica asks together."""
WHOLE_AFTER = timedelta(days=1)
"""A calendar that has not changed is read again after this: more of its series is in sight then."""


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """A calendar to ask, and the version of it that is known."""

    site: str
    practitioner: str
    address: str
    etag: str
    modified: str
    digest: bytes
    failed: bool


async def follow(tx: Tx, clinic: Clinic) -> None:
    """Ask what a clinic's file names from now on, all of it anew; forget what it names no more."""
    named = {id_: person.busy for id_, person in clinic.practitioners.items() if person.busy}
    gone = await tx.fetch(
        "delete from busy_calendar where site = $1 and not practitioner = any($2)"
        " returning practitioner",
        clinic.site,
        list(named),
    )
    for row in gone:
        await blocks.replace_imported(tx, clinic.site, row["practitioner"], [])
    await tx.execute(
        """
        insert into busy_calendar (site, practitioner, address, next_at)
        select $1, practitioner, address, $4
          from unnest($2::text[], $3::text[]) as named (practitioner, address)
        on conflict (site, practitioner) do update
           set address = excluded.address, read_at = null, next_at = excluded.next_at
        """,
        clinic.site,
        list(named),
        list(named.values()),
        tx.now,
    )


async def claim(tx: Tx, every: timedelta) -> list[BusyCalendar]:
    """Calendars whose time it is: nobody else asks them until it is their time again."""
    rows = await tx.fetch(
        """
        update busy_calendar set next_at = $2
         where (site, practitioner) in (
                   select site, practitioner from busy_calendar
                    where next_at <= $1 order by next_at limit $3 for update skip locked
               )
        returning site, practitioner, address, etag, modified, digest,
                  read_at is null or read_at < $4 as whole, failed_at is not null as failed
        """,
        tx.now,
        tx.now + every,
        AT_ONCE,
        tx.now - WHOLE_AFTER,
    )
    return [
        BusyCalendar(
            row["site"],
            row["practitioner"],
            row["address"],
            # Who claims to know nothing is sent everything.
            "" if row["whole"] else row["etag"],
            "" if row["whole"] else row["modified"],
            b"" if row["whole"] else row["digest"],
            row["failed"],
        )
        for row in rows
    ]


async def was_read(tx: Tx, calendar: BusyCalendar, etag: str, modified: str, digest: bytes) -> bool:
    """A version of it is known now. False: it is another calendar's turn meanwhile."""
    tag = await tx.execute(
        "update busy_calendar set etag = $4, modified = $5, digest = $6, read_at = $7"
        " where site = $1 and practitioner = $2 and address = $3",
        calendar.site,
        calendar.practitioner,
        calendar.address,
        etag,
        modified,
        digest,
        tx.now,
    )
    return tag == "UPDATE 1"


async def fails(tx: Tx, calendar: BusyCalendar) -> bool:
    """It cannot be read. True: until now it could."""
    tag = await tx.execute(
        "update busy_calendar set failed_at = $4 where site = $1 and practitioner = $2"
        " and address = $3 and failed_at is null",
        calendar.site,
        calendar.practitioner,
        calendar.address,
        tx.now,
    )
    return tag == "UPDATE 1"


async def works(tx: Tx, calendar: BusyCalendar) -> None:
    """It can be read again."""
    await tx.execute(
        "update busy_calendar set failed_at = null where site = $1 and practitioner = $2",
        calendar.site,
        calendar.practitioner,
    )


async def failing(tx: Tx) -> list[tuple[str, str, bool]]:
    """Of each calendar, by site and practitioner, whether it cannot be read now."""
    rows = await tx.fetch(
        "select site, practitioner, failed_at is not null as fails from busy_calendar"
    )
    return [(row["site"], row["practitioner"], row["fails"]) for row in rows]
