"""The interview: what is known of a complaint, what it means, what to ask next. Pure, without IO.

Whatever is not certain goes up: "not sure" counts as yes, but that of an emergency, which then is
"within 24 hours" unless its rule says more: else everybody who hesitates once would be told to call
an ambulance, and nobody would believe it. Nothing that is said later takes anything back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from wardbell_dialogue.texts import FALLBACK
from wardbell_triage.compiler import text_key
from wardbell_triage.conditions import Truth, concepts, may_become, open_concepts, truth
from wardbell_triage.rulebook import (
    ANYONE,
    EMERGENCY,
    MALE,
    PREGNANT,
    UNKNOWN_COMPLAINT,
    Complaint,
    Days,
    Level,
    Rule,
    Rulebook,
)
from wardbell_triage.state import (
    AGE,
    DANGER,
    DESCRIBE,
    MEASURED,
    WHOM,
    Answer,
    Fact,
    Interview,
)

FERTILE = "fertile"
"""Of an age to be pregnant."""

DANGER_SIGN = "danger-sign"
"""Rule: a danger sign was not denied where the complaint is unknown."""
UNKNOWN = "unknown-complaint"
"""What decides where no complaint was understood and no danger sign is there."""
UNSURE_EMERGENCY: Level = 2


def answered(book: Rulebook, interview: Interview, question: str, answer: Answer) -> Interview:
    """With the answer to a question, on to the next."""
    if question == DANGER:
        if answer != "no":
            rule = f"{DANGER_SIGN}-{answer}"
            urgent = replace(interview, level=EMERGENCY, rule=rule, done=True, asking="")
            return interview if interview.level == EMERGENCY else urgent
        asked = _with(interview.asked, DANGER)
        return advance(book, replace(interview, asked=asked, missteps=0))
    if question == WHOM:
        return of_whom(book, interview, answer)
    if question in {AGE, MEASURED}:  # what they tell is in the facts and the group
        asked = _with(interview.asked, question)
        return advance(book, replace(interview, asked=asked, missteps=0))
    learned = learn(book, interview, {question: Fact(answer, "asked")})
    return advance(book, replace(learned, asked=_with(learned.asked, question)))


def of_whom(book: Rulebook, interview: Interview, same: Answer) -> Interview:
    """Told whether the run before was about the same person; not sure counts as yes."""
    if (before := interview.earlier) is None:
        return interview
    alone = replace(interview, earlier=None, level=None, rule="", missteps=0)
    if same == "no":
        return advance(book, alone)
    return following(book, before, alone, sure=same == "yes")


def following(book: Rulebook, before: Interview, now: Interview, *, sure: bool = True) -> Interview:
    """A new run of the same person: what was so stays so, the level is a floor, each no is open.

    Args:
        sure: it is the same person; else an age of before is none of this one
    """
    so = {concept: fact for concept, fact in before.facts.items() if fact.answer != "no"}
    now = learn(book, now, so)
    return advance(
        book,
        replace(
            now,
            complaints=tuple(dict.fromkeys((*now.complaints, *before.complaints))),
            age=now.age or (before.age if sure else None),
            other=now.other or before.other,
            crisis=now.crisis or before.crisis,
            harmed=now.harmed or before.harmed,
            level=before.level,
            rule=before.rule,
        ),
    )


def learn(book: Rulebook, interview: Interview, facts: Mapping[str, Fact]) -> Interview:
    """With more facts; of two about one concept the one that is more of a yes stays."""
    known = dict(interview.facts)
    todo = list(facts.items())
    while todo:
        concept, fact = todo.pop()
        if concept in known and known[concept].truth >= fact.truth:
            continue
        known[concept] = fact
        if fact.answer == "yes":
            todo += [(bundle, fact) for bundle in book.bundles(concept)]
        elif fact.answer == "no":
            todo += [(part, fact) for part in _parts(book, concept)]
    return replace(interview, facts=known, missteps=0)


def _parts(book: Rulebook, concept: str) -> tuple[str, ...]:
    return book.concepts[concept].any_of if concept in book.concepts else ()


def opened(book: Rulebook, interview: Interview, concepts: Iterable[str]) -> Interview:
    """With the complaints that concepts open, which the patient has named."""
    more = [id_ for concept in concepts for id_ in book.opened_by(concept)]
    named = dict.fromkeys((*interview.complaints, *more))
    opens = [
        id_
        for id_ in named
        if id_ in interview.complaints or len(named) == 1 or not book.complaints[id_].alone
    ]
    return replace(interview, complaints=tuple(opens))


def advance(book: Rulebook, interview: Interview) -> Interview:
    """Decide by what is known; then ask for what could still make it more urgent, or be done."""
    level, rule = decided(book, interview)
    if interview.earlier is not None and level > EMERGENCY:
        return replace(interview, asking=WHOM, done=False)
    if interview.level is not None and interview.level <= level:
        level, rule = interview.level, interview.rule
    crisis = interview.crisis or (level == EMERGENCY and _is_crisis(book, rule))
    interview = replace(interview, level=level, rule=rule, crisis=crisis)
    asking = "" if level == EMERGENCY else next(questions(book, interview), "")
    return replace(interview, asking=asking, done=not asking)


def dropped(book: Rulebook, interview: Interview) -> Interview:
    """Nothing more is asked, though it is not over; what is known stays."""
    if interview.earlier is not None:
        interview = of_whom(book, interview, "unsure")
    if interview.age is not None:  # nobody tells it more closely any more, so it counts as any
        level, rule = decided(book, replace(interview, asked=_with(interview.asked, AGE)))
        if interview.level is None or level < interview.level:
            interview = replace(interview, level=level, rule=rule)
    return interview if interview.done else replace(interview, asking="", missteps=0)


def stepped_back(book: Rulebook, interview: Interview) -> Interview | None:
    """At the question before, asked anew; None: there is none.

    All that is known stays, so that another answer can only make it more urgent.
    """
    others = {interview.asking, DESCRIBE}
    before = [q for q in interview.asked if q not in others and _is_question(book, q)]
    if not before or interview.earlier is not None:
        return None
    asked = tuple(q for q in interview.asked if q != before[-1])
    return replace(interview, asking=before[-1], asked=asked, missteps=0)


def doubted(
    book: Rulebook, before: Interview, now: Interview, *, last: str = "", surely: bool = False
) -> Interview | None:
    """Back at a question, since its "no" may have just been taken back.

    Args:
        last: the question; empty: the one before, where a yes would matter
        surely: that an answer changes was said as such

    Returns:
        None: a yes would not matter, or it is asked again already.
    """
    if before.earlier is not None or now.level == EMERGENCY:
        return None
    if not last:
        if before.missteps and not surely:
            return None
        others = {before.asking, DESCRIBE, *((AGE, MEASURED) if surely else ())}
        last = next(
            (q for q in reversed(before.asked) if q not in others and _is_question(book, q)), ""
        )
        if not last or (
            last != DANGER and not _would_matter(book, before, now, last, surely=surely)
        ):
            return None
    facts = {concept: fact for concept, fact in now.facts.items() if concept != last}
    open_again = tuple(q for q in now.asked if q != last)
    return replace(now, facts=facts, asking=last, asked=open_again, done=False, missteps=1)


def _would_matter(
    book: Rulebook, before: Interview, now: Interview, last: str, *, surely: bool
) -> bool:
    """Whether something was denied and a yes would be an emergency; or more urgent, where what is
    asked takes no yes or the answer surely changes.
    """
    if before.known(last) is not Truth.NO:
        return False
    facts = {concept: fact for concept, fact in now.facts.items() if concept != last}
    level, _ = decided(book, learn(book, replace(now, facts=facts), {last: Fact("yes", "asked")}))
    takes_none = before.asking in {"", AGE, MEASURED, DESCRIBE}
    return level == EMERGENCY or (
        (surely or takes_none) and level < (now.level or UNKNOWN_COMPLAINT)
    )


def resumed(book: Rulebook, interview: Interview) -> Interview:
    """As this version of the knowledge goes on: with a question that it has."""
    if not interview.asking or _is_question(book, interview.asking):
        return interview
    return advance(book, interview)


def _is_question(book: Rulebook, asking: str) -> bool:
    if asking.startswith("@"):
        return True
    return asking in book.concepts and text_key("ask", asking) in book.texts.keys(FALLBACK)


def decided(book: Rulebook, interview: Interview) -> tuple[Level, str]:
    """The most urgent of what is known now, and which rule says so."""
    found: list[tuple[Level, str]] = []
    for rule in _rules(book, interview):
        holds = min(_for_whom(book, rule, interview), _holds(book, rule, interview))
        if holds is Truth.YES or (
            holds is Truth.UNSURE and (rule.level > EMERGENCY or rule.unsure)
        ):
            found.append((rule.level, rule.id))
        elif holds is Truth.UNSURE:
            found.append((UNSURE_EMERGENCY, rule.id))
    found += [(each.level, each.because) for each in _complaints(book, interview)]
    return min(found or [(UNKNOWN_COMPLAINT, UNKNOWN)], key=lambda each: each[0])


def questions(book: Rulebook, interview: Interview) -> Iterator[str]:
    """What could still make it more urgent, the most urgent first, in the order of the files."""
    open_rules = sorted(
        (rule for rule in _rules(book, interview) if _may_raise(book, rule, interview)),
        key=lambda rule: rule.level,
    )
    if AGE not in interview.asked:
        # All else is known: the age alone tells whether it is an emergency.
        yield from [AGE for rule in open_rules if _is_urgent_by_age(book, rule, interview)][:1]
    if not _complaints(book, interview):
        yield from (q for q in (DANGER, DESCRIBE) if q not in interview.asked)
    if AGE not in interview.asked:
        # It spares questions of those whom they cannot be about, so it comes first.
        yield from [AGE for rule in open_rules if _waits_for_age(book, rule, interview)][:1]
    together = book.asked_together()
    for rule in open_rules:
        for concept in open_concepts(rule.when, lambda c: _known(book, interview, c)):
            yield MEASURED if concept in together else concept
        if _for_whom(book, rule, interview) is Truth.UNKNOWN:
            yield PREGNANT if PREGNANT in rule.who else AGE


def deciding(book: Rulebook, interview: Interview) -> tuple[Rule | None, Complaint | None]:
    """The rule that decided, if one did, and the complaint whose department it is."""
    rule = book.rule(interview.rule)
    known = _complaints(book, interview)
    because = [each for each in known if each.because == interview.rule]
    if rule is not None:
        because = [each for each in known if each.id == rule.complaint]
    return rule, next(iter(because or known), None)


def is_unsure(rule: Rule | None, interview: Interview) -> bool:
    """Whether a rule of emergencies decided by "not sure", so that it is none yet."""
    return rule is not None and interview.level is not None and interview.level > rule.level


def is_of_unknown_age(book: Rulebook, rule: Rule | None, interview: Interview) -> bool:
    """Whether a rule decided that is for people of an age which may be theirs or not."""
    return (
        rule is not None
        and rule.depends_on_age
        and _for_whom(book, rule, interview) is Truth.UNSURE
        and interview.known(PREGNANT) is not Truth.UNSURE
    )


def unsure_of(rule: Rule, interview: Interview) -> tuple[str, ...]:
    """Of what a rule asks for, what was answered by "not sure"; empty where it is the age."""
    asked = (*concepts(rule.when), *([PREGNANT] if {PREGNANT, FERTILE} & set(rule.who) else []))
    return tuple(c for c in dict.fromkeys(asked) if interview.known(c) is Truth.UNSURE)


def department(book: Rulebook, interview: Interview) -> str | None:
    """Where to; None where no complaint was understood."""
    rule, complaint = deciding(book, interview)
    if rule is not None and rule.department is not None and not is_unsure(rule, interview):
        return rule.department
    if complaint is None:
        return None
    young = _within(interview.age, book.ages["child"]) is Truth.YES
    return complaint.departments["child" if young else "adult"]


def may_be_urgent(book: Rulebook, interview: Interview) -> bool:
    """Whether a complaint is, or can become by what is not answered yet, one of this very day."""
    if not _complaints(book, interview):
        return False
    if interview.level is not None and interview.level <= UNSURE_EMERGENCY:
        return True
    return any(
        rule.level <= UNSURE_EMERGENCY and _may_raise(book, rule, interview)
        for rule in _rules(book, interview)
    )


def is_of_mind(book: Rulebook, interview: Interview) -> bool:
    """Whether one of its complaints is of the mind."""
    return any(each.crisis for each in _complaints(book, interview))


def asks_for_a_crisis(book: Rulebook, interview: Interview) -> bool:
    """Whether not to be sure about the open question would be a crisis: to rather not live."""
    if interview.asking not in book.concepts:
        return False
    level, rule = decided(book, learn(book, interview, {interview.asking: Fact("unsure", "asked")}))
    return level == EMERGENCY and _is_crisis(book, rule)


def _is_crisis(book: Rulebook, id_: str) -> bool:
    rule = book.rule(id_)
    complaint = book.complaints.get(rule.complaint) if rule is not None else None
    return complaint is not None and complaint.crisis


def _rules(book: Rulebook, interview: Interview) -> Iterator[Rule]:
    """Of complaints that this version of the knowledge still has."""
    return book.rules(each.id for each in _complaints(book, interview))


def _complaints(book: Rulebook, interview: Interview) -> list[Complaint]:
    return [book.complaints[id_] for id_ in interview.complaints if id_ in book.complaints]


def _known(book: Rulebook, interview: Interview, concept: str) -> Truth:
    known = interview.known(concept)
    if known is not Truth.UNKNOWN:
        return known
    if concept in book.ages and interview.age is not None:
        of_age = _within(interview.age, book.ages[concept])
        known = Truth.UNKNOWN if of_age is Truth.UNSURE else of_age
    if concept in book.asked_together() and (
        MEASURED in interview.asked or not _is_measured(book, interview)
    ):
        return Truth.NO  # it was not measured or would not help, so it tells nothing
    if known is Truth.UNKNOWN and not book.concepts[concept].asked:
        return Truth.NO  # nobody has told it, and nobody asks
    return known


def _holds(book: Rulebook, rule: Rule, interview: Interview) -> Truth:
    return truth(rule.when, lambda concept: _known(book, interview, concept))


def _for_whom(book: Rulebook, rule: Rule, interview: Interview) -> Truth:
    return max(_is(book, who, interview) for who in rule.who)


def _is(book: Rulebook, who: str, interview: Interview) -> Truth:
    if who == ANYONE:
        return Truth.YES
    if who in {PREGNANT, FERTILE}:
        told = interview.known(PREGNANT)
        if told in {Truth.YES, Truth.UNSURE}:
            return told
        of_age = _is_of_age(book, FERTILE, interview)
        if interview.known(MALE) is Truth.YES or of_age is Truth.NO:
            return Truth.NO
        return of_age if who == FERTILE else told
    return _is_of_age(book, who, interview)


def _is_of_age(book: Rulebook, who: str, interview: Interview) -> Truth:
    of_age = _within(interview.age, book.ages[who])
    if of_age in {Truth.YES, Truth.NO}:
        return of_age
    # "My child" may be a baby or not: asked before it is taken for one.
    return Truth.UNSURE if AGE in interview.asked else Truth.UNKNOWN


def _waits_for_age(book: Rulebook, rule: Rule, interview: Interview) -> bool:
    """Whether a rule of a complaint needs an age that is not known, or not closely enough."""
    if not rule.complaint or not rule.depends_on_age:
        return False
    return interview.age is None or _for_whom(book, rule, interview) is Truth.UNKNOWN


def _is_measured(book: Rulebook, interview: Interview) -> bool:
    """Whether what was measured can matter for what somebody comes with."""
    complaints = _complaints(book, interview)
    return not complaints or any(
        each.measured_with is None
        or any(interview.known(concept) >= Truth.UNSURE for concept in each.measured_with)
        for each in complaints
    )


def _is_urgent_by_age(book: Rulebook, rule: Rule, interview: Interview) -> bool:
    return (
        rule.level == EMERGENCY
        and rule.depends_on_age
        and _holds(book, rule, interview) is Truth.YES
        and _for_whom(book, rule, interview) is Truth.UNKNOWN
    )


def _within(age: Days | None, span: Days) -> Truth:
    """Whether an age is within a span; unsure where it may be."""
    if age is None:
        return Truth.UNKNOWN
    if span[0] <= age[0] and age[1] <= span[1]:
        return Truth.YES
    return Truth.NO if age[1] <= span[0] or span[1] <= age[0] else Truth.UNSURE


def _may_raise(book: Rulebook, rule: Rule, interview: Interview) -> bool:
    """Whether answers that are still to come can make it more urgent by this rule."""
    level = interview.level
    if level is not None and rule.level >= level:
        return False
    who = _for_whom(book, rule, interview)
    holds = _holds(book, rule, interview)
    if who is Truth.NO:
        return False
    if may_become(rule.when, lambda concept: _known(book, interview, concept)):
        return True
    return who is Truth.UNKNOWN and holds > Truth.NO


def _with(asked: tuple[str, ...], question: str) -> tuple[str, ...]:
    return asked if question in asked else (*asked, question)
