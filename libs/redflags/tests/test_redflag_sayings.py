"""Dying of boredom is none; who fainted last time and asks about the next is none either."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "ich sterbe noch vor langeweile",
        "ich werde wahnsinnig mit eurer warteschleife, ich sterbe noch vor langeweile",
        "ich sterbe gleich vor hunger, muss ich nüchtern bleiben?",
        "muss mein kind zur impfung nüchtern sein? letztes mal ist sie ohnmächtig geworden",
        "do I need to fast? last time I passed out",
    ],
)
def test_it_is_only_said(screen, text):
    assert screen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ich sterbe",
        "ich sterbe vor schmerzen",
        "sie ist ohnmächtig geworden",
        "letztes mal ist sie ohnmächtig geworden und jetzt ist sie wieder ohnmächtig",
        "last time she fainted, today she fainted again",
        "last time I had this pain in my chest it was a heart attack",
    ],
)
def test_it_is_so(screen, text):
    assert screen(text)
