"""Makes the project's environment in .venv, or renews it: `python3 tools/setup.py`.

Needs nothing but Python and, unless all is there already, a network to the package index. Costs
some 50 ms when nothing has changed, so every make target begins with it.

`.venv/ready.json` says what the environment was made from. It is away while packages change: an
environment in which a run was cut short is made again from nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OLDEST_PYTHON = (3, 11)
NEEDED_BYTES = 1_500_000_000

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
READY = VENV / "ready.json"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "tools" / "requirements-setup.lock"


class SetupError(Exception):
    """What happened and what to do, in words for the person at the terminal."""


class NoNetworkError(SetupError):
    """Nothing could be fetched, so nothing was changed."""


def main() -> int:
    try:
        set_up()
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: interrupted; the next run starts afresh", file=sys.stderr)
        return 130
    return 0


def set_up() -> None:
    if sys.version_info < OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        raise SetupError(
            f"this is Python {sys.version.split()[0]}, Wardbell needs {oldest} or newer. Install "
            f"one (Debian: apt install python3) and run: make PYTHON=python{oldest} ..."
        )
    members = sorted(
        path
        for room in ("libs", "services", "tools")
        for path in ROOT.glob(f"{room}/*/pyproject.toml")
    )
    wanted = made_from(members)
    if ready_for() == wanted:
        return
    with only_one_run():
        ready = ready_for()
        if ready.get("base") != wanted["base"]:
            make_venv()
            ready = {}
        if ready.get("packages") != wanted["packages"]:
            READY.unlink(missing_ok=True)
            try:
                install_packages()
            except NoNetworkError:
                if ready:
                    READY.write_text(json.dumps(ready))
                raise
        install_members(members)
        making = READY.with_suffix(".new")
        making.write_text(json.dumps(wanted))
        making.replace(READY)


def made_from(members: list[Path]) -> dict[str, str]:
    return {
        # scripts and links in .venv hold the project's path
        "base": f"Python {sys.version} in {ROOT}",
        "packages": digest([LOCK, UV_LOCK]),
        "members": digest(members),
    }


def ready_for() -> dict[str, str]:
    """What the environment was made from; empty if it is not whole."""
    try:
        return dict(json.loads(READY.read_text())) if PYTHON.exists() else {}
    except (OSError, ValueError):
        return {}


def digest(files: list[Path]) -> str:
    hashed = hashlib.sha256()
    for file in files:
        hashed.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return hashed.hexdigest()


@contextlib.contextmanager
def only_one_run() -> Iterator[None]:
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("setup: waiting for another run", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        # the programs of a run that is killed go on for a while: the lock is theirs, too
        os.set_inheritable(lock.fileno(), True)  # noqa: FBT003
        yield


def make_venv() -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SetupError(
            "this Python cannot make environments, its venv or ensurepip is missing. "
            "Debian and Ubuntu keep them apart: apt install python3-venv"
        )
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise SetupError(
            f"the disk has {free // 1_000_000} MB left, the environment and what is fetched for it "
            f"need {NEEDED_BYTES // 1_000_000} MB: make room."
        )
    # when it is .venv's own Python that runs this, it cannot make itself anew
    base = getattr(sys, "_base_executable", sys.executable)
    READY.unlink(missing_ok=True)
    step(
        f"environment .venv, Python {sys.version.split()[0]}", [base, "-m", "venv", "--clear", VENV]
    )


def install_packages() -> None:
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    step("uv", [*pip, "--require-hashes", "-r", UV_LOCK])
    count = sum("==" in line for line in LOCK.read_text().splitlines())
    try:
        step(
            f"{count} packages",
            [*uv("sync"), "--require-hashes", LOCK, UV_LOCK],
        )
    except NoNetworkError:
        # pip knows mirrors, proxies and certificates from its own settings, which uv does not read
        step(f"{count} packages, with pip's settings", [*pip, "--require-hashes", "-r", LOCK])


def install_members(members: list[Path]) -> None:
    editable = [word for member in members for word in ("-e", member.parent)]
    if editable:
        step(
            f"{len(members)} packages of this project",
            [*uv("install"), "--no-deps", "--no-build-isolation", *editable],
        )


def uv(command: str) -> list[str | Path]:
    return [VENV / "bin" / "uv", "pip", command, "--quiet", "--python", PYTHON]


def step(what: str, command: Sequence[str | Path]) -> None:
    """Run `command`, one line of progress. Raises SetupError with the end of what it said."""
    print(f"setup: {what} ...", end="", file=sys.stderr, flush=True)
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        close_fds=False,
    )
    if done.returncode == 0:
        print(f" {time.monotonic() - started:.1f} s", file=sys.stderr)
        return
    print(" failed", file=sys.stderr)
    said = done.stdout + done.stderr
    end = "\n".join(f"  {line}" for line in said.strip().splitlines()[-8:])
    if "No space left on device" in said:
        raise SetupError(f"the disk is full: make {NEEDED_BYTES // 1_000_000} MB of room.\n{end}")
    if "HASHES" in said or "Hash mismatch" in said:
        raise SetupError(
            "a package is not the one that the lock names, so it was not installed. Something "
            "between here and the package index changes files: try another network, and ask "
            f"whoever runs the proxy or mirror.\n{end}"
        )
    if command[0] == PYTHON or "sync" in command:
        raise NoNetworkError(
            "packages could not be fetched. The first run needs a network to the package index; "
            "behind a mirror, name it to pip (PIP_INDEX_URL or pip.conf).\n" + end
        )
    raise SetupError(f"{' '.join(map(str, command))} failed:\n{end}")


if __name__ == "__main__":
    sys.exit(main())
