import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

from wardbell_stack.errors import StackError

# Below every system's ephemeral range (Linux from 32768, macOS from 49152): while a killed server
# is away, a client that keeps knocking could otherwise be given that very port as its own and
# connect to itself, and the server could never come back to it.
CANDIDATES = range(20_000, 32_000)
_CHOSEN: list[int] = []
"""A locked file for each port that this process chose. Between the choice and the moment when its
server listens nobody else is to choose it; the locks end with the process, however that ends."""


def choose_port(name: str, wanted: int | None = None) -> int:
    """A free TCP port of 127.0.0.1: the wanted one or any. Raises StackError if it is taken."""
    if wanted is not None:
        if not _is_free(wanted):
            raise StackError(
                f"{name} cannot listen on 127.0.0.1:{wanted}, something else does: "
                "stop that or choose another port."
            )
        return wanted
    for port in random.sample(CANDIDATES, min(100, len(CANDIDATES))):
        if _is_free(port) and _is_ours(port):
            return port
    raise StackError(f"No free port for {name} between {CANDIDATES[0]} and {CANDIDATES[-1]}.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # as the servers do: connections that are only fading away do not count
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _is_ours(port: int) -> bool:
    """Whether nobody has chosen a port before us, here or in another process of this user."""
    folder = Path(tempfile.gettempdir()) / f"wardbell-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(folder / str(port), os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return False
    _CHOSEN.append(lock)
    return True
