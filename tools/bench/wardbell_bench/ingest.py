"""`ingest`: signed webhook to 200 after acks=all. `ingest_batch1000_ms`: 1,000 updates in one."""

from __future__ import annotations

import asyncio
import os
import socket
import time

from wardbell_bench.ground import ground, process, room, run, service
from wardbell_bench.http_load import request, send_all, webhook
from wardbell_bench.rows import Row, compared
from wardbell_cli.system import free_port

REQUESTS = 15_000
CONNECTIONS = 64


def _requests(count: int, messages: int = 1) -> list[bytes]:
    secret = os.environ["WHATSAPP_APP_SECRET"]
    return [request(webhook(messages), secret) for _ in range(count)]


def _wait_port(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the bare ingress did not start")


def _rate(port: int) -> float:
    run(send_all(port, _requests(500), CONNECTIONS))
    return REQUESTS / run(send_all(port, _requests(REQUESTS), CONNECTIONS))


def ingest() -> Row:
    """Requests a second through the door, one message each."""
    with ground():

        def ours() -> float:
            room()
            port = free_port()
            with service("ingress", WEBHOOK_PORT=str(port)):
                return _rate(port)

        def bare() -> float:
            port = free_port()
            topic = os.environ["WARDBELL_TOPIC_PREFIX"] + "whatsapp.messages"
            with process("-m", "wardbell_bench.bare_ingress", str(port), topic):
                _wait_port(port)
                return _rate(port)

        return compared("ingest", "requests/s", ours, bare)


def batch() -> Row:
    """Milliseconds for one POST of 1,000 updates; bare: the same bytes as one record."""

    def best_of_five(port: int) -> float:
        return min(run(send_all(port, [made], 1)) * 1000 for made in _requests(5, messages=1000))

    with ground():

        def ours() -> float:
            room()
            port = free_port()
            with service("ingress", WEBHOOK_PORT=str(port)):
                asyncio.run(send_all(port, _requests(200), CONNECTIONS))
                return best_of_five(port)

        def bare() -> float:
            port = free_port()
            topic = os.environ["WARDBELL_TOPIC_PREFIX"] + "whatsapp.messages"
            with process("-m", "wardbell_bench.bare_ingress", str(port), topic):
                _wait_port(port)
                return best_of_five(port)

        return compared("ingest_batch1000_ms", "ms", ours, bare)
