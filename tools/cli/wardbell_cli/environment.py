"""Where the command finds the stack: the environment, else what `make up` wrote."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
UP_ENV = ROOT / "build" / "up.env"


def read_env(file: Path) -> dict[str, str]:
    """The variables of a file of `KEY=value` lines."""
    found = {}
    for line in file.read_text().splitlines():
        if "=" in line and not line.lstrip().startswith("#"):
            key, value = line.split("=", 1)
            found[key.strip()] = (shlex.split(value) or [""])[0]
    return found


def write_env(file: Path, variables: dict[str, str]) -> None:
    """Write such a file whole: a reader never sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_text("".join(f"{key}={shlex.quote(value)}\n" for key, value in variables.items()))
    draft.chmod(0o600)
    draft.replace(file)


def use_running_stack() -> None:
    """Take `build/up.env` where the environment names no stack."""
    if "DATABASE_URL" not in os.environ and UP_ENV.exists():
        for key, value in read_env(UP_ENV).items():
            os.environ.setdefault(key, value)
