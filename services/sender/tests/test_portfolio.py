"""So many users a day are reached outside their window; whoever is one too many waits."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import httpx
import pytest

from wardbell_dialogue.messages import say
from wardbell_events import AccountChanged, topics
from wardbell_sender import portfolio
from wardbell_sender.app import service
from wardbell_sender.metrics import SenderMetrics
from wardbell_simulator import NO_TRAFFIC_LIMITS

USERS = 20
UNASKED = 19


@pytest.mark.parametrize(
    ("said", "users"),
    [
        ("TIER_250", 250),
        ("TIER_2K", 2_000),
        ("TIER_100K", 100_000),
        ("TIER_UNLIMITED", 0),
        (2000, 2_000),
        ("2000", 2_000),
        ("TIER_NOT_SET", None),
        (None, None),
        ({}, None),
    ],
)
def test_metas_tiers_are_read_in_all_their_forms(said, users):
    """Meta documents `TIER_*` and shows a number in its example."""
    assert portfolio._users(said) == users


@pytest.fixture
def traffic():
    return replace(NO_TRAFFIC_LIMITS, window_hours=24, unique_users=USERS)


@pytest.fixture(autouse=True)
def on_a_still_clock(clock, monkeypatch):
    monkeypatch.setattr(portfolio, "LOOK_SECONDS", 0.2)
    monkeypatch.setenv("USERS_PER_DAY", str(USERS))
    return clock


class Day:
    def __init__(self, room, requested, template, looked_through):
        self._room = room
        self._looked_through = looked_through
        self._requested = requested
        self._template = template
        self.contacts = [uuid4() for _ in range(UNASKED + 2)]

    async def tells(self, n, purpose="reminder"):
        """A notice outside the window for the n-th patient."""
        event = self._requested(
            say("news"),
            contact=self.contacts[n],
            wa_id=f"1555020{n:04}",
            in_reply_to=None,
            purpose=purpose,
            template=self._template,
        )
        await self._room.put(event, topics.OUTBOUND_NOTICES)

    async def is_now(self, **states):
        async def look():
            async with self._room.database(self._room.schemas[0]) as conn:
                rows = await conn.fetch(
                    "select state, count(*) from message where contact_id = any($1) group by 1",
                    self.contacts,
                )
            return dict(rows) == states

        await self._room.until(look)
        await self._looked_through(held=True)
        assert await look()

    async def are_forgotten(self, left):
        """Those whom the last 24 hours did not reach."""

        async def look():
            async with self._room.database(self._room.schemas[0]) as conn:
                return await conn.fetchval("select used from portfolio") <= left

        await self._room.until(look)


@pytest.fixture
def day(prepared, requested, gone, looked_through):
    return Day(prepared, requested, gone, looked_through)


async def shown(made, line):
    async with asyncio.timeout(10), httpx.AsyncClient() as http:
        url = f"http://127.0.0.1:{made.health_port}/metrics"
        while line not in (await http.get(url)).text:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


async def test_who_is_one_too_many_waits_until_there_is_room(day, clock):
    """Meta: unique users outside an open window in rolling 24 hours."""
    async with service().running():
        for n in range(UNASKED + 1):
            await day.tells(n)
        await day.is_now(sent=UNASKED, deferred=1)
    await clock.forward(hours=1)
    async with service().running():
        await day.tells(0)
        await day.is_now(sent=UNASKED + 1, deferred=1)
        await day.tells(UNASKED + 1, purpose="security")
        await day.is_now(sent=UNASKED + 2, deferred=1)
        await clock.forward(hours=22)
        await day.is_now(sent=UNASKED + 2, deferred=1)
        await clock.forward(hours=1)
        await day.are_forgotten(3)  # it may have been tried before that
        await clock.forward(minutes=5)
        await day.is_now(sent=UNASKED + 3)


async def test_meta_says_how_many_and_a_gauge_how_full_it_is(prepared, day, clock):
    made = service()
    async with made.running():
        for n in range(UNASKED + 1):
            await day.tells(n)
        await day.is_now(sent=UNASKED, deferred=1)
        await shown(made, f'wardbell_sender_users{{what="reached"}} {UNASKED}.0')
        await shown(made, f'wardbell_sender_users{{what="limit"}} {USERS}.0')
        raw = {"event": "UPGRADE", "max_daily_conversations_per_business": "TIER_250"}
        await prepared.put(
            AccountChanged(field="phone_number_quality_update", contact_key="waba", raw=raw)
        )
        await shown(made, 'wardbell_sender_users{what="limit"} 250.0')
        await clock.forward(minutes=5)
        await day.is_now(sent=UNASKED + 1)


async def test_of_two_replicas_none_loses_a_count_of_the_other(replica):
    """Both look through whom they reached, while both reach more."""
    one, other = (portfolio.Portfolio(0, SenderMetrics()) for _ in range(2))
    now = replica.clock.now()
    used = "select used, (select count(*) from reached) as reached from portfolio"
    for reached in range(4, 404, 4):
        # Few at once: all wait for one row, and nobody waits for a lock longer than a second.
        counts = [one._count(replica, uuid4(), now, None) for _ in range(4)]
        await asyncio.gather(*counts[:2], other.look(replica), *counts[2:])
        assert tuple(await replica.pool.fetchrow(used)) == (reached, reached)
