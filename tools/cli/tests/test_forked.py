"""What is forked runs as a process of its own, and never outlives who started it."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from wardbell_cli.forked import CommandFailed, Process, wardbell

OWNER = """
import os, sys, time
from pathlib import Path
from wardbell_cli.forked import Process

if __name__ == "__main__":
    words = ["0", "--bind", "127.0.0.1"]
    held = Process("server", "http.server", words, os.environ, Path(sys.argv[1]))
    held.start()
    print(held.pid, flush=True)
    time.sleep(60)
"""


def ends(pid, seconds=10):
    """Whether a process is gone within some seconds."""
    until = time.monotonic() + seconds
    while psutil.pid_exists(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not psutil.pid_exists(pid)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_owner_however_that_ends(tmp_path, sign):
    command = [sys.executable, "-c", OWNER, str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as owner:
        pid = int(owner.stdout.readline())
        assert psutil.pid_exists(pid)
        owner.send_signal(sign)
        owner.wait()

        assert ends(pid)


def test_it_has_the_environment_that_it_is_given_and_its_words_go_to_its_log(tmp_path):
    log = tmp_path / "logs" / "one.log"
    one = Process(
        "one", "wardbell_cli.main", ["run", "ingress"], {"WHATSAPP_VERIFY_TOKEN": "x"}, log
    )
    one.start()
    while one.alive:
        time.sleep(0.02)
    assert "WHATSAPP_APP_SECRET" in log.read_text()
    one.end()


def test_a_command_returns_what_it_prints_and_says_why_it_failed():
    assert "scheduling" in wardbell(["run", "--help"], {})
    with pytest.raises(CommandFailed, match="there is no nobody") as failed:
        wardbell(["run", "nobody"], {})
    assert failed.value.code == 2
