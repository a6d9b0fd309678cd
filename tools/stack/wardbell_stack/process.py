"""A server process that cannot outlive its owner, and short programs on the way to one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from wardbell_stack.errors import StackError
from wardbell_stack.folder import DataFolder
from wardbell_stack.system_user import SystemUser

SUPERVISOR = Path(__file__).with_name("supervisor.py")
LOG_LINES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Program:
    """How to run a server: as whom, where, what it writes to, how it likes to be asked to stop."""

    name: str
    command: Sequence[str | Path]
    cwd: Path
    log: Path
    stop_signal: signal.Signals
    grace_seconds: float
    user: SystemUser | None = None


class Server:
    """A running `Program`; ends within its grace period once this process lets go or dies."""

    def __init__(self, program: Program, folder: DataFolder) -> None:
        self.program = program
        self._log_start = program.log.stat().st_size if program.log.exists() else 0
        spec = {
            "command": [str(word) for word in program.command],
            "cwd": str(program.cwd),
            "stop_signal": program.stop_signal,
            "grace_seconds": program.grace_seconds,
            "user": program.user and asdict(program.user),
        }
        with program.log.open("ab") as log:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-I", "-S", SUPERVISOR, json.dumps(spec)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=_environment(),
                start_new_session=True,
                # so the folder stays taken until the last supervisor is gone, not just the owner
                pass_fds=(folder.servers_fd,),
            )
        assert self._supervisor.stdout  # noqa: S101  # it is a pipe
        with self._supervisor.stdout as reported:
            pid = reported.readline()
        if not pid:
            self.stop()
            raise self.failure("could not be started")
        self.pid = int(pid)

    @property
    def running(self) -> bool:
        return self._supervisor.poll() is None

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Return once `ready()`. Raises StackError with the end of the log if it never will be."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.running:
                raise self.failure("ended while starting")
            if time.monotonic() > deadline:
                self.stop()
                raise self.failure(f"was not ready after {seconds:.0f} s")
            time.sleep(0.01)

    def stop(self) -> None:
        self.let_go()
        self._supervisor.wait()

    def let_go(self) -> None:
        """Ask it to stop without waiting for it."""
        assert self._supervisor.stdin  # noqa: S101  # it is a pipe
        self._supervisor.stdin.close()

    def failure(self, what: str) -> StackError:
        with self.program.log.open("rb") as log:
            log.seek(self._log_start)
            end = _last_lines(log.read().decode(errors="replace"))
        return StackError(
            f"{self.program.name} {what}. The last lines of {self.program.log}:\n{end}"
        )


def run_once(
    name: str,
    command: Sequence[str | Path],
    folder: DataFolder,
    *,
    cwd: Path = Path("/"),
    user: SystemUser | None = None,
    stdin: str = "",
) -> None:
    """Run a short program to its end. Raises StackError with what it printed if it fails."""
    done = subprocess.run(
        command,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        cwd=cwd,
        env=_environment(),
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        pass_fds=(folder.servers_fd,),
    )
    if done.returncode:
        raise StackError(
            f"{name} failed with exit code {done.returncode}:\n{_last_lines(done.stdout)}"
        )


def _environment() -> dict[str, str]:
    # Java takes the names of folders for ASCII in any other "C" locale
    return os.environ | {"LC_ALL": "C.UTF-8"}


def _last_lines(text: str) -> str:
    # a Java stack would fill them and hide what it is about
    lines = [f"  {line}" for line in text.splitlines() if not line.startswith("\tat ")]
    return "\n".join(lines[-LOG_LINES_SHOWN:]) or "  (nothing)"
