"""What is asked, and how answers are taken. Pure: the same message, the same answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from wardbell_dialogue.consent import Wish
from wardbell_dialogue.dates import understand
from wardbell_dialogue.local_time import day_of_year
from wardbell_dialogue.messages import ask, say
from wardbell_dialogue.others import for_another
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import texts
from wardbell_dialogue.words import intent, number
from wardbell_dialogue.words import step as going
from wardbell_events import MessageReceived
from wardbell_events.inbound import Said, Tap, Text
from wardbell_events.outbound import Consent, Content
from wardbell_patients.birth_dates import Either, Refused, either, read_birth_date
from wardbell_patients.names import corrected_name, read_name, split_before_date
from wardbell_patients.person import Asking
from wardbell_patients.words import names_a_month

SAY = texts("wardbell_patients")

PATIENCE = 2
"""Misunderstandings after which a way out is offered with every question."""
EXAMPLE = "12.03.1980"

BEGINNINGS = {"scheduling": "appointment"}
"""What words are about that ask a service for what it wanted to know us for, once more."""

_Why = Literal["again", "write"] | Refused


@dataclass(frozen=True, slots=True)
class Known:
    """What was asked for."""

    name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class Anew:
    """No answer: the patient goes back, drops it or begins again, which `wanted_by` understands."""

    intent: str


def step(
    asking: Asking, event: MessageReceived, site: Site, today: date
) -> tuple[Asking, Content | Known | Anew]:
    """One turn while a question is open.

    Args:
        today: where the patient is
    """
    if event.sent_at < asking.asked_at:
        # Written before it was asked: no answer, but no misunderstanding either.
        return asking, question(asking, event.language, site)
    asking = replace(asking, asked_at=event.sent_at)
    if asking.name is not None and (chosen := _chosen(asking, event.said)) is not None:
        return asking.done(), Known(asking.name, chosen)
    if not isinstance(event.said, Text):
        return _misunderstood(asking, event, site, "write")
    if (where := going(event.said.body)) is not None:
        if where == "back" and asking.name is not None:
            asking = replace(asking.from_the_name(), misunderstandings=0)
            return asking, question(asking, event.language, site)
        return asking.done(), Anew(BEGINNINGS.get(asking.wanted_by, where))
    if for_another(event.said.body):
        # Who was named until now may be somebody else as well.
        asking = asking.from_the_name()
        return asking, _only_for_you(event.language)
    if asking.name is None:
        said, behind = event.said.body, ""
        if (name := read_name(said)) is None:
            said, behind = split_before_date(said)
            name = read_name(said)
        born = read_birth_date(behind, today)
        if name is None or (behind and born == "unclear"):
            return _misunderstood(asking, event, site, "again")
        asking = replace(asking, step="birth_date", name=name, misunderstandings=0)
        if not behind:
            return asking, question(asking, event.language, site)
    else:
        name, born = asking.name, read_birth_date(event.said.body, today)
    if isinstance(born, date):
        return asking.done(), Known(name, born)
    if isinstance(born, Either):
        if born.day_first == asking.born:  # which of the two was asked, and they write it again
            return _misunderstood(asking, event, site, "unclear")
        asking = replace(asking, born=born.day_first, misunderstandings=0)
        return asking, question(asking, event.language, site)
    if born == "unclear" and (better := corrected_name(event.said.body, name)) is not None:
        asking = replace(asking, name=better, born=None, misunderstandings=0)
        return asking, question(asking, event.language, site)
    if born != "unclear":
        asking = replace(asking, born=None)
    return _misunderstood(asking, event, site, born)


def question(asking: Asking, language: str, site: Site, why: _Why | None = None) -> Content:
    """The open question; `why` it is asked once more."""
    if asking.born is not None:
        return _which_day(asking, asking.born, language, site)
    key = {"name": "name", "birth_date": "birth-date"}[asking.step]
    if why is not None:
        key += "-again" if why == "unclear" else f"-{why}"
    body = SAY(language, key, example=EXAMPLE, name=asking.name or "")
    if asking.misunderstandings < PATIENCE:
        return say(body)
    return ask(f"{body}\n\n{_offer(language, site)}", _ways_out(language))


def _which_day(asking: Asking, born: date, language: str, site: Site) -> Content:
    """Which of two days is meant; with a way out beside them where that helps no one."""
    body = SAY(language, "birth-date-which")
    days = [(f"patients:born:{day}", day_of_year(language, day)) for day in either(born)]
    if asking.misunderstandings < PATIENCE:
        return ask(body, days)
    return ask(f"{body}\n\n{_offer(language, site)}", [*days, _ways_out(language)[0]])


def _chosen(asking: Asking, said: Said) -> date | None:
    """The day of two that a button or its number says."""
    if asking.born is None:
        return None
    days = either(asking.born)
    if isinstance(said, Tap) and said.action == "born":
        return next((day for day in days if str(day) == said.argument), None)
    if not isinstance(said, Text):
        return None
    if names_a_month(said.body):  # "6 May": the year of both is the same
        named = read_birth_date(f"{said.body} {asking.born.year}", max(days))
        return next((day for day in days if day == named), None)
    n = number(said.body)
    return days[n - 1] if n is not None and 1 <= n <= len(days) else None


def _offer(language: str, site: Site) -> str:
    if site.phone is None:
        return SAY(language, "offer")
    return SAY(language, "offer-call", phone=site.phone)


def _only_for_you(language: str) -> Content:
    """To somebody who writes for another; the question for their own name stays open."""
    call_back, menu = "desk:call_back:appointment", "gateway:menu"
    return ask(
        f"{SAY(language, 'for-another')}\n\n{SAY(language, 'name-yours')}",
        [(call_back, SAY(language, "call-me")), (menu, SAY(language, "menu"))],
    )


def nothing_asked(language: str) -> Content:
    """To somebody whom nothing was asked."""
    return ask(SAY(language, "nothing-asked"), _ways_out(language))


def _misunderstood(
    asking: Asking, event: MessageReceived, site: Site, why: _Why
) -> tuple[Asking, Content | Anew]:
    if isinstance(event.said, Text):
        about = intent(event.said.body)
        begins = BEGINNINGS.get(asking.wanted_by)
        if begins and ((about is not None and about[0] == begins) or _when(asking, event)):
            return asking, Anew(begins)
    asking = replace(asking, misunderstandings=asking.misunderstandings + 1)
    return asking, question(asking, event.language, site, why)


def _when(asking: Asking, event: MessageReceived) -> bool:
    """Whether it is another day or time, though a name or a date of birth was asked for."""
    assert isinstance(event.said, Text)  # noqa: S101
    text = event.said.body
    read = read_birth_date(text, event.sent_at.date())
    born = read == "century" or isinstance(read, date | Either)
    if born or (asking.step == "birth_date" and (_has_digit(text) or names_a_month(text))):
        return False
    return understand(text, language=event.language, today=event.sent_at) is not None


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _ways_out(language: str) -> list[tuple[str, str]]:
    return [
        ("desk:call_back:human", SAY(language, "human")),
        ("gateway:menu", SAY(language, "menu")),
    ]


def acknowledged(consent: Consent, wish: Wish, language: str) -> Content:
    """What holds now, in words; of a word that came late, only that a later one holds."""
    wanted = consent.notices and wish.purpose not in consent.refused
    if wanted != wish.wanted:
        return say(SAY(language, "overtaken"))
    key = "started" if wanted else "stopped"
    if wish.purpose is None or not consent.notices:
        return say(SAY(language, key))
    return say(SAY(language, f"{key}-some", what=SAY(language, f"what-{wish.purpose}")))
