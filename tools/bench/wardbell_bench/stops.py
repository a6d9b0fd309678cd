"""`stop_p99_ms`: from a patient's STOP to the last message of a campaign that still goes to them.

The whole line, in the midst of a campaign of which more waits than is sent meanwhile.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from uuid import UUID, uuid4

import aiohttp
import asyncpg
from aiokafka import AIOKafkaProducer

from wardbell_bench.ground import BENCH, run
from wardbell_bench.hop import headers
from wardbell_bench.rows import Row, percentile
from wardbell_cli.system import System
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId
from wardbell_events.outbound import TextContent

PATIENTS = 100
EACH = 20
"""Messages of the campaign; below WhatsApp's burst to one user."""
PER_SECOND = 80
STOPS_PER_SECOND = 10
NEWS = "The practice has news."
UNDER_WAY = (
    "select count(*) from message where state in ('ready', 'claimed', 'unclear', 'deferred')"
)


def stops() -> Row:
    """The time that most of those who said STOP have had to wait for it."""
    folder = BENCH / "system"
    shutil.rmtree(folder, ignore_errors=True)
    settings = {"WARDBELL_CLOCK": "system", "SEND_PER_SECOND": str(PER_SECOND)}
    with System(folder, settings=settings) as system:
        waits = run(_waits(system.env))
    shutil.rmtree(folder, ignore_errors=True)
    return Row("stop_p99_ms", percentile(waits, 99), "ms", None, None)


async def _waits(env: Mapping[str, str]) -> list[float]:
    simulator = env["SIMULATOR_URL"]
    users = [f"15556{n:06d}" for n in range(PATIENTS)]
    schema = {"search_path": "sender"}
    conn = await asyncpg.connect(env["DATABASE_URL"], server_settings=schema)
    async with aiohttp.ClientSession(f"{simulator}/sim/users/") as session:

        async def write(user: str, text: str) -> None:
            body = {"type": "text", "text": {"body": text}}
            async with session.post(f"{user}/messages", json=body) as answer:
                answer.raise_for_status()

        for user in users:
            await write(user, "Hello")
        async with asyncio.timeout(60):
            known = "select count(*) from contact where wa_id = any($1)"
            while await conn.fetchval(known, users) < PATIENTS or await conn.fetchval(UNDER_WAY):
                await asyncio.sleep(0.1)
        rows = await conn.fetch("select id from contact where wa_id = any($1)", users)
        await _campaign(env["KAFKA_BOOTSTRAP_SERVERS"], [row["id"] for row in rows])
        for user in users:
            await write(user, "STOP")
            await asyncio.sleep(1 / STOPS_PER_SECOND)
        async with asyncio.timeout(120):
            while await conn.fetchval(UNDER_WAY):
                await asyncio.sleep(0.1)
        await conn.close()

        async def waited(user: str) -> float:
            async with session.get(f"{user}/chat") as answer:
                said = (await answer.json())["messages"]
            stopped: float = next(m["at"] for m in reversed(said) if m["direction"] == "in")
            news = [m["at"] for m in said if m.get("text", {}).get("body") == NEWS]
            return max(0.0, max(news, default=0.0) - stopped) * 1000

        return [await waited(user) for user in users]


async def _campaign(bootstrap: str, contacts: list[UUID]) -> None:
    """Ask for all of it, and return when some of it has gone out."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap, acks="all", linger_ms=5)
    await producer.start()
    for n in range(EACH * len(contacts)):
        event = MessageRequested(
            contact_id=ContactId(contacts[n % len(contacts)]),
            message_id=MessageId(uuid4()),
            language="en",
            content=TextContent(body=NEWS),
            purpose="campaign",
        )
        await producer.send(
            "outbound.notices", event.encode(), key=event.key.encode(), headers=headers(event)
        )
    await producer.stop()
    await asyncio.sleep(2 * len(contacts) / PER_SECOND)
