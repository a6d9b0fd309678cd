"""However it is typed, it is read."""

import unicodedata

import pytest

from wardbell_redflags.normalise import tokens
from wardbell_redflags.vocabulary import Vocabulary, one_typo_apart


@pytest.mark.parametrize(
    "text",
    [
        "cant breathe",
        "CANT BREATHE",
        "I can\N{RIGHT SINGLE QUOTATION MARK}t breathe",
        "I can`t breathe!!!",
        "i can't br\N{ZERO WIDTH SPACE}eathe",
        "can't\x00 breathe",
        "c\xadan't brea\N{SOFT HYPHEN}the",
        "ｉ ｃａｎ＇ｔ ｂｒｅａｔｈｅ",
        "can't 😭😭 breathe",
        "can't breatheeeee",
        "cant braethe",
        "heeelp",
        "🆘",
        "Atemnot",
        "krieg keine luft",
        "KRIEG KEINE LUFT",
        "bewußtlos",
        "bewusstlos",
        "Krampfanfälle",
        "krampfanfaelle",
        "krampfanfalle",
        unicodedata.normalize("NFD", "Krampfanfälle"),
        "er ist ohnmaechtig",
        "er ist ohnmachtig",
        "herzinfrakt",
        "schlaganfal",
        "mama's gesicht hängt",
        "Verbrennung 3. Grades im Gesicht",
    ],
)
def test_an_emergency_is_recognised(screen, text):
    assert screen(text)


def test_words_numbers_and_ends_are_told_apart():
    assert tokens("Er hat 38,5. Seit 10min, nicht 112/74!") == [
        *("er", "hat", "38,5", ".", "seit", "10", "min", ",", "nicht", "112/74", "!"),
    ]


@pytest.mark.parametrize("other", ["bleding", "bleedding", "blaeding", "bleeding", "bleedinb"])
def test_one_typo_is_one_letter_missing_added_replaced_or_swapped(other):
    assert one_typo_apart("bleeding", other)


@pytest.mark.parametrize("other", ["bledin", "belediing", "feeding", "blood", ""])
def test_two_typos_are_another_word(other):
    assert not one_typo_apart("bleeding", other)


def test_a_word_that_some_language_knows_is_nobodys_typo():
    vocabulary = Vocabulary(["bleeding", "breeding"], mistyped=["bleeding"])

    assert vocabulary["bleading"] == "bleeding"
    assert vocabulary["breeding"] == "breeding"


def test_the_first_letter_is_never_a_typo():
    assert Vocabulary(["burned"], mistyped=["burned"])["turned"] == ""


def test_what_was_looked_up_is_forgotten_before_it_fills_the_memory():
    vocabulary = Vocabulary(["pain"], mistyped=[])

    for number in range(50_000):
        assert vocabulary[f"x{number}y"] == ""

    assert len(vocabulary) < 30_000
    assert vocabulary["pain"] == "pain"


def test_numbers_that_no_lexicon_tells_apart_are_one():
    vocabulary = Vocabulary(["#70-89", "112"], mistyped=[])

    assert vocabulary["71"] == vocabulary["84"] == vocabulary["84,5"]
    assert len({vocabulary[n] for n in ("69", "70", "90", "112", "113")}) == 5
