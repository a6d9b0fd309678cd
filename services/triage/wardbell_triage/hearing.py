"""What a patient's words say to an interview: an answer, more symptoms, numbers, an age."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from wardbell_dialogue.corrections import correction, hedged, retells
from wardbell_dialogue.folding import plain
from wardbell_dialogue.others import for_another
from wardbell_dialogue.texts import texts
from wardbell_dialogue.words import intent, number, yes_or_no
from wardbell_redflags.normalise import tokens
from wardbell_triage.conditions import Truth
from wardbell_triage.interview import advance, answered, learn, opened
from wardbell_triage.rulebook import MALE, Days, Rulebook
from wardbell_triage.state import AGE, DANGER, DESCRIBE, MEASURED, Answer, Fact, Interview

SAY = texts("wardbell_triage")

SOMEONE_ELSE = "someone_else"
"""Concept: "my son", "mein Mann"."""
ME_NOT_THEM = "me_not_them"
"""Concept: "not my son", who then is not the one that is not well."""
BY_VALUE = "measured"
"""What a fact is because of that a number told."""
CHOICES: tuple[Answer, ...] = ("yes", "no", "unsure")
"""As the buttons stand."""
_OPENING_WORDS = 6
"""A yes or no that more follows: "yes since yesterday", "not that I know of, but"."""
DENIES = {"no", "not", "dont", "isnt", "nicht", "kein", "keine", "keinen", "keiner"}
OF_ALL = {
    *("any", "these", "those", "that", "none", "nothing", "all", "now", "moment", "know"),
    *("davon", "nichts", "alles", "jetzt", "gerade", "wusste", "weiss"),
}
"""Who denies with one of these means all that was asked."""
NOTHING = {"nichts", "gar nichts", "nothing", "nothing at all", "none"}
"""The first word of the button that says that nothing was measured."""
_APART = re.compile(r"[,.;:!?\n–—]")


def heard(book: Rulebook, interview: Interview, text: str) -> Interview | None:
    """Where the interview stands after a text; None if it says nothing to it.

    All that the text tells is added, whatever was asked.
    """
    asking = interview.asking
    learned = added(book, interview, text, asked=asking)
    if replace(learned, missteps=interview.missteps) == interview:
        learned = interview  # what is known already answers nothing
    if asking == AGE:
        return _of_age(book, learned, text, before=interview)
    answer = None if asking in {"", DESCRIBE} else answer_in(text, says_more=learned != interview)
    if asking and answer is None and _is_in_doubt(text):
        learned = _without_denials(learned, interview)
    if answer is not None and yes_or_no(text) is None and _is_beside(book, asking, text, answer):
        answer = None
    if asking == MEASURED:
        told = retells(text) and any(fact.because == BY_VALUE for fact in learned.facts.values())
        nothing = nothing_measured(text, says_more=learned != interview)
        if told or nothing or book.measures.read(text).values:
            return answered(book, learned, MEASURED, "no")
        return None if learned == interview else advance(book, learned)
    if answer is not None:
        return answered(book, learned, asking, answer)
    if learned == interview:
        return None
    if asking and learned.known(asking) is not interview.known(asking):
        return answered(book, learned, asking, "no")
    return advance(book, learned)


def _without_denials(learned: Interview, before: Interview) -> Interview:
    """Only what is more than a no of what a text tells that takes its own "no" back."""
    so = {c: f for c, f in learned.facts.items() if f.answer != "no" or c in before.facts}
    missteps = before.missteps if so == before.facts else 0
    return replace(learned, facts=so, missteps=missteps)


def _is_beside(book: Rulebook, asking: str, text: str, answer: Answer) -> bool:
    """Whether what looks like an answer is none: a time that is wished for where it was asked how
    long it lasts, or a "no" to one sign only where several were asked for.
    """
    if asking in book.lasts:
        return answer != "yes" and book.measures.ages.is_to_come(tokens(text))
    concept = book.concepts.get(asking)
    several = asking == DANGER or (concept is not None and len(concept.any_of) > 1)
    more = set(plain(text).split()[1:])
    return several and answer == "no" and bool(more & DENIES) and not more & OF_ALL


def added(book: Rulebook, interview: Interview, text: str, *, asked: str = "") -> Interview:
    """With all that a text says by itself; what was just asked opens no complaint of its own."""
    mentions = book.reader(text)
    facts = {
        concept: Fact("no" if mention.denied else "yes", mention.pattern)
        for concept, mention in mentions.items()
        if not mention.in_passing
    }
    if _is_so(facts, ME_NOT_THEM):  # "not my son": neither he nor that he is male
        facts = {c: fact for c, fact in facts.items() if c not in {SOMEONE_ELSE, MALE}}
    told = book.measures.read(text, how_long=asked in book.lasts)
    for concept, is_so in book.measures.concepts(told.values):
        if is_so or concept not in facts:
            facts[concept] = Fact("yes" if is_so else "no", BY_VALUE)
    if told.lasts_days is not None:
        for concept, days in book.lasts.items():
            facts.setdefault(concept, Fact("yes" if told.lasts_days >= days else "no", "lasting"))
    learned = learn(book, interview, facts) if facts else interview
    age = _age(learned, told.age, facts) or _named(book, facts)
    learned = replace(learned, age=age or (told.age_beside if asked != MEASURED else None))
    if learned.known(SOMEONE_ELSE) is Truth.YES or (
        for_another(text) and not _is_so(facts, ME_NOT_THEM)
    ):
        learned = replace(learned, other=True)
    said = [c for c in learned.facts if c in book.concepts and _is_new(learned, interview, c)]
    return opened(book, learned, (c for c in said if c != asked))


def begin(book: Rulebook, text: str, run: UUID) -> Interview:
    """With what a first message tells."""
    return advance(book, added(book, Interview(run, asked=(DESCRIBE,)), text))


def names_another(book: Rulebook, text: str) -> bool:
    """Whether a text tells of somebody else than who writes it, whatever it tells of them."""
    return SOMEONE_ELSE in book.reader(text) or for_another(text)


def _is_so(facts: Mapping[str, Fact], concept: str) -> bool:
    return concept in facts and facts[concept].answer == "yes"


def _is_new(learned: Interview, before: Interview, concept: str) -> bool:
    fact = learned.facts[concept]
    return fact.answer == "yes" and before.facts.get(concept) != fact


def nothing_measured(text: str, *, says_more: bool) -> bool:
    """A "no" to what was measured: as such, or by the words of the button."""
    said = f" {plain(text)} "
    if any(f" {plain(SAY(language, 'not-measured'))} " in said for language in SAY.languages):
        return True
    if said.strip() in NOTHING:
        return True
    return number(text) is None and answer_in(text, says_more=says_more) == "no"


def _age(known: Interview, told: Days | None, facts: Mapping[str, Fact]) -> Days | None:
    """A later age replaces the first; where it may be that of who writes, both are possible."""
    if known.age is None or told is None:
        return told or known.age
    if known.age[0] <= told[0] and told[1] <= known.age[1]:
        return told  # "a child", then "8 years": the same, more closely
    if known.other and not _is_so(facts, SOMEONE_ELSE):
        return min(known.age[0], told[0]), max(known.age[1], told[1])
    return told


def _named(book: Rulebook, facts: Mapping[str, Fact]) -> Days | None:
    """An age that words name without a number: "my baby"."""
    said = [span for who, span in book.ages.items() if who in facts and facts[who].answer == "yes"]
    return min(said, key=lambda span: span[1] - span[0], default=None)


def answer_in(text: str, *, says_more: bool) -> Answer | None:
    """Yes, no or not sure, by number, as the whole, or before more is said.

    Where more is said, a "no" must stand apart: "no fever" is no answer to whether it coughs; nor
    may it be taken back or be unsure: "no wait yes" is a yes, "no wait" and "no, not sure" are
    none.
    """
    said = _said(text, says_more=says_more)
    if correction(text) == "yes" and said != "yes":
        return "yes"
    return None if said == "no" and _is_in_doubt(text) else said


def _is_in_doubt(text: str) -> bool:
    """Whether a "no" in it may be none: it may be taken back, or is not sure in the same breath."""
    return correction(text) == "unclear" or hedged(text)


def _said(text: str, *, says_more: bool) -> Answer | None:
    """The same, whatever takes it back."""
    chosen = number(text)
    if chosen is not None:
        return CHOICES[chosen - 1] if 1 <= chosen <= len(CHOICES) else None
    if (whole := yes_or_no(text)) is not None:
        return whole
    first = _APART.split(text.strip(), maxsplit=1)[0]
    if (apart := yes_or_no(first)) is not None:
        return apart
    words = text.split()
    for length in range(_OPENING_WORDS, 0, -1):
        begins = yes_or_no(" ".join(words[:length]))
        if begins is not None and not (begins == "no" and (says_more or errand(text))):
            return begins
    return None


_ERRANDS = {"appointment": "appointment", "human": "human", "question": "human"}
"""Only people can answer some questions."""


def errand(text: str) -> str:
    """What else a text is about: "appointment" or "human"; empty if neither."""
    about = intent(text)
    return _ERRANDS.get(about[0], "") if about is not None else ""


def _of_age(
    book: Rulebook, learned: Interview, text: str, *, before: Interview
) -> Interview | None:
    """With an age in years or months, however it is written; "a child" alone may be any."""
    child = before.age is not None and before.age[1] <= book.ages["child"][1]
    said, told = book.measures.ages.answer(text, child=child), learned.age
    if told == before.age:
        told = _age(before, said, {})
    learned = replace(learned, age=told)
    is_told = said is not None or told not in {before.age, book.ages["child"]}
    if is_told or yes_or_no(text) == "unsure":
        return answered(book, learned, AGE, "unsure")
    return None if learned == before else advance(book, learned)
