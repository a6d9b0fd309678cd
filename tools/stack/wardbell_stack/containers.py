"""The same two servers in containers, for who has Docker and wants to see the official images."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from docker.errors import DockerException  # type: ignore[import-untyped]
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer

from wardbell_stack.errors import StackError
from wardbell_stack.kafka import BROKER, answers
from wardbell_stack.ports import choose_port

KAFKA_IMAGE = "apache/kafka:4.1.0"
POSTGRES_IMAGE = "postgres:18"
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class ContainerAddresses:
    kafka_bootstrap_servers: str
    database_url: str


@contextmanager
def stack(
    kafka_bootstrap_servers: str | None, database_url: str | None
) -> Iterator[ContainerAddresses]:
    """Containers for the addresses that are not given, removed at the end. Raises StackError."""
    with ExitStack() as containers:
        try:
            kafka_bootstrap_servers = kafka_bootstrap_servers or _kafka(containers)
            database_url = database_url or _postgres(containers)
        except DockerException as error:
            raise StackError(
                f"Docker did not start the containers ({error}): is it running, may this user use "
                "it, has it the images? Without WARDBELL_STACK=containers no Docker is needed."
            ) from error
        yield ContainerAddresses(kafka_bootstrap_servers, database_url)


def _kafka(containers: ExitStack) -> str:
    # Kafka tells its clients its own address, so the outer port must be known before the start
    port = choose_port("Kafka")
    settings = BROKER | {
        "listeners": "PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9093",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": "1@127.0.0.1:9093",
    }
    container = DockerContainer(KAFKA_IMAGE).with_bind_ports(9092, port)
    for key, value in settings.items():
        container.with_env(f"KAFKA_{key.upper().replace('.', '_')}", str(value))
    containers.enter_context(container)
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(port):
        if time.monotonic() > deadline:
            end = b"".join(container.get_logs())[-1000:].decode(errors="replace")
            raise StackError(f"Kafka in {KAFKA_IMAGE} did not answer. Its last words:\n{end}")
        time.sleep(0.1)
    return f"127.0.0.1:{port}"


def _postgres(containers: ExitStack) -> str:
    name = "wardbell"
    container = PostgresContainer(
        POSTGRES_IMAGE, username=name, password=name, dbname=name, driver=None
    )
    return str(containers.enter_context(container).get_connection_url(host="127.0.0.1"))
