"""A real API server on 127.0.0.1, with its etcd: no kubelet, so nothing is started."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from wardbell_cli.system import free_port
from wardbell_deploy.gotools import built
from wardbell_deploy.shell import DeployError, program, run, step

START_SECONDS = 90.0


@dataclass(frozen=True)
class Cluster:
    """What kubectl needs to find it."""

    kubectl: Path
    config: Path

    def run(self, *words: str, manifests: str = "") -> str:
        """Run kubectl. DeployError with what the API server said."""
        command = (self.kubectl, "--kubeconfig", self.config)
        return run((*command, *words), stdin=manifests.encode(), seconds=120)

    def apply(self, manifests: str, *, dry: bool) -> int:
        """Apply on the server's side, or only ask what it would say; returns how many objects."""
        mode = ["--dry-run=server"] if dry else []
        # Every admission of the `restricted` level that is only a warning is a refusal here.
        words = ["apply", "--server-side", "--field-manager=wardbell", "--filename=-", *mode]
        said = self.run(*words, manifests=manifests)
        if "Warning" in said:
            raise DeployError(f"the API server warns:\n{said}")
        return len(said.splitlines())

    def until_known(self, resource: str) -> None:
        """Wait until a new kind can be used. DeployError: it cannot, in time."""
        _until(lambda: self.run("get", resource), START_SECONDS)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Started, and gone afterwards. DeployError: it does not start."""
    programs = built("cluster")
    started = step("starting an API server")
    with TemporaryDirectory(prefix="wardbell-cluster-") as made, ExitStack() as stack:
        folder = Path(made)
        etcd, etcd_peer, port = free_port(), free_port(), free_port()
        etcd_url = f"http://127.0.0.1:{etcd}"
        peer_url = f"http://127.0.0.1:{etcd_peer}"
        _start(
            stack,
            folder / "etcd.log",
            *(programs / "etcd", "--data-dir", folder / "etcd", "--unsafe-no-fsync"),
            *("--listen-client-urls", etcd_url, "--advertise-client-urls", etcd_url),
            *("--listen-peer-urls", peer_url, "--initial-advertise-peer-urls", peer_url),
            *("--initial-cluster", f"default={peer_url}"),
        )
        token = secrets.token_hex(16)
        (folder / "tokens.csv").write_text(f"{token},admin,admin,system:masters\n")
        run([program("openssl", "openssl"), "genrsa", "-out", folder / "sa.key", "2048"])
        _start(
            stack,
            folder / "apiserver.log",
            *(programs / "kube-apiserver", "--etcd-servers", etcd_url),
            *("--bind-address=127.0.0.1", "--advertise-address=127.0.0.1"),
            *(f"--secure-port={port}", "--cert-dir", folder / "certificates"),
            *("--service-cluster-ip-range=10.96.0.0/16", "--authorization-mode=RBAC"),
            *("--service-account-issuer=https://kubernetes.default.svc", "--allow-privileged=true"),
            *("--service-account-key-file", folder / "sa.key"),
            *("--service-account-signing-key-file", folder / "sa.key"),
            *("--token-auth-file", folder / "tokens.csv", "--endpoint-reconciler-type=none"),
        )
        config = folder / "kubeconfig"
        config.write_text(json.dumps(_kubeconfig(port, token)))
        made_cluster = Cluster(programs / "kubectl", config)
        try:
            _until(lambda: made_cluster.run("get", "--raw", "/readyz"), START_SECONDS)
        except DeployError as wrong:
            end = (folder / "apiserver.log").read_text().splitlines()[-10:]
            raise DeployError("the API server does not start:\n" + "\n".join(end)) from wrong
        step("the API server", started)
        yield made_cluster


def _until(works: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            works()
        except DeployError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _start(stack: ExitStack, log: Path, *command: str | Path) -> None:
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(map(str, command)), stdout=out, stderr=out, env={"PATH": os.environ["PATH"]}
        )
    stack.callback(process.wait)
    stack.callback(process.terminate)


def _kubeconfig(port: int, token: str) -> dict[str, object]:
    server = {"server": f"https://127.0.0.1:{port}", "insecure-skip-tls-verify": True}
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "check", "cluster": server}],
        "users": [{"name": "admin", "user": {"token": token}}],
        "contexts": [{"name": "check", "context": {"cluster": "check", "user": "admin"}}],
        "current-context": "check",
    }
