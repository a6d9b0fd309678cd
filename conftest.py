"""One Kafka and one Postgres for a run; each test room has its own topics and schemas."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer

from wardbell_events import Envelope, Event, registry
from wardbell_events.topics import Topic
from wardbell_runtime import Settings, database, uuid7
from wardbell_runtime.kafka import Publisher, create_topics
from wardbell_stack import stack_from_environment

ROOT = Path(__file__).parent
NUMBER = "106540352242922"


@pytest.fixture(scope="session")
def stack() -> Iterator[Any]:
    """The addresses of the run's Kafka and Postgres."""
    with stack_from_environment(
        ROOT / "build" / "test" / f"stack-{os.getpid()}", durable=False
    ) as s:
        yield s


@dataclass
class Room:
    """Topics and schemas of one test: nothing another test does reaches in."""

    env: dict[str, str]
    publisher: Publisher
    schemas: list[str] = field(default_factory=list)

    def settings(self, kind: type[Settings] = Settings, **more: Any) -> Any:
        """Settings of a service in this room."""
        given = {key.lower(): value for key, value in self.env.items()}
        return kind(**{**given, **more})

    async def topics(self, *topics: Topic, partitions: int = 4) -> None:
        """Create topics."""
        await create_topics(self.settings(), topics, partitions=partitions)

    async def schema(self, service: str, migrations: Path | None = None) -> str:
        """Create a service's schema; returns its name."""
        name = service + self.env["WARDBELL_SCHEMA_SUFFIX"]
        await database.migrate(self.env["DATABASE_URL"], name, migrations)
        self.schemas.append(name)
        return name

    async def put(
        self,
        event: Event,
        topic: Topic | None = None,
        *,
        id_: uuid.UUID | None = None,
        time: datetime | None = None,
        number: str = NUMBER,
    ) -> Envelope:
        """Publish an event; returns its envelope."""
        now = time or datetime.now(UTC)
        id_ = id_ or uuid7()
        envelope = Envelope(
            id=id_,
            type=event.type,
            source="wardbell/test",
            time=now,
            subject=event.key,
            site="main",
            number=number,
            received_at=datetime.now(UTC),
            correlation_id=str(id_),
            causation_id="",
            traceparent="",
        )
        await self.raw(topic or event.topic, event.key.encode(), event.encode(), envelope.headers())
        return envelope

    async def raw(self, topic: Topic, key: bytes, value: bytes | None, headers: Any) -> None:
        """Publish any record."""
        await self.publisher.publish_all([(topic.name, key, value, headers)])

    @asynccontextmanager
    async def listening(self, *topics: Topic) -> AsyncIterator[Listener]:
        """Hear everything that is and will be on some topics."""
        prefix = self.env["WARDBELL_TOPIC_PREFIX"]
        consumer = AIOKafkaConsumer(
            *(prefix + topic.name for topic in topics),
            bootstrap_servers=self.env["KAFKA_BOOTSTRAP_SERVERS"],
            auto_offset_reset="earliest",
            group_id=f"{prefix}listener-{uuid.uuid4()}",
        )
        await consumer.start()
        try:
            yield Listener(consumer)
        finally:
            await consumer.stop()

    @asynccontextmanager
    async def database(self, schema: str | None = None) -> AsyncIterator[asyncpg.Connection]:
        """A connection of one's own, with a schema on the path."""
        options = {"search_path": schema} if schema else {}
        conn = await asyncpg.connect(self.env["DATABASE_URL"], server_settings=options)
        try:
            yield conn
        finally:
            await conn.close()


@dataclass
class Listener:
    """Reads events one after the other."""

    consumer: AIOKafkaConsumer

    async def next(self, seconds: float = 15) -> tuple[Envelope, Any]:
        """The next event; TimeoutError if there is none in time."""
        found = await self.consumer.getmany(timeout_ms=int(seconds * 1000), max_records=1)
        for records in found.values():
            envelope = Envelope.parse(records[0].headers)
            return envelope, registry[envelope.type].model_validate_json(records[0].value)
        raise TimeoutError(f"no event within {seconds} s")

    async def take(self, count: int, seconds: float = 30) -> list[tuple[Envelope, Any]]:
        """The next `count` events."""
        return [await self.next(seconds) for _ in range(count)]


@pytest.fixture
async def room(stack: Any) -> AsyncIterator[Room]:
    """A room of one's own on the run's stack."""
    name = uuid.uuid4().hex[:10]
    env = {
        "KAFKA_BOOTSTRAP_SERVERS": stack.kafka_bootstrap_servers,
        "DATABASE_URL": stack.database_url,
        "WARDBELL_TOPIC_PREFIX": f"t{name}.",
        "WARDBELL_SCHEMA_SUFFIX": f"_{name}",
        "WHATSAPP_APP_SECRET": "secret-of-tests",
        "WHATSAPP_VERIFY_TOKEN": "verify-token-of-tests",
        "WHATSAPP_ACCESS_TOKEN": "access-token-of-tests",
        "WHATSAPP_PHONE_NUMBER_ID": NUMBER,
    }
    settings = Settings(**{key.lower(): value for key, value in env.items()})
    publisher = Publisher(settings, "tests")
    room = Room(env, publisher)
    try:
        yield room
    finally:
        await publisher.stop()
        async with room.database() as conn:
            for schema in room.schemas:
                await conn.execute(f'drop schema if exists "{schema}" cascade')
