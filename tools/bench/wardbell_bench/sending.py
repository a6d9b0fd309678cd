"""The way out under full load, with its ledger, and statuses coming back at three times the rate.

`send`: messages a second that the simulator takes; bare: aiohttp posts the same, without a ledger.
`send_cpu_ms`: the sender's processor time a message. `urgent_send_p99_ms`: urgent ones meanwhile,
from Kafka to the simulator. `send_memory_growth_mb`: of the sender from the first quarter on.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import aiohttp
import asyncpg
import psutil
from aiokafka import AIOKafkaProducer

from wardbell_bench.ground import ground, process, process_of, room, run, service
from wardbell_bench.hop import headers
from wardbell_bench.http_load import PHONE_NUMBER_ID
from wardbell_bench.rows import Row, percentile
from wardbell_cli.system import free_port
from wardbell_events import Address, MessageRequested
from wardbell_events.ids import ContactId, MessageId
from wardbell_events.outbound import TextContent
from wardbell_sender.payload import payload

MESSAGES = 60_000
BARE_MESSAGES = 20_000
PATIENTS = 4_000
CONNECTIONS = 64
URGENT_EVERY_S = 0.1
SECONDS = 180.0
WARM = 200
TEXT = TextContent(body="Your visit is on Friday at 11.")


@dataclass(frozen=True, slots=True)
class Load:
    """What one run showed."""

    per_second: float
    cpu_ms: float
    urgent_ms: Sequence[float]
    grown_mb: float


def sending() -> list[Row]:
    """All rows; one run, since it is a long one."""
    with ground():
        room()
        with _whatsapp() as simulator:
            bare = run(_bare(simulator))
        room()
        with _whatsapp() as simulator:
            port = simulator.rpartition(":")[2]
            to = {"WHATSAPP_API_URL": f"http://127.0.0.1:{port}", "SEND_PER_SECOND": "1000"}
            with service("sender", **to):
                load = run(_load(simulator))
    return [
        Row("send", load.per_second, "/s", bare, load.per_second / bare),
        Row("send_cpu_ms", load.cpu_ms, "ms", None, None),
        Row("urgent_send_p99_ms", percentile(load.urgent_ms, 99), "ms", None, None),
        Row("send_memory_growth_mb", load.grown_mb, "MB", None, None),
    ]


@contextmanager
def _whatsapp() -> Iterator[str]:
    """The simulator, whose statuses go through our door; yields its address."""
    webhook, port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {
        "SIMULATOR_PORT": str(port),
        "SIMULATOR_LIMITS": "off",
        "WEBHOOK_URL": f"http://127.0.0.1:{webhook}/webhook",
    }
    with (
        service("ingress", WEBHOOK_PORT=str(webhook)),
        process("-m", "wardbell_simulator", ready=f"{url}/sim/health", **settings),
    ):
        yield url


async def _bare(simulator: str) -> float:
    """Messages a second that a loop of aiohttp posts."""
    await _three_statuses(simulator)
    url = f"{simulator}/v23.0/{PHONE_NUMBER_ID}/messages"
    token = os.environ["WHATSAPP_ACCESS_TOKEN"]
    waiting = iter(range(BARE_MESSAGES))
    async with aiohttp.ClientSession(
        headers={"Authorization": f"Bearer {token}"},
        connector=aiohttp.TCPConnector(limit=CONNECTIONS),
    ) as session:

        async def post() -> None:
            for n in waiting:
                body = payload(
                    TEXT,
                    language="en",
                    wa_id=_wa_id(n),
                    user_id=None,
                    contact_id=uuid4(),
                    message_id=uuid4(),
                )
                async with session.post(url, json=body) as answer:
                    answer.raise_for_status()

        began = time.perf_counter()
        await asyncio.gather(*(post() for _ in range(CONNECTIONS)))
        return BARE_MESSAGES / (time.perf_counter() - began)


async def _load(simulator: str) -> Load:
    await _three_statuses(simulator)
    sender = process_of("sender")
    contacts = [uuid4() for _ in range(PATIENTS)]
    schema = "sender" + os.environ["WARDBELL_SCHEMA_SUFFIX"]
    conn = await asyncpg.connect(
        os.environ["DATABASE_URL"], server_settings={"search_path": schema}
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"], acks="all", linger_ms=5
    )
    await producer.start()
    try:
        await _put(producer, "replies", contacts, WARM)
        await _left(conn, WARM)
        cpu, began = _cpu(sender), time.perf_counter()
        await _put(producer, "replies", contacts, MESSAGES)
        urgent = asyncio.create_task(_urgent(simulator, producer))
        await _left(conn, WARM + MESSAGES // 4)
        memory = sender.memory_info().rss
        await _left(conn, WARM + MESSAGES)
        seconds = time.perf_counter() - began
        urgent.cancel()
        waits = await urgent
        return Load(
            per_second=MESSAGES / seconds,
            cpu_ms=(_cpu(sender) - cpu) * 1000 / MESSAGES,
            urgent_ms=waits,
            grown_mb=max(0, sender.memory_info().rss - memory) / 2**20,
        )
    finally:
        await producer.stop()
        await conn.close()


async def _urgent(simulator: str, producer: AIOKafkaProducer) -> list[float]:
    """Urgent messages until cancelled; how long each took to get to the simulator, in ms."""
    asked: dict[str, float] = {}
    try:
        while True:
            n = len(asked)
            asked[f"15559{n:06d}"] = time.time()
            await _put(producer, "urgent", [uuid4()], 1, wa_ids=[f"15559{n:06d}"])
            await asyncio.sleep(URGENT_EVERY_S)
    except asyncio.CancelledError:
        pass
    waits = []
    async with aiohttp.ClientSession() as session:
        for wa_id, at in asked.items():
            deadline = time.monotonic() + 30
            while True:
                async with session.get(f"{simulator}/sim/users/{wa_id}/chat") as answer:
                    told = (await answer.json())["messages"]
                if told:
                    waits.append((told[0]["at"] - at) * 1000)
                    break
                if time.monotonic() > deadline:
                    raise TimeoutError("an urgent message was not sent")
                await asyncio.sleep(0.05)
    return waits


async def _put(
    producer: AIOKafkaProducer,
    lane: str,
    contacts: Sequence[UUID],
    count: int,
    wa_ids: Sequence[str] | None = None,
) -> None:
    topic = f"{os.environ['WARDBELL_TOPIC_PREFIX']}outbound.{lane}"
    sent = []
    for n in range(count):
        event = MessageRequested(
            contact_id=ContactId(contacts[n % len(contacts)]),
            message_id=MessageId(uuid4()),
            language="en",
            content=TEXT,
            in_reply_to=datetime.now(UTC),
            address=Address(wa_id=wa_ids[n] if wa_ids else _wa_id(n % len(contacts))),
        )
        sent.append(
            await producer.send(
                topic, event.encode(), key=event.key.encode(), headers=headers(event)
            )
        )
    await asyncio.gather(*sent)


async def _left(conn: asyncpg.Connection, count: int) -> None:
    """Wait until so many have left for WhatsApp."""
    deadline = time.monotonic() + SECONDS
    done = "select count(*) from message where lane = 'reply' and finished_at is not null"
    while (left := await conn.fetchval(done)) < count:
        if time.monotonic() > deadline:
            raise TimeoutError(f"only {left} of {count} were sent")
        await asyncio.sleep(0.1)


async def _three_statuses(simulator: str) -> None:
    """Sent and delivered, half of them twice."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{simulator}/sim/faults", json={"duplicate_webhooks": 0.5, "batch_webhooks": 50}
        ) as answer,
    ):
        answer.raise_for_status()


def _cpu(of: psutil.Process) -> float:
    times = of.cpu_times()
    return float(times.user + times.system)


def _wa_id(n: int) -> str:
    return f"1555{n % PATIENTS:07d}"
