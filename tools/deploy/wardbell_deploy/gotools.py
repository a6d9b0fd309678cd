"""Programs written in Go, built here from the modules that `go/*/go.sum` pins by hash."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from wardbell_deploy.shell import DeployError, run, step
from wardbell_stack.jars import cache_folder

GO = Path(__file__).parents[1] / "go"
KUBERNETES = "1.34.4"
_VERSION = "k8s.io/component-base/version"
FLAGS = (
    "-s -w "
    f"-X {_VERSION}.gitVersion=v{KUBERNETES} -X {_VERSION}.gitMajor=1 -X {_VERSION}.gitMinor=34"
)


def built(room: str) -> Path:
    """The folder of a module's programs, built when its files have changed.

    `static`: kustomize and kubeconform, half a minute. `cluster`: kube-apiserver, kubectl and etcd,
    six minutes on two cores. Later runs find them in the cache of this user.
    """
    module = GO / room
    said = b"".join(file.read_bytes() for file in sorted(module.rglob("*")) if file.is_file())
    folder = cache_folder().parent / f"go-{room}-{hashlib.sha256(said).hexdigest()[:12]}"
    if not folder.exists():
        started = step(f"building {room} programs")
        making = folder.with_suffix(f".{os.getpid()}")
        _go(module, "build", "-trimpath", "-ldflags", FLAGS, "-o", f"{making}/", "tool")
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
        step(f"{room} programs", started)
    return folder


def source(module: str) -> Path:
    """The folder of a module that `cluster` uses, fetched when it is missing."""
    said = _go(GO / "cluster", "mod", "download", "-json", module)
    return Path(json.loads(said)["Dir"])


def _go(folder: Path, *words: str) -> str:
    go = shutil.which("go")
    if go is None:
        raise DeployError("Go is not on this machine: install 1.26 or newer (go.dev)")
    return run([go, *words], cwd=folder, env={**os.environ, "CGO_ENABLED": "0"}, seconds=3000)
