import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from wardbell_stack import Stack


@pytest.fixture(scope="session")
def new_folder() -> Iterator[Callable[[], Path]]:
    """Empty folders that everybody may enter: pytest's own are closed to root's Postgres."""
    made = []

    def make() -> Path:
        folder = Path(tempfile.mkdtemp(prefix="wardbell-test-"))
        folder.chmod(0o755)
        made.append(folder)
        return folder

    yield make
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture
def data(new_folder) -> Path:
    return new_folder() / "data"


@pytest.fixture(scope="module")
def stack(new_folder) -> Iterator[Stack]:
    with Stack(new_folder() / "data", durable=False) as stack:
        yield stack


class Kafka:
    """What a client sees of a stack's Kafka."""

    def __init__(self, stack: Stack) -> None:
        self._address = {"bootstrap_servers": stack.kafka_bootstrap_servers}

    async def make_topic(self, name: str) -> None:
        admin = AIOKafkaAdminClient(**self._address)
        await admin.start()
        answer = await admin.create_topics([NewTopic(name, 1, 1)])
        assert answer.topic_errors[0][1] == 0
        await admin.close()

    async def produce(self, topic: str, *values: bytes) -> None:
        producer = AIOKafkaProducer(acks="all", max_request_size=4_000_000, **self._address)
        async with self._started(producer):
            for value in values:
                await producer.send_and_wait(topic, value)

    async def consume(self, topic: str, count: int) -> list[bytes]:
        consumer = AIOKafkaConsumer(
            topic, group_id="a group", auto_offset_reset="earliest", **self._address
        )
        async with self._started(consumer):
            return [(await consumer.getone()).value for _ in range(count)]

    @asynccontextmanager
    async def _started(self, client):
        await client.start()
        try:
            yield
        finally:
            await client.stop()


class Postgres:
    """What a client sees of a stack's Postgres."""

    def __init__(self, stack: Stack) -> None:
        self._url = stack.database_url

    async def run(self, sql: str):
        connection = await asyncpg.connect(self._url)
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()


@pytest.fixture(scope="session")
def kafka_of() -> Callable[[Stack], Kafka]:
    return Kafka


@pytest.fixture(scope="session")
def postgres_of() -> Callable[[Stack], Postgres]:
    return Postgres
