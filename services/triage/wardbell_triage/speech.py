"""What triage says. Pure: the same interview says the same."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from wardbell_dialogue.local_time import day_and_time
from wardbell_dialogue.messages import ask, choose, say
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import texts
from wardbell_dialogue.words import OfHelp
from wardbell_events.outbound import Content, TextContent
from wardbell_triage.compiler import text_key
from wardbell_triage.hearing import CHOICES
from wardbell_triage.interview import (
    UNKNOWN,
    deciding,
    department,
    is_of_mind,
    is_of_unknown_age,
    is_unsure,
    unsure_of,
)
from wardbell_triage.rulebook import Days, Level, Rulebook
from wardbell_triage.state import AGE, DANGER, DESCRIBE, MEASURED, WHOM, Interview
from wardbell_triage.whose import is_written_for

SAY = texts("wardbell_triage")
SIMPLE_FROM = 2
"""Messages in a row that were not understood, from which on a question is as simple as can be."""
AGAIN = {AGE: "age-again", MEASURED: "measured-again", DESCRIBE: "describe-again"}
OF_HELP: dict[OfHelp | None, str] = {"cleared": "help-cleared", "help": "help-comes"}
"""What is said where help has been called, by what it did."""
MOST_LETTERS = 1024
"""Of a message with buttons (WhatsApp)."""


def emergency(
    language: str,
    site: Site,
    now: datetime,
    *,
    crisis: bool = False,
    harmed: bool = False,
    unfinished: bool = False,
    because: str = "",
    sends: bool = False,
) -> TextContent:
    """The site's emergency number, what to do until help comes, and whether the team knows.

    Args:
        crisis: somebody thinks of harming themselves
        harmed: and it has happened
        unfinished: it broke off a booking
        because: the reason in plain words, where an interview found it
        sends: they ask that somebody is sent
    """
    known = _team(language, site, now, "told")
    said = [f"{_to_do(language, site, crisis=crisis, harmed=harmed)}\n{known}"]
    said += [SAY(language, "nobody-to-send", number=site.emergency_number)] if sends else []
    if not crisis:
        said += [because] if because else []
        said += [SAY(language, "unfinished")] if unfinished else []
    return say("\n\n".join(said))


def emergency_again(
    language: str,
    site: Site,
    now: datetime,
    *,
    crisis: bool = False,
    harmed: bool = False,
    lately: bool = True,
    wrote: bool = False,
    about: str = "",
    told: OfHelp | None = None,
) -> Content:
    """The number once more to whoever writes on, with the ways to a human and out of it.

    Args:
        harmed: in a crisis, and it has happened
        lately: all that is to do has been said a short time ago, and is not repeated
        wrote: there are words that the team can read now
        about: what else they wrote of; an appointment comes first then
        told: that help found all well, is there or comes, that they doubt it, or ask that
            somebody is sent
    """
    return _again(
        language,
        site.emergency_number,
        site.crisis_line,
        _kind(crisis=crisis, harmed=harmed),
        _team(language, site, now, "added") if wrote and told not in OF_HELP else "",
        told,
        lately=lately,
        books=about == "appointment",
    )


@lru_cache(maxsize=256)
def _again(
    language: str,
    number: str,
    line: str,
    kind: str,
    team: str,
    told: OfHelp | None,
    *,
    lately: bool,
    books: bool,
) -> Content:
    """The same words for everybody at a site; nothing of the patient's is in them."""
    if kind == "harmed" and told == "cleared":
        told = None  # harm may show only later
    if told in OF_HELP:
        said = [SAY(language, OF_HELP[told], number=number)]
        said += [SAY(language, "crisis-line", line=line)] if kind != "emergency" else []
    else:
        said = [SAY(language, f"{kind}-{told}", number=number, line=line)] if told else []
        if not lately:
            said.append(SAY(language, kind, number=number, line=line))
        elif not said:
            said.append(SAY(language, f"{kind}-again", number=number, line=line))
        said += [team] if team else []
    booking = [("scheduling:start", SAY(language, "appointment"))] if books else []
    said += [SAY(language, "to-booking")] if books and told == "cleared" else []
    return ask("\n".join(said)[:MOST_LETTERS], [*booking, *_ways_out(language)])


def _to_do(language: str, site: Site, *, crisis: bool, harmed: bool) -> str:
    kind = _kind(crisis=crisis, harmed=harmed)
    return SAY(language, kind, number=site.emergency_number, line=site.crisis_line)


