"""What who was told to call for help says to it."""

import pytest

from wardbell_dialogue.words import of_help


@pytest.mark.parametrize(
    "text",
    [
        "I called them, they say im fine",
        "the paramedics checked me, all good",
        "they sent me home, the doctor said its nothing serious",
        "Notarzt war da, alles gut",
        "112 angerufen, die sagen es ist nichts schlimmes",
        "Entwarnung",
    ],
)
def test_help_found_that_all_is_well(text):
    assert of_help(text) == "cleared"


@pytest.mark.parametrize(
    "text",
    [
        "they think i am fine, my arm is numb",
        "they say i am ok, i am not",
        "They won't let me go home",
        "please just let me go home",
        "they sent me home without looking, it hurts so much",
        "My parents, they say it's nothing serious",
        "bin wieder zuhause, es tut wieder weh",
        "mein Mann hat gesagt das ist nicht schlimm",
        "the doctor said its nothing but my chest hurts again",
    ],
)
def test_nobody_who_could_has_found_that_all_is_well(text):
    assert of_help(text) != "cleared"
