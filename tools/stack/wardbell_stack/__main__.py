"""`python -m wardbell_stack`: fetch, up, lock."""

import argparse
import contextlib
import signal
import sys
import threading
from pathlib import Path

from wardbell_stack import jars, quickstart
from wardbell_stack.errors import StackError
from wardbell_stack.stack import Stack


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m wardbell_stack", description=__doc__)
    commands = parser.add_subparsers(required=True)

    fetch = commands.add_parser("fetch", help="fetch and prepare Kafka, so that starts are quick")
    fetch.set_defaults(run=lambda _: _fetch())

    up = commands.add_parser("up", help="run both until Ctrl-C or SIGTERM; prints their addresses")
    up.add_argument("--data", type=Path, required=True, metavar="DIR")
    up.add_argument("--kafka-port", type=int)
    up.add_argument("--postgres-port", type=int)
    up.set_defaults(run=_up)

    lock = commands.add_parser("lock", help="write kafka.lock anew from Maven Central")
    lock.set_defaults(run=lambda _: _lock())

    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except StackError as error:
        print(f"wardbell: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _fetch() -> None:
    jars.class_path()
    quickstart.prepare()


def _up(arguments: argparse.Namespace) -> None:
    stack = Stack(
        arguments.data, kafka_port=arguments.kafka_port, postgres_port=arguments.postgres_port
    )
    # SIGINT too: a shell starts what runs in the background with SIGINT ignored.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    with stack, contextlib.suppress(KeyboardInterrupt):
        print(f"KAFKA_BOOTSTRAP_SERVERS={stack.kafka_bootstrap_servers}")
        print(f"DATABASE_URL={stack.database_url}", flush=True)
        threading.Event().wait()


def _lock() -> None:
    from wardbell_stack import maven  # noqa: PLC0415  # only this command needs the network

    lines = [f"{jar.coordinate} {jar.sha256} {jar.size}\n" for jar in maven.resolve()]
    jars.LOCK.write_text(
        "# Kafka's class path: group:artifact:version, SHA-256, bytes.\n"
        "# Made by `python -m wardbell_stack lock` from WANTED in maven.py.\n" + "".join(lines)
    )


if __name__ == "__main__":
    sys.exit(main())
