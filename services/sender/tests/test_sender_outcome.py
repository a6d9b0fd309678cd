import json
from pathlib import Path

import pytest

from wardbell_sender.outcome import Accepted, Again, Refused, Unclear, outcome

ANSWERS = sorted((Path(__file__).parent / "data").glob("*.json"))


@pytest.mark.parametrize("file", ANSWERS, ids=lambda f: f.stem)
def test_metas_published_answers_are_understood(file):
    body = json.loads(file.read_text())
    read = outcome(400 if "error" in body else 200, body)

    assert isinstance(read, Accepted) == ("messages" in body)


@pytest.mark.parametrize(
    ("status", "code", "means"),
    [
        (400, 130429, Again(130429)),
        (400, 131056, Again(131056)),
        (401, 190, Again(190, pauses_number=True)),
        (403, 131031, Again(131031, pauses_number=True)),
        (500, 131000, Unclear(131000)),
        (503, 2, Unclear(2)),
        (400, 131026, Refused(131026)),
        (400, 100, Refused(100)),
        (500, 131005, Again(131005, pauses_number=True)),
        (403, 278, Again(278, pauses_number=True)),
        (500, 131999, Unclear(131999)),
    ],
)
def test_the_code_decides_and_not_the_status(status, code, means):
    assert outcome(status, {"error": {"code": code}}) == means


@pytest.mark.parametrize(
    ("status", "body", "means"),
    [
        (502, None, Unclear(None)),
        (500, {"error": "x"}, Unclear(None)),
        (200, None, Unclear(None)),
        (200, {"messages": []}, Unclear(None)),
        (403, None, Again(None)),
        (429, [], Again(None)),
        (400, {"error": {"code": 131049, "is_transient": True}}, Unclear(131049)),
        (400, {"error": {"code": 1 << 63}}, Unclear(None)),
        (500, {"error": {"code": -(1 << 80)}}, Unclear(None)),
        (200, {"messages": [{"id": "wamid.\0"}]}, Unclear(None)),
        (200, {"messages": [{"id": "wamid.\ud800"}]}, Unclear(None)),
        (200, {"messages": [{"id": "w" * 5000}]}, Unclear(None)),
        (200, {"messages": [{}]}, Unclear(None)),
    ],
)
def test_what_is_not_metas_word_never_loses_a_message(status, body, means):
    assert outcome(status, body) == means
