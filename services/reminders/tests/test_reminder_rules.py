"""reminders.yaml: what is wrong is said, and a third reminder needs no code."""

import asyncio

import pytest
from typer.testing import CliRunner

from wardbell_dialogue.rule_files import RulesError
from wardbell_dialogue.texts import texts
from wardbell_reminders import app, commands
from wardbell_reminders.rules import OURS, load_rules

NEEDED = {
    "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
    "DATABASE_URL": "postgresql://127.0.0.1:1/none",
    "WHATSAPP_PHONE_NUMBER_ID": "1",
}
OWN = """
quiet: "22:00-07:00"
default:
  reminders:
    - {before: 7d, text: reminder, stale_after: 1d}
    - {before: 1d, text: reminder, stale_after: 12h}
    - {before: 2h, text: soon, stale_after: 90m}
services:
  vaccination:
    reminders: []
"""


def test_ours_can_be_read_and_calls_who_does_not_answer():
    rules = load_rules(None)

    assert [rule.before for rule in rules.of("anything").reminders] == ["1d", "2h"]
    assert rules.quiet == "21:00-08:00"
    assert rules.of("anything").answer_by == "4h"


def test_a_service_may_have_its_own(tmp_path):
    file = tmp_path / "reminders.yaml"
    file.write_text(OWN)
    rules = load_rules(file)

    assert [rule.before for rule in rules.of("check-up").reminders] == ["7d", "1d", "2h"]
    assert rules.of("check-up").answer_by is None
    assert rules.of("vaccination").reminders == ()
    assert rules.rule("vaccination", "1d") is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("7d, text: reminder", "7d, text: none-such"), r"yaml:5: default.reminders.0: there"),
        (("before: 1d", "before: 7d"), r"mine.yaml:3: default: two reminders have the same"),
        (("before: 1d", "before: 1w"), r"mine.yaml:6: default.reminders.1.before: 1w is no span"),
        (("22:00", "25:00"), r"mine.yaml:2: quiet: this is not written as it has to be"),
        (("stale_after: 1d", "stale: 1d"), r"mine.yaml:5: default.reminders.0.stale: nothing is"),
        (("stale_after: 1d", "stale: 1d"), r"mine.yaml:5: .*.stale_after: this is missing"),
        (("quiet:", "quite:"), r"mine.yaml:2: quite: nothing is called so here"),
        (("quiet:", "\tquiet:"), r"mine.yaml:2: found character"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, wrong, said):
    file = tmp_path / "mine.yaml"
    file.write_text(OWN.replace(*wrong))

    with pytest.raises(RulesError, match=said) as refused:
        load_rules(file)
    assert "mine.yaml" in str(refused.value)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(RulesError, match=r"mine.yaml cannot be read"):
        load_rules(tmp_path / "mine.yaml")


def test_every_language_has_the_same_texts():
    say = texts("wardbell_reminders")

    assert say.keys("en") == say.keys("de")
    assert OURS.exists()


def test_the_command_says_the_line_and_the_process_does_not_start(tmp_path, monkeypatch):
    fine, wrong = tmp_path / "fine.yaml", tmp_path / "wrong.yaml"
    fine.write_text(OWN)
    wrong.write_text(OWN.replace("quiet:", "quite:"))
    said = CliRunner().invoke(commands.app, ["check", str(fine)])
    found = CliRunner().invoke(commands.app, ["check", str(wrong)])

    assert said.exit_code == 0
    assert "every other service: reminded 7d, 1d, 2h before" in said.stdout
    assert "vaccination: not reminded" in said.stdout
    assert found.exit_code == 1
    assert found.stderr == "wrong.yaml:2: quite: nothing is called so here\n"
    monkeypatch.setenv("WARDBELL_REMINDERS_FILE", str(wrong))
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(RulesError, match=r"^wrong.yaml:2: quite: nothing is called so here$"):
        asyncio.run(app.main())
