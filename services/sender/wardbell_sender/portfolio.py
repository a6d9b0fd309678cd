"""How many users we reach outside their window: Meta lets a portfolio so many in 24 hours.

Source: Meta, messaging limits: 250, 2,000, 10,000 or 100,000 unique users outside an open window in
rolling 24 hours over all numbers of a portfolio, or as many as one likes; raised by Meta itself,
which says so by webhook (docs/reference/whatsapp.md). The count is a row, kept over replicas and
restarts; whoever was reached once in the 24 hours costs nothing more.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from wardbell_runtime import Running, Tx, warn
from wardbell_sender.ledger import Claimed
from wardbell_sender.metrics import SenderMetrics

DAY = timedelta(hours=24)
LATER = timedelta(minutes=5)
"""After how long a message for which there is no room is tried again at the earliest."""
RESERVED = 0.05
"""Share of the users that only urgent messages, answers and security codes may take."""
LOOK_SECONDS = 10.0


class Portfolio:
    """Whether one more user may be reached, and how full the day is.

    Args:
        users_a_day: until Meta says another number; 0: as many as one likes
    """

    def __init__(self, users_a_day: int, metrics: SenderMetrics) -> None:
        self._set_to = self._users = users_a_day
        self._metrics = metrics

    async def full_until(self, running: Running, message: Claimed) -> datetime | None:
        """Count a user who is to be reached by a template; when to look again if none may be.

        Urgent messages and security codes are counted, and never held: what we count is a guess,
        and Meta says no by itself.
        """
        if not self._users:
            return None
        share = 1 - RESERVED if message.unasked else 1.0 if message.may_wait else None
        now = running.clock.now()
        try:
            if await self._count(running, message.contact_id, now, share):
                return None
            # Nobody has room before that user's day is over.
            oldest = await running.pool.fetchval("select min(at) from reached")
        except Exception as error:  # noqa: BLE001  # it was not sent, which is written down later
            warn("could not count whom we reach", error=error)
            return now if message.may_wait else None
        return max(now + LATER, oldest + DAY) if oldest else now + LATER

    async def _count(
        self, running: Running, contact_id: UUID, now: datetime, share: float | None
    ) -> bool:
        """Count a user; False: there is no room.

        Args:
            share: of Meta's limit that may be used; None: all, and more
        """
        counted = await running.pool.fetchval(
            """
            with known as (
                update reached set at = $2 where contact_id = $1 returning contact_id
            ), room as (
                update portfolio set used = used + 1
                 where ($3::float8 is null or coalesce(users_a_day, $4) = 0
                        or used < floor(coalesce(users_a_day, $4) * $3::float8))
                   and not exists (select from known) returning used
            ), new as (
                insert into reached (contact_id, at) select $1, $2 from room
                    on conflict (contact_id) do update set at = excluded.at returning contact_id
            )
            select count(*) from (table known union all table new) as either
            """,
            contact_id,
            now,
            share,
            self._set_to,
        )
        return bool(counted)

    async def watch(self, running: Running) -> None:
        """Forget whom the last 24 hours did not reach, until the service stops."""
        look = partial(self.look, running)
        await running.repeat("users reached", look, seconds=LOOK_SECONDS)

    async def look(self, running: Running) -> None:
        """One look: what Meta said, how many were reached, and how many of them a day ago."""
        async with running.transaction() as tx:
            said = await tx.fetchval("select users_a_day from portfolio for update")
            await tx.execute("delete from reached where at <= $1", tx.now - DAY)
            used = await tx.fetchval(
                "update portfolio set used = (select count(*) from reached) returning used"
            )
        self._users = self._set_to if said is None else said
        self._metrics.users.labels("reached").set(used)
        self._metrics.users.labels("limit").set(self._users or float("inf"))


def learn(tx: Tx, raw: dict[str, Any]) -> None:
    """Meta has said how many, in `phone_number_quality_update` or `business_capability_update`."""
    if (users := _users(raw.get("max_daily_conversations_per_business"))) is not None:
        tx.later("update portfolio set users_a_day = $1", users, instead_of="it")
        # There may be room before the day of those who were reached is over.
        again = "update message set try_at = $1 where state = 'deferred' and held and try_at > $1"
        tx.later(again, tx.now, instead_of="it")


def _users(said: Any) -> int | None:
    """`TIER_250`, `TIER_2K`, `TIER_UNLIMITED`, or the number alone; 0: as many as one likes."""
    tier = str(said).removeprefix("TIER_")
    if tier in {"UNLIMITED", "-1"}:
        return 0
    number, thousands = tier.removesuffix("K"), 1000 if tier.endswith("K") else 1
    return int(number) * thousands or None if number.isdecimal() else None
