"""From comments to weights, the same whenever it is made again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from wardbell_feedback.sentiment import CLASSES, features
from wardbell_sentiment.data import WORDS, Comment, read

KEPT = 8000
"""Features: those that weigh most when all are learnt; then these are learnt alone."""
MIN_COMMENTS = 2
"""In which a feature must occur."""
STRENGTH = 4.0
"""Inverse of the regularisation, from the folds."""
WRITTEN_WEIGHT = 3.0
"""How often a sentence counts that was written for this project: there are few of them, and only
they are German."""
ROUGHLY, EXACTLY = 1e-2, 1e-5
"""Where learning ends: for the choice of features, and for their weights."""
DIGITS = 3
"""After the point, of a weight: less changes no figure."""


def fit(comments: Sequence[Comment]) -> tuple[TfidfVectorizer, LogisticRegression]:
    """Learn, and words by themselves beside."""
    # On one core: two would wait for each other longer than they work.
    with threadpool_limits(1):
        return _fit([*comments, *read(WORDS)])


def _fit(comments: Sequence[Comment]) -> tuple[TfidfVectorizer, LogisticRegression]:
    everything = _vectors(None)
    found = everything.fit_transform([comment.text for comment in comments])
    first = _learn(found, comments, ROUGHLY)
    weight = np.abs(first.coef_).max(axis=0)
    names = everything.get_feature_names_out()
    # By name where weights are equal: the order must not depend on the machine.
    best = sorted(range(len(names)), key=lambda at: (-round(weight[at], 6), names[at]))[:KEPT]
    vectors = _vectors(sorted(names[at] for at in best))
    found = vectors.fit_transform([comment.text for comment in comments])
    return vectors, _learn(found, comments, EXACTLY)


def weights(vectors: TfidfVectorizer, learnt: LogisticRegression) -> dict[str, Any]:
    """As `sentiment.json` has them."""
    order = [list(learnt.classes_).index(name) for name in CLASSES]
    return {
        "bias": [_short(learnt.intercept_[at]) for at in order],
        "weights": {
            name: [_short(vectors.idf_[at]), *(_short(learnt.coef_[c, at]) for c in order)]
            for name, at in sorted(vectors.vocabulary_.items())
        },
    }


def _vectors(vocabulary: list[str] | None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=features,
        sublinear_tf=True,
        vocabulary=vocabulary,
        min_df=MIN_COMMENTS if vocabulary is None else 1,
    )


def _learn(found: Any, comments: Sequence[Comment], tolerance: float) -> LogisticRegression:
    labels = [comment.label for comment in comments]
    of_each = Counter(labels)
    times = [
        (1.0 if comment.source.startswith("nhs") else WRITTEN_WEIGHT)
        # Half way to counting each class alike: three of five comments are content.
        * math.sqrt(len(comments) / (len(CLASSES) * of_each[comment.label]))
        for comment in comments
    ]
    return LogisticRegression(C=STRENGTH, max_iter=400, tol=tolerance).fit(
        found, labels, sample_weight=times
    )


def _short(value: float) -> float:
    return round(float(value), DIGITS)
