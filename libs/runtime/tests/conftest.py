"""A service under test that writes down what it handles and passes it on: `scribe`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from wardbell_events import Address, Envelope, MessageReceived, topics
from wardbell_events.inbound import Text
from wardbell_events.topics import Topic
from wardbell_runtime import Service, Settings, Tx

IN, URGENT_IN, OUT = topics.INBOUND_DESK, topics.INBOUND_TRIAGE_URGENT, topics.INBOUND_TRIAGE


def _said(contact: UUID, n: int | str) -> MessageReceived:
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


async def _write_down(tx: Tx, event: MessageReceived) -> None:
    """One effect in the service's table, and the same event on, to `inbound.triage`."""
    await tx.execute(
        "insert into effect (contact_id, n, event_id) values ($1, $2, $3)",
        event.contact_id,
        event.said.body,
        tx.cause.id,
    )
    tx.emit(event, topic=OUT)


@dataclass
class Scribe:
    """The service `scribe` in a room: any number of replicas of it."""

    room: Any
    schema: str

    def service(
        self,
        handler: Any = _write_down,
        *,
        more: Any = None,
        concerns: Any = None,
        linger: float = 0.0,
        **settings: Any,
    ) -> Service:
        """One replica, not yet started. `more` declares further things on it."""
        made = Service("scribe", self.room.settings(Settings, **settings))
        made.consume(IN, {MessageReceived: handler}, concerns=concerns, linger=linger)
        if more is not None:
            more(made)
        return made

    @asynccontextmanager
    async def at_work(self, *services: Service) -> AsyncIterator[Service]:
        """Replicas, started one after the other and ready; yields the first."""
        first, *others = services or (self.service(),)
        async with first.running():
            await self.until(lambda: self.ask(first, "ready"))
            if others:
                async with self.at_work(*others):
                    yield first
            else:
                yield first

    async def until(
        self, check: Callable[[], Awaitable[Any]] | Callable[[], Any], seconds: float = 20
    ) -> Any:
        """Wait for a fact; AssertionError if it does not come true in time."""
        end = time.monotonic() + seconds
        while True:
            found = check()
            if isinstance(found, Awaitable):
                found = await found
            if found:
                return found
            assert time.monotonic() < end, f"not within {seconds} s"
            await asyncio.sleep(0.02)

    async def ask(self, service: Service, check: str) -> bool:
        """Whether `/live`, `/ready` or `/idle` says 200."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{service.health_port}/{check}")
        return answer.status_code == 200

    async def is_not(self, service: Service, check: str) -> bool:
        """The opposite of `ask`."""
        return not await self.ask(service, check)

    async def metric(self, service: Service, name: str, **labels: str) -> float:
        """The present value of a metric; 0 if there is none yet."""
        async with httpx.AsyncClient() as client:
            text = (await client.get(f"http://127.0.0.1:{service.health_port}/metrics")).text
        for line in text.splitlines():
            if line.startswith(name) and all(f'{k}="{v}"' in line for k, v in labels.items()):
                return float(line.rsplit(" ", 1)[1])
        return 0.0

    async def is_metric(self, value: float, service: Service, name: str, **labels: str) -> bool:
        """Whether a metric has this value."""
        return await self.metric(service, name, **labels) == value

    @asynccontextmanager
    async def backlog(self, rows: int) -> AsyncIterator[None]:
        """So many normal rows wait: another pod's relay holds the shards and does not get on."""
        async with self.room.database(self.schema) as other_pod, other_pod.transaction():
            await other_pod.execute("select from outbox_shard where lane = 'normal' for update")
            await self.sql(
                "insert into outbox (shard, topic, key, headers, value, created_at)"
                " select n % 8, $1, 'x', '[]', 'waiting', $2 from generate_series(1, $3::int) as n",
                OUT.name,
                datetime.now(UTC),
                rows,
            )
            yield

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
        await self.until(lambda: self.more_than(count - 1), seconds)
        return await self.effects()

    async def more_than(self, count: int) -> bool:
        """Whether there are more effects than so many."""
        return await self.count() > count

    async def say(self, contact: UUID, *words: int | str, topic: Topic = IN) -> list[UUID]:
        """Put what a contact says on Kafka, in this order; returns the events' ids."""
        return [(await self.room.put(_said(contact, word), topic)).id for word in words]

    async def say_together(self, words: dict[UUID, int | str], topic: Topic = IN) -> None:
        """Put one word of each of several contacts on Kafka."""
        await asyncio.gather(*(self.say(who, word, topic=topic) for who, word in words.items()))


@asynccontextmanager
async def _scribe_in(room: Any) -> AsyncIterator[Scribe]:
    """The scribe's topics and tables in a room."""
    await room.topics(IN, URGENT_IN, OUT)
    made = Scribe(room, await room.schema("scribe"))
    await made.sql(
        "create table effect (id bigint generated always as identity primary key,"
        " contact_id uuid not null, n text not null, event_id uuid not null)"
    )
    yield made


@pytest.fixture
def write_down() -> Any:
    """What the scribe does with an event, for handlers that do something more."""
    return _write_down


@pytest.fixture
def said() -> Any:
    """Makes the n-th thing that a contact says."""
    return _said


@pytest.fixture
def envelope() -> Any:
    """Makes the headers of a new event: name, value, name, value … replace or add some."""

    def made(*changed: str | bytes | None) -> list[tuple[str, bytes | None]]:
        headers: dict[str, Any] = dict(
            Envelope.first(
                uuid4(),
                MessageReceived.type,
                source="wardbell/test",
                subject="",
                number="106540352242922",
                now=datetime.now(UTC),
            ).headers()
        )
        headers |= dict(zip(changed[::2], changed[1::2], strict=True))
        return list(headers.items())

    return made


@pytest.fixture
def scribe_in() -> Any:
    """Sets the scribe up in a room."""
    return _scribe_in


@pytest.fixture
async def scribe(room: Any) -> AsyncIterator[Scribe]:
    """The scribe on the run's stack."""
    async with _scribe_in(room) as made:
        yield made
