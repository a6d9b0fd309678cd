"""However the owner ends, its servers end too, within seconds."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from wardbell_stack import Stack

SECONDS = 10


@pytest.fixture
def owner(data):
    """`up` in a process of its own, ready."""
    with subprocess.Popen(
        [sys.executable, "-m", "wardbell_stack", "up", "--data", data],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        process.addresses = [process.stdout.readline().strip() for _ in range(2)]
        yield process
        process.kill()


def everything_below(owner) -> list[psutil.Process]:
    processes = psutil.Process(owner.pid).children(recursive=True)
    assert {"java", "postgres"} <= {process.name() for process in processes}
    return processes


def all_gone(processes, seconds=SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(process.is_running() and process.status() != "zombie" for process in processes):
            return True
        psutil.wait_procs(processes, timeout=0.05)
    return False


def test_up_prints_the_two_addresses(owner):
    names = [line.partition("=")[0] for line in owner.addresses]
    assert names == ["KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL"]


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_end_leaves_no_process_and_no_error(owner, ending):
    servers = everything_below(owner)
    owner.send_signal(ending)
    assert owner.wait(SECONDS) == 0
    assert all_gone(servers, seconds=1)


def test_kill_9_of_the_owner_leaves_no_process(owner):
    servers = everything_below(owner)
    owner.kill()
    assert all_gone(servers)


def test_a_killed_owners_servers_end_by_force_if_need_be_before_the_folder_has_a_new_owner(
    owner, data
):
    servers = everything_below(owner)
    [java] = [process for process in servers if process.name() == "java"]
    java.suspend()
    owner.kill()
    owner.wait()
    with Stack(data):
        assert all_gone(servers, seconds=0.1)
