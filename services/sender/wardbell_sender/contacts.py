"""All SQL about contacts: where they are, when they last wrote, what they allow."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from wardbell_events import Address
from wardbell_events.outbound import Consent
from wardbell_runtime import Running, Tx, aliases

DAY = timedelta(hours=24)
WINDOW = timedelta(hours=24)
"""How long after a patient's message anything may be sent."""

JUDGE = """
update message m
   set unwanted = not c.notices or m.purpose = any(c.refused)
  from changed c
 where m.contact_id = c.id and m.unasked
   and m.state in ('deferred', 'ready', 'claimed', 'unclear')
   and m.unwanted <> (not c.notices or m.purpose = any(c.refused))
"""
"""What waits for those whose consent has changed is wanted, or not."""


def learn_address(
    tx: Tx, contact_id: UUID, number: str, address: Address, written_at: datetime | None
) -> None:
    """The address a patient wrote from, until `contacts` tells a versioned one."""
    tx.later_as_set(
        "insert into contact (id, number, wa_id, user_id, window_until)"
        " select * from"
        " unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])"
        " on conflict (id) do update set wa_id = excluded.wa_id, user_id = excluded.user_id"
        " where contact.wa_id is null and contact.user_id is null",
        contact_id,
        number,
        address.wa_id,
        address.user_id,
        _window(written_at),
        instead_of=contact_id,
    )


def has_written(tx: Tx, contact_id: UUID, number: str, at: datetime) -> None:
    """A patient wrote: for 24 hours anything may be sent, to wherever `contacts` will say."""
    tx.later_as_set(
        "insert into contact (id, number, window_until)"
        " select * from unnest($1::uuid[], $2::text[], $3::timestamptz[])"
        " on conflict (id) do update set window_until = excluded.window_until"
        # Some minutes less than is true are no harm, and a write less for most messages.
        " where contact.window_until is null"
        " or contact.window_until < excluded.window_until - interval '5 minutes'",
        contact_id,
        number,
        _window(at),
        instead_of=contact_id,
    )


def set_contact(
    tx: Tx,
    contact_id: UUID,
    number: str,
    version: int,
    address: Address,
    written_at: datetime | None,
) -> None:
    """A contact's state as the router has it; an older version changes nothing."""
    tx.later(
        """
        insert into contact (id, number, wa_id, user_id, version, window_until)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update
           set number = excluded.number, wa_id = excluded.wa_id, user_id = excluded.user_id,
               version = excluded.version,
               window_until = greatest(contact.window_until, excluded.window_until)
         where contact.version < excluded.version
        """,
        contact_id,
        number,
        address.wa_id,
        address.user_id,
        version,
        _window(written_at),
    )


def set_quiet(
    tx: Tx, contact_id: UUID, number: str, version: int, hours: str | None, zone: str | None
) -> None:
    """When it is quiet for a contact, as their profile says; an older one changes nothing."""
    tx.later(
        """
        insert into contact (id, number, profile_version, quiet_hours, time_zone)
        values ($1, $2, $3, $4, $5)
        on conflict (id) do update
           set profile_version = excluded.profile_version,
               quiet_hours = excluded.quiet_hours, time_zone = excluded.time_zone
         where contact.profile_version < excluded.profile_version
        """,
        contact_id,
        number,
        version,
        hours,
        zone,
    )


def set_consent(tx: Tx, contact_id: UUID, number: str, consent: Consent) -> None:
    """What a patient allows from here on; whoever is not known yet may have said so already."""
    tx.later(
        "with changed as ("  # noqa: S608
        "insert into contact (id, number, notices, refused) values ($1, $2, $3, $4)"
        " on conflict (id) do update"
        " set notices = excluded.notices and (contact.notices or not $5),"
        f" refused = excluded.refused returning id, notices, refused){JUDGE}",
        contact_id,
        number,
        consent.notices,
        list(consent.refused),
        consent.in_part,
    )


def wants_no_campaigns(tx: Tx, contact_id: UUID) -> None:
    """WhatsApp knows that a patient wants no marketing; until `patients` tells it, too."""
    tx.later(
        "with changed as (update contact set refused = refused || '{campaign}'"  # noqa: S608
        " where id = $1 and 'campaign' <> all(refused)"
        f" returning id, notices, refused){JUDGE}",
        contact_id,
    )


def had_enough(tx: Tx, contact_id: UUID) -> None:
    """WhatsApp says that a patient was sent enough marketing."""
    tx.later("update contact set campaigns_after = $2 where id = $1", contact_id, tx.now + DAY)


def was_sent(tx: Tx, contact_id: UUID, at_least: datetime, more: timedelta) -> None:
    """What a patient was sent lasts until then at least, and so much longer (`pair.py`)."""
    tx.later_as_set(
        "update contact set lasts_until = greatest(contact.lasts_until, new.at_least) + new.more"
        " from unnest($1::uuid[], $2::timestamptz[], $3::interval[]) as new (id, at_least, more)"
        " where contact.id = new.id",
        contact_id,
        at_least,
        more,
        instead_of=contact_id,
    )


async def last_answers(running: Running, since: datetime) -> dict[tuple[str, str], datetime]:
    """When patients were last answered, of the answers since a moment: by number and address."""
    rows = await running.pool.fetch(
        "select c.number, c.wa_id, c.user_id, max(m.requested_at) as at"
        "  from message m join contact c on c.id = m.contact_id"
        " where m.requested_at >= $1 and m.lane <> 'notice' group by 1, 2, 3",
        since,
    )
    return {
        (row["number"], row[name]): row["at"]
        for row in rows
        for name in ("wa_id", "user_id")
        if row[name] is not None
    }


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's messages are the winner's, its id an alias."""
    for table in ("message", "media"):
        moved = f"update {table} set contact_id = $2 where contact_id = $1"  # noqa: S608
        await tx.execute(moved, loser, winner)
    await tx.execute(
        # Whichever topic was quicker, no is no: what either refused, both did.
        "insert into contact"
        " (id, number, wa_id, user_id, notices, refused, window_until, lasts_until,"
        " campaigns_after, quiet_hours, time_zone)"
        " select $2, number, wa_id, user_id, notices, refused, window_until, lasts_until,"
        " campaigns_after, quiet_hours, time_zone from contact where id = $1"
        " on conflict (id) do update set notices = contact.notices and excluded.notices,"
        " refused = array(select unnest(contact.refused) union select unnest(excluded.refused)),"
        " window_until = greatest(contact.window_until, excluded.window_until),"
        " lasts_until = greatest(contact.lasts_until, excluded.lasts_until),"
        " campaigns_after = greatest(contact.campaigns_after, excluded.campaigns_after),"
        # until patients tells the profile of both
        " quiet_hours = coalesce(contact.quiet_hours, excluded.quiet_hours),"
        " time_zone = coalesce(contact.time_zone, excluded.time_zone)",
        loser,
        winner,
    )
    await tx.execute("delete from contact where id = $1", loser)
    changed = "with changed as (select id, notices, refused from contact where id = $1)"
    await tx.execute(f"{changed}{JUDGE}", winner)
    await aliases.merge(tx, loser, winner)


def _window(written_at: datetime | None) -> datetime | None:
    return written_at and written_at + WINDOW
