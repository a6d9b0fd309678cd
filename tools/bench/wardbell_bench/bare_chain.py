"""The bare chain: four hops over Kafka, inbox and outbox in raw SQL at three, in one process."""

from __future__ import annotations

import asyncio
import os
import time
import uuid

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from wardbell_bench.ground import ground, run
from wardbell_bench.rows import median, percentile

HOPS = 3


def latency(rate: int, seconds: int) -> tuple[float, float]:
    """p50 and p99 in ms of a message through the chain, at `rate` messages a second."""
    with ground():
        waits = run(_measure(rate, seconds))
    return median(waits), percentile(waits, 99)


async def _measure(rate: int, seconds: int) -> list[float]:
    servers = os.environ["KAFKA_BOOTSTRAP_SERVERS"]
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    await admin.create_topics([NewTopic(f"chain{n}", 4, 1) for n in range(HOPS + 1)])
    await admin.close()
    pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=HOPS, max_size=8)
    await pool.execute("create table inbox (hop int, id uuid, primary key (hop, id))")
    await pool.execute("create table outbox (hop int, id uuid, body bytea)")
    producer = AIOKafkaProducer(bootstrap_servers=servers, acks="all", enable_idempotence=True)
    await producer.start()
    hops = [asyncio.create_task(_hop(n, servers, pool, producer)) for n in range(HOPS)]
    end = AIOKafkaConsumer(f"chain{HOPS}", bootstrap_servers=servers, group_id="end")
    await end.start()
    await asyncio.sleep(3)
    waits: list[float] = []

    async def hear() -> None:
        async for record in end:
            waits.append((time.time() - float(record.value)) * 1000)  # noqa: PERF401  # endless

    hearing = asyncio.create_task(hear())
    began = time.monotonic()
    for n in range(rate * seconds):
        await asyncio.sleep(max(0.0, began + n / rate - time.monotonic()))
        key = str(n % 400).encode()
        headers = [("id", uuid.uuid4().bytes)]
        await producer.send("chain0", str(time.time()).encode(), key=key, headers=headers)
    await asyncio.sleep(2)
    for task in (hearing, *hops):
        task.cancel()
    await asyncio.gather(hearing, *hops, return_exceptions=True)
    await asyncio.gather(end.stop(), producer.stop())
    await pool.close()
    return waits


async def _hop(number: int, servers: str, pool: asyncpg.Pool, producer: AIOKafkaProducer) -> None:
    consumer = AIOKafkaConsumer(
        f"chain{number}",
        bootstrap_servers=servers,
        group_id=f"hop{number}",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await consumer.start()
    try:
        while True:
            found = await consumer.getmany(timeout_ms=500, max_records=200)
            records = [record for batch in found.values() for record in batch]
            if not records:
                continue
            ids = [uuid.UUID(bytes=dict(r.headers)["id"]) for r in records]
            async with pool.acquire() as conn, conn.transaction():
                await conn.execute(
                    "select count(pg_advisory_xact_lock(k)) from unnest($1::bigint[]) as k",
                    sorted({number * 1000 + int(r.key) for r in records}),
                )
                await conn.execute(
                    "insert into inbox select $1, id from unnest($2::uuid[]) as id"
                    " on conflict do nothing",
                    number,
                    ids,
                )
                await conn.execute(
                    "insert into outbox select $1, * from unnest($2::uuid[], $3::bytea[])",
                    number,
                    ids,
                    [r.value for r in records],
                )
            async with pool.acquire() as conn, conn.transaction():
                sent = [
                    await producer.send(
                        f"chain{number + 1}", r.value, key=r.key, headers=list(r.headers)
                    )
                    for r in records
                ]
                await asyncio.gather(*sent)
                await conn.execute(
                    "delete from outbox where hop = $1 and id = any($2)", number, ids
                )
            await consumer.commit()
    finally:
        await consumer.stop()
