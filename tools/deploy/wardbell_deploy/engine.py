"""The Docker engine: the one that runs here, or one of our own where `dockerd` is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from wardbell_deploy.shell import BUILD, DeployError, program, run, step

START_SECONDS = 30.0
ADVICE = (
    "install Docker (Debian: apt install docker.io docker-compose), and start it or run this as "
    "root, which starts an engine of its own for as long as it needs one"
)


@dataclass(frozen=True)
class Engine:
    """Where it listens; "" is where docker looks by itself."""

    host: str

    @property
    def env(self) -> dict[str, str]:
        """The environment in which docker and compose find it."""
        return {**os.environ, **({"DOCKER_HOST": self.host} if self.host else {})}

    def docker(self, *words: str | Path, stdin: bytes | None = None, seconds: float = 1200) -> str:
        """Run docker. DeployError if it fails."""
        return run([_docker(), *words], env=self.env, stdin=stdin, seconds=seconds)

    def has(self, image: str) -> bool:
        """Whether an image is here."""
        with suppress(DeployError):
            self.docker("image", "inspect", image)
            return True
        return False

    def pull(self, image: str) -> bool:
        """Whether an image could be had from its registry."""
        with suppress(DeployError):
            self.docker("pull", "--quiet", image, seconds=600)
            return True
        return False


@contextmanager
def engine() -> Iterator[Engine]:
    """An engine that answers. DeployError: there is none, with what to do."""
    _docker()
    if _answers(Engine("")):
        yield Engine("")
        return
    daemon = shutil.which("dockerd")
    if daemon is None or os.geteuid() != 0:
        raise DeployError(f"no Docker engine answers: {ADVICE}")
    with _own(daemon) as started:
        yield started


def compose(engine: Engine) -> list[str]:
    """The words of compose: docker's plugin, or the older program."""
    with suppress(DeployError):
        engine.docker("compose", "version")
        return [_docker(), "compose"]
    return [program("docker-compose", "docker-compose")]


@contextmanager
def _own(daemon: str) -> Iterator[Engine]:
    """One that ends with us; its images stay in build/deploy for the next time."""
    step("starting a Docker engine")
    # Sockets have short paths.
    with tempfile.TemporaryDirectory(prefix="wardbell-docker-") as run_folder:
        data = BUILD / "docker"
        data.mkdir(parents=True, exist_ok=True)
        host = f"unix://{run_folder}/docker.sock"
        with (data.parent / "docker.log").open("wb") as log:
            process = subprocess.Popen(
                [
                    *(daemon, "--host", host, "--data-root", str(data)),
                    *("--exec-root", f"{run_folder}/exec", "--pidfile", f"{run_folder}/pid"),
                    # Rules of the machine's own firewall are left alone.
                    *("--iptables=false", "--ip6tables=false", "--ip-forward=false"),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        started = Engine(host)
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(started):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise DeployError(f"dockerd did not start; its log: {log.name}")
                time.sleep(0.1)
            yield started
        finally:
            process.terminate()
            process.wait()
            for left in Path(run_folder).glob("exec/netns/*"):
                run(["umount", left])


def _answers(engine: Engine) -> bool:
    with suppress(DeployError):
        engine.docker("version", "--format", "{{.Server.Version}}", seconds=10)
        return True
    return False


def _docker() -> str:
    # Debian's own before others on the path: it knows BuildKit and its own engine's version.
    debian = "/usr/bin/docker"
    return debian if os.access(debian, os.X_OK) else program("docker", "docker.io")
