"""Despair without a word of death is a crisis; not to want an appointment any more is none."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Ich kann nicht mehr, ich will nicht mehr",
        "ich will nicht mehr",
        "Ich will einfach nicht mehr.",
        "ich mag nicht mehr, bitte helft mir",
        "Ich kann nicht mehr und fühle mich so hoffnungslos",
        "ich sehe keine Hoffnung mehr",
        "Es hat alles keinen Sinn mehr",
        "I feel like there is no point anymore",
        "there's no point any more",
        "what's the point anymore",
        "I feel so hopeless, I can't cope any more",
        "I cannot cope anymore, everything is hopeless",
        "I can't go on",
        "I've lost all hope",
    ],
)
def test_despair_is_a_crisis(screen, text):
    found = screen(text)

    assert found
    assert found.mental_health


@pytest.mark.parametrize(
    "text",
    [
        "Ich will nicht mehr warten",
        "Ich will nicht mehr zu Dr. Kern",
        "Den Termin am Montag brauche ich nicht mehr",
        "Ich will nicht mehr angeschrieben werden",
        "Ich kann nicht mehr am Montag",
        "There is no point in coming twice, is there?",
        "I can't cope with these forms",
        "I no longer want the appointment",
        "Ich bin hoffnungslos verspätet",
        "no appointment anymore",
        "Nein danke, ich will nicht mehr",
        "Termin absagen, ich will nicht mehr",
        "Von der Warteliste bitte streichen, ich will nicht mehr",
        "please cancel, there is no point anymore",
        "I am well again, there is no point anymore in coming",
        "whats the point anymore, you cancelled twice",
        "I've lost all hope of getting an earlier slot",
    ],
)
def test_who_does_not_want_something_any_more_is_in_no_crisis(screen, text):
    assert screen(text) is None
