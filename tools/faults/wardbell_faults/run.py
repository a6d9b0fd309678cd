"""One run: start everything, strike while patients write, come to rest, hold it to the promises."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from wardbell_cli.system import System
from wardbell_faults.checker import Verdict, check
from wardbell_faults.collect import collect
from wardbell_faults.history import History
from wardbell_faults.nemesis import Nemesis
from wardbell_faults.patients import Patients
from wardbell_faults.phones import Phones
from wardbell_faults.plan import KAFKA, POSTGRES, Plan
from wardbell_faults.rest import come_to_rest

QUIET_SECONDS = 75.0
SETTINGS = {
    # Waits as short as they may be: Kafka's least session, and doubts that end soon.
    "KAFKA_SESSION_TIMEOUT_MS": "6000",
    "SEND_TIMEOUT_SECONDS": "3",
    "UNCLEAR_WAIT_SECONDS": "8",
    "SIMULATOR_WEBHOOK_RETRY_S": "0.2",
    "SIMULATOR_WEBHOOK_RETRY_MAX_S": "1",
}
FAULTS = {
    "duplicate_webhooks": 0.1,
    "error_5xx_accepted": 0.02,
    "answer_lost": 0.02,
    # statuses that settle a doubtful send may be cut off from us by whatever fails meanwhile
    "status_delay_s": 1.0,
    # a send takes a moment, so that some are under way when the sender is killed
    "delay_s": 0.05,
}


@dataclass(frozen=True)
class Run:
    """What a run came to."""

    plan: Plan
    verdict: Verdict
    history: History
    figures: dict[str, Any]
    """For `build/faults.json`."""


def run(
    plan: Plan, folder: Path, *, broken: str | None = None, say: Callable[[str], None] = print
) -> Run:
    """Carry out a plan.

    Args:
        folder: data and logs; what an earlier run left there is removed
        broken: the guard to take away: `inbox` or `ack`
        say: told of what happens, a line at a time

    Raises:
        SystemNotUp, StackError: something did not start
    """
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    module = ("wardbell_faults.broken", broken) if broken else ("wardbell_cli.main",)
    settings = {**SETTINGS, "SIMULATOR_SEED": str(plan.seed)}
    with (
        own_stack(),
        System(folder, settings=settings, run=module, say=lambda text: say(f"· {text}")) as system,
    ):
        history, nemesis, busy = asyncio.run(_play(plan, system, say))
    verdict = check(history)
    return Run(plan, verdict, history, _figures(plan, verdict, history, nemesis, busy, began))


async def _play(
    plan: Plan, system: System, say: Callable[[str], None]
) -> tuple[History, Nemesis, list[str]]:
    began = time.monotonic()
    async with Phones.at(system.env["SIMULATOR_URL"]) as phones:
        patients = Patients(phones, plan.scripts)

        def tell(what: str) -> None:
            seen = f"{len(patients.accepted)} accepted, {len(patients.answers)} answered"
            say(f"{time.monotonic() - began:6.1f} s  {what:<28} {seen}")

        nemesis = Nemesis(system, tell)
        await phones.go_wrong(**FAULTS)
        async with patients.listening():
            async with asyncio.TaskGroup() as group:
                group.create_task(patients.play())
                group.create_task(nemesis.strike(plan.blows))
            tell("all written, all started")
            await phones.go_wrong(**dict.fromkeys(FAULTS, 0))
            busy = await come_to_rest(system.health, phones, QUIET_SECONDS)
            tell("; ".join(busy) or "at rest")
        return await collect(system.env, phones, patients.written), nemesis, busy


def _figures(
    plan: Plan, verdict: Verdict, history: History, nemesis: Nemesis, busy: list[str], began: float
) -> dict[str, Any]:
    waits = _waits(history)
    return {
        "seed": plan.seed,
        "kills": nemesis.kills,
        "accepted": verdict.accepted,
        "replies": verdict.replies,
        "lost": len(verdict.lost),
        "duplicated": len(verdict.duplicated),
        "out_of_order": len(verdict.out_of_order),
        "unexplained_parked": len(verdict.unexplained_parked),
        "uncaused": len(verdict.uncaused),
        "missing_tasks": len(verdict.missing_tasks),
        "overtaken_between_services": verdict.overtaken,
        "written": len(history.written),
        "emergencies": verdict.emergencies,
        "killed": dict(sorted(nemesis.killed.items())),
        "kafka_restarts": nemesis.killed[KAFKA],
        "postgres_restarts": nemesis.killed[POSTGRES],
        "ended_by_themselves": dict(nemesis.ended_by_themselves),
        "unclear_sends": sum(entry.doubts > 0 for entry in history.ledger),
        "answer_seconds_median": round(median(waits), 2) if waits else None,
        "answer_seconds_longest": round(max(waits), 2) if waits else None,
        "still_busy": busy,
        "seconds": round(time.monotonic() - began, 1),
    }


def _waits(history: History) -> list[float]:
    """Seconds from writing to the answer on the phone, of every answered message."""
    at = {shown.id: shown.at for shown in history.shown}
    return [
        at[told.subject] - history.accepted[message.id]
        for message in history.written
        if message.id in history.accepted
        for told in history.told
        if told.root == str(message.id) and told.topic.startswith("outbound.")
        if told.subject in at
    ]


@contextmanager
def own_stack() -> Iterator[None]:
    """Without the addresses of somebody's Kafka and Postgres: what is killed here is our own."""
    before = dict(os.environ)
    for name in ("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL", "WARDBELL_STACK"):
        os.environ.pop(name, None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
