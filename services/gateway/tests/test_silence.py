"""What was not answered is remembered for a month, and then no more."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from wardbell_events import topics
from wardbell_gateway.app import MIGRATIONS, service


async def test_a_silence_is_forgotten_after_30_days(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*topics.ALL)
    schema = await room.schema("gateway", MIGRATIONS)
    now = datetime.now(UTC)
    async with room.database(schema) as conn:
        await conn.executemany(
            "insert into silence (event_id, reason, at) values ($1, $2, $3)",
            [
                (uuid4(), "old", now - timedelta(days=30, minutes=1)),
                (uuid4(), "older", now - timedelta(days=400)),
                (uuid4(), "recent", now - timedelta(days=29, hours=23)),
            ],
        )
        async with service().running(), asyncio.timeout(10):
            while await conn.fetchval("select count(*) from silence") > 1:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        assert await conn.fetchval("select reason from silence") == "recent"
