"""A stack that a test may kill, and a proxy that may stand between a service and Postgres."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import pytest

from wardbell_runtime import Settings
from wardbell_runtime.kafka import Publisher
from wardbell_stack import Stack


class Proxy:
    """Passes bytes between a client and a server, as long as it is not told otherwise.

    Of no use before Kafka, whose brokers hand out their own addresses: stop or kill those.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._passing = asyncio.Event()
        self._passing.set()
        self._connections: set[asyncio.Task[None]] = set()
        self.answers_to_lose = 0
        """Of so many commits the server's answer is lost, with the connection."""

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listener.close()
        self.go_on()
        await self.cut()
        await self._listener.wait_closed()

    def in_place_of(self, url: str) -> str:
        """The same address, by way of this proxy."""
        parts = urlsplit(url)
        port = self._listener.sockets[0].getsockname()[1]
        return urlunsplit(parts._replace(netloc=f"{parts.username}@127.0.0.1:{port}"))

    def stall(self) -> None:
        """Hold all bytes back; connections stay, and new ones are taken."""
        self._passing.clear()

    def go_on(self) -> None:
        """Pass on what was held back."""
        self._passing.set()

    def strand(self) -> None:
        """Hold back all bytes of the present connections for good; new ones work."""
        self._passing.clear()
        self._passing = asyncio.Event()
        self._passing.set()

    async def cut(self) -> None:
        """Break all connections."""
        for connection in (cut := list(self._connections)):
            connection.cancel()
        await asyncio.gather(*cut, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        writers, passing, losing = [writer], [], asyncio.Event()
        try:
            from_server, to_server = await asyncio.open_connection(*self._server)
            writers.append(to_server)
            passing = [
                asyncio.create_task(self._ask(reader, to_server, losing, self._passing)),
                asyncio.create_task(self._answer(from_server, writer, losing, self._passing)),
            ]
            await asyncio.wait(passing, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            pass  # cut; asyncio would complain of a callback that was cancelled
        finally:
            self._connections.discard(task)
            for one in passing:
                one.cancel()
            for one in writers:
                one.transport.abort()

    async def _ask(
        self,
        client: asyncio.StreamReader,
        server: asyncio.StreamWriter,
        losing: asyncio.Event,
        passing: asyncio.Event,
    ) -> None:
        with suppress(OSError):
            while data := await client.read(65536):
                if self.answers_to_lose and b"COMMIT" in data:
                    self.answers_to_lose -= 1
                    losing.set()
                await passing.wait()
                server.write(data)
                await server.drain()

    async def _answer(
        self,
        server: asyncio.StreamReader,
        client: asyncio.StreamWriter,
        losing: asyncio.Event,
        passing: asyncio.Event,
    ) -> None:
        with suppress(OSError):
            while (data := await server.read(65536)) and not losing.is_set():
                await passing.wait()
                client.write(data)
                await client.drain()


@pytest.fixture(scope="session")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A Kafka and a Postgres that a test may kill."""
    with Stack(tmp_path_factory.mktemp("own") / "stack", durable=False) as made:
        yield made


@pytest.fixture
async def own_scribe(room: Any, own_stack: Stack, scribe_in: Any) -> AsyncIterator[Any]:
    """The scribe on a stack that a test may kill."""
    env = {
        **room.env,
        "KAFKA_BOOTSTRAP_SERVERS": own_stack.kafka_bootstrap_servers,
        "DATABASE_URL": own_stack.database_url,
    }
    settings = Settings(**{key.lower(): value for key, value in env.items()})
    publisher = Publisher(settings, "tests")
    async with scribe_in(replace(room, env=env, publisher=publisher, schemas=[])) as made:
        yield made
    await publisher.stop()


@pytest.fixture
async def proxy(room: Any) -> AsyncIterator[Proxy]:
    """Stands between a service with `database_url=proxy.url` and the run's Postgres."""
    url = room.env["DATABASE_URL"]
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    async with Proxy(parts.hostname, parts.port) as made:
        made.url = made.in_place_of(url)
        yield made