def _kind(*, crisis: bool, harmed: bool) -> str:
    if crisis:
        return "harmed" if harmed else "crisis"
    return "emergency"


def _team(language: str, site: Site, now: datetime, what: str) -> str:
    """That the team was told or reads something: only as it is at this hour."""
    if site.open_at(now):
        return SAY(language, what)
    opening = site.next_opening(now)
    if opening is None:
        return SAY(language, f"{what}-unsure")
    day, time = day_and_time(language, site.time_zone, opening)
    return SAY(language, f"{what}-closed", day=day, time=time)


def question(
    book: Rulebook,
    interview: Interview,
    language: str,
    *,
    lead: str = "",
    again: bool = False,
    noted: bool = False,
) -> Content:
    """The question that is open.

    Args:
        lead: a sentence before it
        again: it was not answered
        noted: something else was told instead of an answer
    """
    asking = interview.asking
    if interview.missteps >= SIMPLE_FROM and asking not in {AGE, MEASURED, DESCRIBE}:
        numbered = [f"{n}. {SAY(language, choice)}" for n, choice in enumerate(CHOICES, 1)]
        said = [_body(book, interview, language), SAY(language, "write-number"), *numbered]
        return ask(_led(lead, "\n".join(said)), _ways_out(language))
    if asking == DANGER:
        # Never the same words again where something was told.
        body = SAY(language, "ask-again" if again or noted else "question")
        return ask(
            _led(lead, body),
            [
                (f"triage:check:{choice}.{interview.mark}", SAY(language, choice))
                for choice in CHOICES
            ],
        )
    if again:
        lead = SAY(language, AGAIN.get(asking, "not-understood"))
    if asking == DESCRIBE:
        return ask(_led(lead, SAY(language, "describe")), _ways_out(language))
    if asking == AGE:
        rows = [
            (f"triage:age:{y}.{interview.mark}", _ages(book, y, language), "")
            for y in book.rows
            if _may_be(interview.age, book.row(y))
        ]
        if interview.missteps >= SIMPLE_FROM:
            rows += [(id_, title, "") for id_, title in _ways_out(language)]
        return choose(_led(lead, SAY(language, "ask-age")), SAY(language, "choose"), rows)
    if asking == MEASURED:
        no = [(f"triage:answer:@measured.no.{interview.mark}", SAY(language, "not-measured"))]
        ways = _ways_out(language) if interview.missteps >= SIMPLE_FROM else []
        asked = "ask-measured-more" if _temperature_told(book, interview) else "ask-measured"
        return ask(_led(lead, SAY(language, asked)), [*no, *ways])
    body = _body(book, interview, language)
    buttons = [
        (f"triage:answer:{asking}.{choice}.{interview.mark}", SAY(language, choice))
        for choice in CHOICES
    ]
    return ask(_led(lead, body), buttons)


def _may_be(age: Days | None, row: Days) -> bool:
    """Whether somebody may be as old as a row says: "a child" is not 40."""
    return age is None or (row[0] < age[1] and age[0] < row[1])


def _temperature_told(book: Rulebook, interview: Interview) -> bool:
    """Whether a number told what the question about measured values also names, and need not."""
    alone = [m for m in book.measures.measures.values() if not m.asked_together]
    told = [interview.facts[c] for m in alone for c in m.concepts if c in interview.facts]
    return any(fact.because == "measured" for fact in told)


def _body(book: Rulebook, interview: Interview, language: str) -> str:
    """A question with yes, no and not sure, in words."""
    if interview.asking in {DANGER, WHOM}:
        return SAY(language, "question" if interview.asking == DANGER else "ask-whom")
    who = _who(interview)
    return book.texts(language, text_key("ask", interview.asking), who=who)


def dropped(language: str, site: Site, level: Level | None) -> Content:
    """Nothing more is asked: what is known by now if it is urgent, and that it is not all."""
    said = [SAY(language, "dropped")]
    said += [SAY(language, f"level-{level}")] if level in {2, 3} else []
    said += [SAY(language, "worse", number=site.emergency_number)]
    return ask("\n".join(said), _ways_out(language))


