"""`wardbell up`, `down` and `demo`: the whole system, in the background or on the terminal."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import typer

from wardbell_cli import story
from wardbell_cli.demo import NotAnswered
from wardbell_cli.environment import ROOT, UP_ENV, read_env, write_env
from wardbell_cli.output import finding
from wardbell_cli.system import META, System, SystemNotUp
from wardbell_stack import StackError

RUN = ROOT / "build" / "run"
DEMO = ROOT / "build" / "demo"
NAMES = {"up", "down", "demo", "serve"}
"""The commands below."""
UP_SECONDS = 180.0
DOWN_SECONDS = 60.0


def add_to(app: typer.Typer) -> None:
    """The commands that put the whole system on stage."""
    app.command()(up)
    app.command()(down)
    app.command()(demo)
    app.command(hidden=True)(serve)


def up() -> None:
    """Start the whole system in the background; `build/up.env` says where it is."""
    if _owner() is not None:
        if not UP_ENV.exists():
            finding("the system is just starting or stopping: try again in a moment")
        typer.echo(f"already up: {UP_ENV.relative_to(ROOT)}")
        return
    if os.environ.get("KEEP") != "1":
        shutil.rmtree(RUN, ignore_errors=True)
    RUN.mkdir(parents=True, exist_ok=True)
    UP_ENV.unlink(missing_ok=True)
    log = RUN / "up.log"
    with log.open("wb") as out:
        # A session and log of its own: nothing of ours is held once we return.
        started = subprocess.Popen(
            [sys.executable, "-m", "wardbell_cli.main", "serve"],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            cwd=ROOT,
        )
    deadline = time.monotonic() + UP_SECONDS
    shown = 0
    while not UP_ENV.exists():
        shown = _follow(log, shown)
        if started.poll() is not None:
            _follow(log, shown)
            finding(f"the system did not start; its log: {log.relative_to(ROOT)}")
        if time.monotonic() > deadline:
            started.terminate()
            finding(f"the system was not ready after {UP_SECONDS:.0f} s; its log: {log}")
        time.sleep(0.05)
    _follow(log, shown)
    phone = read_env(UP_ENV)["SIMULATOR_URL"]
    typer.echo(f"up; a phone to try it: {phone}")
    typer.echo(f"settings in {UP_ENV.relative_to(ROOT)}, logs in {RUN.relative_to(ROOT)}/logs")


def down() -> None:
    """Stop what `up` started."""
    owner = _owner()
    if owner is None:
        typer.echo("nothing is up")
        return
    os.kill(owner, signal.SIGTERM)
    deadline = time.monotonic() + DOWN_SECONDS
    while _owner() is not None:
        if time.monotonic() > deadline:
            finding(f"process {owner} does not stop; look into {RUN.relative_to(ROOT)}/up.log")
        time.sleep(0.05)
    typer.echo("down")


def serve() -> None:
    """The background process of `up`."""
    lock = (RUN / "lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    lock.write(str(os.getpid()))
    lock.flush()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        # Its user may try what is otherwise switched off, such as quiet hours.
        wished = {name: os.environ[name] for name in META.keys() & os.environ.keys()}
        with System(RUN, settings=wished, say=lambda text: print(text, flush=True)) as system:
            write_env(UP_ENV, system.env)
            stop.wait()
            UP_ENV.unlink(missing_ok=True)
    except (SystemNotUp, StackError) as wrong:
        finding(str(wrong))


def demo() -> None:
    """Start everything, watch a conversation, leave the phone open until Ctrl-C."""
    shutil.rmtree(DEMO, ignore_errors=True)
    stay = sys.stdout.isatty() and sys.stdin.isatty()
    try:
        with System(DEMO, say=lambda text: typer.echo(f"· {text}")) as system:
            visit = story.play(system.env)
            if not stay:
                typer.echo("\nNo terminal, so this is the end; `make up` keeps a phone open.")
                typer.echo(f"BOOKED {visit}")
            else:
                phone = system.env["SIMULATOR_URL"]
                typer.echo(f"\nYour turn, after Ada's visit: {phone}  (Ctrl-C ends)")
                with suppress(KeyboardInterrupt):
                    signal.pause()
    except (SystemNotUp, StackError, NotAnswered) as wrong:
        finding(str(wrong))


def _owner() -> int | None:
    """The process that holds the system, if one does."""
    try:
        with (RUN / "lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read() or 0) or None
    except FileNotFoundError:
        pass
    return None


def _follow(log: Path, shown: int) -> int:
    """Print what a log has gained; returns how much of it was printed."""
    text = log.read_text(errors="replace")
    if len(text) > shown:
        typer.echo(text[shown:], nl=False)
    return len(text)
