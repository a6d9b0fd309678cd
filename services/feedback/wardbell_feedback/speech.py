"""What feedback says. Pure; never what a visit was for, since a lock screen may show it."""

from __future__ import annotations

from datetime import datetime

from wardbell_dialogue.local_time import day, day_and_time
from wardbell_dialogue.messages import ask, choose, say
from wardbell_dialogue.sites import Site, Sites
from wardbell_dialogue.texts import FALLBACK, texts
from wardbell_events.ids import Language
from wardbell_events.outbound import Content
from wardbell_feedback.reading import STARS
from wardbell_feedback.survey import Survey

SAY = texts("wardbell_feedback")
ELSEWHERE = {
    "appointment": "scheduling:start",
    "symptoms": "triage:check:start",
    "human": "desk:call_back:human",
}
"""What words may be about that are kept as a comment, and where that is answered."""
Choice = tuple[str, str]


def spoken(sites: Sites, number: str, told: str | None) -> Language:
    """The language of a contact, as far as it was told; else the first one of the site."""
    site = sites.get(number)
    return told or (site.languages[0] if site else FALLBACK)


def question(survey: Survey, language: str, site: Site | None) -> Content:
    """How the visit was, for the first time."""
    which = day(language, survey.day)
    asked = (
        SAY(language, "ask", day=which, site=site.name)
        if site
        else SAY(language, "ask-nowhere", day=which)
    )
    return _rows(survey, language, asked, None)


def again(survey: Survey, language: str, lead: str, about: str | None = None) -> Content:
    """The same once more, after what is said first.

    Args:
        about: what else the words may be about, see `ELSEWHERE`
    """
    which = SAY(language, "ask-again", day=day(language, survey.day))
    return _rows(survey, language, f"{lead}\n{which}", about)


def more(survey: Survey, language: str, lead: str, about: str | None = None) -> Content:
    """Whether there is more to say, after what was said."""
    buttons = [(f"feedback:done:{survey.appointment_id.hex}", SAY(language, "no-more"))]
    return _offering(language, f"{lead}\n{SAY(language, 'more')}", buttons, about)


def kept(language: str, lead: str, about: str | None = None) -> Content:
    """Words were kept: nothing more is asked."""
    return _offering(language, lead, [], about)


def gone(language: str) -> Content:
    """Nothing is asked of whoever answers here."""
    return ask(SAY(language, "gone"), [("gateway:menu", SAY(language, "menu"))])


def stars(language: str, rating: int) -> str:
    """Thanks for stars, in the words that they stand for."""
    return SAY(language, "thanks-low" if rating <= 2 else "thanks", stars=STARS[0] * rating)


def call(language: str, site: Site | None, due: datetime) -> str:
    """That somebody will call, and by when."""
    at = day_and_time(language, site.time_zone if site else "UTC", due)
    return SAY(language, "call", day=at[0], time=at[1])


def _rows(survey: Survey, language: str, body: str, about: str | None) -> Content:
    id_ = survey.appointment_id.hex
    # From one star up, so that a typed number is the place in the list, too.
    rows = [
        (f"feedback:rate:{id_}/{n}", STARS[0] * n, SAY(language, f"stars-{n}")) for n in range(1, 6)
    ]
    rows.append((f"feedback:done:{id_}", SAY(language, "rather-not"), ""))
    if about is not None:
        rows.append((ELSEWHERE[about], SAY(language, about), SAY(language, "something-new")))
    return choose(body, SAY(language, "choose"), rows)


def _offering(language: str, body: str, buttons: list[Choice], about: str | None) -> Content:
    if about is not None:
        body = f"{body}\n{SAY(language, 'or-new')}"
        buttons = [*buttons, (ELSEWHERE[about], SAY(language, about))]
    return ask(body, buttons) if buttons else say(body)
