"""What a message says of many things at once, with lexicons of one's own."""

import pytest

from wardbell_redflags import LexiconError, Reader, Words

READ = Reader(
    [
        Words(
            "en",
            {
                "headache": ["headache", "headaches", "<noggin> near <pain>"],
                "fever": ["fever", "feverish"],
                "stiff_neck": ["stiff neck", "neck near stiff"],
                "cough": ["cough", "coughing"],
                "cancer": ["ever <tumour>"],
            },
            slots={"noggin": ["head", "skull"], "tumour": ["cancer"]},
            asserts=["i have"],
        ),
        Words("de", {"headache": ["kopfschmerzen", "kopfweh"], "fever": ["fieber"]}),
    ]
)


def said(text):
    return {c for c, m in READ(text).items() if not m.denied and not m.in_passing}


def denied(text):
    return {c for c, m in READ(text).items() if m.denied}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("I have a fever and a cough", {"fever", "cough"}),
        ("my head hurts a lot", {"headache"}),
        ("headahce, please help", {"headache"}),
        ("Kopfschmerzen und Fieber", {"headache", "fever"}),
        ("kopfweh and a fever", {"headache", "fever"}),
        ("I had a fever last year", set()),
        ("what are the symptoms of fever", set()),
        ("cough, had cancer 3 years ago", {"cough", "cancer"}),
        ("", set()),
    ],
)
def test_what_is_said_now_is_found(text, concepts):
    assert said(text) == concepts


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("no fever, cough, or headache", {"fever", "cough", "headache"}),
        ("the neck is not stiff", {"stiff_neck"}),
        ("kein Fieber", {"fever"}),
        ("no cancer", {"cancer"}),
        ("I have a fever, no cough", {"cough"}),
    ],
)
def test_what_is_denied_is_found_too(text, concepts):
    assert denied(text) == concepts


def test_what_is_only_named_in_an_errand_is_said_in_passing():
    found = READ("Which doctor treats coughing, I need an appointment")

    assert found["cough"].in_passing
    assert said("I need an appointment, I have a cough") == {"cough"}


def test_a_mention_tells_the_lexicon_and_nothing_of_the_patient():
    found = READ("MY SKULL is in awful PAIN since uncle Bob's party")

    assert found["headache"].pattern == "en: <noggin> near <pain>"


def test_that_something_is_so_counts_more_than_that_it_is_not():
    assert said("no fever yesterday. Now a fever.") == {"fever"}


@pytest.mark.parametrize(
    ("words", "said_"),
    [
        (Words("en", {"a": ["<no_slot>"]}, file="en.yaml"), "en.yaml, rule a: there is no concept"),
        (Words("en", {"a": ["(b"]}, file="en.yaml"), "never closes it"),
        (Words("xx", {}), "no language"),
    ],
)
def test_a_pattern_that_can_never_match_is_refused(words, said_):
    with pytest.raises(LexiconError) as refused:
        Reader([words])
    assert said_ in str(refused.value)
