"""What feedback says. Pure; never what a visit was for, since a lock screen may show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wardbell_dialogue import templates
from wardbell_dialogue.local_time import day, day_and_time
from wardbell_dialogue.messages import ask, choose, say
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import texts
from wardbell_events.outbound import Content, Template
from wardbell_feedback.reading import STARS
from wardbell_feedback.survey import Survey
from wardbell_feedback.wishes import Wish

SAY = texts("wardbell_feedback")
ELSEWHERE: dict[Wish, str] = {
    "appointment": "scheduling:start",
    "symptoms": "triage:check:start",
    "human": "desk:call_back:human",
}
"""What words may be about beside a visit, and where that is answered."""
ANSWERED_BY = {wish: id_.partition(":")[0] for wish, id_ in ELSEWHERE.items()}
MAX_WISHES = 2
"""Of three buttons, one says that it is a comment."""


def question(survey: Survey, language: str, site: Site | None) -> Content:
    """How the visit was, for the first time."""
    which = day(language, survey.day)
    asked = (
        SAY(language, "ask", day=which, site=site.name)
        if site
        else SAY(language, "ask-nowhere", day=which)
    )
    return _rows(survey, language, asked, None)


def template(survey: Survey, language: str) -> Template:
    """The same for who has not written for 24 hours: the best comes first, as buttons go."""
    id_ = survey.appointment_id.hex
    actions = [f"feedback:rate:{id_}/{n}" for n in range(5, 0, -1)]
    which = day(language, survey.day)
    return templates.fill("visit_feedback", *actions, f"feedback:done:{id_}", day=which)


def wish(survey: Survey, language: str, lead: str, wishes: Sequence[Wish]) -> Content:
    """Whether that is wanted of which the words speak, or they are about the visit after all."""
    shown = wishes[:MAX_WISHES]
    buttons = [(ELSEWHERE[wish], SAY(language, wish)) for wish in shown]
    if len(shown) < MAX_WISHES and "human" not in shown:
        buttons.append((ELSEWHERE["human"], SAY(language, "human")))
    buttons.append((f"feedback:comment:{survey.appointment_id.hex}", SAY(language, "comment")))
    lines = [lead, *(SAY(language, f"wish-{wish}") for wish in shown), SAY(language, "wish-choose")]
    return ask("\n".join(line for line in lines if line), buttons)


def again(survey: Survey, language: str, lead: str, about: Wish | None = None) -> Content:
    """The same once more, after what is said first.

    Args:
        about: what else the words may be about
    """
    which = SAY(language, "ask-again", day=day(language, survey.day))
    return _rows(survey, language, f"{lead}\n{which}", about)


def more(survey: Survey, language: str, lead: str) -> Content:
    """Whether there is more to say, after what was said."""
    buttons = [(f"feedback:done:{survey.appointment_id.hex}", SAY(language, "no-more"))]
    return ask(f"{lead}\n{SAY(language, 'more')}", buttons)


def kept(language: str, lead: str, about: Wish | None = None) -> Content:
    """Words were kept: nothing more is asked."""
    if about is None:
        return say(lead)
    body = f"{lead}\n{SAY(language, 'or-new')}"
    return ask(body, [(ELSEWHERE[about], SAY(language, about))])


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


def _rows(survey: Survey, language: str, body: str, about: Wish | None) -> Content:
    id_ = survey.appointment_id.hex
    # From one star up, so that a typed number is the place in the list, too.
    rows = [
        (f"feedback:rate:{id_}/{n}", STARS[0] * n, SAY(language, f"stars-{n}")) for n in range(1, 6)
    ]
    rows.append((f"feedback:done:{id_}", SAY(language, "rather-not"), ""))
    if about is not None:
        rows.append((ELSEWHERE[about], SAY(language, about), SAY(language, "something-new")))
    return choose(body, SAY(language, "choose"), rows)
