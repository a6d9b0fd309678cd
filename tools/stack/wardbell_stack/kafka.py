"""A real Kafka on 127.0.0.1: one KRaft node, broker and controller, run from its jars."""

import os
import shutil
import signal
import socket
import struct
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path

from wardbell_stack.errors import StackError
from wardbell_stack.folder import DataFolder
from wardbell_stack.jars import cache_folder, class_path
from wardbell_stack.java import Java, find_java
from wardbell_stack.ports import choose_port
from wardbell_stack.process import Program, Server, run_once

# What differs from Kafka's defaults, wherever this node runs (also in a container).
BROKER = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",
    "message.max.bytes": 4 * 1024 * 1024,
    "replica.fetch.max.bytes": 4 * 1024 * 1024,
    # one node
    "offsets.topic.replication.factor": 1,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    # small
    "offsets.topic.num.partitions": 4,
    "transaction.state.log.num.partitions": 2,
    "log.segment.bytes": 64 * 1024 * 1024,
    "log.index.size.max.bytes": 1024 * 1024,
    "log.cleaner.dedupe.buffer.size": 8 * 1024 * 1024,
    "num.network.threads": 2,
    "num.io.threads": 4,
    "metadata.max.idle.interval.ms": 5000,
    # quick: the first join does not wait for others, a commit not for the next one (p50 6 ms, now
    # 0.5)
    "group.initial.rebalance.delay.ms": 0,
    "group.coordinator.append.linger.ms": 0,
    # After kill -9 the controller refuses the new broker until the old one's session is over. It
    # asks again after 0.1, 0.3, 0.7, 1.5 and 3.1 s: just under 1.5 s brings it back in 2 s, the
    # default of 9 s in 10.5.
    "broker.session.timeout.ms": 1400,
    "broker.heartbeat.interval.ms": 200,
    # Fault tests kill consumers every other second: Kafka's least session, 6 s, is most of a day.
    "group.min.session.timeout.ms": 1000,
}

# C2 is left out: with two cores its compiler threads cost more than its code wins in minutes of
# work (bulk produce 105,000/s with C1 alone, 91,000/s with C2 and 50 MB more). The small first
# heap keeps the resident set at 175 MB, where the default (1/64 of the machine) makes it 260 MB.
JVM = ("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
AOT_SINCE_JAVA = 25


class Kafka:
    """Raises StackError when there is no Java for it, or its jars cannot be fetched."""

    def __init__(self, folder: DataFolder, *, port: int | None, grace_seconds: float = 8) -> None:
        self._folder = folder
        self._grace_seconds = grace_seconds
        self._java = find_java()
        self._jars = class_path()
        self._home = folder.path / "kafka"
        self._port = choose_port("Kafka", port)
        self._controller_port = choose_port("Kafka's controller")
        self._server: Server | None = None

    @property
    def bootstrap_servers(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self, *extra_jvm_options: str) -> None:
        """Ready when this returns; the first time it formats its storage first."""
        self._home.mkdir(exist_ok=True)
        (self._home / "tmp").mkdir(exist_ok=True)
        jars = os.pathsep.join(map(str, self._jars))
        run: list[str | Path] = [self._java.path, *JVM, *_jvm_options(self._java), "-cp", jars]
        if not (self._home / "data").exists():
            self._format(run)
        self._server = Server(
            Program(
                name="Kafka",
                command=[*run, *extra_jvm_options, "kafka.Kafka", self._write_properties("data")],
                cwd=self._home,
                log=self._folder.path / "kafka.log",
                stop_signal=signal.SIGTERM,
                grace_seconds=self._grace_seconds,
            ),
            self._folder,
        )
        self._server.wait_until(lambda: answers(self._port), seconds=60)

    def stop(self) -> None:
        if self._server:
            self._server.stop()

    def let_go(self) -> None:
        if self._server:
            self._server.let_go()

    def kill(self) -> None:
        os.kill(self._running().pid, signal.SIGKILL)
        self.stop()

    def _format(self, run: list[str | Path]) -> None:
        making = self._home / "data.new"
        shutil.rmtree(making, ignore_errors=True)
        cluster_id = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        properties = self._write_properties(making.name)
        run_once(
            "Formatting Kafka's storage",
            [
                *(*run, "kafka.tools.StorageTool", "format"),
                # one word: an id may begin with a dash
                *(f"--cluster-id={cluster_id}", "--config", properties),
            ],
            self._folder,
            cwd=self._home,
        )
        making.rename(self._home / "data")

    def _write_properties(self, data: str) -> str:
        broker = f"PLAINTEXT://127.0.0.1:{self._port}"
        settings: Mapping[str, object] = BROKER | {
            # relative to the working directory: a comma would make two of a path, and a Java
            # properties file knows only Latin-1
            "log.dirs": data,
            "listeners": f"{broker},CONTROLLER://127.0.0.1:{self._controller_port}",
            "advertised.listeners": broker,
            "controller.quorum.voters": f"1@127.0.0.1:{self._controller_port}",
        }
        path = self._home / "server.properties"
        path.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
        return path.name

    def _running(self) -> Server:
        if self._server is None or not self._server.running:
            raise StackError("Kafka is not running: start_kafka() starts it.")
        return self._server


def _jvm_options(java: Java) -> list[str]:
    options = [
        # compression libraries unpack themselves there; /tmp may forbid to run them
        "-Djava.io.tmpdir=tmp",
        "-XX:-UsePerfData",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
    ]
    archive = aot_archive(java)
    if archive and archive.exists():
        # one that does not fit this Java or these jars is ignored, at the cost of a slower start
        options += [f"-XX:AOTCache={archive}", "-Xlog:aot*=off"]
    return options


def aot_archive(java: Java) -> Path | None:
    """Where classes are kept loaded and linked, if this Java can: a start takes 0.5 s, not 1.4."""
    if java.major < AOT_SINCE_JAVA:
        return None
    return cache_folder() / f"java-{java.major}.aot"


def answers(port: int) -> bool:
    """Whether a Kafka on 127.0.0.1 answers an ApiVersions request, which needs a whole broker."""
    api_key, version, correlation_id, no_client_id = 18, 0, 1, -1
    header = struct.pack(">hhih", api_key, version, correlation_id, no_client_id)
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(struct.pack(">i", len(header)) + header)
            answer = connection.recv(10, socket.MSG_WAITALL)
    except OSError:
        return False
    size_correlation_error = struct.Struct(">iih")
    return len(answer) == 10 and size_correlation_error.unpack(answer)[1:] == (correlation_id, 0)
