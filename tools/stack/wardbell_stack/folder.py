"""A stack's data folder: one owner at a time, and room enough on its disk."""

import fcntl
import os
import shutil
import time
from pathlib import Path

from wardbell_stack.errors import StackError

NEEDED_BYTES = 300_000_000
SECONDS_FOR_A_DEAD_OWNERS_SERVERS = 20


class DataFolder:
    """The folder, taken from `lock` to `unlock`.

    Two `flock`s, which the kernel gives back however their holders end: one for the owner, and
    one that every supervisor inherits, so that a new owner waits for a dead one's last server.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._owner_fd = -1
        self.servers_fd = -1

    def lock(self) -> None:
        """Make the folder and take it. Raises StackError if it is in use or the disk is full."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._owner_fd = self._open("owner.lock")
            self.servers_fd = self._open("servers.lock")
            self._take()
            self._check_room()
        except OSError as error:
            self.unlock()
            raise StackError(
                f"The data folder {self.path} cannot be used ({error.strerror}): "
                "choose one that this user may write to."
            ) from error
        except BaseException:
            self.unlock()
            raise

    def unlock(self) -> None:
        for fd in (self.servers_fd, self._owner_fd):
            if fd >= 0:
                os.close(fd)
        self.servers_fd = self._owner_fd = -1

    def _open(self, name: str) -> int:
        return os.open(self.path / name, os.O_RDWR | os.O_CREAT, 0o644)

    def _take(self) -> None:
        if not _locked(self._owner_fd):
            owner = os.pread(self._owner_fd, 20, 0).decode()
            raise StackError(
                f"The data folder {self.path} is in use by the stack of process {owner}: "
                "stop that one or choose another folder."
            )
        os.truncate(self._owner_fd, 0)
        os.pwrite(self._owner_fd, str(os.getpid()).encode(), 0)
        deadline = time.monotonic() + SECONDS_FOR_A_DEAD_OWNERS_SERVERS
        while not _locked(self.servers_fd):
            if time.monotonic() > deadline:
                raise StackError(
                    f"The servers of an earlier stack in {self.path} do not end: "
                    "end them (ps shows the folder in their commands) or choose another folder."
                )
            time.sleep(0.05)

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.path).free
        if free < NEEDED_BYTES:
            raise StackError(
                f"The disk of {self.path} has {free // 1_000_000} MB left, Kafka and Postgres need "
                f"{NEEDED_BYTES // 1_000_000} MB to start: make room or choose another folder."
            )


def _locked(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
