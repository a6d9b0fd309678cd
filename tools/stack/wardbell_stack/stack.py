from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from wardbell_stack.errors import StackError
from wardbell_stack.folder import DataFolder
from wardbell_stack.kafka import Kafka
from wardbell_stack.postgres import Postgres


class Stack:
    """A Kafka and a Postgres of one's own, on 127.0.0.1, with their data in one folder.

    Both end when this process does, however it ends. An address that is given is used as it is,
    and nothing is started for it.

    `durable=False` spares Postgres the wait for the disk; what it then could lose, it loses only
    when the machine itself crashes.
    """

    def __init__(
        self,
        data: Path,
        *,
        durable: bool = True,
        kafka_port: int | None = None,
        postgres_port: int | None = None,
        kafka_bootstrap_servers: str | None = None,
        database_url: str | None = None,
    ) -> None:
        self._folder = DataFolder(data)
        self._durable = durable
        self._kafka_port = kafka_port
        self._postgres_port = postgres_port
        self._given_kafka = kafka_bootstrap_servers
        self._given_postgres = database_url
        self._kafka: Kafka | None = None
        self._postgres: Postgres | None = None

    def start(self) -> Self:
        """Both ready when this returns. Raises StackError, and then leaves nothing running."""
        if self._given_kafka and self._given_postgres:
            return self
        self._folder.lock()
        try:
            if not self._given_kafka:
                self._kafka = Kafka(self._folder, port=self._kafka_port)
            if not self._given_postgres:
                self._postgres = Postgres(
                    self._folder, port=self._postgres_port, durable=self._durable
                )
            with ThreadPoolExecutor() as pool:
                starting = [pool.submit(server.start) for server in self._servers]
                try:
                    for one in starting:
                        one.result()
                except BaseException:
                    self._let_go()  # or the pool would wait until the other one is ready
                    raise
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        self._let_go()
        for server in self._servers:
            server.stop()
        self._kafka = self._postgres = None
        self._folder.unlock()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def kafka_bootstrap_servers(self) -> str:
        return self._given_kafka or self._own_kafka.bootstrap_servers

    @property
    def database_url(self) -> str:
        return self._given_postgres or self._own_postgres.url

    @property
    def kafka_pid(self) -> int:
        return self._own_kafka.pid

    @property
    def postgres_pid(self) -> int:
        """Of the postmaster; every connection is a child of it."""
        return self._own_postgres.pid

    def kill_kafka(self) -> None:
        """End it with SIGKILL. What it acknowledged is there again after `start_kafka`."""
        self._own_kafka.kill()

    def start_kafka(self) -> None:
        """Again, with the same port and data; ready when this returns."""
        self._own_kafka.start()

    def kill_postgres(self) -> None:
        """End all its processes with SIGKILL, as a power cut would."""
        self._own_postgres.kill()

    def start_postgres(self) -> None:
        """Again, with the same port and data, recovered; ready when this returns."""
        self._own_postgres.start()

    def _let_go(self) -> None:
        for server in self._servers:
            server.let_go()

    @property
    def _servers(self) -> list[Kafka | Postgres]:
        return [server for server in (self._kafka, self._postgres) if server]

    @property
    def _own_kafka(self) -> Kafka:
        if self._kafka is None:
            raise StackError(
                f"This Kafka is not the stack's own: KAFKA_BOOTSTRAP_SERVERS={self._given_kafka}."
                if self._given_kafka
                else "The stack is not started: call start(), or use it in a `with`."
            )
        return self._kafka

    @property
    def _own_postgres(self) -> Postgres:
        if self._postgres is None:
            raise StackError(
                f"This Postgres is not the stack's own: DATABASE_URL={self._given_postgres}."
                if self._given_postgres
                else "The stack is not started: call start(), or use it in a `with`."
            )
        return self._postgres
