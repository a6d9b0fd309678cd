"""How well comments are read that were not learnt from, and from when on one counts as angry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sklearn.model_selection import GroupKFold

from wardbell_feedback.evaluation import Probabilities
from wardbell_feedback.sentiment import Model
from wardbell_sentiment import training
from wardbell_sentiment.data import Comment

FOLDS = 5
SURE = 0.9
"""Of the comments that count as angry, the share that is negative: chosen, since a call that nobody
needed costs staff minutes, and each further point costs complaints that nobody hears of."""

Learn = Callable[[Sequence[Comment]], Model]


def learn(comments: Sequence[Comment]) -> Model:
    """The model as the service has it."""
    return Model.of({**training.weights(*training.fit(comments)), "angry_from": 1.0})


def out_of_fold(comments: Sequence[Comment], learn: Learn = learn) -> list[Probabilities]:
    """Each comment as a model reads it that knows nothing of whoever wrote it."""
    found: list[Probabilities] = [()] * len(comments)
    groups = [comment.group for comment in comments]
    for known, unknown in GroupKFold(FOLDS).split(comments, groups=groups):
        model = learn([comments[at] for at in known])
        for at in unknown:
            found[at] = model.probabilities(comments[at].text)
    return found


def angry_from(comments: Sequence[Comment], read: Sequence[Probabilities]) -> float:
    """The lowest probability of `negative`, in hundredths, from which so many are negative."""
    pairs = [
        (told[0], comment.label == "negative") for comment, told in zip(comments, read, strict=True)
    ]
    for hundredths in range(50, 100):
        flagged = [negative for told, negative in pairs if told >= hundredths / 100]
        if flagged and sum(flagged) >= SURE * len(flagged):
            return hundredths / 100
    return 1.0
