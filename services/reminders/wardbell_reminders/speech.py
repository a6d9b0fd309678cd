"""What a reminder says: who, when and where; never what for, since a lock screen may show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from wardbell_dialogue import local_time, templates
from wardbell_dialogue.messages import ask
from wardbell_events.outbound import Content, Template
from wardbell_reminders.catalogs import Catalogs
from wardbell_reminders.rules import SAY
from wardbell_reminders.visit import Visit

SOON = timedelta(hours=7)
"""Rather less than this is left until the visit: an hour more than other reminders are tried."""
AT_ONCE = 5
"""Visits that one button can confirm: more ids than these are too long for WhatsApp."""


def content(visits: Sequence[Visit], text: str, catalogs: Catalogs, language: str) -> Content:
    """The message that reminds of visits of one day, in the order in which they begin."""
    if len(visits) == 1:
        return _of_one(visits[0], text, catalogs, language)
    day, _ = _day_and_time(language, visits[0].time_zone, visits[0].start_at)
    lines = [SAY(language, "line", **_facts(visit, catalogs, language)) for visit in visits]
    body = "\n".join([SAY(language, "several", day=day), *lines])
    buttons = [("scheduling:mine", SAY(language, "mine"))]
    asked = [visit.id.hex for visit in visits if not visit.confirmed]
    if 0 < len(asked) <= AT_ONCE:
        body += "\n" + SAY(language, "ask-several")
        buttons.insert(0, (f"scheduling:come:{'/'.join(asked)}", SAY(language, "come")))
    return ask(body, buttons)


def template(visits: Sequence[Visit], catalogs: Catalogs, language: str, now: datetime) -> Template:
    """The same for who has not written for 24 hours.

    How long WhatsApp tries to deliver it belongs to a template: of a visit that begins soon, nobody
    is to be reminded when it is over.
    """
    kind = "soon" if visits[0].start_at - now < SOON else "reminder"
    facts = _facts(visits[0], catalogs, language)
    when = {"day": facts["day"], "time": facts["time"]}
    if len(visits) > 1:
        return templates.fill(f"appointments_{kind}", "scheduling:mine", **when)
    visit = visits[0]
    where = (
        SAY(language, "virtual")
        if visit.virtual
        else catalogs.address(visit.site, visit.location) or SAY(language, "at-ours")
    )
    actions = [f"scheduling:{action}:{visit.id.hex}" for action in ("come", "move", "cancel")]
    if visit.confirmed:
        name, actions = f"appointment_{kind}_again", actions[1:]
    else:
        name = f"appointment_{kind}"
    return templates.fill(name, *actions, place=where, **when)


def _of_one(visit: Visit, text: str, catalogs: Catalogs, language: str) -> Content:
    facts = _facts(visit, catalogs, language)
    where = SAY(language, "virtual" if visit.virtual else "place", place=facts["place"])
    question = SAY(language, "told" if visit.confirmed else "ask")
    buttons = [
        (f"scheduling:move:{visit.id.hex}", SAY(language, "move")),
        (f"scheduling:cancel:{visit.id.hex}", SAY(language, "cancel")),
    ]
    if not visit.confirmed:
        buttons.insert(0, (f"scheduling:come:{visit.id.hex}", SAY(language, "come")))
    return ask("\n".join([SAY(language, text, **facts), where, question]), buttons)


def _facts(visit: Visit, catalogs: Catalogs, language: str) -> dict[str, str]:
    day, time = _day_and_time(language, visit.time_zone, visit.start_at)
    place = catalogs.place(visit.site, visit.location)
    return {
        "practitioner": catalogs.practitioner(visit.site, visit.practitioner),
        "day": day,
        "time": time,
        "place": SAY(language, "virtual") if visit.virtual else place,
    }


@lru_cache(maxsize=4096)
def _day_and_time(language: str, time_zone: str, moment: datetime) -> tuple[str, str]:
    # Many have a visit at the same time, and Babel takes longer than all the rest of a reminder.
    return local_time.day_and_time(language, time_zone, moment)
