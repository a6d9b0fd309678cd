"""The weights in the tree are those of the data in the tree, and are applied as learnt."""

import json

import pytest

from wardbell_feedback.evaluation import figures
from wardbell_feedback.sentiment import CLASSES, Model
from wardbell_sentiment import training
from wardbell_sentiment.__main__ import CARD, WEIGHTS
from wardbell_sentiment.card import card
from wardbell_sentiment.data import COMMENTS, HELD_OUT, WORDS, comments, made_from, read
from wardbell_sentiment.figures import angry_from

RENEW = "run `make sentiment`"


@pytest.fixture(scope="module")
def kept():
    return json.loads(WEIGHTS.read_text())


@pytest.fixture(scope="module")
def learnt():
    """What is learnt from the data now."""
    return training.fit(comments())


def test_the_weights_come_from_the_data_in_the_tree(kept):
    assert kept["made_from"] == made_from(), RENEW
    assert CARD.read_text() == card(kept), RENEW


def test_learning_again_gives_the_same_weights(kept, learnt):
    made = training.weights(*learnt)

    assert made["weights"].keys() == kept["weights"].keys(), RENEW
    assert made["bias"] == pytest.approx(kept["bias"], abs=0.01), RENEW
    for name, row in made["weights"].items():
        assert row == pytest.approx(kept["weights"][name], abs=0.01), RENEW


def test_plain_python_reads_as_scikit_learn_does(kept, learnt):
    vectors, regression = learnt
    sample = [comment.text for comment in (*comments()[::25], *read(HELD_OUT))]
    model = Model.of(kept)

    told = regression.predict_proba(vectors.transform(sample))

    order = [list(regression.classes_).index(name) for name in CLASSES]
    for text, theirs in zip(sample, told[:, order], strict=True):
        assert model.probabilities(text) == pytest.approx(theirs, abs=0.005)


def test_a_respondent_is_never_on_both_sides_of_a_fold():
    groups = [comment.group for comment in comments() if comment.source == COMMENTS[0]]

    assert groups[0] == "NEAS PTS 531"
    assert len(set(groups)) < len(groups)


def test_what_is_held_out_is_not_learnt():
    known = {comment.text.casefold() for comment in (*comments(), *read(WORDS))}

    assert not [comment.text for comment in read(HELD_OUT) if comment.text.casefold() in known]


def test_angry_begins_where_nine_of_ten_are_negative():
    some = comments()[:1000]
    # As if the probability were right for all but every tenth negative one.
    negative = [comment for comment in some if comment.label == "negative"][:90]
    other = [comment for comment in some if comment.label == "positive"][:20]
    told = [(0.9, 0.05, 0.05)] * 90 + [(0.9, 0.05, 0.05)] * 10 + [(0.7, 0.1, 0.2)] * 10

    threshold = angry_from([*negative, *other], told)

    assert threshold == 0.71
    found = figures([one.label for one in (*negative, *other)], told, threshold)
    assert (found["angry"], found["angry_and_negative"], found["angry_though_positive"]) == (
        100,
        90,
        10,
    )
    assert found["negative_recall"] == 1.0
