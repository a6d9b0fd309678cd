"""Every example that a doctor wrote beside a rule is true."""

import tomllib

import pytest

from wardbell_redflags import load
from wardbell_redflags.lexicon import LEXICONS, SOURCES, read_all

RULES = load().rules
HITS = [(rule, text) for rule in RULES for text in rule.hits]
MISSES = [(rule, text) for rule in RULES for text in rule.misses]


@pytest.mark.parametrize(("rule", "text"), HITS, ids=str)
def test_an_example_of_an_emergency_is_one(screen, rule, text):
    assert screen(text, in_crisis=rule.in_crisis), f"{rule} lists this under hits"


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=str)
def test_an_example_of_no_emergency_is_none(screen, rule, text):
    assert screen(text, in_crisis=rule.in_crisis) is None, f"{rule} lists this under misses"


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_itself_catches_one_of_its_examples(screen, rule):
    found = {screen(text, in_crisis=rule.in_crisis).rule for text in rule.hits}

    assert f"{rule.language}/{rule.id}" in found


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.in_crisis], ids=str)
def test_a_rule_for_whoever_is_in_a_crisis_is_silent_to_others(screen, rule):
    assert not [text for text in rule.hits if screen(text)]


def test_every_listed_source_is_behind_some_rule():
    listed = set(tomllib.loads((LEXICONS / SOURCES).read_text("utf-8")))
    cited = {s.partition("/")[0] for lex in read_all() for r in lex.rules for s in r.sources}

    assert listed == cited


def test_both_languages_know_the_same_dangers():
    english, german = (
        {rule.category for rule in RULES if rule.language == lang} for lang in ("en", "de")
    )

    assert english == german
