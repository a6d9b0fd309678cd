"""How well the screen does on our own labelled phrases, and how that is reported."""

import json

import pytest

from wardbell_redflags import evaluate, read_rows


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("name", ["phrases", "fresh", "mended"])
def test_hardly_an_emergency_is_missed_and_hardly_an_errand_alarms(screen, phrases, name, lang):
    figures = evaluate(screen, read_rows(phrases(f"{name}_{lang}")))

    assert figures["sensitivity"] >= 0.98, figures["wrong"]
    assert figures["specificity"] >= 0.97, figures["wrong"]


def row(text, *, emergency, lang="en"):
    return json.dumps({"lang": lang, "text": text, "emergency": emergency, "note": "x"})


def test_the_report_counts_and_lists_what_went_wrong(screen):
    report = evaluate(
        screen,
        read_rows(
            [
                row("chest pain", emergency=True),
                row("hello", emergency=True),
                "",
                row("Brustweh", emergency=False, lang="de"),
            ]
        ),
    )

    assert (report["cases"], report["right"], report["missed"], report["false_alarms"]) == (
        *(3, 1, 1, 1),
    )
    assert report["wrong"] == [
        {"line": 2, "lang": "en", "text": "hello", "expected": True, "rule": None},
        {"line": 4, "lang": "de", "text": "Brustweh", "expected": False, "rule": "de/brustschmerz"},
    ]
    assert report["accuracy"] == 0.3333
    assert report["languages"]["en"]["sensitivity"] == 0.5
    assert report["languages"]["de"]["sensitivity"] is None


def test_the_report_of_nothing_is_empty(screen):
    assert evaluate(screen, [])["accuracy"] is None


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "{}", '{"lang": "en", "text": "x", "emergency": "yes"}', '{"text": "x"}'],
)
def test_a_line_that_is_no_row_is_named(screen, line):
    with pytest.raises(ValueError, match="line 2 "):
        evaluate(screen, read_rows([row("fine", emergency=False), line]))
