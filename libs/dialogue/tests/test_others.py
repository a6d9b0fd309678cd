"""For whom something is, if not for who writes."""

import pytest

from wardbell_dialogue.others import for_another


@pytest.mark.parametrize(
    "text",
    [
        *("checkup for my dad", "my mum needs a check-up", "mum needs a checkup"),
        "need an appointment on behalf of my mother, she's 81",
        "my husband had a stroke 2 years ago and needs his yearly check up",
        *("I want to book my daughter in", "can my wife have an appointment"),
        *("mama braucht einen termin", "Termin im Namen meiner Mutter"),
        "mein Mann hatte einen Schlaganfall und braucht eine Vorsorge",
        "kann meine Frau einen Termin haben",
    ],
)
def test_it_is_for_somebody_else(text):
    assert for_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "my husband will drive me, check-up please",
        "my dad died of a heart attack last year, need a checkup",
        "my wife is the one who booked, I need a checkup",
        "my mum told me to book a check up",
        "mein Mann fährt mich, Termin am Montag",
    ],
)
def test_it_is_for_who_writes(text):
    assert not for_another(text)
