"""Who comes: the ids that patients told; names are kept there.

When two contacts prove to be one, so may people. The router tells the one and patients the other,
in any order; whatever comes last finds all that there is of the contact, which is locked.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from wardbell_events import AppointmentBooked, AppointmentRequested, ProfileChanged
from wardbell_runtime import Tx
from wardbell_scheduling import appointment_rows, clinics, waiting_rows
from wardbell_scheduling.appointment import OPEN


async def of(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, UUID]:
    """Who contacts are, as far as it was told."""
    rows = await tx.fetch(
        "select contact_id, person_id from identity where contact_id = any($1)", list(contacts)
    )
    return {row["contact_id"]: row["person_id"] for row in rows}


async def identified(tx: Tx, contact_id: UUID, person_id: UUID) -> UUID:
    """Who a contact is; returns the id by which the person is known now."""
    known: UUID = await tx.fetchval(
        """
        insert into identity (contact_id, person_id)
        values ($1, coalesce((select person_id from person_alias where old = $2), $2))
        on conflict (contact_id) do update set person_id = excluded.person_id
        returning person_id
        """,
        contact_id,
        person_id,
    )
    return known


async def called_before(tx: Tx, contact_id: UUID, person_id: UUID, language: str) -> bool:
    """What somebody booked by telephone is of the contact that they write from now."""
    visits = await appointment_rows.of_caller(tx, person_id)
    if visits:
        await clinics.stay_as_they_are(tx)  # before the rows are locked, as everybody does
    for known in visits:
        visit = await appointment_rows.appointment(tx, known.id)
        if visit is None or visit.contact_id is not None or visit.status not in OPEN:
            continue
        theirs = visit.changed(
            tx.now, "system", contact_id=contact_id, number=tx.cause.number, language=language
        )
        await appointment_rows.save(tx, theirs)
        kind = AppointmentRequested if theirs.status == "pending" else AppointmentBooked
        tx.emit(theirs.event(kind))
    return bool(visits)


async def profile_changed(tx: Tx, event: ProfileChanged) -> None:
    """People of a contact proved to be one. An older version knows less, and nothing else."""
    for person in event.people:
        if person.is_self:
            await called_before(tx, event.contact_id, person.person_id, event.language)
    merged = [(old, person.person_id) for person in event.people for old in person.formerly]
    if merged:
        await tx.conn.executemany(
            "insert into person_alias (old, person_id) values ($1, $2)"
            " on conflict (old) do update set person_id = excluded.person_id",
            merged,
        )
        await settle(tx, event.contact_id)


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one; who the winner is known to be counts."""
    await tx.execute(
        "update identity set contact_id = $2 where contact_id = $1"
        " and not exists (select from identity where contact_id = $2)",
        loser,
        winner,
    )
    await tx.execute("delete from identity where contact_id = $1", loser)
    await settle(tx, winner)


async def settle(tx: Tx, contact_id: UUID) -> None:
    """All that is kept of a contact is about people as they are known now."""
    await waiting_rows.settle_people(tx, contact_id)
    for table in ("appointment", "identity"):
        await tx.execute(
            f"update {table} as kept set person_id = known.person_id"  # noqa: S608
            " from person_alias as known"
            " where kept.contact_id = $1 and kept.person_id = known.old",
            contact_id,
        )
