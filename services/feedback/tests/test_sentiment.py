"""What the model in the tree makes of comments; how well it reads is in the model card."""

import pytest

from wardbell_feedback.sentiment import features, model


@pytest.mark.parametrize(
    "comment",
    [
        "I am disgusted. The staff were rude, nobody helped me and I waited five hours. Appalling.",
        "I waited five hours and nobody came",
        "Unverschämt! Drei Stunden gewartet und dann nach Hause geschickt",
        "Ich bin stinksauer, nie wieder",
    ],
)
def test_anger_is_noticed(comment):
    found = model().read(comment)

    assert (found.sentiment, found.angry) == ("negative", True)


@pytest.mark.parametrize(
    "comment",
    [
        "Everybody was friendly and I was seen on time, thank you",
        "Die Ärztin war sehr nett und hat alles erklärt",
        "Nothing to complain about, excellent care",
    ],
)
def test_praise_is_no_anger(comment):
    found = model().read(comment)

    assert (found.sentiment, found.angry) == ("positive", False)


@pytest.mark.parametrize(
    "comment",
    ["", "…", "Il personale era gentilissimo, però ho aspettato troppo", "Врач был груб", "xkcd"],
)
def test_what_it_cannot_read_it_does_not_judge(comment):
    found = model().read(comment)

    assert (found.sentiment, found.angry) == (None, False)


def test_what_is_counted_of_a_comment():
    found = features("Nie wieder!! 😡")

    assert {"w nie", "w wieder", "w nie wieder", "c nie", "c nie ", "cwied", "s 😡"} <= {*found}
    assert "s +loud" in found
