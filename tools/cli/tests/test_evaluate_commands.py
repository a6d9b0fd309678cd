"""`wardbell evaluate`: figures for people and for programs, and how it refuses a wrong file."""

import json

import pytest
from typer.testing import CliRunner

from wardbell_cli.main import app

ROWS = [
    {"lang": "en", "text": "tomorrow at 3", "date": "2026-03-05", "time": "15:00"},
    {"lang": "de", "text": "Guten Morgen", "date": None},
    {"lang": "de", "text": "am Montag", "date": "2026-03-10"},
    {"lang": "es", "text": "mañana", "date": "2026-03-05"},
]


@pytest.fixture
def phrases(tmp_path):
    file = tmp_path / "phrases.jsonl"
    rows = [{"ref": "2026-03-04 10:00", "time": None, "daypart": None, **row} for row in ROWS]
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return file


def evaluate(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_dates_are_counted_and_what_went_wrong_is_listed(phrases):
    run = evaluate("dates", phrases, "--json")

    assert run.exit_code == 0
    report = json.loads(run.stdout)
    assert {key: report[key] for key in ("cases", "right", "accuracy", "silently_wrong")} == {
        "cases": 4,
        "right": 2,
        "accuracy": 0.5,
        "silently_wrong": 1,
    }
    assert report["languages"]["es"]["right"] == 0
    assert [(row["text"], row["understood"]["date"]) for row in report["wrong"]] == [
        ("am Montag", "2026-03-09"),
        ("mañana", None),
    ]


def test_people_read_lines(phrases):
    run = evaluate("dates", phrases)

    assert run.exit_code == 0
    assert "accuracy: 0.5" in run.stdout
    assert "am Montag" in run.stdout
    assert "silently" in run.stdout


def test_an_empty_file_has_no_accuracy(tmp_path):
    (tmp_path / "empty.jsonl").touch()

    report = json.loads(evaluate("dates", tmp_path / "empty.jsonl", "--json").stdout)

    assert (report["cases"], report["accuracy"], report["wrong"]) == (0, None, [])


@pytest.mark.parametrize("what", ["dates", "redflags"])
@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"lang": "en", "text": "x", "ref": "now"}'])
def test_a_line_that_is_no_row_is_wrong_usage(tmp_path, what, line):
    file = tmp_path / "rows.jsonl"
    file.write_text(line)

    run = evaluate(what, file)

    assert run.exit_code == 2
    assert "rows.jsonl: line 1 " in run.stderr


@pytest.mark.parametrize("what", ["dates", "redflags"])
def test_a_file_that_is_not_there_is_wrong_usage(tmp_path, what):
    assert evaluate(what, tmp_path / "none.jsonl").exit_code == 2
    assert evaluate(what).exit_code == 2


def test_what_the_screen_got_wrong_is_a_line_each_and_nothing_is_said_of_nothing(phrases, tmp_path):
    rows = [
        {"lang": "en", "text": "I cannot breathe", "emergency": False},
        {"lang": "en", "text": "good morning", "emergency": False},
    ]
    file = tmp_path / "screen.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    wrong = evaluate("redflags", file).stdout
    phrases.write_text(phrases.read_text("utf-8").splitlines()[0], "utf-8")
    right = evaluate("dates", phrases).stdout

    assert "{" not in wrong
    (line,) = [line for line in wrong.splitlines() if "I cannot breathe" in line]
    assert line.startswith("1 ")
    assert line.rstrip().endswith("false alarm")
    assert "nothing" not in right
