"""Maven Central through jgo: the jars of a lock, and the lock itself."""

import contextlib
import errno
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests
from jgo.config import GlobalSettings
from jgo.maven import MavenContext, PythonResolver

from wardbell_stack.errors import StackError
from wardbell_stack.jars import Jar
from wardbell_stack.progress import Progress

# slf4j-simple writes warnings to standard error and needs no configuration file
WANTED = ("org.apache.kafka:kafka_2.13:4.1.0", "org.slf4j:slf4j-simple:1.7.36")
CONNECTIONS = 16
ATTEMPTS = 3
TIMEOUT_SECONDS = 15

NO_NETWORK = (
    "Kafka's jars could not be fetched from Maven Central ({reason}). The first start needs a "
    "network; later ones do not. Behind a mirror, put its address into ~/.config/jgo.conf:\n"
    "  [repositories]\n"
    "  central = https://...\n"
    "Or give KAFKA_BOOTSTRAP_SERVERS a Kafka that runs already."
)


def fetch(what: str, jars: list[Jar], folder: Path) -> None:
    """Put verified `jars` into `folder`, several at a time. Raises StackError."""
    total = sum(jar.size for jar in jars)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=folder, prefix="fetching-") as staging,
            Progress(f"Fetching {what}", total) as progress,
            ThreadPoolExecutor(CONNECTIONS) as pool,
        ):
            # the largest first, so that no slow one is left for the end
            by_size = sorted(jars, key=lambda jar: -jar.size)
            fetching = [
                pool.submit(_fetch_one, jar, folder, Path(staging), progress) for jar in by_size
            ]
            try:
                for one in fetching:
                    one.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StackError(
                f"The disk of {folder} is full: make {total // 1_000_000} MB of room, "
                "or set WARDBELL_CACHE to a folder on another disk."
            ) from error
        raise StackError(
            f"{folder} cannot be written ({error}): set WARDBELL_CACHE to a folder that can."
        ) from error


def _fetch_one(jar: Jar, folder: Path, staging: Path, progress: Progress) -> None:
    for attempt in range(ATTEMPTS):
        context = _context(staging / f"{jar.file_name}-{attempt}", progress)
        try:
            fetched = context.create_dependency(jar.coordinate).artifact.resolve()
        except requests.RequestException as error:
            failure = StackError(NO_NETWORK.format(reason=type(error).__name__))
            continue
        except RuntimeError as error:  # answered, but not with the file
            raise StackError(NO_NETWORK.format(reason=error)) from error
        if not jar.is_at(fetched):
            raise StackError(
                f"{jar.coordinate} from Maven Central is not the one in kafka.lock (SHA-256 "
                f"{hashlib.sha256(fetched.read_bytes()).hexdigest()}, expected {jar.sha256}). "
                "It is not used. Something between here and Maven Central changes files: "
                "try another network, and ask whoever runs the proxy or mirror."
            )
        fetched.replace(folder / jar.file_name)
        return
    raise failure


def resolve(coordinates: Sequence[str] = WANTED) -> list[Jar]:
    """The whole class path of some jars as Maven Central has it now, for a new lock."""
    with tempfile.TemporaryDirectory() as repository:
        context = _context(Path(repository))
        wanted, needed = context.resolver.resolve(
            [context.create_dependency(coordinate) for coordinate in coordinates]
        )
        jars = []
        for dependency in [*wanted, *needed]:
            content = dependency.artifact.resolve().read_bytes()
            coordinate = f"{dependency.groupId}:{dependency.artifactId}:{dependency.version}"
            jars.append(Jar(coordinate, hashlib.sha256(content).hexdigest(), len(content)))
    return jars


def _context(repository: Path, progress: Progress | None = None) -> MavenContext:
    @contextlib.contextmanager
    def report(_name: str, _size: int) -> Iterator[Callable[[int], None]]:
        yield progress.add if progress else lambda _count: None

    context = MavenContext(
        PythonResolver(progress_callback=report), repo_cache=repository, timeout=TIMEOUT_SECONDS
    )
    context.remote_repos |= GlobalSettings.load().repositories
    return context
