"""`make compose-check`: build the image, start docker-compose.yml, and let a patient book."""

from __future__ import annotations

import time
from contextlib import ExitStack

import httpx
import yaml

from wardbell_cli import story
from wardbell_cli.environment import ROOT
from wardbell_deploy.engine import Engine, compose
from wardbell_deploy.image import make_image
from wardbell_deploy.shell import DeployError, run, step
from wardbell_deploy.standins import obtain

FILE = ROOT / "docker-compose.yml"
PROJECT = "wardbell-check"
PHONE = "http://127.0.0.1:8090"
PROMETHEUS = "http://127.0.0.1:9090"
READY_SECONDS = 180.0


def check(engine: Engine) -> None:
    """DeployError: something does not start, does not answer or is not seen."""
    make_image(engine)
    services = yaml.safe_load(FILE.read_text())["services"]
    own = {name for name, service in services.items() if "build" in service}
    left_out = {
        name
        for name, service in services.items()
        if name not in own and not obtain(engine, service["image"])
    }
    for name in sorted(left_out):
        print(f"{name}: {services[name]['image']} cannot be pulled here, and is left out")
    words = [*compose(engine), "--file", str(FILE), "--project-name", PROJECT]
    with ExitStack() as exit_:
        exit_.callback(run, [*words, "down", "--volumes", "--timeout", "20"], env=engine.env)
        started = step("starting the system")
        try:
            run([*words, "up", "--detach", *sorted(set(services) - left_out)], env=engine.env)
            _wait_until_healthy(engine, len(own) - 2)  # neither `prepare` nor the simulator says so
        except DeployError:
            print(run([*words, "logs", "--tail", "12"], env=engine.env))
            raise
        step("the system", started)
        story.book(PHONE)
        if "prometheus" not in left_out:
            _scraped(own - {"prepare", "simulator"})


def _wait_until_healthy(engine: Engine, count: int) -> None:
    label = f"label=com.docker.compose.project={PROJECT}"
    deadline = time.monotonic() + READY_SECONDS
    while True:
        listed = engine.docker("ps", "--filter", label, "--format", "{{.Names}}: {{.Status}}")
        lines = listed.splitlines()
        ours = [line for line in lines if "kafka" not in line and "postgres" not in line]
        if sum("(healthy)" in line for line in ours) == count:
            return
        if time.monotonic() > deadline:
            raise DeployError(f"not healthy after {READY_SECONDS:.0f} s:\n{listed}")
        time.sleep(0.5)


def _scraped(services: set[str]) -> None:
    deadline = time.monotonic() + 30
    while True:
        found = httpx.get(f"{PROMETHEUS}/api/v1/query", params={"query": "up == 1"}).json()
        seen = {one["metric"]["service"] for one in found["data"]["result"]}
        if services <= seen:
            print(f"Prometheus sees {len(seen)} services")
            return
        if time.monotonic() > deadline:
            raise DeployError(f"Prometheus does not see {', '.join(sorted(services - seen))}")
        time.sleep(1)