def offer(language: str, about: str, site: Site) -> Content:
    """To what else a message was about, or on with the questions."""
    human, menu = _ways_out(language)
    if about == "unsafe":
        on = ("triage:ask:on", SAY(language, "go-on"))
        return ask(SAY(language, "unsafe", number=site.emergency_number), [human, on, menu])
    first = ("scheduling:start", SAY(language, "appointment")) if about == "appointment" else menu
    on = ("triage:ask:on", SAY(language, "go-on"))
    return ask(SAY(language, f"offer-{about}"), [first, human, on])


def intro(language: str, run: str = "", number: str = "") -> str:
    """Before the first question: what this is, and the way to a human.

    Args:
        run: what begins it, where it is not the first
        number: of the emergency service
    """
    return SAY(language, run or "intro", number=number)


def result(
    book: Rulebook,
    interview: Interview,
    language: str,
    site: Site,
    offered: frozenset[str] | None = None,
) -> Content:
    """How urgent it is and why, where to, and straight into booking there.

    Args:
        offered: services of the site; None: not known
    """
    if interview.rule == UNKNOWN:
        body = SAY(language, "no-emergency", number=site.emergency_number)
        human, menu = _ways_out(language)
        return ask(body, [human, ("scheduling:start", SAY(language, "appointment")), menu])
    where = department(book, interview)
    number = site.emergency_number
    said = [
        SAY(language, f"level-{interview.level}"),
        _unsure(book, interview, language, number) or because(book, interview, language),
    ]
    rule, _ = deciding(book, interview)
    if is_of_unknown_age(book, rule, interview) and not is_unsure(rule, interview):
        said.insert(1, SAY(language, "age-not-known"))
    if where is not None and interview.level != 5:
        names = book.departments[where].names
        said.append(SAY(language, "go-to", department=names.get(language) or names["en"]))
    of_mind = is_of_mind(book, interview)
    if of_mind:
        said.append(SAY(language, "crisis-line", line=site.crisis_line))
    said += [SAY(language, "worse", number=number), SAY(language, "no-diagnosis")]
    if interview.other or is_written_for(interview.age):
        said.append(SAY(language, "for-another"))
    human, menu = _ways_out(language)
    booking = (_booking(book, where, offered), SAY(language, "book"))
    buttons = [human, booking, menu] if of_mind else [booking, human, menu]
    return ask("\n".join(filter(None, said))[:MOST_LETTERS], buttons)


def because(book: Rulebook, interview: Interview, language: str) -> str:
    """The reason in plain words; empty where it has none of its own."""
    key = text_key("because", interview.rule)
    who = _who(interview)
    return book.texts(language, key, who=who) if key in book.texts.keys("en") else ""


def _who(interview: Interview) -> str:
    """Whether a text speaks to who is not well, or of them."""
    return "other" if interview.other or is_written_for(interview.age) else "self"


def _unsure(book: Rulebook, interview: Interview, language: str, number: str) -> str:
    """Why, where a rule of emergencies was not sure: its own reason speaks of one that is."""
    rule, _ = deciding(book, interview)
    if rule is None or not is_unsure(rule, interview):
        return ""
    who = _who(interview)
    keys = [text_key("ask", concept) for concept in unsure_of(rule, interview)]
    asked = [book.texts(language, key, who=who) for key in keys if key in book.texts.keys("en")]
    if not asked:
        return SAY(language, "unsure-age", number=number)
    then = SAY(language, "unsure-then", number=number)
    return "\n".join([SAY(language, "unsure-of"), *asked, then])


def _booking(book: Rulebook, where: str | None, offered: frozenset[str] | None) -> str:
    """The button into booking: at the first service of the department that the site has."""
    services = book.departments[where].services if where else ()
    fitting = [each for each in services if offered is None or each in offered]
    return f"scheduling:soonest:{fitting[0]}" if fitting else "scheduling:start"


def _ways_out(language: str) -> list[tuple[str, str]]:
    return [
        ("desk:call_back:symptoms", SAY(language, "human")),
        ("gateway:menu", SAY(language, "menu")),
    ]


def _ages(book: Rulebook, years: int, language: str) -> str:
    """One choice of ages: "12 to 17 years"."""
    after = [each for each in book.rows if each > years]
    if not years:
        return SAY(language, "age-below", years=after[0])
    if not after:
        return SAY(language, "age-from", years=years)
    return SAY(language, "age-span", least=years, most=after[0] - 1)


def _led(lead: str, body: str) -> str:
    return f"{lead}\n\n{body}" if lead else body
