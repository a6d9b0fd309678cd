"""Our processes, forked from one that has imported them all: what they need to start is a moment.

Elsewhere each is `wardbell run NAME` in a container of its own. Here a dozen start together, and
what they import would take longer than everything else.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory

STOP_SECONDS = 30.0
COMMAND_SECONDS = 120.0
"""What a command has at most; then it is killed, and has failed."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["wardbell_cli.preloaded"])


class CommandFailed(RuntimeError):
    """A command ended with another code than 0; the text is what it said about it."""

    def __init__(self, said: str, code: int) -> None:
        super().__init__(said)
        self.code = code


class Process:
    """A module that runs as a process. It ends when the starting process does, however that ends.

    Args:
        module: what `python -m` would name
        words: its arguments
        env: its whole environment
        log: where all that it prints goes
    """

    def __init__(
        self, name: str, module: str, words: Sequence[str], env: Mapping[str, str], log: Path
    ) -> None:
        self.name = name
        self._what = (module, list(words), dict(env), log, log)
        self.log = log
        self._held: ForkServerProcess | None = None

    @property
    def pid(self) -> int:
        """0: it was never started."""
        return (self._held and self._held.pid) or 0

    def start(self) -> None:
        """Start it, or start it again."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._held = FORKS.Process(target=_run, args=self._what, name=self.name, daemon=True)
        self._held.start()

    def kill(self) -> None:
        """Kill -9, as a machine that fails would."""
        if self._held is not None:
            self._held.kill()
            self._held.join()

    def let_go(self) -> None:
        """Ask it to stop, without waiting."""
        if self._held is not None:
            self._held.terminate()

    def end(self) -> None:
        """Ask it to stop, and see that it has."""
        self.let_go()
        if self._held is not None:
            self._held.join(STOP_SECONDS)
        self.kill()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._held is not None and self._held.is_alive()


def wardbell(words: Sequence[str], env: Mapping[str, str]) -> str:
    """Run a command to its end; returns what it prints. CommandFailed: it found something."""
    with TemporaryDirectory() as folder:
        out, errors = Path(folder) / "out", Path(folder) / "errors"
        what = ("wardbell_cli.main", list(words), dict(env), out, errors)
        run = FORKS.Process(target=_run, args=what, daemon=True)
        run.start()
        run.join(COMMAND_SECONDS)
        run.kill()
        run.join()
        if run.exitcode:
            said = errors.read_text(errors="replace").strip()
            raise CommandFailed(f"wardbell {' '.join(words[:2])}: {said}", run.exitcode)
        return out.read_text(errors="replace")


def _run(module: str, words: list[str], env: dict[str, str], out: Path, errors: Path) -> None:
    os.setsid()  # Ctrl-C at the terminal reaches the owner alone, which decides
    os.environ.clear()
    os.environ.update(env)
    for path, stream in ((out, 1), (errors, 2)):
        with path.open("ab") as file:
            os.dup2(file.fileno(), stream)
    sys.argv = [module, *words]
    threading.Thread(target=_leave_with_owner, daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _leave_with_owner() -> None:
    owner = multiprocessing.parent_process()
    assert owner is not None  # noqa: S101
    owner.join()  # the kernel closes its end of a pipe, kill -9 or not
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
