"""A headless Chromium for tests and pictures: the one on PATH, or installed where that is easy."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = (
    "No Chromium on PATH (looked for chromium, chromium-browser, google-chrome). "
    "Install it, on Debian or Ubuntu with: "
    "sudo apt-get install -y --no-install-recommends chromium"
)


class NoBrowserError(Exception):
    """There is no Chromium; the text says how to get one."""


def chromium() -> str:
    """Return the path of a Chromium; as root with apt-get, install one first if there is none."""
    found = _on_path()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = _on_path()
    if found is None:
        raise NoBrowserError(HOW)
    return found


def _on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _install() -> None:
    for step, command in (
        ("reading package lists", ["apt-get", "update"]),
        (
            "installing (about 100 MB)",
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
        ),
    ):
        print(f"No Chromium on PATH: {step} ...", flush=True)
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            raise NoBrowserError(f"{' '.join(command)} failed: {''.join(last)}. {HOW}")
