"""What could not be handled, kept as it came, with where it came from and why.

A parked record and its inbox row are written in one transaction. Replay runs the handler from the
row; there are no dead topics.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from wardbell_runtime.ids import uuid7
from wardbell_runtime.records import Broken, Incoming, Record, pack_headers, unpack_headers
from wardbell_runtime.tx import Tx

INSERT = """
insert into parked (id, consumer, topic, partition, "offset", key, headers, value,
                    event_id, event_type, contact_id, reason, error, attempts, parked_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
on conflict (consumer, event_id) do update set attempts = parked.attempts + excluded.attempts,
                                               replay_at = null, error = excluded.error
"""


def park(
    tx: Tx, consumer: str, what: Incoming | Broken, reason: str, error: str, attempts: int
) -> None:
    """Keep a record in this transaction.

    Args:
        reason: `malformed` or `bug`
        error: an exception's class and place; never its text, which may hold personal data
    """
    record = what.record
    if isinstance(what, Incoming):
        event_id, event_type = what.envelope.id, what.envelope.type
    else:
        event_id, event_type = what.event_id, what.event_type
    tx.later(
        INSERT,
        uuid7(),
        consumer,
        record.topic,
        record.partition,
        record.offset,
        record.key,
        pack_headers(record.headers),
        record.value,
        event_id,
        event_type,
        contact_of(record),
        reason,
        error,
        attempts,
        tx.now,
    )


def contact_of(record: Record) -> UUID | None:
    """The contact that a record's key names, where it names one."""
    with suppress(ValueError, UnicodeDecodeError):
        return UUID((record.key or b"").decode())
    return None


async def next_for_replay(tx: Tx, consumer: str) -> tuple[UUID, Record] | None:
    """The oldest record of a consumer that an operator asked to run again, and its row's id."""
    row = await tx.fetchrow(
        "select * from parked where consumer = $1 and replay_at is not null"
        " order by parked_at limit 1 for update skip locked",
        consumer,
    )
    if row is None:
        return None
    return row["id"], Record(
        row["topic"],
        row["partition"],
        row["offset"],
        row["key"],
        tuple(unpack_headers(row["headers"])),
        row["value"],
    )
