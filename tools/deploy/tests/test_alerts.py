"""Every alert fires for its reason, and says what to do."""

import yaml

from wardbell_cli.environment import ROOT
from wardbell_deploy.shell import program, run

ALERTS = ROOT / "deploy" / "alerts"


def test_each_fires_for_its_reason_and_is_quiet_beside_it():
    run([program("promtool", "prometheus"), "test", "rules", ALERTS / "wardbell.test.yaml"])


def test_each_has_a_page_of_what_to_do_and_a_test():
    (group,) = yaml.safe_load((ALERTS / "wardbell.rules.yaml").read_text())["groups"]
    pages = {rule["annotations"]["runbook"] for rule in group["rules"]}
    there = {str(page.relative_to(ROOT)) for page in (ROOT / "docs/runbooks").glob("*.md")}
    assert pages == there
    tests = yaml.safe_load((ALERTS / "wardbell.test.yaml").read_text())["tests"]
    tried = {case["alertname"] for test in tests for case in test["alert_rule_test"]}
    assert {rule["alert"] for rule in group["rules"]} == tried
