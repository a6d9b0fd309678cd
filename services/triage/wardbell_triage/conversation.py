"""One turn of a conversation about symptoms: an interview and a message in, both out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from wardbell_dialogue.corrections import correction, revises
from wardbell_dialogue.words import is_unsafe, step
from wardbell_events.inbound import Said, Tap, Text
from wardbell_triage.conditions import Truth
from wardbell_triage.hearing import CHOICES, SOMEONE_ELSE, answer_in, begin, errand, heard
from wardbell_triage.interview import advance, answered, doubted, dropped, stepped_back
from wardbell_triage.questions import about
from wardbell_triage.rulebook import EMERGENCY, MALE, Rulebook
from wardbell_triage.state import AGE, DANGER, DESCRIBE, MEASURED, WHOM, Answer, Interview
from wardbell_triage.whose import anew

UNSAFE = "unsafe"
"""Somebody is not safe where they live."""
OF_WHOM = {SOMEONE_ELSE, MALE}
"""What tells of whom is spoken, and of no illness."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where it stands after a message."""

    interview: Interview
    understood: bool = True
    begun: bool = False
    """It is a new one."""
    lead: str = ""
    """Text to say before the question."""
    offer: str = ""
    """What it was about instead: "appointment", "human", "unsafe", or "back" at the first one."""


def turn(
    book: Rulebook,
    before: Interview | None,
    said: Said,
    new_run: UUID,
    *,
    late: bool = False,
    stale: bool = False,
) -> Turn:
    """What a message makes of an interview.

    Args:
        before: as it stands; None: there is none
        new_run: id for one that begins now
        late: it was written before the question was asked, so it answers none
        stale: it was written so long after it that a "no" may be one to something else
    """
    if isinstance(said, Tap):
        return _tapped(book, before, said, new_run)
    if not isinstance(said, Text):
        known = before or Interview(new_run, asking=DANGER)
        return Turn(known, understood=False, begun=before is None)
    if before is None:
        first = begin(book, said.body, new_run)
        if not is_unsafe(said.body):
            return Turn(first, begun=True)
        if first.complaints:
            return Turn(first, begun=True, lead=UNSAFE)
        # Nobody measures what is wrong there, and whom they fear is not who is ill.
        facts = {each: fact for each, fact in first.facts.items() if each not in OF_WHOM}
        alone = replace(first, facts=facts, other=False, asked=(*first.asked, MEASURED))
        return Turn(alone, begun=True, offer=UNSAFE)
    if before.asking and (wish := step(said.body)) is not None:
        return Turn(dropped(book, before)) if wish == "drop" else _back(book, before)
    if not before.asking and (next_run := anew(book, before, said.body, new_run)) is not None:
        interview, whose = next_run
        return Turn(interview, begun=True, lead=f"anew-{whose}")
    known = (
        replace(before, asked=(*before.asked, DESCRIBE)) if before.asking == DESCRIBE else before
    )
    shown_first = stale and before.asking != "" and not _raises(before, said.body)
    unasked = late or shown_first
    after = heard(book, replace(known, asking="") if unasked else known, said.body)
    if (again := _changed(book, before, after, said.body)) is not None:
        return Turn(again, lead="back")
    unsafe = is_unsafe(said.body)
    if unsafe and (after is None or _tells_whom_only(before, after)):
        return Turn(before, offer=UNSAFE)
    if after is None and before.asking and (offer := errand(said.body)):
        return Turn(before, offer=offer)
    if after is None and shown_first:
        return Turn(before, lead="earlier")
    if after is None and before.asking == DESCRIBE:
        after = advance(book, known)
    if after is None and before.asking == MEASURED:
        if before.missteps:  # asked twice: who writes something else has no numbers
            return Turn(answered(book, before, MEASURED, "no"))
        if answer_in(said.body, says_more=False) == "yes":
            return Turn(replace(before, missteps=1), lead="ask-numbers")
    if after is None:
        return Turn(replace(before, missteps=before.missteps + 1), understood=False)
    # Something else was told than what was asked: that is kept, and the question stays.
    stays = before.asking != "" and after.asking == before.asking
    return Turn(after, lead=UNSAFE if unsafe else "noted" if stays else "")


def _raises(before: Interview, text: str) -> bool:
    """Whether it answers what is asked in a way that takes back nothing, however late."""
    return before.asking == AGE or answer_in(text, says_more=False) in {"yes", "unsure"}


def _changed(
    book: Rulebook, before: Interview, after: Interview | None, text: str
) -> Interview | None:
    """At a question that was denied before, if words may change that; None: they do not."""
    if after is not None and after.level == EMERGENCY:
        return None
    revised = revises(text)
    surely = revised == "surely"
    if not surely and correction(text) is None and (revised is None or after is not None):
        return None
    now = before if after is None else after
    if surely and before.asking and now.known(before.asking) is Truth.NO:
        # "No, I was wrong" is one to what was asked before; what is told beside it stays.
        facts = {each: fact for each, fact in now.facts.items() if each != before.asking}
        now = replace(now, facts=facts, asked=tuple(q for q in now.asked if q != before.asking))
    last = about(book, before, text)
    if last == before.asking != "" or not (last or surely or correction(text) is not None):
        return None
    return doubted(book, before, now, last=last, surely=surely)


def _tells_whom_only(before: Interview, after: Interview) -> bool:
    """Whether no more was learned than of whom is spoken: whom they fear is not who is ill."""
    more = after.facts.keys() - before.facts.keys()
    return after.asking == before.asking and more <= OF_WHOM


def _back(book: Rulebook, before: Interview) -> Turn:
    earlier = stepped_back(book, before)
    return Turn(before, offer="back") if earlier is None else Turn(earlier, lead="back")


def _tapped(book: Rulebook, before: Interview | None, tap: Tap, new_run: UUID) -> Turn:
    known, begun = before or Interview(new_run), before is None
    told, mark = _unmarked(tap.argument)
    concept, _, choice = told.rpartition(".")
    if mark and mark != known.mark and _choice_of(told) not in {"yes", "unsure"}:
        # The button of another run: what it denies, or whose age it tells, is not this one's.
        return Turn(
            replace(known, asking=known.asking or ("" if known.done else DANGER)), begun=begun
        )
    match tap.action:
        case "ask" if known.asking:
            return Turn(known)
        case "check" if told == "start":
            return Turn(Interview(new_run, asking=DANGER), begun=True)
        case "check" if told in CHOICES:
            return Turn(answered(book, known, DANGER, _choice(told)), begun=begun)
        case "age" if told.isdecimal() and int(told) in book.rows:
            known = replace(known, age=book.row(int(told)))
            return Turn(answered(book, known, AGE, "yes"), begun=begun)
        case "answer" if choice in CHOICES and concept in {MEASURED, WHOM, *book.concepts}:
            return Turn(answered(book, known, concept, _choice(choice)), begun=begun)
    return Turn(replace(known, asking=known.asking or DANGER), understood=False, begun=begun)


def _choice_of(told: str) -> str:
    """The answer of a button, without what it answers."""
    return told.rpartition(".")[2]


def _unmarked(argument: str) -> tuple[str, str]:
    """A button's argument, and the mark of its run if it carries one."""
    told, _, mark = argument.rpartition(".")
    return (told, mark) if told and mark not in CHOICES else (argument, "")


def _choice(text: str) -> Answer:
    return next(choice for choice in CHOICES if choice == text)
