"""`make k8s-check`: schemas, our own rules, checkov, and a real API server."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import yaml

from wardbell_cli.environment import ROOT
from wardbell_deploy import manifests, strimzi
from wardbell_deploy.cluster import cluster
from wardbell_deploy.schemas import write_custom
from wardbell_deploy.shell import BUILD, DeployError, run, step

CHECKOV_LOCK = Path(__file__).parents[1] / "checkov.lock"
SETTLED = {
    # What checkov asks for, and why it is not so here.
    "CKV_K8S_43": "images by digest: an overlay's `images` pins the one that is rolled out",
    "CKV_K8S_15": "imagePullPolicy Always: a fixed version is the same wherever it lies",
    "CKV_K8S_11": "limits of CPU: throttling makes patients wait; requests share a full node",
    "CKV_K8S_35": "secrets as files: ours are; the evaluation's others take variables",
    "CKV_K8S_40": "a high uid: the official Kafka and Postgres images have their own users",
    "CKV_K8S_22": "a read-only root: ours are; the official Kafka image writes there",
}


def check() -> None:
    """DeployError with the first kind of finding."""
    evaluation, topics = (manifests.rendered(overlay) for overlay in manifests.OVERLAYS)
    crds = strimzi.crds()
    custom = BUILD / "schemas-strimzi"
    write_custom(crds, custom)
    manifests.conforms(evaluation, manifests.core_schemas())
    manifests.conforms(topics, custom)
    print("kubeconform: every field is one that Kubernetes and Strimzi know")
    if found := manifests.findings(evaluation):
        raise DeployError("\n".join(found))
    print("own rules: nothing found")
    _checkov(evaluation)
    with cluster() as real:
        real.apply(yaml.safe_dump_all(crds), dry=False)
        real.until_known("kafkatopics.kafka.strimzi.io")
        # What is put into a namespace can only be tried once it is there.
        named = [d for d in yaml.safe_load_all(evaluation) if d["kind"] == "Namespace"]
        real.apply(yaml.safe_dump_all(named), dry=False)
        for what in (evaluation, topics):
            real.apply(what, dry=True)
            count = real.apply(what, dry=False)
            print(f"API server: {count} objects tried and applied")


def _checkov(rendered: str) -> None:
    """Checkov in an environment of its own, made when its lock has changed."""
    digest = hashlib.sha256(CHECKOV_LOCK.read_bytes()).hexdigest()[:12]
    home = BUILD / f"checkov-{digest}"
    uv = ROOT / ".venv" / "bin" / "uv"
    if not (home / "ready").exists():
        started = step("installing checkov")
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, home])
        into = ("--python", home / "bin" / "python")
        run((uv, "pip", "install", "--quiet", *into, "--require-hashes", "-r", CHECKOV_LOCK))
        (home / "ready").touch()
        step("checkov", started)
    file = BUILD / "rendered.yaml"
    file.write_text(rendered)
    words = ("--file", file, "--framework", "kubernetes", "--compact", "--quiet")
    skipped = ("--skip-check", ",".join(SETTLED))
    run((home / "bin" / "checkov", *words, "--skip-download", *skipped))
    print("checkov: nothing found")
