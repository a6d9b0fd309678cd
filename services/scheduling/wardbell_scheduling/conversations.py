"""Where conversations stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from wardbell_runtime import Tx
from wardbell_scheduling.state import STANDS, State

ASKING_NOTHING = frozenset({"", "offer", "waiting", "mine", "appointment", "booked", "call"})
"""Where a conversation shows something, and what is typed need not be about it."""


async def states(tx: Tx, contacts: Iterable[UUID]) -> dict[UUID, str]:
    """Where conversations stand, as JSON."""
    rows = await tx.fetch(
        "select contact_id, state from conversation where contact_id = any($1)", list(contacts)
    )
    return {row["contact_id"]: row["state"] for row in rows}


def save(tx: Tx, contact_id: UUID, number: str, state: str) -> None:
    """Where a conversation stands now."""
    tx.later_as_set(
        """
        insert into conversation (contact_id, number, state, updated_at)
        select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::timestamptz[])
        on conflict (contact_id) do update
           set number = excluded.number, state = excluded.state, updated_at = excluded.updated_at
        """,
        contact_id,
        number,
        state,
        tx.now,
        instead_of=contact_id,
    )


async def ask_unasked(
    tx: Tx, contact_id: UUID, number: str, state: State, *, instead: bool = False
) -> None:
    """A notice asks something: words answer it, unless an open question of the talk is in the way.

    Args:
        state: where the conversation stands once the notice has come
        instead: it is answered instead of an open question, since it was read last
    """
    known = (await states(tx, [contact_id])).get(contact_id)
    before = State.decode(known) if known is not None else State()
    if instead and before.asking == "confirm":
        # A yes still takes what is held for them; what is chosen is one of the last choices.
        state = before.with_(offered=state.offered, titles=state.titles)
    elif not (_is_idle(before, tx.now) or (instead and before.asking != "identity")):
        return
    save(tx, contact_id, number, state.encode())


def _is_idle(state: State, now: datetime) -> bool:
    return state.asking in ASKING_NOTHING or state.is_over(now)


def end(tx: Tx, contact_id: UUID, asked: datetime) -> None:
    """A reminder has asked something else: a question of a talk that was long before is over.

    So is an offer that nobody had asked for just then: a yes answers what was read last.
    """
    tx.later(
        "update conversation set state = $2 where contact_id = $1 and (updated_at < $3"
        " or (updated_at < $4 and state ->> 'asking' = 'offer'))",
        contact_id,
        State().encode(),
        asked - STANDS,
        asked,
    )


async def number_of(tx: Tx, contact_id: UUID) -> str | None:
    """Our number that a contact wrote to about appointments; None if they never did."""
    number: str | None = await tx.fetchval(
        "select number from conversation where contact_id = $1", contact_id
    )
    return number


def begin(tx: Tx, number: str) -> None:
    """What follows is said unasked and counts from now; `number`: ours that it comes from.

    What led here may be another patient's message, long ago, to another number of ours.
    """
    tx.cause = tx.cause._replace(number=number, received_at=tx.now)


async def merge(tx: Tx, loser: UUID, winner: UUID) -> None:
    """Two contacts are one; where the winner stands already, they go on there."""
    await tx.execute(
        "update conversation set contact_id = $2 where contact_id = $1"
        " and not exists (select from conversation where contact_id = $2)",
        loser,
        winner,
    )
    await tx.execute("delete from conversation where contact_id = $1", loser)
