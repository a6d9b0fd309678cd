"""Programs that say nothing while all is well."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from wardbell_cli.environment import ROOT

BUILD = ROOT / "build" / "deploy"


Words = Sequence[str | Path]


class DeployError(RuntimeError):
    """What did not work, and what to do, in words for the person at the terminal."""


def program(name: str, package: str) -> str:
    """Where a program is; as root on Debian, its package is installed first if need be.

    DeployError: it is nowhere.
    """
    found = shutil.which(name)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        started = step(f"installing {package}")
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update"], env=env)
        run(["apt-get", "install", "-y", "--no-install-recommends", package], env=env)
        step(package, started)
        found = shutil.which(name)
    if found is None:
        raise DeployError(f"{name} is not on this machine: install it (Debian: {package})")
    return found


def run(
    command: Words,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    seconds: float = 1200,
    stdin: bytes | None = None,
) -> str:
    """Run a program and return what it said. DeployError with the end of it if it failed."""
    try:
        done = subprocess.run(
            command,
            env=env,
            cwd=cwd,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as slow:
        raise DeployError(f"{_words(command)} took more than {seconds:.0f} s") from slow
    said = done.stdout.decode(errors="replace")
    if done.returncode:
        end = "\n".join(f"  {line}" for line in said.strip().splitlines()[-15:])
        raise DeployError(f"{_words(command)} failed ({done.returncode}):\n{end}")
    return said


def step(what: str, started: float | None = None) -> float:
    """Say what is being done, or how long it took; returns the time."""
    now = time.monotonic()
    print(f"{what} ..." if started is None else f"{what}: {now - started:.1f} s", flush=True)
    return now


def _words(command: Words) -> str:
    return " ".join(map(str, command))[:200]
