"""The whole system on one machine: Kafka, Postgres, every service, the simulator.

What `make demo`, `make up`, the end-to-end tests, the benchmarks and the fault tests start.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from wardbell_cli import provision
from wardbell_cli.environment import ROOT
from wardbell_cli.forked import CommandFailed, Process, wardbell
from wardbell_cli.services import process_names
from wardbell_stack import stack_from_environment
from wardbell_stack.ports import choose_port

PARTITIONS = 4
"""Of a topic on the embedded Kafka."""
CLINIC = ROOT / "examples" / "clinic.yaml"
READY_SECONDS = 60.0
PHONE_NUMBER_ID = "106540352242922"
"""Meta's example of a `phone_number_id`."""


BUSINESS_ACCOUNT_ID = "102290129340398"
"""Meta's example of an account's."""
META = {
    "SIMULATOR_APPROVES_TEMPLATES": "1",
    # A number after its upgrade.
    "SEND_PER_SECOND": "1000",
    "SIMULATOR_THROUGHPUT_PER_S": "1000",
    # It is played at any hour.
    "QUIET_HOURS": "00:00-00:00",
}
"""What is not as it would be with a new number at Meta."""


class SystemNotUp(RuntimeError):
    """The system did not come up; the text says what did not and where to look."""


class System:
    """Everything, started in order and stopped in reverse.

    Args:
        folder: data and logs; what an earlier run left there is used
        settings: environment of all processes, beside what this sets itself
        durable: whether Postgres waits for the disk
        clinic: the file of what can be booked
        replicas: how many of a process, where it is not one; `<name>-2` is the second
        run: module and words before `run <process>`; the fault tests break a service by it
        say: told what is going on
    """

    def __init__(
        self,
        folder: Path,
        *,
        settings: Mapping[str, str] | None = None,
        durable: bool = True,
        clinic: Path = CLINIC,
        replicas: Mapping[str, int] | None = None,
        run: Sequence[str] = ("wardbell_cli.main",),
        gateway_port: int = 0,
        simulator_port: int = 0,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder
        self._settings = dict(settings or {})
        self._durable = durable
        self._clinic = clinic
        self._replicas = dict(replicas or {})
        self._run = tuple(run)
        self._ports = {"gateway": gateway_port, "simulator": simulator_port}
        self._say = say
        self._exit = ExitStack()
        self.env: dict[str, str] = {}
        self.processes: dict[str, Process] = {}
        self.health: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start everything; returns when it is ready. SystemNotUp if it will not be."""
        self._say("starting Kafka and Postgres")
        self.stack = self._exit.enter_context(
            stack_from_environment(self.folder / "stack", durable=self._durable)
        )
        gateway = self._ports["gateway"] or free_port()
        simulator = self._ports["simulator"] or free_port()
        pages = free_port()
        self.env = {
            "PUBLIC_URL": f"http://127.0.0.1:{pages}",
            "GATEWAY_URL": f"http://127.0.0.1:{gateway}",
            "SIMULATOR_URL": f"http://127.0.0.1:{simulator}",
            "KAFKA_BOOTSTRAP_SERVERS": self.stack.kafka_bootstrap_servers,
            "DATABASE_URL": self.stack.database_url,
            "WHATSAPP_API_URL": f"http://127.0.0.1:{simulator}",
            "WHATSAPP_APP_SECRET": secrets.token_hex(16),
            "WHATSAPP_VERIFY_TOKEN": secrets.token_hex(16),
            "WHATSAPP_ACCESS_TOKEN": secrets.token_hex(16),
            "WHATSAPP_PHONE_NUMBER_ID": PHONE_NUMBER_ID,
            "WARDBELL_CLOCK": f"http://127.0.0.1:{simulator}/sim/clock",
            "WHATSAPP_BUSINESS_ACCOUNT_ID": BUSINESS_ACCOUNT_ID,
            **META,
            **self._settings,
        }
        self._say("creating topics and schemas")
        before = dict(os.environ)
        os.environ.update(self.env)
        # What the environment names wins: a later system would look for this one's Kafka.
        self._exit.callback(_restore, before)
        asyncio.run(self._provision())
        _staff("schedule", "import", str(self._clinic))
        self._say("starting services")
        for what in process_names():
            for number in range(1, self._replicas.get(what, 1) + 1):
                name = what if number == 1 else f"{what}-{number}"
                port = free_port()
                self.health[name] = f"http://127.0.0.1:{port}"
                own = {"HEALTH_PORT": str(port), "WEBHOOK_PORT": str(gateway)}
                own["PAGES_PORT"] = str(pages)
                self._add(name, self._run[0], [*self._run[1:], "run", what], own)
        quiet = ",".join(f"{url}/idle" for url in self.health.values())
        self._add(
            "simulator",
            "wardbell_simulator.__main__",
            [],
            {
                "SIMULATOR_PORT": str(simulator),
                "SIMULATOR_CLOCK_FILE": str(self.folder / "clock.json"),  # as old as the data
                "WEBHOOK_URL": f"{self.env['GATEWAY_URL']}/webhook",
                "WARDBELL_QUIET_URLS": quiet,
            },
        )
        self._write_targets()
        for process in self.processes.values():
            process.start()
        waiting = {name: f"{url}/ready" for name, url in self.health.items()}
        waiting["simulator"] = f"{self.env['SIMULATOR_URL']}/sim/health"
        self._wait(waiting)
        _staff("templates", "push")

    def stop(self) -> None:
        """Stop everything: services first, then what they stand on."""
        for process in self.processes.values():
            process.let_go()
        for process in self.processes.values():
            process.end()
        self._exit.close()

    def restart(self, name: str) -> None:
        """Start a process that was killed, without waiting for it to be ready."""
        self.processes[name].start()

    def wait_ready(self) -> None:
        """Wait until every service is ready."""
        self._wait({name: f"{url}/ready" for name, url in self.health.items()})

    def _write_targets(self) -> None:
        """What Prometheus scrapes, as its `file_sd_configs` reads it."""
        targets = [
            {"targets": [url.removeprefix("http://")], "labels": {"service": name}}
            for name, url in self.health.items()
        ]
        (self.folder / "targets.json").write_text(json.dumps(targets, indent=1))

    def _add(self, name: str, module: str, words: Sequence[str], own: Mapping[str, str]) -> None:
        env = {**os.environ, **self.env, **own}
        log = self.folder / "logs" / f"{name}.log"
        self.processes[name] = Process(name, module, words, env, log)

    async def _provision(self) -> None:
        await provision.apply_topics(PARTITIONS)
        await provision.migrate_all()

    def _wait(self, urls: Mapping[str, str]) -> None:
        deadline = time.monotonic() + READY_SECONDS
        waiting = dict(urls)
        while waiting:
            for name, url in list(waiting.items()):
                process = self.processes[name]
                if _answers(url):
                    del waiting[name]
                elif not process.alive:
                    raise SystemNotUp(f"{name} ended while starting:\n{_tail(process.log)}")
            if time.monotonic() > deadline:
                name = next(iter(waiting))
                log = self.processes[name].log
                raise SystemNotUp(f"{name} is not ready after 60 s:\n{_tail(log)}")
            time.sleep(0.05)


def _staff(*words: str) -> None:
    """Run a command on what the environment names."""
    try:
        wardbell(words, {**os.environ, "WARDBELL_CLOCK": "system"})
    except CommandFailed as failed:
        raise SystemNotUp(str(failed)) from None


def import_clinic() -> None:
    """The example clinic's file, so that there is something to book."""
    _staff("schedule", "import", str(CLINIC))


def _restore(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def free_port() -> int:
    """A port for one of our processes, which no connection is given meanwhile."""
    return choose_port("a process")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  # our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) or "(nothing logged)"
