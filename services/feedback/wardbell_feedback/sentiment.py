"""Whether a comment is content or angry: a small model, read from `sentiment.json`.

Trained by `make sentiment` (docs/reference/sentiment.md): TF-IDF of words and pairs of them, and
of pieces of words, under a logistic regression. Here it is only applied, in plain Python, so that
the service needs none of what trains it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import orjson

from wardbell_dialogue.folding import plain
from wardbell_events.feedback import Sentiment

CLASSES: tuple[Sentiment, ...] = ("negative", "neutral", "positive")
PIECES = (3, 4, 5)
"""Letters of a piece of a word: so that "unfreundliche" is read by "unfreundlich"."""
READ = ("en", "de")
"""Languages that it was trained on."""
PIECE = "c"
"""A piece's first letter among the features."""
KNOWN = 0.5
"""Share of a comment's pieces that must be known, or it is not read. Of English and German it is
seldom less, of French and Spanish seldom more."""
_SIGNS = re.compile(r"[😀-🙏👍👎🤬🤮🥰🤗❤💔]|!!+|\?\?+")
_ENCODED = {"!": "+loud", "?": "+what"}


def features(text: str) -> list[str]:
    """What is counted of a comment: words, pairs, pieces of words, faces."""
    words = plain(text).split()
    found = [f"w {word}" for word in words]
    found += [f"w {one} {two}" for one, two in pairwise(words)]
    for word in words:
        padded = f" {word} "
        found += [
            f"{PIECE}{padded[at : at + size]}"
            for size in PIECES
            for at in range(len(padded) - size + 1)
        ]
    found += [f"s {_ENCODED.get(sign[0], sign[0])}" for sign in _SIGNS.findall(text)]
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """How a comment is meant, as far as can be told."""

    sentiment: Sentiment | None
    """None: it is in no language that is read."""
    angry: bool
    """Surely negative."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of each feature: its inverse document frequency, then one a class."""

    weights: Mapping[str, Sequence[float]]
    bias: Sequence[float]
    angry_from: float
    """Probability of `negative`."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Model:
        """As the file has it."""
        return cls(raw["weights"], raw["bias"], raw["angry_from"])

    def probabilities(self, text: str) -> tuple[float, ...]:
        """One a class, together 1."""
        return self._weighed(features(text))

    def read(self, text: str) -> Reading:
        """What a comment says."""
        found = features(text)
        pieces = [name for name in found if name[0] == PIECE]
        known = sum(name in self.weights for name in pieces)
        if not pieces or known < KNOWN * len(pieces):
            return Reading(None, angry=False)
        told = self._weighed(found)
        return Reading(CLASSES[told.index(max(told))], angry=told[0] >= self.angry_from)

    def _weighed(self, found: Sequence[str]) -> tuple[float, ...]:
        # Spelt out for the three classes: this is most of the work of a comment.
        negative = neutral = positive = length = 0.0
        weights = self.weights
        for name, count in Counter(name for name in found if name in weights).items():
            rarity, for_negative, for_neutral, for_positive = weights[name]
            part = rarity if count == 1 else (1 + math.log(count)) * rarity
            length += part * part
            negative += part * for_negative
            neutral += part * for_neutral
            positive += part * for_positive
        # Without a known feature there is nothing to weigh, and the length is 0.
        length = math.sqrt(length) or 1.0
        scores = [score / length for score in (negative, neutral, positive)]
        scores = [score + bias for score, bias in zip(scores, self.bias, strict=True)]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return tuple(power / total for power in powers)


@cache
def model() -> Model:
    """Ours, read once."""
    file = files("wardbell_feedback") / "sentiment.json"
    return Model.of(orjson.loads(file.read_bytes()))
