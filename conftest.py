"""One Kafka and one Postgres for a run; each test room has its own topics and schemas."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import json
import logging
import os
import shutil
import time
import uuid
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import asyncpg
import httpx
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from prometheus_client import CollectorRegistry
from xdist.scheduler import LoadFileScheduling

from wardbell_dialogue.sites import load_sites
from wardbell_events import Address, Envelope, Event, MessageReceived, registry
from wardbell_events import topics as all_topics
from wardbell_events.inbound import Said
from wardbell_events.topics import Topic
from wardbell_gateway.door import make_door
from wardbell_gateway.ingress import Ingress, Metrics
from wardbell_gateway.settings import GatewaySettings
from wardbell_runtime import Settings, database, running, uuid7
from wardbell_runtime.clock import SystemClock
from wardbell_runtime.counter import at_the_counter
from wardbell_runtime.http import serve
from wardbell_runtime.kafka import Publisher, consumer, create_topics
from wardbell_runtime.log import configure
from wardbell_stack import Addresses, stack_from_environment

ROOT = Path(__file__).parent
NUMBER = "106540352242922"
STACK = pytest.StashKey["Addresses"]()


class Shared(NamedTuple):
    """Where the stack is that another process has started."""

    kafka_bootstrap_servers: str
    database_url: str


@pytest.fixture(scope="session", autouse=True)
def _short_fetches() -> None:
    """Whoever asks whether all is done does not wait for Kafka to end an empty fetch."""
    consumer.FETCH_MS = 50


@contextmanager
def own_stack() -> Iterator[Addresses]:
    folder = ROOT / "build" / "test" / f"stack-{os.getpid()}"
    with stack_from_environment(folder, durable=False) as s:
        yield s
    shutil.rmtree(folder, ignore_errors=True)


shared = ExitStack()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Several workers: who starts them starts the one stack that they share."""
    config.stash[STACK] = stack = shared.enter_context(own_stack())
    asyncio.run(_make_extension(stack.database_url))


async def _make_extension(url: str) -> None:
    """As scheduling's migration does: of two that make it at once one fails, whatever it says."""
    conn = await asyncpg.connect(url)
    try:
        await conn.execute("create extension if not exists btree_gist schema public")
    finally:
        await conn.close()


