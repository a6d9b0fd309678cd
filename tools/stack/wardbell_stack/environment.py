import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from wardbell_stack.errors import StackError
from wardbell_stack.stack import Stack


class Addresses(Protocol):
    @property
    def kafka_bootstrap_servers(self) -> str: ...
    @property
    def database_url(self) -> str: ...


def stack_from_environment(
    data: Path, *, durable: bool = True
) -> AbstractContextManager[Addresses]:
    """The stack that the environment asks for.

    KAFKA_BOOTSTRAP_SERVERS and DATABASE_URL win, each for itself, and nothing is started for it.
    The rest comes from containers with WARDBELL_STACK=containers, else from a `Stack` in `data`.
    """
    given_kafka = os.environ.get("KAFKA_BOOTSTRAP_SERVERS")
    given_postgres = os.environ.get("DATABASE_URL")
    match os.environ.get("WARDBELL_STACK", "embedded"):
        case "embedded":
            return Stack(
                data,
                durable=durable,
                kafka_bootstrap_servers=given_kafka,
                database_url=given_postgres,
            )
        case "containers":
            return _containers(given_kafka, given_postgres)
        case other:
            raise StackError(f"WARDBELL_STACK={other}: it can be `embedded` or `containers`.")


@contextmanager
def _containers(given_kafka: str | None, given_postgres: str | None) -> Iterator[Addresses]:
    try:
        from wardbell_stack import containers  # noqa: PLC0415  # development only
    except ImportError as error:
        raise StackError(
            f"WARDBELL_STACK=containers needs a development package ({error}): run `make test` "
            "once, or leave WARDBELL_STACK away for the embedded stack."
        ) from error
    with containers.stack(given_kafka, given_postgres) as addresses:
        yield addresses
