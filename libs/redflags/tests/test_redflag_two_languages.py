"""What is a cry for help in one language and ordinary in another ("will die")."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Ich will die Ärztin sprechen",
        "Ich will die Impfung",
        "Ich will die Praxis anrufen",
        "ich will die erste",
        "ich will die Termine absagen",
        "Ich wollte die Rechnung nochmal haben",
        "Will die Vorsorge buchen",
        "Mann will die Impfung",
        "Mein Kind will die Tabletten nicht nehmen, was tun?",
        "Ich will die nächste freie Zeit um 10. Danke!",
        "Hallo, will die Befunde abholen",
        "Wer will die Mama fahren?",
    ],
)
def test_to_want_something_in_german_is_no_dying(screen, text):
    assert screen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I will die",
        "i will die 😭",
        "she will die",
        "I'm going to die",
        "i think i will die tonight",
        "ich will sterben",
        "my dad will die",
        "baby will die",
        "Baby will die!!",
        "will die soon",
        "he will die if nobody comes",
        "Peter will die. Come",
        "grandpapa will die",
        "will die without help",
        "mama will die please",
        "my baby will die hilfe",
        "Ich habe Angst, he will die",
        "I'll die if nobody helps",
        "man down will die quick",
        "Peter will die in 5 minutes",
        "newborn will die in minutes",
        "Oma will die in minutes",
        "Im scared Ali will die in minutes",
        "Ali will die immediately",
        "Sarah will die right away",
        "granny will die in hospital",
        "grandad will die overnight",
        "Ali will die urgent",
        "Ali will die asap",
        "Ali will die, come fast",
        "Peter will die",
    ],
)
def test_who_will_die_in_english_is_an_emergency(screen, text):
    assert screen(text)
