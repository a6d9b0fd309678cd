"""Kafka's jars: pinned in kafka.lock, verified at every start, fetched when missing."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).with_name("kafka.lock")


@dataclass(frozen=True, slots=True)
class Jar:
    coordinate: str  # group:artifact:version
    sha256: str
    size: int  # bytes

    @property
    def file_name(self) -> str:
        _, artifact, version = self.coordinate.split(":")
        return f"{artifact}-{version}.jar"

    def is_at(self, path: Path) -> bool:
        try:
            return hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256
        except FileNotFoundError:
            return False


def locked(lock: Path = LOCK) -> list[Jar]:
    """The jars of the lock, in class path order."""
    lines = (line.split() for line in lock.read_text().splitlines() if not line.startswith("#"))
    return [Jar(coordinate, sha256, int(size)) for coordinate, sha256, size in lines]


def cache_folder(lock: Path = LOCK) -> Path:
    """Where the lock's jars are kept for this user: one folder per content of the lock."""
    cache = Path(os.environ.get("WARDBELL_CACHE") or "~/.cache/wardbell").expanduser().absolute()
    return cache / f"kafka-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"


def class_path(lock: Path = LOCK) -> list[Path]:
    """The verified jars, fetched where they are missing or damaged."""
    jars, folder = locked(lock), cache_folder(lock)
    with ThreadPoolExecutor() as pool:
        good = list(pool.map(lambda jar: jar.is_at(folder / jar.file_name), jars))
    missing = [jar for jar, is_good in zip(jars, good, strict=True) if not is_good]
    if missing:
        for archive in folder.glob("*.aot"):
            archive.unlink()  # it describes the jars that are about to change
        from wardbell_stack import maven  # noqa: PLC0415  # its imports cost 0.2 s a start

        maven.fetch(lock.stem.capitalize(), missing, folder)
    return [folder / jar.file_name for jar in jars]
