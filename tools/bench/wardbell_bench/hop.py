"""`hop.<service>`: events a second through one service, from Kafka to Kafka."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime, timedelta
from string import ascii_lowercase
from typing import Any
from uuid import UUID, uuid4

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from wardbell_bench import surveys
from wardbell_bench.ground import ground, process, room, run, service
from wardbell_bench.http_load import PHONE_NUMBER_ID, webhook
from wardbell_bench.rows import Row, compared
from wardbell_bench.timers import rules
from wardbell_cli.system import import_clinic
from wardbell_events import (
    Address,
    AppointmentBooked,
    Envelope,
    Event,
    MessageReceived,
    RedFlag,
)
from wardbell_events.ids import AppointmentId, ContactId
from wardbell_events.inbound import Text

EVENTS = 20_000
PATIENTS = 500
Made = tuple[bytes, bytes, list[tuple[str, bytes]]]


def gateway() -> Row:
    """The router: whatsapp.messages to inbound.*; every message tells triage something."""

    def events() -> list[Made]:
        from wardbell_gateway.updates import Door  # noqa: PLC0415  # the door makes its records

        door = Door(b"key", lambda _: None, lambda _: "main")
        body = orjson.loads(webhook(EVENTS, "I have a fever", PATIENTS))
        now = datetime.now(UTC)
        return [(u.key, u.value, u.headers) for u in door.updates(body, now)]

    return _hop("gateway", "router", "whatsapp.messages", "inbound.triage", events(), 1, "state")


def triage() -> Row:
    """Triage: inbound.triage.urgent to outbound.urgent and desk.tasks."""
    made = _messages("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    source, target = "inbound.triage.urgent", "outbound.urgent"
    return _hop("triage", "triage", source, target, made, 2, "stateless")


def scheduling() -> Row:
    """Scheduling: inbound.scheduling to outbound.replies; every patient begins to book."""
    made = _messages("I need an appointment, {}", intent="appointment")
    source, target = "inbound.scheduling", "outbound.replies"
    return _hop("scheduling", "scheduling", source, target, made, 1, "state", import_clinic)


def feedback() -> Row:
    """Feedback: inbound.feedback to outbound.replies; stars and words, each of another patient."""
    made = _messages("4 stars, everybody was kind, {}", patients=EVENTS)
    source, target = "inbound.feedback", "outbound.replies"

    def asked() -> None:
        run(surveys.asked([UUID(key.decode()) for key, _, _ in made]))

    return _hop("feedback", "feedback", source, target, made, 2, "state", asked)


def reminders() -> Row:
    """Reminders: scheduling.appointments to outbound.notices; each visit is told of at once."""
    source, target, made = "scheduling.appointments", "outbound.notices", _visits()

    def ours() -> float:
        room()
        with service("reminders", WARDBELL_REMINDERS_FILE=str(rules())):
            return run(_through(source, target, made))

    def bare() -> float:
        room()
        schema = "reminders" + os.environ["WARDBELL_SCHEMA_SUFFIX"]
        bare_hop = ("-m", "wardbell_bench.bare_hop", source, target, "1", "due")
        with process(*bare_hop, BARE_SCHEMA=schema):
            return run(_through(source, target, made))

    with ground():
        return compared("hop.reminders", "events/s", ours, bare)


def _visits() -> list[Made]:
    """Visits whose only reminder is due since a minute, each of another patient."""
    now, made = datetime.now(UTC), []
    for _ in range(EVENTS):
        event = AppointmentBooked(
            appointment_id=AppointmentId(uuid4()),
            version=1,
            contact_id=ContactId(uuid4()),
            service="check-up",
            practitioner="weber",
            location="here",
            start=now + timedelta(minutes=119),
            minutes=30,
            time_zone="Europe/Berlin",
            changed_at=now - timedelta(days=1),
            changed_by="patient",
        )
        made.append((event.key.encode(), event.encode(), headers(event)))
    return made


async def _through(source: str, target: str, events: list[Made]) -> float:
    """Records a second from one topic to another, once the first has come through."""
    await _fill(source, events[:1])
    await _arrived(target, 1)
    began = time.perf_counter()
    await _fill(source, events[1:])
    await _arrived(target, len(events))
    return (len(events) - 1) / (time.perf_counter() - began)


def _messages(text: str, patients: int = PATIENTS, **more: Any) -> list[Made]:
    """What patients say, as the router passes it on; `{}` is a word of each patient's own."""
    contacts = [uuid4() for _ in range(patients)]
    made = []
    for n in range(EVENTS):
        event = MessageReceived(
            contact_id=contacts[n % patients],
            message_id=uuid4(),
            wamid=f"wamid.{uuid4().hex}",
            sent_at=datetime.now(UTC),
            language="en",
            address=Address(wa_id=f"1555{n % patients:07d}"),
            said=Text(body=text.format(_name(n % patients))),
            **more,
        )
        made.append((event.key.encode(), event.encode(), headers(event)))
    return made


