"""What a patient wants to be sent, by their last words about it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import get_args

from wardbell_dialogue.consent import Wish
from wardbell_events.outbound import Consent, Purpose

TO_REFUSE = tuple(purpose for purpose in get_args(Purpose) if purpose != "security")


@dataclass(frozen=True, slots=True)
class Word:
    """A patient said what they want."""

    wish: Wish
    said_at: datetime
    """WhatsApp's time."""


Words = tuple[Word, ...]
"""The last about each purpose, and about everything, as they were said one after the other."""


def last(words: Iterable[Word]) -> Words:
    """Of words, in whatever order they came, those that count.

    Webhooks overtake each other: a word about one purpose does not undo one about another.
    """
    said = sorted(words, key=lambda word: word.said_at)
    count = {word.wish.purpose: word for word in said}
    return tuple(word for word in said if count[word.wish.purpose] is word)


def last_of_both(one: Words, other: Words) -> Words:
    """Of two contacts who are one. No is no: what either refused, both did."""
    words = last((*one, *other))
    consents = allowed(one), allowed(other)
    refused = {purpose for consent in consents for purpose in consent.refused}
    wishes = [Wish(wanted=False, purpose=each) for each in TO_REFUSE if each in refused]
    if not all(consent.notices for consent in consents):
        wishes = [Wish(wanted=False)]
    return last((*words, *(Word(wish, words[-1].said_at) for wish in wishes)))


def allowed(words: Words) -> Consent:
    """What they come to."""
    said_of_all = any(word.wish.purpose is None for word in words)
    consent = reduce(after, (word.wish for word in words), Consent(notices=True))
    return consent.model_copy(update={"in_part": not said_of_all})


def after(before: Consent, wish: Wish) -> Consent:
    """What is allowed after a word. Who wanted nothing and wants one purpose gets that alone."""
    if wish.purpose is None:
        return Consent(notices=wish.wanted)
    if not before.notices and not wish.wanted:
        return before
    refused = set(before.refused if before.notices else TO_REFUSE)
    (refused.discard if wish.wanted else refused.add)(wish.purpose)
    return Consent(notices=True, refused=tuple(sorted(refused)))
