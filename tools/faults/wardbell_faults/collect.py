"""Reads what happened from where it is kept: phones, Kafka, Postgres, `wardbell parked`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterable, Mapping
from uuid import UUID

import asyncpg
from aiokafka import AIOKafkaConsumer
from aiokafka.structs import ConsumerRecord

from wardbell_events import Envelope, Malformed, topics
from wardbell_faults.history import (
    Entry,
    History,
    Lane,
    Shown,
    Told,
    Written,
    door_id,
    message_id_of,
)
from wardbell_faults.phones import Phones

TOPICS = [
    topic.name
    for topic in topics.ALL
    if topic.name.startswith(("whatsapp.messages", "whatsapp.urgent", "inbound.", "outbound."))
    or topic in {topics.DESK_TASKS, topics.DESK_TASKS_URGENT}
]


async def collect(env: Mapping[str, str], phones: Phones, written: Iterable[Written]) -> History:
    """The history of a run that has come to rest."""
    history = History(written=list(written))
    await _phones(history, phones)
    await _kafka(history, env["KAFKA_BOOTSTRAP_SERVERS"])
    await _postgres(history, env["DATABASE_URL"])
    history.parked = await parked(env)
    return history


async def _phones(history: History, phones: Phones) -> None:
    for patient in sorted({message.patient for message in history.written}):
        for place, message in enumerate(await phones.chat(patient)):
            if message["direction"] == "out":
                shown = Shown(patient, message_id_of(message), place, message["at"])
                history.shown.append(shown)
            elif message["state"] != "sent":
                history.accepted[door_id(message["id"])] = message["at"]


async def _kafka(history: History, bootstrap: str) -> None:
    seen: set[UUID] = set()
    async for record in records(bootstrap, TOPICS):
        try:
            envelope = Envelope.parse(record.headers)
        except Malformed:
            continue
        if envelope.id not in seen:
            seen.add(envelope.id)
            history.told.append(_told(record, envelope))


async def records(bootstrap: str, names: Iterable[str]) -> AsyncIterator[ConsumerRecord]:
    """Everything on some topics; each partition in order."""
    # Without a group it has all partitions.
    consumer = AIOKafkaConsumer(
        *names, bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False
    )
    await consumer.start()
    try:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        left = set(ends)
        while left := {part for part in left if await consumer.position(part) < ends[part]}:
            for found in (await consumer.getmany(*left, timeout_ms=500)).values():
                for record in found:
                    yield record
    finally:
        await consumer.stop()


def _told(record: ConsumerRecord, envelope: Envelope) -> Told:
    value = json.loads(record.value or b"{}")
    subject = value.get("message_id") or value.get("task_id")
    return Told(
        id=envelope.id,
        type=envelope.type,
        topic=record.topic,
        place=(record.partition, record.offset),
        cause=envelope.causation_id,
        root=envelope.correlation_id,
        subject=UUID(subject) if subject else None,
        kind=value.get("kind", ""),
    )


async def _postgres(history: History, url: str) -> None:
    conn = await asyncpg.connect(url)
    try:
        rows = await conn.fetch(
            "select id, seq, lane, service, state, doubts,"
            " coalesce(extract(epoch from unclear_since), 0)::float8 as unclear_since"
            " from sender.message"
        )
        for row in rows:
            lane: Lane = "urgent" if row["lane"] == "urgent" else "normal"
            history.ledger.append(Entry(**{**row, "lane": lane}))
        rows = await conn.fetch("select id from desk.task where kind = 'emergency'")
        history.tasks = [row["id"] for row in rows]
    finally:
        await conn.close()


async def parked(env: Mapping[str, str]) -> list[str]:
    command = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "wardbell_cli.main", "parked", "list", "--json"),
        env={**os.environ, **env},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await command.communicate()
    if command.returncode != 0:
        raise RuntimeError("`wardbell parked list` failed; its words stand above")
    return [
        f"{row['consumer']} parked {row['event_type']}: {row['reason']}, {row['error']}"
        for row in json.loads(output)
    ]
