"""What scheduling says. Pure: the same facts, the same message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from itertools import groupby
from uuid import UUID

from wardbell_dialogue.dates import Limits
from wardbell_dialogue.local_time import (
    clock,
    day,
    day_and_time,
    day_with_year,
    short_day,
    time_of_day,
    which_of_two,
)
from wardbell_dialogue.messages import ask, choose, say
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import FALLBACK, texts
from wardbell_events.desk import TaskVisit
from wardbell_events.outbound import Content
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic, Virtual, name_in
from wardbell_scheduling.question import PAGE, Question, Row, paged
from wardbell_scheduling.slots import Slot
from wardbell_scheduling.state import SIMPLE_AFTER, Asking
from wardbell_scheduling.waiting import Wait

SAY = texts("wardbell_scheduling")

SIMPLE_ROWS = 3
"""How many choices are numbers in a sentence, where nothing was understood; more are a list."""


class Speech:
    """The sentences of one clinic in one language."""

    def __init__(
        self, clinic: Clinic, language: str, site: Site | None = None, year: int | None = None
    ) -> None:
        """Begin to speak.

        Args:
            site: whose number is called, and the number to call in an emergency
            year: the present one; of days that were named others are said
        """
        self.clinic = clinic
        self._phone = site.phone if site else None
        self.emergency_number = site.emergency_number if site else "112"
        self._year = year
        self.language = language if language in SAY.languages else FALLBACK

    def say(self, key: str, **values: str) -> str:
        """One text."""
        return SAY(self.language, key, **values)

    def content(self, question: Question, missteps: int = 0) -> Content:
        """A question as WhatsApp shows it: buttons for up to three short answers, else a list."""
        rows = question.rows
        if not rows:
            return say(question.body)
        if missteps >= SIMPLE_AFTER and len(rows) <= SIMPLE_ROWS:
            lines = [f"{n}. {title}" for n, (_, title, _) in enumerate(rows, 1)]
            return say("\n".join([question.body, self.say("simple"), *lines]))
        if missteps >= SIMPLE_AFTER:
            question = replace(question, body=f"{question.body}\n\n{self.say('simple-list')}")
        if len(rows) <= 3 and all(len(title) <= 20 and not more for _, title, more in rows):
            return ask(question.body, [(id_, title) for id_, title, _ in rows])
        return choose(question.body, self.say("choose"), rows)

    def simple(self, question: Question) -> Question:
        """The same with a human, where nothing was understood: no choice is lost for it."""
        rows = [row for row in question.rows if not row[0].startswith("gateway:")]
        if len(rows) <= PAGE and not any(id_.startswith("desk:") for id_, _, _ in rows):
            rows.append(("desk:call_back:appointment", self.say("call-me"), ""))
        return replace(question, rows=tuple(rows))

    def ask_service(
        self, choice: Choice, services: Sequence[str], page: int = 0, *, visiting: bool = False
    ) -> Question:
        """What for? Who has visits to come may mean one of these."""
        rows = [(_book(choice.with_(service=id_)), self.service(id_), "") for id_ in services]
        mine = [("scheduling:mine", self.say("my-visits"), "")] if visiting else []
        question = Question("service", self.say("ask-service"), choice=choice, page=page)
        return self._noted(choice, self._paged(question, rows, *mine))

    def ask_practitioner(self, choice: Choice, people: Sequence[str], page: int = 0) -> Question:
        """With whom? Whoever is free first comes first."""
        any_ = (
            _book(choice.with_(practitioner=ANY)),
            self.say("first-free"),
            self.say("first-free-more"),
        )
        rows = [
            (_book(choice.with_(practitioner=id_)), self.clinic.practitioners[id_].name, "")
            for id_ in people
        ]
        body = self.say("ask-practitioner", service=self.service(choice.service))
        question = Question("practitioner", body, choice=choice, page=page)
        return self._noted(choice, self._paged(question, [any_, *rows]))

    def ask_day(
        self, choice: Choice, free: Sequence[Slot], page: int, moving: Appointment | None
    ) -> Question:
        """Which day? `free` holds at least the slots of this page's days and one more."""
        days = groupby(free, key=self.day_of)
        rows = []
        for that, slots in days:
            first = next(slots)
            hint = self.say("from-time", time=self.clock(first))
            picked = choice.with_(day=that, start=None)
            rows.append((_book(picked), short_day(self.language, that), hint))
        if moving is None:
            body = self.say("ask-day", service=self.service(choice.service))
        else:
            when, at = self._when(moving)
            body = self.say("ask-day-moving", day=when, time=at)
        visit = self.day_of(moving.slot) if moving else None
        question = Question("day", body, choice=choice, page=page, day=visit)
        return self._noted(choice, self._paged(question, rows, self._to_wait(choice)))

    def ask_time(self, choice: Choice, free: Sequence[Slot], page: int) -> Question:
        """Which time of a day? The day is said again with its weekday."""
        rows = [self._time_row(choice, slot, self.clock(slot)) for slot in free]
        body = self.say("ask-time", day=self._said(choice))
        return self._paged(Question("time", body, choice=choice, page=page), rows)

    def ask_sure(self, choice: Choice) -> Question:
        """Was this meant?"""
        no = (_book(choice.without_day()), self.say("other-day"), "")
        if choice.day is None:
            no = (_book(choice.with_(hour=None, sure=True)), self.say("other-time"), "")
        rows = ((_book(choice.with_(sure=True)), self.say("yes"), ""), no)
        return Question("sure", self.say("ask-sure", when=self._said(choice)), rows, choice)

    def nearest(self, choice: Choice, free: Sequence[Slot], why: str) -> Question:
        """Other times instead of a choice's, day and time in one."""
        rows = []
        for slot in free[: PAGE - 1]:
            title = f"{short_day(self.language, self.day_of(slot))}, {self.clock(slot)}"
            rows.append(self._time_row(choice, slot, title))
        rest = choice.without_day().with_(dates=())
        rows += [(_book(rest), self.say("other-day"), ""), self._to_wait(rest)]
        body = self.say(why, day=self._said(choice, with_year=why == "too-far"))
        return Question("time", body, tuple(rows), rest)

    def again(
        self, choice: Choice, listed: Sequence[tuple[str, str]], key: str = "offer-instead"
    ) -> Question:
        """Times that were listed, by id and title, once more."""
        rows = []
        for id_, title in listed:
            slot = Choice.decode(id_.partition("book:")[2]) or Choice()
            anyone = slot.start is not None and choice.practitioner in {ANY, None}
            rows.append((id_, title, self.who(slot.practitioner or "") if anyone else ""))
        return Question("time", self.say(key), tuple(rows), choice)

    def closed(self, that: date, open_: date | None) -> str:
        """That nobody works on a day, and when it is open again."""
        said = self.say("closed-then", day=self._date(that, with_year=False))
        if open_ is None:
            return said
        return f"{said} {self.say('open-next', day=self._date(open_, with_year=False))}"

    def none_suits(self, choice: Choice, further: Row | None, *, days: bool) -> Question:
        """Ways on where none of what was listed suits.

        Args:
            further: to the rest of the list, if there is more
            days: they were days, not times
        """
        rest = choice.without_day().with_(dates=())
        rows = [further] if further else []
        if not days:
            rows = [(_book(rest), self.say("other-day"), "")]
        others = self.clinic.who_offers(choice.service or "")
        if choice.moving is None and choice.practitioner not in {ANY, None} and len(others) > 1:
            rows.append((_book(rest.with_(practitioner=None)), self.say("other-person"), ""))
        rows.append((_wait(Wait.of(rest)), self.say("waiting-list"), ""))
        call = ("desk:call_back:appointment", self.say("call-me"), "")
        return Question("day", self.say("none-suits"), (*rows[:2], call), rest)

    def nothing(self, choice: Choice) -> Question:
        """Nothing is free at all: something may come, or a human may know more."""
        wait, title, _ = self._to_wait(choice)
        rows = (
            (wait, title, ""),
            ("desk:call_back:appointment", self.say("call-me"), ""),
            ("gateway:menu", self.say("menu"), ""),
        )
        return Question("day", self.nobody_free(choice), rows, choice)

    def nobody_free(self, choice: Choice) -> str:
        """That nobody has time, or not whoever was chosen."""
        service = self.service(choice.service)
        if choice.practitioner in {ANY, None}:
            return self.say("nothing", service=service)
        who = self.who(choice.practitioner)
        return self.say("nothing-with", service=service, practitioner=who)

    def ask_confirm(self, choice: Choice, slot: Slot) -> Question:
        """Shall it be?"""
        key = "confirm" if choice.moving is None else "confirm-move"
        body = self.say(key, **self.facts(slot)) + self.gives_up(slot, choice.moving)
        rows = (
            (f"scheduling:confirm:{choice.encode()}", self.say("confirm-yes"), ""),
            (_book(choice.without_slot()), self.say("other-time"), ""),
            ("scheduling:drop", self.say("drop"), ""),
        )
        return Question("confirm", body, rows, choice)

    def end(self, key: str, slot: Slot | None = None, *, human: bool = False) -> Question:
        """A sentence that asks nothing; with a way to a human where it is a dead end."""
        rows: tuple[Row, ...] = ()
        if human:
            rows = (
                (_call(self._for_staff(slot) if slot else None), self.say("call-me"), ""),
                ("gateway:menu", self.say("menu"), ""),
            )
        asking: Asking = "call" if human else ""
        return Question(asking, self.say(key, **self.facts(slot) if slot else {}), rows)

    def too_late(self, slot: Slot) -> Question:
        """Only a human can change it now."""
        if self._phone is None:
            return self.end("too-late", slot, human=True)
        body = self.say("too-late-phone", phone=self._phone, **self.facts(slot))
        return replace(self.end("too-late", slot, human=True), body=body)

    def call_soon(self, key: str, slot: Slot) -> Question:
        """Staff have to hear it before a visit begins, and only a call is quick enough."""
        question = self.end(key, slot, human=True)
        if self._phone is None:
            return question
        return replace(question, body=self.say(f"{key}-phone", phone=self._phone))

    def link(self, slot: Slot, virtual: Virtual) -> str:
        """The way into a visit by video or phone."""
        link = virtual.link.removeprefix("tel:")
        return self.say(f"link-{virtual.kind}", link=link, **self.facts(slot))

    def gives_up(self, slot: Slot, moving: UUID | None) -> str:
        """What a move to a slot costs, where staff have to confirm it; else nothing."""
        if moving is None or self.clinic.services[slot.service].confirmation == "instant":
            return ""
        return "\n" + self.say("gives-up")

    def facts(self, slot: Slot) -> dict[str, str]:
        """Who, when and where, in words."""
        zone = self.clinic.zone(slot.location).key
        when, at = day_and_time(self.language, zone, slot.start)
        there = self.clinic.locations[slot.location]
        place = f"{there.name}, {there.address}"
        virtual = self.clinic.services[slot.service].virtual
        kind = virtual.kind if virtual else "place"
        where = self.say(f"where-{kind}", place=place)
        return {
            "service": self.service(slot.service),
            "practitioner": self.who(slot.practitioner),
            "day": when,
            "time": at,
            "place": where if virtual else place,
            "address": where if virtual else there.address,
            "where": where,
        }

    def _for_staff(self, slot: Slot) -> TaskVisit:
        """What staff read of a visit before they call."""
        zone = self.clinic.zone(slot.location).key
        who = slot.practitioner
        return TaskVisit(service=slot.service, practitioner=who, start=slot.start, time_zone=zone)

    def _when(self, appointment: Appointment) -> tuple[str, str]:
        facts = self.facts(appointment.slot)
        return facts["day"], facts["time"]

    def _time_row(self, choice: Choice, slot: Slot, title: str) -> Row:
        who = self.who(slot.practitioner) if choice.practitioner in {ANY, None} else ""
        which = which_of_two(self.language, self.clinic.zone(slot.location).key, slot.start)
        return _book(choice.with_slot(slot)), title, ", ".join(filter(None, (who, which)))

    def _noted(self, choice: Choice, question: Question) -> Question:
        """Behind what was said of day and time already, where something else is asked first."""
        said = self._said(choice)
        return question.led(self.say("noted", when=said)) if said else question

    def _said(self, choice: Choice, *, with_year: bool = False) -> str:
        """Day and time that were named: `Friday, December 4, in the afternoon`."""
        named = choice.dates if choice.day is None else (choice.day,)
        said = [self._date(that, with_year=with_year) for that in named]
        if len(said) > 1:
            key = "one-of-two" if len(said) == 2 else "one-of-more"
            said = [self.say(key, first=said[0], last=said[-1])]
        if isinstance(choice.hour, time):
            said.append(time_of_day(self.language, choice.hour))
        elif isinstance(choice.hour, Limits):
            said.append(self._between(choice.hour))
        elif choice.hour is not None:
            said.append(self.say(f"hour-{choice.hour}"))
        return ", ".join(said)

    def _date(self, that: date, *, with_year: bool) -> str:
        if with_year or self._year not in {None, that.year}:
            return day_with_year(self.language, that)
        return day(self.language, that)

    def _between(self, limits: Limits) -> str:
        """From when and until when: `between 3:00 PM and 5:00 PM`."""
        known = {"since": limits.since, "until": limits.until}
        said = {key: time_of_day(self.language, at) for key, at in known.items() if at}
        return self.say("-".join(["hour", *said]), **said)

    def _paged(self, question: Question, rows: Sequence[Row], *last: Row) -> Question:
        return paged(question, rows, *last, more=self.say("more"))

    def _to_wait(self, choice: Choice) -> Row:
        """The way to the waiting list with what is chosen; it comes after all ways to a booking."""
        return _wait(Wait.of(choice)), self.say("waiting-list"), self.say("waiting-list-more")

    def service(self, id_: str | None) -> str:
        """The name of a service."""
        service = self.clinic.services.get(id_ or "")
        return name_in(service.names, self.language) if service else ""

    def who(self, id_: str) -> str:
        """The name of a practitioner."""
        person = self.clinic.practitioners.get(id_)
        return person.name if person else id_

    def day_of(self, slot: Slot) -> date:
        """The day of a slot where it is."""
        return slot.start.astimezone(self.clinic.zone(slot.location)).date()

    def time_of(self, slot: Slot) -> time:
        """The time of a slot where it is."""
        return slot.start.astimezone(self.clinic.zone(slot.location)).time()

    def clock(self, slot: Slot) -> str:
        """The same as words."""
        return clock(self.language, self.clinic.zone(slot.location).key, slot.start)


def _call(visit: TaskVisit | None) -> str:
    """The wish for a call, with the visit that it is about."""
    about = f"/{visit.written()}" if visit else ""
    return f"desk:call_back:appointment{about}"


def _book(choice: Choice) -> str:
    return f"scheduling:book:{choice.encode()}"


def _wait(wait: Wait) -> str:
    return f"scheduling:wait:{wait.encode()}"
