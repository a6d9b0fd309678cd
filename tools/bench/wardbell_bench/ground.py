"""Where a benchmark runs: a real Kafka and Postgres, and processes of their own."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
import uvloop

from wardbell_bench.http_load import PHONE_NUMBER_ID
from wardbell_cli import provision
from wardbell_cli.environment import ROOT
from wardbell_cli.system import free_port
from wardbell_stack import Stack

BENCH = ROOT / "build" / "bench"
T = TypeVar("T")


@contextmanager
def ground() -> Iterator[Stack]:
    """A fresh stack with settings in the environment, for one row."""
    folder = BENCH / uuid.uuid4().hex[:8]
    before = dict(os.environ)
    with Stack(folder) as stack:
        os.environ.update(
            KAFKA_BOOTSTRAP_SERVERS=stack.kafka_bootstrap_servers,
            DATABASE_URL=stack.database_url,
            WHATSAPP_APP_SECRET="secret-of-the-bench",
            WHATSAPP_VERIFY_TOKEN="verify-token-of-the-bench",
            WHATSAPP_ACCESS_TOKEN="access-token-of-the-bench",
            WHATSAPP_PHONE_NUMBER_ID=PHONE_NUMBER_ID,
        )
        try:
            yield stack
        finally:
            # What the environment names wins: the next row would look for this stack.
            os.environ.clear()
            os.environ.update(before)
    shutil.rmtree(folder, ignore_errors=True)


def room(partitions: int = 4) -> None:
    """Fresh topics and schemas on the same stack; later processes work in them."""
    name = uuid.uuid4().hex[:6]
    os.environ.update(WARDBELL_TOPIC_PREFIX=f"b{name}.", WARDBELL_SCHEMA_SUFFIX=f"_{name}")
    asyncio.run(provision.apply_topics(partitions))
    asyncio.run(provision.migrate_all())


@contextmanager
def process(
    *command: str, ready: str | None = None, **env: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block; with `ready`, once that address answers 200."""
    with (BENCH / "processes.log").open("ab") as log:
        started = subprocess.Popen(
            [sys.executable, *command], env={**os.environ, **env}, stdout=log, stderr=log
        )
    try:
        if ready is not None:
            wait_for(ready, started)
        yield started
    finally:
        started.terminate()
        started.wait(60)


@contextmanager
def service(name: str, **env: str) -> Iterator[str]:
    """One of our processes, ready; yields the address of its health server."""
    port = free_port()
    health = f"http://127.0.0.1:{port}"
    run = ("-m", "wardbell_cli.main", "run", name)
    with process(*run, ready=f"{health}/ready", HEALTH_PORT=str(port), **env):
        yield health


def process_of(name: str) -> psutil.Process:
    """What `service` runs."""
    for child in psutil.Process().children(recursive=True):
        if child.cmdline()[-2:] == ["run", name]:
            return child
    raise RuntimeError(f"{name} does not run")


def wait_for(url: str, started: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until an address answers 200."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            pass
        if started.poll() is not None:
            raise RuntimeError(f"a process ended while starting; see {BENCH}/processes.log")
        time.sleep(0.05)
    raise TimeoutError(url)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a client's part on uvloop, as the services do."""
    return uvloop.run(work)


def folder() -> Path:
    """Where benchmarks keep their things."""
    BENCH.mkdir(parents=True, exist_ok=True)
    return BENCH
