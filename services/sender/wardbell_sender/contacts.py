"""All SQL about contacts: where they are, when they last wrote, what they allow."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from wardbell_events import Address
from wardbell_runtime import Running, Tx, aliases

WINDOW = timedelta(hours=24)
"""How long after a patient's message anything may be sent."""


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


def set_consent(tx: Tx, contact_id: UUID, *, notices: bool) -> None:
    """What a patient allows from here on."""
    tx.later("update contact set notices = $2 where id = $1", contact_id, notices)


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
        # Whichever topic was quicker, no is no: if either refused notices, both did.
        "insert into contact (id, number, wa_id, user_id, notices, window_until)"
        " select $2, number, wa_id, user_id, notices, window_until from contact where id = $1"
        " on conflict (id) do update set notices = contact.notices and excluded.notices,"
        " window_until = greatest(contact.window_until, excluded.window_until)",
        loser,
        winner,
    )
    await tx.execute("delete from contact where id = $1", loser)
    await aliases.merge(tx, loser, winner)


def _window(written_at: datetime | None) -> datetime | None:
    return written_at and written_at + WINDOW
