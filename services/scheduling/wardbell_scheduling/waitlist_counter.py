"""What staff do with the waiting list."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_runtime import Running
from wardbell_scheduling import freed, staff, waiting_rows
from wardbell_scheduling.staff import Operator, Refused
from wardbell_scheduling.waiting import Waiting


async def listed(running: Running, site: str) -> tuple[list[Waiting], ZoneInfo]:
    """Who waits at a site, in the order in which they are asked; and the clinic's time zone."""
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        return await waiting_rows.of_site(tx, site), clinic.own_zone


async def remove(running: Running, id_: UUID, by: Operator) -> tuple[Waiting, ZoneInfo]:
    """Take somebody off the list; they are told nothing, staff did that."""
    contact = await running.pool.fetchval("select contact_id from waiting where id = $1", id_)
    async with running.transaction([contact] if contact else []) as tx:
        entry = await waiting_rows.entry(tx, id_)
        if entry is None:
            raise Refused(f"nobody waits as {id_}: `wardbell waitlist list` shows who does")
        tx.cause = staff.command(entry.site, entry.number, str(entry.contact_id), tx.now)
        await waiting_rows.leave(tx, id_)
        freed.look(tx, entry.site)
        staff.audit(tx, by.name, "waitlist remove", detail=str(id_))
        return entry, (await staff.clinic_of(tx, entry.site)).own_zone
