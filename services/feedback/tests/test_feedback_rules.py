"""feedback.yaml: what is wrong is said; texts are whole."""

from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from typer.testing import CliRunner

from wardbell_dialogue.rule_files import RulesError
from wardbell_dialogue.texts import texts
from wardbell_feedback import commands
from wardbell_feedback.rules import load_rules

OWN = """
quiet: "22:00-07:00"
every: 90d
hide_below: 10
default: {after: 90m, stale_after: 3d}
services:
  vaccination: {after: 1d}
  palliative-care: {ask: false}
"""


def test_ours_asks_after_three_hours_and_once_a_month():
    rules = load_rules(None)

    assert (rules.quiet, rules.every, rules.hide_below) == ("21:00-08:00", timedelta(days=30), 5)
    assert rules.of("anything").after == timedelta(hours=3)
    assert rules.of("anything").stale_after == timedelta(days=7)


def test_a_service_may_have_its_own(tmp_path):
    file = tmp_path / "feedback.yaml"
    file.write_text(OWN)
    rules = load_rules(file)

    assert rules.of("check-up").after == timedelta(minutes=90)
    assert rules.of("vaccination").after == timedelta(days=1)
    assert not rules.of("palliative-care").ask


def test_the_lines_of_the_how_to_can_be_used(tmp_path):
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "feedback.md").read_text()
    file = tmp_path / "feedback.yaml"
    file.write_text(dedent(page.split("```yaml\n")[1].split("   ```")[0]))

    assert not load_rules(file).of("palliative-care").ask


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("90d", "1w"), r"mine.yaml:3: every: 1w is no span"),
        (("22:00", "25:00"), "quiet"),
        (("hide_below: 10", "hide_below: 0"), "hide_below"),
        (("after: 90m", "later: 90m"), r"mine.yaml:5: default.later: nothing is called so here"),
        (("quiet:", "\tquiet:"), r"mine.yaml:2: found character"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, wrong, said):
    file = tmp_path / "mine.yaml"
    file.write_text(OWN.replace(*wrong))

    with pytest.raises(RulesError, match=said) as refused:
        load_rules(file)
    assert "mine.yaml" in str(refused.value)


def test_every_language_has_the_same_texts():
    say = texts("wardbell_feedback")

    assert say.keys("en") == say.keys("de")


def test_the_command_says_what_counts_and_the_line_of_what_is_wrong(tmp_path):
    fine, wrong = tmp_path / "fine.yaml", tmp_path / "wrong.yaml"
    fine.write_text(OWN)
    wrong.write_text(OWN.replace("every:", "evry:"))
    said = CliRunner().invoke(commands.app, ["check", str(fine)])
    found = CliRunner().invoke(commands.app, ["check", str(wrong)])

    assert "vaccination: asked 24 h after the visit took place" in said.stdout
    assert "palliative-care: not asked" in said.stdout
    assert (said.exit_code, found.exit_code) == (0, 1)
    assert found.stderr == "wrong.yaml:3: evry: nothing is called so here\n"
