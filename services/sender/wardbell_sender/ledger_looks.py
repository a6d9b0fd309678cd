"""SQL of those who look after the ledger: what is late, held or in doubt, and what is old."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wardbell_runtime import Running, Tx
from wardbell_runtime.clock import ago
from wardbell_sender import once_more

COLUMNS = "id, contact_id, lane, service, purpose, expects, context, doubts, fallback"


@dataclass(frozen=True, slots=True)
class Look:
    """Messages of which something has to be done by itself."""

    condition: str
    """An index knows those that fulfil it, in this order: others may be 100,000."""
    order: str
    most: int = 200
    """At once."""

    @property
    def first(self) -> str:
        """Who they are."""
        return (
            f"select id, contact_id from message where {self.condition}"  # noqa: S608
            f" order by {self.order} limit {self.most}"
        )

    def again(self, ids: str) -> str:
        """Those that are so still, locked."""
        return (
            f"select {COLUMNS} from message where id = any({ids}) and {self.condition}"  # noqa: S608
            f" order by {self.order} for update skip locked"
        )


KEPT_DAYS = 30

DUE = Look("state = 'deferred' and try_at <= $1", order="try_at, seq", most=1_000)
"""Their hour has come."""
EXPIRED = Look("state in ('deferred', 'ready') and expires_at <= $1", order="expires_at")
"""They are of no use any more, whatever they wait for."""
UNWANTED = Look("state = 'ready' and unwanted", order="id")
"""They wait for patients who do not want them."""
STOPPED = Look(
    "state = 'ready' and unasked and purpose = 'campaign'"
    " and number = any(array(select number from paused_campaigns where until > $1))",
    order="number, id",
    most=1_000,
)
"""Campaigns of numbers that are to send none now."""
NEVER_CAME_BACK = Look("state = 'claimed' and claimed_until < $1", order="claimed_until")
"""Claims whose sender never came back."""
LONG_UNCLEAR = Look("state = 'unclear' and unclear_since < $1", order="unclear_since")
"""No status has settled them."""
NOT_DELIVERED = Look(
    "state in ('accepted', 'sent') and lane = 'notice' and not fallback"
    " and finished_at < $1 and finished_at > $2 and (expires_at is null or expires_at > $3)",
    order="finished_at",
)
"""Notices that WhatsApp took between two moments, of whose delivery nothing is known."""


async def each(running: Running, look: Look, do: Callable[[Tx, Any], None], *args: Any) -> int:
    """Do something about messages; how many they were.

    Contacts are locked before their messages, as everybody does who writes of them: so it is read
    whose they are first, and then what is still so.
    """
    found = await running.pool.fetch(look.first, *args)
    if not found:
        return 0
    contacts = {row["contact_id"] for row in found}
    async with running.transaction(contacts) as tx:
        ids = [row["id"] for row in found]
        rows = await tx.fetch(look.again(f"${len(args) + 1}"), *args, ids)
        locked = [row for row in rows if row["contact_id"] in contacts]  # some may be merged since
        for row in locked:
            do(tx, row)
    return len(locked)


def release(tx: Tx, message_id: UUID) -> None:
    """A message is in the line again, from its hour on."""
    tx.later_as_set(
        "update message set state = 'ready', due_at = try_at where id = any($1::uuid[])", message_id
    )


def set_aside(tx: Tx, message_id: UUID) -> None:
    """A campaign waits until its number may send some again, and nothing waits for it."""
    tx.later_as_set(
        "update message set state = 'deferred', try_at = stopped.until"
        " from paused_campaigns stopped"
        " where message.id = any($1::uuid[]) and stopped.number = message.number",
        message_id,
    )


def mark_fallback(tx: Tx, message_id: UUID) -> None:
    """Another channel was told of a message."""
    tx.later("update message set fallback = true where id = $1", message_id)


ANY_UNCLEAR = "select exists (select from message where state = 'unclear')"


async def any_unclear(running: Running) -> bool:
    """Whether WhatsApp may have something of which it has not said so."""
    return bool(await running.pool.fetchval(ANY_UNCLEAR))


OLDEST = """
select lane,
       (select due_at from message
         where message.lane = lanes.lane and state in ('ready', 'claimed', 'unclear')
           and (lanes.lane = 'urgent'
                or coalesce((select lasts_until from contact where id = contact_id), $1) <= $1)
         order by due_at limit 1) as at
  from (values ('urgent'), ('reply'), ('notice')) as lanes (lane)
"""


async def oldest(running: Running) -> dict[str, datetime | None]:
    """Since when the oldest message of each lane should have left, however often it was tried.

    But for those of patients whom WhatsApp takes nothing for just now (`pair`).
    """
    rows = await running.pool.fetch(OLDEST, running.clock.now())
    return {row["lane"]: row["at"] for row in rows}


async def under_way(running: Running) -> str | None:
    """What is not settled yet, in words; None: nothing."""
    row = await running.pool.fetchrow(
        "select count(*) filter (where state = 'unclear') as unclear, count(*) as all"
        " from message where state in ('claimed', 'unclear')"
        " or (state in ('ready', 'deferred') and try_at <= $1 and contact_id in"
        " (select id from contact where wa_id is not null or user_id is not null))",
        running.clock.now(),
    )
    assert row is not None  # noqa: S101
    return f"{row['all']} messages under way, {row['unclear']} unclear" if row["all"] else None


WORDS_OLD = (
    "state in ('accepted', 'sent') and finished_at < $1 and coalesce(content, template) is not null"
)
OLD = (
    "requested_at < $1 and coalesce(finished_at, requested_at) < $1"
    " and state not in ('deferred', 'ready', 'claimed', 'unclear')"
)


async def forget_words(running: Running) -> None:
    """Drop what was said where WhatsApp has it for long: it will not be sent again."""
    await running.forget(
        "update message set content = null, template = null, unreached = null where id in"  # noqa: S608
        f" (select id from message where {WORDS_OLD} limit $2) and {WORDS_OLD}",
        ago(running.clock.now(), days=once_more.KEPT_DAYS),
    )


async def forget(running: Running) -> None:
    """Drop ledger rows whose fate was settled long ago."""
    await running.forget(
        "delete from message"  # noqa: S608
        f" where id in (select id from message where {OLD} limit $2) and {OLD}",
        ago(running.clock.now(), days=KEPT_DAYS),
    )
