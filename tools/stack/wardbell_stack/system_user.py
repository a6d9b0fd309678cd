"""Postgres refuses to run as root, so root's Postgres runs as somebody else."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from wardbell_stack.errors import StackError

# Postgres looks its user up by name, so it must be one that the machine knows.
KNOWN_USERS = ("postgres", "nobody", "daemon")
# Survives a reboot, is there for everybody, and the system tidies it.
REACHABLE = Path("/var/tmp")  # noqa: S108  # mkdtemp makes a name nobody can foresee


@dataclass(frozen=True, slots=True)
class SystemUser:
    name: str
    uid: int
    gid: int

    def can_run(self, program: Path) -> bool:
        try:
            done = subprocess.run(
                [program, "--version"],
                check=False,
                capture_output=True,
                cwd="/",
                user=self.uid,
                group=self.gid,
                extra_groups=[],
            )
        except PermissionError:
            return False
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        inside = subprocess.run(
            ["test", "-x", folder],
            check=False,
            cwd="/",
            user=self.uid,
            group=self.gid,
            extra_groups=[],
        )
        return inside.returncode == 0


def for_postgres() -> SystemUser | None:
    """The user to run Postgres as, None for the one we are. Raises StackError if there is none."""
    if os.geteuid() != 0:
        return None
    for name in KNOWN_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        user = SystemUser(name, entry.pw_uid, entry.pw_gid)
        try:
            user.can_enter(Path("/"))
        except PermissionError:
            break
        return user
    raise StackError(
        "Postgres refuses to run as root, and this root cannot become "
        f"{', '.join(KNOWN_USERS[:-1])} or {KNOWN_USERS[-1]}: "
        "run this as an ordinary user, or give DATABASE_URL a Postgres that runs already."
    )


def home_for(user: SystemUser, wanted: Path) -> Path:
    """A folder that belongs to `user`: `wanted`, or where the user cannot get there, a link.

    A project below /root or a private temporary folder is closed to everybody else. Opening it
    would give away more than a database needs, so the files live elsewhere.
    """
    if wanted.is_symlink():
        home = wanted.readlink()
        if not home.is_dir():
            raise StackError(
                f"The Postgres files of this stack were in {home} and are gone: "
                f"remove {wanted.parent} to start afresh."
            )
        return home
    if user.can_enter(wanted.parent):
        home = wanted
        home.mkdir(exist_ok=True)
    elif wanted.exists():
        raise StackError(
            f"Postgres runs as {user.name}, who can no longer enter {wanted.parent}: move the "
            f"folder back, or remove {wanted.parent} to start afresh."
        )
    else:
        home = Path(tempfile.mkdtemp(prefix="wardbell-postgres-", dir=REACHABLE))
        wanted.symlink_to(home)
        print(
            f"wardbell: root's Postgres runs as {user.name}, who cannot enter {wanted.parent}; "
            f"its files are in {home}.",
            file=sys.stderr,
        )
    os.chown(home, user.uid, user.gid)
    return home


def programs_for(user: SystemUser, programs: Path, home: Path) -> Path:
    """The folder of Postgres' programs, or where `user` cannot get there, a copy in `home`."""
    if user.can_run(programs / "initdb"):
        return programs
    package = programs.parent.parent
    copy = home / "programs"
    if not copy.exists():
        making = home / "programs.new"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        making.chmod(0o755)
        # its libraries lie beside the package and are found by their relative place
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(part, making / part.name, ignore=shutil.ignore_patterns("include"))
        making.rename(copy)
    copied = copy / programs.relative_to(package.parent)
    if not user.can_run(copied / "initdb"):
        raise StackError(
            f"{user.name} may not run programs in {home}: run this as an ordinary user, "
            "or give DATABASE_URL a Postgres that runs already."
        )
    return copied
