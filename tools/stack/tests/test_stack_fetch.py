"""Fetching against a Maven repository of our own, so that it can be wrong, broken and away."""

import gc
import hashlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from wardbell_stack import StackError, jars

CONTENT = b"a jar" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Repository:
    """Serves jars on 127.0.0.1, named as the mirror in jgo's settings."""

    def __init__(self, root, home) -> None:
        self.root = root
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root))
        self.server.daemon_threads = False
        self._thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        settings = home / ".config" / "jgo.conf"
        settings.parent.mkdir(parents=True)
        address = f"http://127.0.0.1:{self.server.server_port}"
        settings.write_text(f"[repositories]\ncentral = {address}\n")

    def put(self, artifact: str, content: bytes) -> None:
        folder = self.root / "org" / "example" / artifact / "1.0"
        folder.mkdir(parents=True)
        (folder / f"{artifact}-1.0.jar").write_bytes(content)

    def close(self) -> None:
        if self._thread.is_alive():
            self.server.shutdown()
            self._thread.join()
        self.server.server_close()


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WARDBELL_CACHE", str(tmp_path / "cache"))
    repository = Repository(tmp_path / "repository", tmp_path / "home")
    yield repository
    repository.close()


@pytest.fixture
def lock(tmp_path):
    lock = tmp_path / "kafka.lock"
    lock.write_text(
        f"# two jars\norg.example:one:1.0 {SHA256} {len(CONTENT)}\n"
        f"org.example:two:1.0 {SHA256} {len(CONTENT)}\n"
    )
    return lock


def test_jars_are_fetched_once_and_then_need_no_network(repository, lock, capsys):
    for artifact in ("one", "two"):
        repository.put(artifact, CONTENT)
    fetched = jars.class_path(lock)
    assert [path.name for path in fetched] == ["one-1.0.jar", "two-1.0.jar"]
    assert "Fetching Kafka" in capsys.readouterr().err

    repository.close()
    assert jars.class_path(lock) == fetched
    assert capsys.readouterr().err == ""
    assert sorted(path.name for path in fetched[0].parent.iterdir()) == [
        "one-1.0.jar",
        "two-1.0.jar",
    ]


def test_a_jar_with_another_checksum_is_refused_and_not_kept(repository, lock):
    repository.put("one", CONTENT)
    repository.put("two", CONTENT + b"!")
    with pytest.raises(StackError, match="is not the one in kafka") as refused:
        jars.class_path(lock)
    assert "try another network" in str(refused.value)
    assert not (jars.cache_folder(lock) / "two-1.0.jar").exists()


def test_a_jar_that_was_damaged_on_disk_is_fetched_again(repository, lock):
    for artifact in ("one", "two"):
        repository.put(artifact, CONTENT)
    one, _ = jars.class_path(lock)
    archive = one.with_name("java-25.aot")
    archive.touch()
    one.write_bytes(CONTENT[:-1])

    jars.class_path(lock)
    assert one.read_bytes() == CONTENT
    assert not archive.exists()


def test_without_a_network_the_first_start_says_what_it_needs(repository, lock):
    repository.close()
    with pytest.raises(StackError, match="needs a network") as refused:
        jars.class_path(lock)
    assert "jgo.conf" in str(refused.value)


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # jgo does not close an answer of 404
def test_a_jar_that_the_repository_does_not_have_is_named(repository, lock):
    repository.put("one", CONTENT)
    with pytest.raises(StackError) as refused:
        jars.class_path(lock)
    text = str(refused.value)
    del refused
    gc.collect()
    assert "org.example:two" in text


def test_every_jar_of_the_committed_lock_is_pinned(tmp_path):
    pinned = jars.locked()
    assert pinned[0].coordinate == "org.apache.kafka:kafka_2.13:4.1.0"
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in pinned)
    assert len({jar.file_name for jar in pinned}) == len(pinned) == 46
    assert "://" not in jars.LOCK.read_text()
