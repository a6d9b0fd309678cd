"""Strimzi: our topics as its resources, and its CustomResourceDefinitions to check them against."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from wardbell_cli.environment import ROOT
from wardbell_deploy.shell import run
from wardbell_events import topics
from wardbell_events.topics import Topic
from wardbell_stack import maven
from wardbell_stack.jars import class_path
from wardbell_stack.java import find_java

TOPICS = ROOT / "deploy" / "k8s" / "strimzi" / "topics.yaml"
CLUSTER, REPLICAS = "kafka", 3
"""Name of the Kafka resource, and of how many brokers each record is on."""
LOCK = Path(__file__).with_name("strimzi.lock")
WANTED = ("io.strimzi:crd-generator:1.2.0", "io.strimzi:api:1.2.0")
KINDS = ("kafka.Kafka", "topic.KafkaTopic", "user.KafkaUser", "nodepool.KafkaNodePool")

Json = dict[str, Any]


def topics_yaml() -> str:
    """Every topic of `wardbell_events.topics` as a KafkaTopic."""
    head = "# Made from wardbell_events/topics.py by `make docs`; not to be edited.\n"
    return head + yaml.safe_dump_all(map(_resource, topics.ALL), sort_keys=False)


def crds() -> list[Json]:
    """The definitions of this Strimzi's own generator (Maven Central, pinned in strimzi.lock)."""
    path = ":".join(map(str, class_path(LOCK)))
    generate = ("-cp", path, "io.strimzi.crdgenerator.CrdGenerator", "--target-kube", "1.27+")
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{kind}.yaml" for kind in KINDS]
        wanted = (f"io.strimzi.api.kafka.model.{file.stem}={file}" for file in files)
        run((find_java().path, *generate, "--crd-api-version", "v1", "--yaml", *wanted))
        return [yaml.safe_load(file.read_text()) for file in files]


def write_lock() -> None:
    """Renew strimzi.lock from Maven Central."""
    lines = [f"{jar.coordinate} {jar.sha256} {jar.size}\n" for jar in maven.resolve(WANTED)]
    LOCK.write_text("# Made by `python -m wardbell_deploy strimzi-lock`.\n" + "".join(lines))


def _resource(topic: Topic) -> Json:
    config: Mapping[str, str] = topic.config
    return {
        "apiVersion": "kafka.strimzi.io/v1",
        "kind": "KafkaTopic",
        "metadata": {"name": topic.name, "labels": {"strimzi.io/cluster": CLUSTER}},
        "spec": {
            "partitions": topic.partitions,
            "replicas": REPLICAS,
            "config": {**config, "min.insync.replicas": "2"},
        },
    }
