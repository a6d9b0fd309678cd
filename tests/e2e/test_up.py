"""The system in the background: up, tried, put away again; and commands that need none."""

import json

import pytest

from wardbell_cli.demo import Patient, choices, in_words
from wardbell_cli.environment import ROOT, read_env


@pytest.fixture(scope="module")
def up(wardbell):
    if (ROOT / "build" / "up.env").exists():
        pytest.fail("a system is up already: make down, then test again")
    started = wardbell("up")
    assert started.returncode == 0, started.stdout + started.stderr
    yield
    assert wardbell("down").returncode == 0
    assert not (ROOT / "build" / "up.env").exists()


def test_up_is_idempotent_and_says_where_everything_is(wardbell, up):
    assert "already up" in wardbell("up").stdout
    keys = {line.split("=")[0] for line in (ROOT / "build" / "up.env").read_text().splitlines()}
    assert {
        "GATEWAY_URL",
        "SIMULATOR_URL",
        "KAFKA_BOOTSTRAP_SERVERS",
        "DATABASE_URL",
        "WHATSAPP_APP_SECRET",
        "WHATSAPP_PHONE_NUMBER_ID",
    } <= keys


def test_a_first_wish_is_answered_by_itself_after_the_welcome(up):
    simulator = read_env(ROOT / "build" / "up.env")["SIMULATOR_URL"]
    cleo = Patient("Cleo", "15550100103", simulator)

    cleo.writes("I need an appointment")
    cleo.taps("scheduling:book")
    cleo.taps("scheduling:book")

    welcome, *answers = cleo.reads()
    assert "Welcome to" in in_words(welcome)
    assert not choices(welcome)
    assert len(answers) == 3
    assert all(choices(answer) for answer in answers)


def test_nothing_is_parked_and_that_is_one_json_value(wardbell, up):
    listed = wardbell("parked", "list", "--json")

    assert (listed.returncode, json.loads(listed.stdout)) == (0, [])


def test_a_parked_record_that_is_not_there_is_a_finding(wardbell, up):
    shown = wardbell("parked", "show", "01a20000-0000-7000-8000-000000000001")

    assert (shown.returncode, shown.stdout) == (1, "")
    assert "nothing is parked" in shown.stderr


@pytest.mark.parametrize("words", [("run", "nobody"), ("parked", "replay"), ("nonsense",)])
def test_wrong_usage_is_told_apart(wardbell, words):
    assert wardbell(*words).returncode == 2


def test_red_flags_are_evaluated_without_kafka_or_postgres(wardbell, tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '{"lang": "en", "text": "I cannot breathe", "emergency": true}\n'
        '{"lang": "de", "text": "Ich brauche einen Termin", "emergency": false}\n'
    )
    answer = wardbell("evaluate", "redflags", str(file), "--json")
    figures = json.loads(answer.stdout)

    assert answer.returncode == 0
    assert (figures["cases"], figures["right"], figures["accuracy"]) == (2, 2, 1.0)
    assert (figures["missed"], figures["false_alarms"], figures["wrong"]) == (0, 0, [])


def test_a_malformed_case_is_told_with_its_line(wardbell, tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text('{"lang": "en", "text": "x", "emergency": true}\n{"lang":\n')

    answer = wardbell("evaluate", "redflags", str(file), "--json")

    assert answer.returncode == 2
    assert "line 2" in answer.stderr
