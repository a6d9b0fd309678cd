"""The bare hop: consume, inbox, state, outbox, publish with raw SQL in batches.

No envelope checks, no models, no retries, no parking: what a hop costs at least.
"""

from __future__ import annotations

import asyncio
import os
import sys
import uuid
from collections.abc import Iterable
from hashlib import blake2b

import asyncpg
import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

BATCH = 200


DUE = """
delete from due where id in (
    select id from due where due_at <= now() order by id limit $1 for update skip locked)
returning topic, key, headers, value
"""
"""A bare timer: what is due is claimed in a transaction after the one that wrote it down."""
ASK = """
insert into {table} (shard, topic, key, headers, value, {column})
select 0, topic, key, headers, value, timestamptz '2026-01-01'
  from unnest($1::text[], $2::bytea[], $3::bytea[], $4::bytea[]) as r (topic, key, headers, value)
"""
OUTBOX = ASK.format(table="outbox", column="created_at")
LATER = ASK.format(table="due", column="due_at")
LOCK = "select count(pg_advisory_xact_lock(n)) from unnest($1::bigint[]) as n"


def locks(keys: Iterable[bytes]) -> list[int]:
    """What contacts are locked by, in one order."""
    return sorted(
        int.from_bytes(blake2b(key, digest_size=8).digest(), "big", signed=True)
        for key in set(keys)
    )


async def claim(pool: asyncpg.Pool[asyncpg.Record], woken: asyncio.Event) -> None:
    """Send what is due, until killed."""
    while True:
        async with pool.acquire() as conn, conn.transaction():
            rows = await conn.fetch(DUE, BATCH)
            if rows:
                await conn.execute(LOCK, locks(row["key"] for row in rows))
                await conn.execute(OUTBOX, *map(list, zip(*rows, strict=True)))
        if rows:
            woken.set()
        else:
            await asyncio.sleep(0.005)


async def relay(
    pool: asyncpg.Pool[asyncpg.Record],
    producer: AIOKafkaProducer,
    prefix: str,
    woken: asyncio.Event,
) -> None:
    """Publish what the outbox has, until killed."""
    while True:
        woken.clear()
        async with pool.acquire() as conn, conn.transaction():
            rows = await conn.fetch(
                "select id, topic, key, headers, value from outbox order by id limit 500"
            )
            if rows:
                sent = [
                    await producer.send(
                        prefix + row["topic"],
                        row["value"],
                        key=row["key"],
                        headers=[(k, v.encode()) for k, v in orjson.loads(row["headers"])],
                    )
                    for row in rows
                ]
                await asyncio.gather(*sent)
                await conn.execute("set local synchronous_commit = off")
                await conn.execute(
                    "delete from outbox where id = any($1)", [row["id"] for row in rows]
                )
        if not rows:
            await woken.wait()


async def main(source: str, target: str, outputs: int, state: str) -> None:
    """Move records until killed; each leads to `outputs` records on `target`.

    Args:
        state: `stateless`; `state`: a row for each key; `due`: that, and a timer in between
    """
    prefix, schema = os.environ["WARDBELL_TOPIC_PREFIX"], os.environ["BARE_SCHEMA"]
    servers = os.environ["KAFKA_BOOTSTRAP_SERVERS"]
    pool = await asyncpg.create_pool(
        os.environ["DATABASE_URL"],
        min_size=2,
        max_size=4,
        server_settings={"search_path": schema, "jit": "off"},
    )
    await pool.execute("create table if not exists state (key text primary key, value text)")
    await pool.execute(
        "create table if not exists due (id bigint generated always as identity primary key,"
        " shard bigint, topic text, key bytea, headers bytea, value bytea, due_at timestamptz)"
    )
    consumer = AIOKafkaConsumer(
        prefix + source,
        bootstrap_servers=servers,
        group_id=f"{prefix}bare-{source}",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        max_partition_fetch_bytes=4 * 1024 * 1024,
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=servers, acks="all", enable_idempotence=True, max_batch_size=256 * 1024
    )
    await asyncio.gather(consumer.start(), producer.start())
    woken = asyncio.Event()
    relaying = asyncio.create_task(relay(pool, producer, prefix, woken))
    claiming = asyncio.create_task(claim(pool, woken)) if state == "due" else None
    while not relaying.done() and (claiming is None or not claiming.done()):
        found = await consumer.getmany(timeout_ms=500, max_records=BATCH)
        records = [record for batch in found.values() for record in batch]
        if not records:
            continue
        ids, times, topics, keys, headers, values, states = [], [], [], [], [], [], {}
        for record in records:
            given = {name: value.decode() for name, value in record.headers}
            ids.append(uuid.UUID(given["ce_id"]))
            times.append(given["ce_time"])
            body = orjson.loads(record.value)
            for _ in range(outputs):
                given["ce_id"] = str(uuid.uuid4())
                topics.append(target)
                keys.append(record.key)
                headers.append(orjson.dumps(list(given.items())))
                values.append(orjson.dumps(body))
            states[record.key.decode()] = given["ce_id"]
        async with pool.acquire() as conn, conn.transaction():
            await conn.execute(LOCK, locks(record.key for record in records))
            await conn.fetch(
                "insert into inbox (event_id, event_time) select i, t::timestamptz from"
                " unnest($1::uuid[], $2::text[]) as r (i, t) on conflict do nothing"
                " returning event_id",
                ids,
                times,
            )
            if state != "stateless":
                await conn.fetch("select * from state where key = any($1) for update", list(states))
                await conn.execute(
                    "insert into state (key, value) select * from unnest($1::text[], $2::text[])"
                    " on conflict (key) do update set value = excluded.value",
                    list(states),
                    list(states.values()),
                )
            kept = LATER if state == "due" else OUTBOX
            await conn.execute(kept, topics, keys, headers, values)
        await consumer.commit()
        woken.set()
    for ended in (relaying, claiming):
        if ended is not None and ended.done():
            ended.result()


if __name__ == "__main__":
    import uvloop

    uvloop.install()
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))