class _Lanes(LoadFileScheduling):
    """A file's tests go to one worker, and to the same one all that start whole systems.

    Two systems on two cores would wait for each other, and with them whoever waits for an answer.
    """

    def _split_scope(self, nodeid: str) -> str:
        whole = nodeid.startswith(("tests/e2e/", "tests/faults/"))
        return "whole systems" if whole else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _Lanes:
    return _Lanes(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    stack = node.config.stash[STACK]
    node.workerinput["stack"] = (stack.kafka_bootstrap_servers, stack.database_url)


def pytest_unconfigure() -> None:
    shared.close()


@pytest.fixture(scope="session")
def stack(request: Any) -> Iterator[Addresses]:
    """The addresses of the run's Kafka and Postgres."""
    if started := getattr(request.config, "workerinput", None):
        yield Shared(*started["stack"])
    else:
        with own_stack() as s:
            yield s


@dataclass
class Room:
    """Topics and schemas of one test: nothing another test does reaches in."""

    env: dict[str, str]
    publisher: Publisher
    schemas: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)

    def settings(self, kind: type[Settings] = Settings, **more: Any) -> Any:
        """Settings of a service in this room."""
        given = {key.lower(): value for key, value in self.env.items()}
        return kind(**{**given, **more})

    async def topics(self, *topics: Topic, partitions: int = 4) -> None:
        """Create topics."""
        settings = self.settings()
        made = await create_topics(settings, topics, partitions=partitions)
        names = [settings.wardbell_topic_prefix + name for name in made]
        if not names:
            return
        self.created += names
        consumer = AIOKafkaConsumer(bootstrap_servers=self.env["KAFKA_BOOTSTRAP_SERVERS"])
        await consumer.start()
        try:
            # What is created may have no leader yet, who refuses the first that is written.
            there = [TopicPartition(name, n) for name in names for n in range(partitions)]
            consumer.assign(there)
            await consumer.end_offsets(there)
        finally:
            await consumer.stop()

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
        correlation_id: uuid.UUID | None = None,
        source: str = "wardbell/test",
    ) -> Envelope:
        """Publish an event; returns its envelope."""
        envelope = Envelope.first(
            id_ or uuid7(),
            event.type,
            source=source,
            subject=event.key,
            number=number,
            now=datetime.now(UTC),
        )
        if time is not None:
            envelope = envelope._replace(time=time)
        if correlation_id is not None:
            envelope = envelope._replace(correlation_id=str(correlation_id))
        await self.raw(topic or event.topic, event.key.encode(), event.encode(), envelope.headers())
        return envelope

    async def says(self, topic: Topic, said: Said, **more: Any) -> MessageReceived:
        """A patient says something, and the router passes it on there; returns the event."""
        given: dict[str, Any] = {
            "contact_id": uuid7(),
            "message_id": uuid7(),
            "sent_at": datetime.now(UTC),
            "language": "en",
            **more,
        }
        address = Address(wa_id="15550100017")
        event = MessageReceived(wamid="wamid.example", address=address, said=said, **given)
        await self.put(event, topic)
        return event

    @staticmethod
    async def until(look: Callable[[], Awaitable[Any]], seconds: float = 60) -> None:
        """Wait for a fact."""
        async with asyncio.timeout(seconds):
            while not await look():  # noqa: ASYNC110  # the fact is in another place
                await asyncio.sleep(0.02)

    async def raw(self, topic: Topic, key: bytes, value: bytes | None, headers: Any) -> None:
        """Publish any record."""
        await self.publisher.publish_all([(topic.name, key, value, headers)])

    async def leave(self) -> None:
        """Leave nothing behind: a Kafka with thousands of topics is slow for the tests to come."""
        await self.publisher.stop()
        if self.created:
            admin = AIOKafkaAdminClient(bootstrap_servers=self.env["KAFKA_BOOTSTRAP_SERVERS"])
            with suppress(KafkaError, TimeoutError):  # a test's own Kafka may be gone
                async with asyncio.timeout(5):
                    await admin.start()
                    await admin.delete_topics(self.created)
            await admin.close()
        async with self.database() as conn:
            for schema in self.schemas:
                await conn.execute(f'drop schema if exists "{schema}" cascade')

    @asynccontextmanager
    async def listening(self, *topics: Topic) -> AsyncIterator[Listener]:
        """Hear everything that is and will be on some topics."""
        prefix = self.env["WARDBELL_TOPIC_PREFIX"]
        consumer = AIOKafkaConsumer(
            *(prefix + topic.name for topic in topics),
            bootstrap_servers=self.env["KAFKA_BOOTSTRAP_SERVERS"],
            auto_offset_reset="earliest",
            fetch_max_wait_ms=20,  # who asks what is there waits behind an empty fetch
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


class Listener:
    """Reads events one after the other."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer
        self._heard: deque[Any] = deque()

    async def next(self, seconds: float = 15) -> tuple[Envelope, Any]:
        """The next event; TimeoutError if there is none in time."""
        if not self._heard:
            # All there is: aiokafka would not fetch more of a partition of which some is left.
            found = await self._consumer.getmany(timeout_ms=int(seconds * 1000))
            self._heard.extend(record for records in found.values() for record in records)
        if not self._heard:
            raise TimeoutError(f"no event within {seconds} s")
        record = self._heard.popleft()
        envelope = Envelope.parse(record.headers)
        return envelope, registry[envelope.type].model_validate_json(record.value)

    async def caught_up(self) -> bool:
        """Whether all that is on the topics has been heard."""
        there = self._consumer.assignment()
        ends = await self._consumer.end_offsets(there)
        heard = [await self._consumer.position(each) >= ends[each] for each in there]
        return all(heard) and not self._heard

    async def take(self, count: int, seconds: float = 30) -> list[tuple[Envelope, Any]]:
        """The next `count` events."""
        return [await self.next(seconds) for _ in range(count)]

    async def all_by_now(self) -> list[tuple[Envelope, Any]]:
        """Everything that is on the topics now; there must be something."""
        heard = [await self.next()]
        ends = await self._consumer.end_offsets(self._consumer.assignment())
        while self._heard or [p for p in ends if await self._consumer.position(p) < ends[p]]:
            heard.append(await self.next())
        return heard


@asynccontextmanager
async def open_room(stack: Any) -> AsyncIterator[Room]:
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
        await room.leave()


@pytest.fixture
async def room(stack: Any) -> AsyncIterator[Room]:
    """The room of a test that needs one."""
    async with open_room(stack) as room:
        yield room


@pytest.fixture(scope="module")
async def room_of_file(stack: Any) -> AsyncIterator[Room]:
    """One room for all tests of a file, which leave nothing behind."""
    async with open_room(stack) as room:
        yield room


@pytest.fixture
def rooms_on() -> Any:
    """For a test that needs several rooms, or one on a stack of its own, each with a door.

    `async with rooms_on(stack, webhook_memory_limit=…) as (room, door)`
    """

    @asynccontextmanager
    async def another(stack: Any, **settings: Any) -> AsyncIterator[tuple[Room, Webhooks]]:
        async with open_room(stack) as room:
            await room.topics(*all_topics.ALL)
            async with open_door(room, **settings) as door:
                yield room, door

    return another


@pytest.fixture
def rooms(stack: Any, rooms_on: Any) -> Any:
    """The same on the run's stack."""
    return partial(rooms_on, stack)


class Webhooks:
    """Meta's side of the webhook, over real HTTP."""

    def __init__(self, client, secret):
        self.client = client
        self._secret = secret

    async def post(self, body, *, signature=None, **headers):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        made = hmac.new(self._secret.encode(), raw, hashlib.sha256).hexdigest()
        signed = {"X-Hub-Signature-256": signature or f"sha256={made}", **headers}
        return await self.client.post("/webhook", content=raw, headers=signed)

    async def settled(self, *ports, seconds=120):
        """Wait until services have nothing left to do; twice, since a record may be on its way."""
        deadline = time.monotonic() + seconds
        seen = 0
        while seen < 2:
            asked = [self.client.get(f"http://127.0.0.1:{port}/idle") for port in ports]
            answers = await asyncio.gather(*asked)
            seen = seen + 1 if all(answer.status_code == 200 for answer in answers) else 0
            assert time.monotonic() < deadline, "the services do not come to rest"
            await asyncio.sleep(0.05)

    async def get(self, path, **parameters):
        return await self.client.get(path, params=parameters)


def message(text="Hello", *, wa_id="15550100017", at=1793606400, number=NUMBER, **more):
    """A webhook body with one message."""
    said = {"type": "text", "text": {"body": text}} if "type" not in more else {}
    made = {"id": f"wamid.{uuid.uuid4().hex}", "timestamp": str(at), **said, **more}
    if wa_id:
        made.setdefault("from", wa_id)
    return body_of([made], number=number)


def body_of(messages, *, number=NUMBER, contacts=None):
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550100001", "phone_number_id": number},
        "messages": messages,
    }
    if contacts is not None:
        value["contacts"] = contacts
    change = {"field": "messages", "value": value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": [change]}],
    }


