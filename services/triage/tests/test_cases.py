"""Labelled cases, played as chats: figures that must hold, and how files are read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wardbell_triage import cases
from wardbell_triage.commands import app
from wardbell_triage.compiler import OURS, ours
from wardbell_triage.evaluating import evaluate

DATA = Path(__file__).parent / "data"


def figures(name):
    with (DATA / name).open() as lines:
        return evaluate(ours(), cases.read(lines))


def case(**more):
    row = {"id": "a", "text": "I have a cough", "gold_triage": "non_urgent", **more}
    return evaluate(ours(), cases.read([json.dumps(row)]))


@pytest.mark.parametrize("name", ["clinicaflow.jsonl", "lostbench.jsonl"])
def test_every_emergency_is_found_and_kept(name):
    found = figures(name)

    assert found["misses"] == []
    assert found["emergency_sensitivity"] == 1.0
    assert found["lowered_later"] == 0
    assert found["safe_advice"] >= 0.95


def test_administrative_questions_with_clinical_words_are_not_raised():
    found = figures("administrative.jsonl")

    assert found["cases"] == 100
    assert found["over_triage"] <= 0.05
    assert found["two_level"] >= 0.95


@pytest.mark.parametrize(
    ("name", "cases_"),
    [
        ("blind_a.jsonl", 174),
        ("blind_b.jsonl", 172),
        ("blind_c.jsonl", 86),
        ("blind_d.jsonl", 100),
    ],
)
def test_blind_paraphrases_that_were_found_stay_found(name, cases_):
    found = figures(name)

    assert found["cases"] == cases_
    assert found["emergency_sensitivity"] >= 0.98
    assert found["lowered_later"] == 0


def test_messages_of_rounds_of_trying_stay_as_they_were_mended():
    found = figures("rounds.jsonl")

    assert found["emergency_sensitivity"] >= 0.99
    assert found["over_triage"] <= 0.02


@pytest.mark.parametrize(
    ("name", "cases_"),
    [("harmless_dev.jsonl", 60), ("harmless_b.jsonl", 60), ("harmless_d.jsonl", 40)],
)
def test_harmless_questions_with_clinical_words_stay_harmless(name, cases_):
    found = figures(name)

    assert found["cases"] == cases_
    assert found["over_triage"] <= 0.025


def test_an_object_answers_by_qa_vitals_and_other_only():
    findings = {
        "qa": {"very_ill_now": "no", "coughs blood": "yes"},
        "vitals": {},
        "other": {},
        "coughs_much_blood": "yes",
        "label": "confusion, blue lips",
    }
    told = case(findings=findings, age=40, gold_triage="urgent")
    assert told["misses"] == []
    assert told["exact"] == 1.0


def test_vitals_answer_what_was_measured():
    urgent = case(findings={"vitals": {"spo2": 85}}, age=40, gold_triage="emergency")

    assert urgent["emergency_sensitivity"] == 1.0


def test_a_list_of_sentences_answers_what_is_asked():
    said = ["He is confused and does not know where he is."]
    found = case(findings=said, age=80, gold_triage="emergency")

    assert found["emergency_sensitivity"] == 1.0


def test_what_is_not_told_is_no():
    assert case(gold_triage="self_care")["exact"] == 1.0


def test_the_opening_is_the_chief_complaint():
    found = case(
        chief_complaint="I need my results", text="I cannot breathe", gold_triage="emergency"
    )

    assert found["questions_median"] > 0


def test_later_turns_are_said_afterwards_and_lower_nothing():
    later = {
        "later_turns": [{"content": "I feel fine now, no cough"}, {"content": "I can't breathe"}]
    }
    found = case(findings=later, age=40, gold_triage="emergency")

    assert found["emergency_sensitivity"] == 1.0
    assert found["lowered_later"] == 0


def test_unverified_labels_are_reported_and_not_scored():
    found = case(gold_triage="urgent_or_emergency")

    assert found["cases"] == 0
    assert found["exact"] is None
    assert sum(found["not_scored"]["urgent_or_emergency"].values()) == 1


def test_the_command_prints_one_object(tmp_path):
    file = tmp_path / "cases.jsonl"
    row = {"text": "I have a cough", "gold_triage": "self_care", "lang": None, "findings": None}
    file.write_text(json.dumps(row) + "\n")
    result = CliRunner().invoke(app, ["evaluate", str(file), "--json"])

    assert result.exit_code == 0
    assert {
        "cases", "exact", "two_level", "emergency_sensitivity", "safe_advice", "over_triage",
        "questions_median", "misses",
    } <= set(json.loads(result.stdout))  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1 is no case"),
        ('{"text": "x", "gold_triage": "soon"}', "line 1: gold_triage 'soon' is none of"),
        ('{"gold_triage": "urgent"}', "line 1 is no case: it has neither"),
        ('{"text": "x", "gold_triage": "urgent", "findings": 3}', "findings must be null"),
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path, line, said):
    file = tmp_path / "cases.jsonl"
    file.write_text(line + "\n")
    result = CliRunner().invoke(app, ["evaluate", str(file)])

    assert result.exit_code == 2
    assert said in result.stderr


def test_the_knowledge_can_be_checked(tmp_path):
    runner = CliRunner()

    files = len(list((OURS / "complaints").glob("*.yaml")))
    assert f"{files} complaints" in runner.invoke(app, ["check"]).stdout
    refused = runner.invoke(app, ["check", str(tmp_path)])
    assert refused.exit_code == 1
    assert "concepts.yaml: cannot be read" in refused.stderr


def test_cases_are_played_by_the_knowledge_that_the_setting_names(tmp_path, monkeypatch):
    (tmp_path / "cases.jsonl").write_text('{"text": "cough", "gold_triage": "self_care"}')
    monkeypatch.setenv("WARDBELL_TRIAGE_KNOWLEDGE", str(tmp_path))

    told = CliRunner().invoke(app, ["evaluate", str(tmp_path / "cases.jsonl")])

    assert told.exit_code == 1  # it is no knowledge, and that was seen
