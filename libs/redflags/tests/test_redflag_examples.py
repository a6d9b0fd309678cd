"""Every example that a doctor wrote beside a rule is true."""

import tomllib

import pytest

from wardbell_redflags import load
from wardbell_redflags.lexicon import LEXICONS, SOURCES, read_all

RULES = load().rules
HITS = [(f"{r.language}/{r.id}", text) for r in RULES for text in r.hits]
MISSES = [(f"{r.language}/{r.id}", text) for r in RULES for text in r.misses]


@pytest.mark.parametrize(("rule", "text"), HITS)
def test_an_example_of_an_emergency_is_one(screen, rule, text):
    assert screen(text), f"{rule} lists this under hits"


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_an_example_of_no_emergency_is_none(screen, rule, text):
    assert screen(text) is None, f"{rule} lists this under misses"


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_itself_catches_one_of_its_examples(screen, rule):
    assert f"{rule.language}/{rule.id}" in {screen(text).rule for text in rule.hits}


def test_every_listed_source_is_behind_some_rule():
    listed = set(tomllib.loads((LEXICONS / SOURCES).read_text("utf-8")))
    cited = {s.partition("/")[0] for lex in read_all() for r in lex.rules for s in r.sources}

    assert listed == cited


def test_both_languages_know_the_same_dangers():
    english, german = (
        {rule.category for rule in RULES if rule.language == lang} for lang in ("en", "de")
    )

    assert english == german