@asynccontextmanager
async def open_door(room: Room, **more: Any) -> AsyncIterator[Webhooks]:
    """The ingress of a room, over HTTP."""
    settings = room.settings(GatewaySettings, **more)
    sites = load_sites(None, NUMBER)
    metrics = Metrics(CollectorRegistry())
    ingress = Ingress(settings, make_door(settings, sites), SystemClock(), metrics)
    await ingress.start()
    async with (
        serve(ingress, "127.0.0.1", 0, http="httptools") as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        yield Webhooks(client, settings.app_secrets[0].decode())
    await ingress.stop()


SLOWLY = """
create or replace function slowly() returns trigger language plpgsql as
    'begin perform pg_sleep(0.02); return coalesce(new, old); end';
create trigger slowly before delete or update on {} for each row execute function slowly();
"""


@pytest.fixture
def slowly(room: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A schema in which a row takes 20 ms, and a statement a second at most.

    `async with slowly("triage", MIGRATIONS, "alarm") as (conn, started)`: 50 rows of `alarm` are
    too many for one statement; `Running.forget` takes 20 at once.
    """
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(database, "COMMAND_SECONDS", 1)
    monkeypatch.setattr(running, "FORGET_AT_ONCE", 20)

    @asynccontextmanager
    async def opened(service: str, migrations: Path, *tables: str) -> AsyncIterator[Any]:
        schema = await room.schema(service, migrations)
        async with room.database(schema) as conn, at_the_counter(service) as started:
            for table in tables:
                await conn.execute(SLOWLY.format(table))
            yield conn, started

    return opened


@pytest.fixture
def a_message():
    return message


@pytest.fixture
def a_body():
    return body_of


@pytest.fixture
async def door(room):
    await room.topics(*all_topics.ALL)
    async with open_door(room) as webhooks:
        yield webhooks


@pytest.fixture
def logged(monkeypatch):
    """What the process has logged; logging is as it was afterwards."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    root, ours = logging.getLogger(), logging.getLogger("wardbell")
    before = root.handlers[:], root.level, ours.level, logging.raiseExceptions
    configure("tests", "DEBUG")
    yield out.getvalue
    root.handlers[:], root.level = before[:2]
    ours.setLevel(before[2])
    logging.raiseExceptions = before[3]
