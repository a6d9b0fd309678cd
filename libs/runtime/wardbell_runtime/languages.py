"""In which language contacts are written to: who begins talks keeps it in a table `contact`."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardbell_events import ContactChanged
from wardbell_runtime.tx import Tx


async def heard(tx: Tx, event: ContactChanged) -> None:
    """A contact's language as the router heard it; an older version changes nothing."""
    tx.later(
        """
        insert into contact (id, version, language) values ($1, $2, $3)
        on conflict (id) do update set version = excluded.version, language = excluded.language
         where contact.version < excluded.version
        """,
        event.contact_id,
        event.version,
        event.language,
    )


async def of(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, str]:
    """In which language contacts are written to, as far as it was told."""
    rows = await tx.fetch("select id, language from contact where id = any($1)", list(contacts))
    return {row["id"]: row["language"] for row in rows}


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: the loser's language counts until the winner's is told."""
    await tx.execute(
        "update contact set id = $2, version = 0 where id = $1"
        " and not exists (select from contact where id = $2)",
        loser,
        winner,
    )
    await tx.execute("delete from contact where id = $1", loser)
