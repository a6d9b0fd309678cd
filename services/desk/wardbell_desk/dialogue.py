"""What the desk understands and says. Pure: the same message at the same time, the same answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from wardbell_desk import subject
from wardbell_dialogue.local_time import day_and_time, length
from wardbell_dialogue.messages import ask, say
from wardbell_dialogue.sites import Site, deadline
from wardbell_dialogue.texts import FALLBACK, texts
from wardbell_dialogue.words import intent, universal
from wardbell_events import MessageReceived
from wardbell_events.desk import TaskVisit
from wardbell_events.inbound import Media, Said, Tap, Text
from wardbell_events.outbound import Content
from wardbell_events.personal import Masked, Personal

SAY = texts("wardbell_desk")

REASONS = ("appointment", "human", "symptoms")
"""Of a call-back, as in `desk:call_back:<reason>`, and `…/<visit>` where it is about one."""


class Words(Masked):
    """What a patient wants staff to read."""

    kind: str
    """`text`, or what was sent instead: `image`, `audio`, `location`, …; `call_back` of a wish."""
    body: Personal[str] = ""

    @property
    def readable(self) -> bool:
        """Whether staff get all of it."""
        return self.kind == "text"


def spoken(language: str) -> str:
    """A language that has texts, for those and for the dates in them."""
    return language if language in SAY.languages else FALLBACK


def wish(event: MessageReceived) -> str | None:
    """The reason of a call-back, where a message asks for one."""
    if isinstance(event.said, Tap):
        reason = event.said.argument.partition("/")[0]
        return reason if reason in REASONS else "human"
    return event.intent if event.intent in REASONS else None


def visit(said: Said) -> TaskVisit | None:
    """The visit that a tapped wish is about."""
    return TaskVisit.read(said.argument.partition("/")[2]) if isinstance(said, Tap) else None


def words(said: Said) -> Words | None:
    """What a message says beyond the wish for a human; None: nothing."""
    match said:
        case Tap():
            return None
        case Text(body=body):
            return None if universal(body) else Words(kind="text", body=body)
        case Media(media=media, caption=caption):
            return Words(kind=media, body=caption)
        case _:
            return Words(kind=said.kind)


def bare_wish(event: MessageReceived) -> Words:
    """A wish without further words, for a task that was not opened for it."""
    about, named = visit(event.said), wish(event) or "human"
    return Words(kind="call_back", body=f"{named}; {subject.of_visit(about)}" if about else named)


def reply(
    event: MessageReceived,
    site: Site,
    now: datetime,
    within: timedelta,
    *,
    opened: bool,
    emergency: bool = False,
) -> Content:
    """The one answer to a message.

    Args:
        within: how soon staff answer, in office hours
        opened: whether this message opened the call-back
        emergency: whether it joined an emergency that is a task; then no hours are promised
    """
    language = spoken(event.language)
    said = words(event.said)
    readable = said is None or said.readable
    asks = opened or wish(event) is not None
    lines = []
    if asks and emergency:
        lines.append(SAY(language, "known" if site.open_at(now) else "known-closed"))
    elif asks:
        lines.append(SAY(language, "asked" if opened else "asked-again"))
        lines.append(_when(language, site, now, within if opened else None))
        if site.phone is not None and site.open_at(now):
            lines.append(SAY(language, "call", phone=site.phone))
    elif readable:
        lines.append(SAY(language, "noted"))
    if emergency:
        lines.append(SAY(language, "quicker", number=site.emergency_number))
    if not readable:
        lines.append(SAY(language, "words-only"))
    elif asks:
        lines.append(SAY(language, "more"))
    if asks and not emergency:
        lines.append(SAY(language, "emergency", number=site.emergency_number))
    if emergency or not _about_an_appointment(event.said):
        return say("\n".join(lines))
    # Who can be helped at once need not wait for a human, and may.
    lines.append(SAY(language, "or-book"))
    buttons = [("scheduling:start", SAY(language, "book")), ("gateway:menu", SAY(language, "menu"))]
    return ask("\n".join(lines), buttons)


def _about_an_appointment(said: Said) -> bool:
    if not isinstance(said, Text):
        return False
    about = intent(said.body)
    return about is not None and about[0] == "appointment"


def _when(language: str, site: Site, now: datetime, within: timedelta | None) -> str:
    """When somebody answers; without `within` no more is promised than was."""
    if not site.open_at(now):
        opening = site.next_opening(now)
        if opening is not None:
            day, time = day_and_time(language, site.time_zone, opening)
            return SAY(language, "when-closed", day=day, time=time)
    elif within is not None and site.open_at(now + within):
        return SAY(language, "when-within", within=length(language, within))
    elif within is not None:
        day, time = day_and_time(language, site.time_zone, deadline(site, now, within))
        return SAY(language, "when-by", day=day, time=time)
    return SAY(language, "when-soon")
