"""What the manifests under deploy/k8s say, and the rules that no schema knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from wardbell_cli.environment import ROOT
from wardbell_cli.services import process_names
from wardbell_deploy.gotools import KUBERNETES, built, source
from wardbell_deploy.schemas import write_core
from wardbell_deploy.shell import BUILD, run
from wardbell_runtime.settings import Settings

K8S = ROOT / "deploy" / "k8s"
OVERLAYS = ("overlays/evaluation", "strimzi")

Json = dict[str, Any]


def rendered(overlay: str) -> str:
    """An overlay as the API server is given it. DeployError: kustomize refuses it."""
    return run([built("static") / "kustomize", "build", K8S / overlay])


def core_schemas() -> Path:
    """Kubernetes' own schemas, written when they are missing."""
    folder = BUILD / f"schemas-{KUBERNETES}"
    if not folder.exists():
        making = folder.with_suffix(".new")
        write_core(source("k8s.io/kubernetes") / "api/openapi-spec/swagger.json", making)
        making.rename(folder)
    return folder


def conforms(manifests: str, *schemas: Path) -> None:
    """Hold manifests against schemas. DeployError with what does not fit."""
    places = [f"{folder}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json" for folder in schemas]
    words = [word for place in places for word in ("-schema-location", place)]
    run([built("static") / "kubeconform", "-strict", *words], stdin=manifests.encode())


def findings(manifests: str) -> list[str]:
    """What breaks our own rules, a sentence each."""
    documents: list[Json] = list(yaml.safe_load_all(manifests))
    return [*_pods(documents), *_processes(documents), *_network(documents), *_secrets(documents)]


def _pods(documents: Iterable[Json]) -> Iterator[str]:
    for document in documents:
        if (template := document["spec"].get("template") if "spec" in document else None) is None:
            continue
        name, pod = f"{document['kind']} {document['metadata']['name']}", template["spec"]
        if pod.get("automountServiceAccountToken") is not False:
            yield f"{name}: mounts a token of the API server that nobody needs"
        security = pod.get("securityContext", {})
        if not security.get("runAsNonRoot") or security.get("runAsUser", 0) == 0:
            yield f"{name}: may run as root"
        for container in pod["containers"]:
            yield from _container(name, document["kind"], container)
        ours = container["image"].split(":")[0].endswith("wardbell")
        if document["kind"] == "Deployment" and container["name"] == "service" and ours:
            longest = Settings.model_fields["graceful_seconds"].default
            if pod.get("terminationGracePeriodSeconds", 30) <= longest + 10:
                yield f"{name}: is killed before it has ended its work ({longest:.0f} s)"


def _container(name: str, kind: str, container: Json) -> Iterator[str]:
    security = container.get("securityContext", {})
    if security.get("allowPrivilegeEscalation") is not False:
        yield f"{name}: may gain privileges"
    if security.get("capabilities", {}).get("drop") != ["ALL"]:
        yield f"{name}: keeps capabilities"
    if "wardbell" in container["image"] and not security.get("readOnlyRootFilesystem"):
        yield f"{name}: may write into its image"
    resources = container.get("resources", {})
    if not {"cpu", "memory"} <= set(resources.get("requests", ())):
        yield f"{name}: does not say what it needs"
    if "memory" not in resources.get("limits", ()):
        yield f"{name}: may take all memory of its node"
    if kind != "Job" and not {"livenessProbe", "readinessProbe"} <= set(container):
        yield f"{name}: nobody asks how it is"
    if ":" not in container["image"] or container["image"].endswith(":latest"):
        yield f"{name}: {container['image']} is no fixed version"


def _processes(documents: Iterable[Json]) -> Iterator[str]:
    names = {kind: set[str]() for kind in ("Deployment", "PodDisruptionBudget")}
    for document in documents:
        if document["kind"] in names:
            names[document["kind"]].add(document["metadata"]["name"])
    for kind, there in names.items():
        for missing in sorted(set(process_names()) - there):
            yield f"{missing}: has no {kind}"


def _network(documents: Iterable[Json]) -> Iterator[str]:
    policies = [one for one in documents if one["kind"] == "NetworkPolicy"]
    shut = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    if not any(policy["spec"] == shut for policy in policies):
        yield "no NetworkPolicy shuts what none opens"
    for policy in policies:
        for rule in policy["spec"].get("egress", ()):
            for to in rule.get("to", ()):
                if "169.254.0.0/16" not in to.get("ipBlock", {}).get("except", ["169.254.0.0/16"]):
                    yield f"{policy['metadata']['name']}: leads to the cloud's credentials"


def _secrets(documents: Iterable[Json]) -> Iterator[str]:
    """A key is where it is used, and nowhere else."""
    owners = {"whatsapp_access_token": {"wardbell-sender"}}
    for document in documents:
        if document["kind"] != "Secret":
            continue
        for key, allowed in owners.items():
            if key in document.get("data", {}) and document["metadata"]["name"] not in allowed:
                yield f"Secret {document['metadata']['name']}: holds {key}, which it does not need"
