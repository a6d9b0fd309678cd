"""reminders.yaml: what is wrong is said, and a third reminder needs no code."""

import pytest

from wardbell_dialogue.texts import texts
from wardbell_reminders.rules import OURS, RulesError, load_rules

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
        (("7d, text: reminder", "7d, text: none-such"), "there is no text none-such in"),
        (("before: 1d", "before: 7d"), "two reminders have the same `before`"),
        (("before: 1d", "before: 1w"), "default.reminders.1.before"),
        (("22:00", "25:00"), "quiet"),
        (("stale_after: 1d", "stale: 1d"), "default.reminders.0.stale_after: Field required"),
        (("quiet:", "\tquiet:"), "cannot be read as reminders.yaml"),
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
