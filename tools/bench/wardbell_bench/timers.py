"""A million due jobs wait, ten thousand are due within a second, three processes look.

`timers_late_p99_ms`: how late the runtime claims them, beside a loop with SKIP LOCKED; both write a
line for each. `reminders_late_p99_ms`: the same in the service itself, until all is on Kafka.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from wardbell_bench.ground import BENCH, ground, process, room, run, service
from wardbell_bench.http_load import PHONE_NUMBER_ID
from wardbell_bench.rows import Row, compared, percentile
from wardbell_cli.system import free_port
from wardbell_events import Envelope
from wardbell_runtime.records import pack_envelope

WAITING, DUE, REPLICAS = 1_000_000, 10_000, 3
AHEAD = timedelta(seconds=8)
"""From then on they are written, to when the first is due."""
RULES = """
quiet: "00:00-00:00"
default:
  reminders: [{before: 2h, text: soon, stale_after: 1d}]
"""
VISITS = """
insert into visit
select id, 1, 'main', contact, 'check-up', 'weber', 'here', false,
       date_trunc('minute', due) + interval '2 hours', 'Europe/Berlin', true, false, false
  from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as new (id, contact, due)
"""
REMINDERS = """
insert into reminder
select id, '2h', 1, due, id, 'waiting' from unnest($1::uuid[], $2::timestamptz[]) as new (id, due)
"""
JOBS = """
insert into due_job (id, timer, contact_id, due_at, context, payload)
select id, 'remind', contact, due, $4,
       jsonb_build_object('visit', id, 'before', '2h', 'version', 1)
  from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as new (id, contact, due)
"""
OTHERS = """
insert into due_job (id, timer, contact_id, due_at, context, payload)
select gen_random_uuid(), 'remind', gen_random_uuid(),
       $1::timestamptz + make_interval(mins => n % 40000), $2,
       jsonb_build_object('visit', gen_random_uuid(), 'before', '2h', 'version', 1)
  from generate_series(1, $3::int) as n
"""


def rules() -> Path:
    """One reminder, two hours before, at any hour."""
    file = BENCH / "reminders.yaml"
    file.write_text(RULES)
    return file


def late() -> Row:
    """p99 of how late a due job is claimed."""
    with ground():

        def ours() -> float:
            return _claimed(_timers)

        def bare() -> float:
            return _claimed(lambda: process("-m", "wardbell_bench.bare_timers"))

        return compared("timers_late_p99_ms", "ms", ours, bare)


def _timers() -> AbstractContextManager[object]:
    """A process of the runtime's timers, ready."""
    port = free_port()
    ready = f"http://127.0.0.1:{port}/ready"
    return process("-m", "wardbell_bench.timer_service", ready=ready, HEALTH_PORT=str(port))


def reminders_late() -> Row:
    """p99 of how late a reminder is."""
    with ground():
        room()
        run(_wait_for_all())
        with ExitStack() as replicas:
            for _ in range(REPLICAS):
                started = service("reminders", WARDBELL_REMINDERS_FILE=str(rules()))
                replicas.enter_context(started)
            run(_write_due())
            return Row("reminders_late_p99_ms", percentile(run(_sent()), 99), "ms", None, None)


def _claimed(replica: Callable[[], AbstractContextManager[object]]) -> float:
    room()
    run(_wait_for_all())
    with ExitStack() as replicas:
        for _ in range(REPLICAS):
            replicas.enter_context(replica())
        run(_write_due())
        return percentile(run(_lines()), 99)


async def _connect() -> asyncpg.Connection:
    schema = "reminders" + os.environ["WARDBELL_SCHEMA_SUFFIX"]
    return await asyncpg.connect(
        os.environ["DATABASE_URL"], server_settings={"search_path": schema}
    )


async def _wait_for_all() -> None:
    """A million that are due some day later."""
    conn = await _connect()
    later = datetime.now(UTC) + timedelta(days=1)
    await conn.execute("create table bench_done (id uuid primary key, ms float)")
    await conn.execute(OTHERS, later, pack_envelope(_cause()), WAITING)
    await conn.execute("vacuum analyze due_job")
    await conn.close()


async def _write_due() -> None:
    """Ten thousand that are due within one second, some seconds ahead."""
    conn = await _connect()
    ids, contacts = ([uuid4() for _ in range(DUE)] for _ in range(2))
    first = datetime.now(UTC) + AHEAD
    moments = [first + timedelta(seconds=n / DUE) for n in range(DUE)]
    async with conn.transaction():
        await conn.execute(VISITS, ids, contacts, moments)
        await conn.execute(REMINDERS, ids, moments)
        await conn.execute(JOBS, ids, contacts, moments, pack_envelope(_cause()))
    await conn.close()
    if datetime.now(UTC) > first:
        raise RuntimeError("the machine is too slow for this: they are due before they are written")


async def _sent() -> list[float]:
    """How late each message was on Kafka, ms; each reminder must have one."""
    prefix = os.environ["WARDBELL_TOPIC_PREFIX"]
    consumer = AIOKafkaConsumer(bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"])
    await consumer.start()
    partitions = [TopicPartition(f"{prefix}outbound.notices", n) for n in range(4)]
    consumer.assign(partitions)
    await consumer.seek_to_beginning()
    heard: dict[bytes, int] = {}
    count, deadline = 0, time.monotonic() + 120
    while len(heard) < DUE and time.monotonic() < deadline:
        for records in (await consumer.getmany(timeout_ms=500)).values():
            count += len(records)
            heard |= {record.key: record.timestamp for record in records}
    more = await consumer.getmany(timeout_ms=2000)
    await consumer.stop()
    if more or not len(heard) == count == DUE:
        raise RuntimeError(f"{count + len(more)} messages to {len(heard)} of {DUE}")
    conn = await _connect()
    rows = await conn.fetch(
        "select contact_id, due_at from visit join reminder on visit_id = visit.id"
    )
    await conn.close()
    return [heard[str(who).encode()] - due.timestamp() * 1000 for who, due in rows]


async def _lines() -> list[float]:
    """How late each job was claimed, ms."""
    conn = await _connect()
    rows: list[asyncpg.Record] = []
    deadline = time.monotonic() + 120
    while len(rows) < DUE and time.monotonic() < deadline:
        await asyncio.sleep(0.2)
        rows = await conn.fetch("select ms from bench_done")
    await conn.close()
    if len(rows) != DUE:
        raise RuntimeError(f"{len(rows)} of {DUE}")
    return [row["ms"] for row in rows]


def _cause() -> Envelope:
    return Envelope.first(
        uuid4(),
        "scheduling.appointment.booked.v1",
        source="wardbell/scheduling",
        subject="",
        number=PHONE_NUMBER_ID,
        now=datetime.now(UTC),
    )
