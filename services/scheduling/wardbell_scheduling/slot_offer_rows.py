"""All SQL about what is offered to who waits.

Rows are written with their contact locked. Only `add` is not: it is called by the look at a site's
list, of which there is one at a time, and makes rows that nobody else knows yet.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling.slots import Slot
from wardbell_scheduling.stages import Had
from wardbell_scheduling.waiting import Offer, Waiting

KEPT = timedelta(days=7)
"""How long after its slot an offer can be asked about."""
_OFFER = """
select id, waiting_id, contact_id, site, service, practitioner, location, start_at, minutes,
       expires_at, told, status, unsent
  from slot_offer
"""


async def standing(tx: Tx, site: str) -> list[Offer]:
    """Offers that are out and have not expired."""
    rows = await tx.fetch(
        _OFFER + " where site = $1 and status = 'open' and expires_at > $2", site, tx.now
    )
    return [_offer(*row) for row in rows]


async def had(tx: Tx, site: str) -> tuple[Had, Had]:
    """What was offered, but not what went to somebody else; and what could not be sent."""
    rows = await tx.fetch(
        "select waiting_id, practitioner, start_at, unsent from slot_offer"
        " where site = $1 and start_at > $2 and (status <> 'withdrawn' or unsent)",
        site,
        tx.now,
    )
    sent, unsent = ({row[:3] for row in rows if row[3] == which} for which in (False, True))
    return sent, unsent


async def add(tx: Tx, id_: UUID, to: Waiting, slot: Slot, expires_at: datetime) -> None:
    """Put a slot aside for somebody to be asked; the patient is told with their contact locked."""
    await tx.execute(
        """
        insert into slot_offer (id, waiting_id, contact_id, site, service, practitioner, location,
                                start_at, minutes, offered_at, expires_at, status)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')
        """,
        id_,
        to.id,
        to.contact_id,
        to.site,
        slot.service,
        slot.practitioner,
        slot.location,
        slot.start,
        slot.minutes,
        tx.now,
        expires_at,
    )


async def offer(tx: Tx, id_: UUID) -> Offer | None:
    """One offer, locked until the transaction ends."""
    row = await tx.fetchrow(_OFFER + " where id = $1 for update", id_)
    return _offer(*row) if row else None


async def mark(tx: Tx, offer: Offer, status: str) -> None:
    """What became of an offer."""
    await tx.execute("update slot_offer set status = $2 where id = $1", offer.id, status)


async def open_to(tx: Tx, waiting_id: UUID) -> list[UUID]:
    """Offers to a place on the list that were neither taken, declined nor withdrawn."""
    rows = await tx.fetch(
        "select id from slot_offer where waiting_id = $1 and status = 'open'", waiting_id
    )
    return [row["id"] for row in rows]


async def withdraw_unsent(tx: Tx, id_: UUID) -> str | None:
    """Nobody saw it; returns its site. None: something else became of it meanwhile."""
    site: str | None = await tx.fetchval(
        "update slot_offer set status = 'withdrawn', unsent = true"
        " where id = $1 and status = 'open' returning site",
        id_,
    )
    return site


async def tell(tx: Tx, offer: Offer) -> None:
    """The patient is sent it."""
    await tx.execute("update slot_offer set told = true where id = $1", offer.id)


async def forget(tx: Tx, site: str) -> None:
    """Offers of slots that are long past; one that is just being asked about stays."""
    await tx.execute(
        "delete from slot_offer where id in (select id from slot_offer"
        " where site = $1 and start_at < $2 for update skip locked)",
        site,
        tx.now - KEPT,
    )


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one: what the loser was offered the winner can take."""
    await tx.execute("update slot_offer set contact_id = $2 where contact_id = $1", loser, winner)


def _offer(id_: UUID, waiting_id: UUID, contact_id: UUID, site: str, *rest: Any) -> Offer:
    return Offer(id_, waiting_id, contact_id, site, Slot(*rest[:5]), *rest[5:])
