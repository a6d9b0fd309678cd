"""What scheduling says about the waiting list. Pure: the same facts, the same message."""

from __future__ import annotations

from collections.abc import Sequence

from wardbell_dialogue import templates
from wardbell_dialogue.local_time import clock, short_day, weekday
from wardbell_events.outbound import Template
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import Question, Row, paged
from wardbell_scheduling.slots import Slot
from wardbell_scheduling.waiting import ANY_TIME, Offer, Wait, Waiting

TITLE = 24
"""WhatsApp's limit of a list row's title."""


class WaitlistSpeech:
    """The sentences about waiting, of one clinic in one language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._say = speech.say

    def ask_service(self, wait: Wait, services: Sequence[str], page: int) -> Question:
        """What do they wait for?"""
        rows = [(_wait(wait.with_(service=id_)), self._speech.service(id_), "") for id_ in services]
        body = self._say("ask-service")
        question = Question("wait", body, choice=_choice(wait), page=page, wait=wait)
        return paged(question, rows, more=self._say("more"))

    def ask_days(self, wait: Wait, weekdays: Sequence[int]) -> Question:
        """Which days? The answer that leaves most open comes first."""
        rows = [(_wait(wait.with_(days=())), self._say("any-day"), "")]
        rows += [(_wait(wait.with_(days=(n,))), self._weekday(n), "") for n in weekdays]
        service = self._speech.service(wait.service)
        key = "wait-days" if wait.moving is None else "wait-days-earlier"
        body = self._say(key, service=service)
        return self._noted(wait, Question("wait", body, tuple(rows), _choice(wait), wait=wait))

    def ask_part(self, wait: Wait, parts: Sequence[str]) -> Question:
        """Which part of the day?"""
        rows = [(_wait(wait.with_(part=ANY_TIME)), self._say("any-time"), "")]
        rows += [(_wait(wait.with_(part=part)), self._say(f"part-{part}"), "") for part in parts]
        body = self._say("wait-part")
        return self._noted(wait, Question("wait", body, tuple(rows), _choice(wait), wait=wait))

    def joined(self, entry: Waiting) -> Question:
        """They are on the list."""
        return self._about(entry, "wait-joined")

    def waiting(self, entry: Waiting) -> Question:
        """One place on the list, and how to leave it."""
        return self._about(entry, "waiting")

    def ask_leave(self, entry: Waiting) -> Question:
        """Really? The place in the order is lost by it."""
        body = self._say("ask-leave", wishes=self.wishes(entry.wait))
        stay = (f"scheduling:waiting:{entry.id.hex}", self._say("wait-on"), "")
        return Question("leave", body, (_leave(entry, self._say("leave")), stay), about=entry.id)

    def left(self, entry: Waiting) -> Question:
        """They are off the list."""
        return Question("", self._say("wait-left", wishes=self.wishes(entry.wait)))

    def nothing(self) -> Question:
        """They are on no list."""
        rows = (("scheduling:start", self._say("new"), ""), _menu(self._say("menu")))
        return Question("", self._say("wait-nothing"), rows)

    def passed(self, entry: Waiting | None) -> Question:
        """An offer was declined; the place on the list stays."""
        rows = (_leave(entry, self._say("leave")),) if entry else ()
        return Question("", self._say("offer-passed" if entry else "dropped"), rows)

    def offered(self, offer: Offer, entry: Waiting | None) -> Question:
        """A slot came free: will they?"""
        moving = entry.wait.moving if entry else None
        body = self._offer(offer) + self._speech.gives_up(offer.slot, moving)
        rows = (
            (f"scheduling:take:{offer.id.hex}", self._say("take"), ""),
            (f"scheduling:pass:{offer.id.hex}", self._say("pass"), ""),
        )
        return Question("offer", body, rows, about=offer.id)

    def offered_outside(self, offer: Offer) -> Template:
        """The same for who has not written for 24 hours."""
        facts = self._speech.facts(offer.slot)
        actions = (f"scheduling:take:{offer.id.hex}", f"scheduling:pass:{offer.id.hex}")
        when = {"day": facts["day"], "time": facts["time"], "until": self._until(offer)}
        return templates.fill("earlier_time", *actions, **when)

    def elsewhere(self, visit: Slot) -> Question:
        """An offer cannot be taken beside a visit at its time."""
        said = self._say("elsewhere", **self._speech.facts(visit))
        return Question("", f"{said} {self._say('keep-place')}", self._ways_on())

    def gone(self, choice: Choice, instead: Sequence[Slot], *, waits: bool, key: str) -> Question:
        """The slot of an offer is taken; what else is free now."""
        lead = self._say(key)
        if waits:
            lead = f"{lead} {self._say('keep-place')}"
        if instead:
            return self._speech.nearest(choice, instead, "offer-instead").led(lead)
        return Question("", lead, self._ways_on())

    def row(self, entry: Waiting) -> Row:
        """One place on the list, in a list of what there is."""
        title = self._say("waiting-row", service=self._speech.service(entry.wait.service))
        if len(title) > TITLE:
            title = f"{title[: TITLE - 1]}…"
        return f"scheduling:waiting:{entry.id.hex}", title, self.wishes(entry.wait)[:72]

    def wishes(self, wait: Wait) -> str:
        """Wishes in words: `Check-up, Mon, Wed, mornings, Dr. Weber`."""
        said = [self._speech.service(wait.service)]
        if wait.moving is not None:
            said.append(self._say("wish-earlier"))
        said += [self._weekday(n) for n in wait.days or ()]
        if wait.part:
            said.append(self._say(f"wish-{wait.part}"))
        if wait.practitioner not in {None, ANY}:
            said.append(self._speech.who(wait.practitioner or ""))
        return ", ".join([*said, *self._limits(wait)])

    def _limits(self, wait: Wait) -> list[str]:
        """The first and the last day that help: `from Thu, Dec 10`."""
        known = {"wish-since": wait.since, "wish-until": wait.until}
        language = self._speech.language
        return [self._say(key, day=short_day(language, day)) for key, day in known.items() if day]

    def _noted(self, wait: Wait, question: Question) -> Question:
        """Behind the limits that were said, where something else is asked first."""
        limits = ", ".join(self._limits(wait))
        return question.led(self._say("noted", when=limits)) if limits else question

    def _about(self, entry: Waiting, key: str) -> Question:
        body = self._say(key, wishes=self.wishes(entry.wait))
        rows = (_leave(entry, self._say("leave")), _menu(self._say("menu")))
        return Question("waiting", body, rows, about=entry.id)

    def _offer(self, offer: Offer) -> str:
        return self._say("offer", until=self._until(offer), **self._speech.facts(offer.slot))

    def _until(self, offer: Offer) -> str:
        zone = self._speech.clinic.zone(offer.slot.location).key
        return clock(self._speech.language, zone, offer.expires_at)

    def _ways_on(self) -> tuple[Row, ...]:
        return (("scheduling:mine", self._say("mine-short"), ""), _menu(self._say("menu")))

    def _weekday(self, number: int) -> str:
        return weekday(self._speech.language, number)


def _choice(wait: Wait) -> Choice:
    """A day that is named instead is one to book on."""
    return Choice(wait.service, wait.practitioner, moving=wait.moving)


def _wait(wait: Wait) -> str:
    return f"scheduling:wait:{wait.encode()}"


def _leave(entry: Waiting, title: str) -> Row:
    return f"scheduling:leave:{entry.id.hex}", title, ""


def _menu(title: str) -> Row:
    return "gateway:menu", title, ""