def _name(number: int) -> str:
    """Letters that no list of words knows, so that nothing is read once for all."""
    return "x" + "".join(ascii_lowercase[number // 26**place % 26] for place in range(4))


def headers(event: Event) -> list[tuple[str, bytes]]:
    """Kafka headers of an event that nothing led to."""
    return Envelope.first(
        uuid4(),
        event.type,
        source="wardbell/gateway",
        subject=event.key,
        number=PHONE_NUMBER_ID,
        now=datetime.now(UTC),
    ).headers()


def _hop(
    name: str,
    process_name: str,
    source: str,
    target: str,
    events: list[Made],
    outputs: int,
    state: str,
    prepare: Callable[[], None] = lambda: None,
) -> Row:
    with ground():

        def fresh() -> None:
            room()
            prepare()
            run(_fill(source, events))

        def ours() -> float:
            fresh()
            with service(process_name):
                return run(_rate([target], len(events)))

        def bare() -> float:
            fresh()
            schema = name + os.environ["WARDBELL_SCHEMA_SUFFIX"]
            bare_hop = ("-m", "wardbell_bench.bare_hop", source, target, str(outputs), state)
            with process(*bare_hop, BARE_SCHEMA=schema):
                return run(_rate([target], len(events) * outputs)) / outputs

        return compared(f"hop.{name}", "events/s", ours, bare)


async def _fill(topic: str, events: Iterable[Made]) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"],
        acks="all",
        linger_ms=5,
        max_batch_size=256 * 1024,
    )
    await producer.start()
    full = os.environ["WARDBELL_TOPIC_PREFIX"] + topic
    sent = [await producer.send(full, value, key=key, headers=h) for key, value, h in events]
    await asyncio.gather(*sent)
    await producer.stop()


async def _arrived(topic: str, wanted: int) -> None:
    """Wait until so many records are on a topic."""
    async for _, seen in _seen([topic]):
        if seen >= wanted:
            return


async def _rate(topics: list[str], wanted: int) -> float:
    """Records a second on some topics, from the first seen to the last wanted."""
    first: tuple[float, int] | None = None
    async for now, seen in _seen(topics):
        if seen and first is None:
            first = (now, seen)
        if seen >= wanted:
            assert first is not None  # noqa: S101
            return (wanted - first[1]) / (now - first[0])
    raise AssertionError


async def _seen(topics: list[str]) -> AsyncIterator[tuple[float, int]]:
    """Again and again how many records are on some topics. TimeoutError: for two minutes."""
    consumer = AIOKafkaConsumer(bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"])
    await consumer.start()
    prefix = os.environ["WARDBELL_TOPIC_PREFIX"]
    partitions = [TopicPartition(prefix + topic, n) for topic in topics for n in range(4)]
    consumer.assign(partitions)
    deadline = time.monotonic() + 120
    try:
        while time.monotonic() < deadline:
            seen = sum((await consumer.end_offsets(partitions)).values())
            yield time.perf_counter(), seen
            await asyncio.sleep(0.02)
    finally:
        await consumer.stop()
    raise TimeoutError(f"only {seen} records after 120 s")
