"""A port is chosen once, though nobody listens on it yet."""

import os
import subprocess
import sys

import pytest

from wardbell_stack import StackError, ports

CHOOSE = """
import sys
from wardbell_stack import ports
ports.CANDIDATES = range(*map(int, sys.argv[1:]))
print(ports.choose_port("another"), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def few(monkeypatch):
    """Three ports that are free now."""
    first = next(
        first
        for first in range(18_000, 19_000, 3)
        if all(map(ports._is_free, range(first, first + 3)))
    )
    monkeypatch.setattr(ports, "CANDIDATES", range(first, first + 3))
    monkeypatch.setattr(ports, "_CHOSEN", [])
    yield ports.CANDIDATES
    for lock in ports._CHOSEN:
        os.close(lock)


def test_neither_this_process_nor_another_chooses_a_port_again(few):
    command = [sys.executable, "-c", CHOOSE, str(few.start), str(few.stop)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as another:
        theirs = int(another.stdout.readline())
        ours = {ports.choose_port("one"), ports.choose_port("two")}

        assert ours | {theirs} == set(few)
        with pytest.raises(StackError):
            ports.choose_port("three")
        another.stdin.close()
        another.wait()
        assert ports.choose_port("three") == theirs
