"""A service under test that writes down what it handles and passes it on: `scribe`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from wardbell_events import Address, MessageReceived, topics
from wardbell_events.inbound import Text
from wardbell_events.topics import Topic
from wardbell_runtime import Service, Settings, Tx
from wardbell_runtime.kafka import Publisher
from wardbell_stack import Stack

IN, URGENT_IN, OUT = topics.INBOUND_DESK, topics.INBOUND_TRIAGE_URGENT, topics.INBOUND_TRIAGE


def said(contact: UUID, n: int | str) -> MessageReceived:
    """The n-th thing a contact said."""
    return MessageReceived(
        contact_id=contact,
        message_id=uuid4(),
        wamid="wamid.example",
        sent_at=datetime.now(UTC),
        language="en",
        address=Address(wa_id="15550100017"),
        said=Text(body=str(n)),
    )


async def write_down(tx: Tx, event: MessageReceived) -> None:
    """One effect in the service's table, and the same event on, to `inbound.triage`."""
    await tx.execute(
        "insert into effect (contact_id, n, event_id) values ($1, $2, $3)",
        event.contact_id,
        event.said.body,
        tx.cause.id,
    )
    tx.emit(event, topic=OUT)


async def until(
    check: Callable[[], Awaitable[Any]] | Callable[[], Any], seconds: float = 20
) -> Any:
    """Wait for a fact; AssertionError if it does not come true in time."""
    end = time.monotonic() + seconds
    while True:
        found = check()
        if isinstance(found, Awaitable):
            found = await found
        if found:
            return found
        assert time.monotonic() < end, f"not within {seconds} s: {check}"
        await asyncio.sleep(0.02)


@dataclass
class Scribe:
    """The service `scribe` in a room: any number of replicas of it."""

    room: Any
    schema: str
    running: list[Service] = field(default_factory=list)

    def service(self, handler: Any = write_down, *, more: Any = None, **settings: Any) -> Service:
        """One replica, not yet started. `more` may declare further things on it."""
        made = Service("scribe", self.room.settings(Settings, **settings))
        made.consume(IN, {MessageReceived: handler})
        if more is not None:
            more(made)
        return made

    @asynccontextmanager
    async def at_work(self, *services: Service) -> AsyncIterator[Service]:
        """Replicas, started one after the other and ready; yields the first."""
        first, *others = services or (self.service(),)
        async with first.running():
            await until(lambda: self.ask(first, "ready"))
            if others:
                async with self.at_work(*others):
                    yield first
            else:
                yield first

    async def ask(self, service: Service, check: str) -> bool:
        """Whether `/live`, `/ready` or `/idle` says 200."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{service.health_port}/{check}")
        return answer.status_code == 200

    async def metric(self, service: Service, name: str, **labels: str) -> float:
        """The present value of a metric; 0 if there is none yet."""
        async with httpx.AsyncClient() as client:
            text = (await client.get(f"http://127.0.0.1:{service.health_port}/metrics")).text
        for line in text.splitlines():
            if line.startswith(name) and all(f'{k}="{v}"' in line for k, v in labels.items()):
                return float(line.rsplit(" ", 1)[1])
        return 0.0

    async def sql(self, statement: str, *args: Any) -> Any:
        """Rows of a query in the service's schema."""
        async with self.room.database(self.schema) as conn:
            return await conn.fetch(statement, *args)

    async def value(self, statement: str, *args: Any) -> Any:
        """One value of a query in the service's schema."""
        async with self.room.database(self.schema) as conn:
            return await conn.fetchval(statement, *args)

    async def effects(self) -> dict[UUID, list[str]]:
        """What each contact said, in the order in which it was handled."""
        found: dict[UUID, list[str]] = {}
        for row in await self.sql("select contact_id, n from effect order by id"):
            found.setdefault(row["contact_id"], []).append(row["n"])
        return found

    async def count(self) -> int:
        """How many effects there are."""
        return await self.value("select count(*) from effect")

    async def told(self, count: int, seconds: float = 20) -> dict[UUID, list[str]]:
        """The effects, once there are so many, and no more than these."""
        await until(lambda: self._reached(count), seconds)
        return await self.effects()

    async def _reached(self, count: int) -> bool:
        return await self.count() >= count

    async def say(self, contact: UUID, *words: int | str, topic: Topic = IN) -> list[UUID]:
        """Put what a contact says on Kafka, in this order; returns the events' ids."""
        return [(await self.room.put(said(contact, word), topic)).id for word in words]


@asynccontextmanager
async def scribe_in(room: Any) -> AsyncIterator[Scribe]:
    """The scribe's topics and tables in a room."""
    await room.topics(IN, URGENT_IN, OUT)
    made = Scribe(room, await room.schema("scribe"))
    await made.sql(
        "create table effect (id bigint generated always as identity primary key,"
        " contact_id uuid not null, n text not null, event_id uuid not null)"
    )
    yield made


@pytest.fixture
async def scribe(room: Any) -> AsyncIterator[Scribe]:
    """The scribe on the run's stack."""
    async with scribe_in(room) as made:
        yield made


@pytest.fixture(scope="session")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A Kafka and a Postgres that a test may kill."""
    with Stack(tmp_path_factory.mktemp("own") / "stack", durable=False) as made:
        yield made


@pytest.fixture
async def own_room(room: Any, own_stack: Stack) -> AsyncIterator[Any]:
    """A room on a stack that a test may kill."""
    env = {
        **room.env,
        "KAFKA_BOOTSTRAP_SERVERS": own_stack.kafka_bootstrap_servers,
        "DATABASE_URL": own_stack.database_url,
    }
    settings = Settings(**{key.lower(): value for key, value in env.items()})
    publisher = Publisher(settings, "tests")
    yield replace(room, env=env, publisher=publisher, schemas=[])
    await publisher.stop()


@pytest.fixture
async def own_scribe(own_room: Any) -> AsyncIterator[Scribe]:
    """The scribe on a stack that a test may kill."""
    async with scribe_in(own_room) as made:
        yield made
