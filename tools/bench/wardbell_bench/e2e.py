"""The whole line: webhook in to reply POSTed, seen from the simulator.

`e2e_p50_ms`, `e2e_p99_ms` at 80 messages a second; `emergency_p99_ms` while 100,000 other messages
wait; `memory_mb` of everything after that load.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from wardbell_bench import bare_chain
from wardbell_bench.ground import BENCH, run
from wardbell_bench.http_load import request, send_all, webhook
from wardbell_bench.rows import ROUNDS, Row, median, percentile
from wardbell_cli.system import System

RATE = 80
SECONDS = 15
WARM_SECONDS = 4
PATIENTS = 400
WAITING = 100_000
EMERGENCIES = 60
EMERGENCIES_PER_SECOND = 3


@contextmanager
def _system() -> Iterator[System]:
    folder = BENCH / "system"
    shutil.rmtree(folder, ignore_errors=True)
    with System(folder, settings={"WARDBELL_CLOCK": "system"}) as system:
        yield system
    shutil.rmtree(folder, ignore_errors=True)


async def _chats(
    simulator: str, texts: Sequence[tuple[str, str]], per_second: float, *, answer_seconds: float
) -> list[float]:
    """Have patients write at a steady rate; returns what each waited, in ms.

    Raises:
        TimeoutError: somebody was not answered.
    """
    async with aiohttp.ClientSession() as session:

        async def write(wa_id: str, text: str) -> None:
            body = {"type": "text", "text": {"body": text}}
            url = f"{simulator}/sim/users/{wa_id}/messages"
            async with session.post(url, json=body) as answer:
                answer.raise_for_status()

        began = time.monotonic()
        writing = []
        for n, (wa_id, text) in enumerate(texts):
            await asyncio.sleep(max(0.0, began + n / per_second - time.monotonic()))
            writing.append(asyncio.create_task(write(wa_id, text)))
        await asyncio.gather(*writing)

        async def chat(wa_id: str) -> list[dict[str, Any]]:
            async with session.get(f"{simulator}/sim/users/{wa_id}/chat") as answer:
                found: list[dict[str, Any]] = (await answer.json())["messages"]
                return found

        waits: list[float] = []
        deadline = time.monotonic() + answer_seconds
        for wa_id in {wa_id for wa_id, _ in texts}:
            while True:
                messages = await chat(wa_id)
                asked = [m["at"] for m in messages if m["direction"] == "in"]
                told = [m["at"] for m in messages if m["direction"] == "out"]
                if len(told) >= len(asked):
                    break
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{len(asked) - len(told)} messages were not answered")
                await asyncio.sleep(0.1)
            waits += [(b - a) * 1000 for a, b in zip(asked, told, strict=False)]
        return waits


def latency() -> list[Row]:
    """p50 and p99 of the whole line; bare: four hops with raw SQL at three of them."""
    figures = []
    with _system() as system:
        simulator = system.env["SIMULATOR_URL"]
        run(_chats(simulator, _texts("9", RATE * WARM_SECONDS), RATE, answer_seconds=30))
        for n in range(ROUNDS):
            texts = _texts(str(n), RATE * SECONDS)
            waits = run(_chats(simulator, texts, RATE, answer_seconds=30))
            figures.append((median(waits), percentile(waits, 99)))
    bare = bare_chain.latency(RATE, SECONDS)
    p50, p99 = min(f[0] for f in figures), min(f[1] for f in figures)
    return [
        Row("e2e_p50_ms", p50, "ms", bare[0], p50 / bare[0]),
        Row("e2e_p99_ms", p99, "ms", bare[1], p99 / bare[1]),
    ]


def _texts(group: str, count: int) -> list[tuple[str, str]]:
    """Messages of changing patients: each writes again only after some seconds."""
    return [(f"15557{group}{n % PATIENTS:05d}", "Hello") for n in range(count)]


def emergencies() -> list[Row]:
    """p99 of an emergency's answer behind waiting messages, and the memory of all that."""
    with _system() as system:
        simulator = system.env["SIMULATOR_URL"]
        run(_chats(simulator, [("15558000001", "I cannot breathe")], 1, answer_seconds=30))
        system.processes["router"].kill()
        port = int(system.env["GATEWAY_URL"].rsplit(":", 1)[1])
        secret = system.env["WHATSAPP_APP_SECRET"]
        bodies = [request(webhook(500, patients=5000), secret) for _ in range(WAITING // 500)]
        run(send_all(port, bodies, 4))
        system.restart("router")
        system.wait_ready()
        texts = [(f"15559{n:06d}", "I cannot breathe") for n in range(EMERGENCIES)]
        waits = run(_chats(simulator, texts, EMERGENCIES_PER_SECOND, answer_seconds=60))
        memory = _memory_mb(os.getpid(), system.processes["simulator"].pid)
    return [
        Row("emergency_p99_ms", percentile(waits, 99), "ms", None, None),
        Row("memory_mb", memory, "MB", None, None),
    ]


def _memory_mb(root: int, simulator: int) -> float:
    """Memory of our services, Kafka and Postgres: proportional shares, so none counts twice."""
    total = 0.0
    for child in psutil.Process(root).children(recursive=True):
        if child.pid != simulator and "supervisor.py" not in " ".join(child.cmdline()):
            rollup = Path(f"/proc/{child.pid}/smaps_rollup").read_text()
            share = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
            total += int(share.split()[1]) / 1024
    return total
