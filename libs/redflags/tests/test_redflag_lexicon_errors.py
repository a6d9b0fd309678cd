"""A lexicon that cannot work is refused with the place and what to do."""

import pytest

from wardbell_redflags import LexiconError, load

RULE = """
[[rule]]
id = "pain"
category = "chest_pain"
source = "book"
signs = "<pain>"
hits = "pain"
misses = "no pain"
"""


def test_a_new_language_is_a_folder(lexicon):
    screen = load(lexicon())

    assert screen("pain").rule == "xx/pain"
    assert screen("no pain") is None


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"rule": RULE.replace('id = "pain"', "")}, "xx/rules.toml: a rule has no id"),
        ({"rule": RULE.replace('source = "book"', "")}, "rule pain: has no sources"),
        ({"rule": RULE.replace('source = "book"', 'source = "blog"')}, "source blog is not in"),
        ({"rule": RULE.replace('hits = "pain"', "")}, "rule pain: has no hits"),
        ({"rule": RULE.replace('misses = "no pain"', "")}, "rule pain: has no misses"),
        ({"rule": RULE.replace('signs = "<pain>"', "")}, "rule pain: can never match"),
        ({"rule": RULE.replace("chest_pain", "sad")}, "rule pain: no category “sad”"),
        ({"rule": RULE + RULE}, "rule pain: the id is already taken"),
        ({"rule": RULE + 'colour = "red"'}, "rule pain: unknown field colour"),
        ({"rule": RULE.replace("<pain>", "<pian>")}, "no concept <pian>. Is it <pain>?"),
        ({"rule": RULE.replace("<pain>", "alone: <pain> near <pain>")}, "alone: goes with one"),
        ({"concepts": 'pain = "pain"\nfoot = "foot"'}, "nothing uses <foot>"),
        ({"concepts": 'pain = "pain, pain"'}, "“pain” stands there twice"),
        ({"concepts": 'pain = "<ache>"\nache = "<pain>"'}, "contains itself"),
        ({"concepts": 'pain = "!!"'}, "“!!” can never be read"),
        ({"concepts": 'pain = "(a)?"'}, "may mean nothing at all"),
        ({"concepts": 'pain = "(a|b"'}, "opens a bracket and never closes it"),
        ({"concepts": 'pain = "a)"'}, "closes a bracket that was never opened"),
        ({"concepts": 'pain = "ab*"'}, "is too short"),
        ({"concepts": 'pain = "*ab"'}, "is too short"),
        ({"context": 'ignore = "pain"'}, "“pain” can never count"),
        ({"context": 'mood = "bad"'}, "xx/context.toml: unknown mood"),
        ({"context": 'mistyped = "pain"'}, "too much else is one letter away"),
        ({"context": "ignore ="}, "xx/context.toml: is not TOML"),
    ],
)
def test_what_can_never_match_is_refused(lexicon, broken, message):
    with pytest.raises(LexiconError) as refused:
        load(lexicon(**broken))

    assert message in str(refused.value)


def test_a_folder_without_a_language_is_refused(tmp_path):
    (tmp_path / "sources.toml").write_text("")

    with pytest.raises(LexiconError, match="has no language"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("entry", "said", "unsaid"),
    [
        ("short of breath", "i am short of breath", "short breath"),
        ("throat (is|feels) tight", "my throat feels tight", "throat was tight"),
        ("lost (a lot of)? blood", "lost blood", "lost some blood"),
        ("bewusst*", "er war bewusstlos", "er bewies es"),
        ("*reiniger", "Rohrreiniger", "gereinigt"),
        ("*mützen", "Bademuetzen", "Mutzengericht"),
        ("# weeks old", "6 weeks old", "many weeks old"),
        ("pulse #130-250", "pulse 171", "pulse 71"),
        ("x-ray", "an x ray", "xray"),
    ],
)
def test_entries_mean_what_the_guide_says(lexicon, entry, said, unsaid):
    screen = load(lexicon(concepts=f'pain = "{entry}"'))

    assert screen(said)
    assert screen(unsaid) is None


@pytest.mark.parametrize(
    ("pattern", "said", "unsaid"),
    [
        ("<a> near <b>", "beta alpha", "alpha. beta"),
        ("<a> near <b>", "alpha x x x x x x beta", "alpha x x x x x x x beta"),
        ("<a> then <b>", "alpha beta", "beta alpha"),
        ("<a> with <b>", "beta. alpha", "alpha"),
        ("<a> without <b>", "alpha", "beta alpha"),
        ("not <a> with ever <b>", "no alpha, beta", "alpha, beta"),
        ("<a> with ever <b>", "alpha, long ago beta", "alpha, no beta"),
        ("alone: <a>", "please alpha", "alpha x"),
        ("clause: <a> ", "x, alpha", "x alpha"),
    ],
)
def test_patterns_mean_what_the_guide_says(lexicon, pattern, said, unsaid):
    both = 'a = "alpha"\nb = "beta"'
    rule = RULE.replace('"<pain>"', f'"""\n{pattern}\nnever near <a> near <b>\n"""')
    context = 'negation = "no"\npast = "long ago"\ncourtesy = "please"'
    screen = load(lexicon(concepts=both, rule=rule, context=context))

    assert screen(said)
    assert screen(unsaid) is None
