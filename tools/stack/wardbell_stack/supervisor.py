"""Holds one server for its owner and ends it when the owner lets go or is gone.

Run as a script, never imported: `python -I -S supervisor.py '{"command": [...], ...}'`.

* standard input is a pipe from the owner. The kernel closes it however the owner ends, kill -9
  included, on Linux as on macOS. So stopping and dying are one path, and the tested one.
* standard output carries one line, the server's pid.
* standard error is the server's log file.

It lives in a session of its own: Ctrl-C at the terminal reaches the owner alone, which decides.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any, NoReturn


def main() -> NoReturn:
    spec: dict[str, Any] = json.loads(sys.argv[1])
    user = spec["user"]
    try:
        server = subprocess.Popen(
            spec["command"],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            stderr=sys.stderr,
            cwd=spec["cwd"],
            process_group=0,
            # None keeps all three as they are
            user=user and user["uid"],
            group=user and user["gid"],
            extra_groups=user and [],
        )
    except OSError as error:
        sys.exit(str(error))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    sys.stdout.write(f"{server.pid}\n")
    sys.stdout.close()
    threading.Thread(target=_leave_with, args=(server,), daemon=True).start()
    try:
        sys.stdin.buffer.read()
    finally:
        _end(server, spec["stop_signal"], spec["grace_seconds"])
    os._exit(0)


def _leave_with(server: "subprocess.Popen[bytes]") -> NoReturn:
    code = server.wait()
    os._exit(code if code >= 0 else 128 - code)


def _end(server: "subprocess.Popen[bytes]", stop_signal: int, grace_seconds: float) -> None:
    server.send_signal(stop_signal)
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(grace_seconds)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


if __name__ == "__main__":
    main()
