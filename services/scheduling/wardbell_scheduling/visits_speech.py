"""What is said of the visits that somebody has. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from wardbell_dialogue.dates import Limits
from wardbell_dialogue.local_time import day, short_day
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import PAGE, Question, Row, paged
from wardbell_scheduling.waiting import Wait


class VisitsSpeech:
    """The sentences about visits, of one clinic in one language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._say = speech.say

    def all(
        self, appointments: Sequence[Appointment], waiting: Sequence[Row] = (), page: int = 0
    ) -> Question:
        """What is booked, and what is waited for."""
        if not appointments and not waiting:
            rows: tuple[Row, ...] = (
                ("scheduling:start", self._say("new"), ""),
                ("gateway:menu", self._say("menu"), ""),
            )
            # A day or a service that is named now is of a new one.
            return Question("service", self._say("nothing-open"), rows)
        rows = tuple(self._row(f"scheduling:open:{a.id.hex}", a) for a in appointments)
        new = ("scheduling:start", self._say("new"), "")
        question = Question("mine", self._say("mine"), page=page)
        return paged(question, (*rows, *waiting), new, more=self._say("more"))

    def ask_which(self, moves: Sequence[tuple[Appointment, Choice]]) -> Question:
        """Which of one's visits to move, to what is said already?"""
        rows = [self._row(f"scheduling:book:{choice.encode()}", visit) for visit, choice in moves]
        return Question("mine", self._say("ask-which"), tuple(rows[:PAGE]))

    def open(self, appointment: Appointment) -> Question:
        """One appointment, and what can be done with it."""
        body = self._say("open", **self._speech.facts(appointment.slot))
        if appointment.status == "pending":
            body += "\n" + self._say("pending")
        earlier = Wait(appointment.service, appointment.practitioner, moving=appointment.id)
        rows = (
            (f"scheduling:move:{appointment.id.hex}", self._say("move"), ""),
            (f"scheduling:cancel:{appointment.id.hex}", self._say("cancel"), ""),
            (f"scheduling:wait:{earlier.encode()}", self._say("earlier"), ""),
        )
        its_day = self._speech.day_of(appointment.slot)
        return Question("appointment", body, rows, about=appointment.id, day=its_day)

    def ask_cancel(self, appointment: Appointment) -> Question:
        """Really, or another time?"""
        rows = (
            (f"scheduling:cancelled:{appointment.id.hex}", self._say("cancel-yes"), ""),
            (f"scheduling:keep:{appointment.id.hex}", self._say("cancel-no"), ""),
            (f"scheduling:move:{appointment.id.hex}", self._say("move"), ""),
        )
        body = self._say("ask-cancel", **self._speech.facts(appointment.slot))
        its_day = self._speech.day_of(appointment.slot)
        return Question("cancel", body, rows, about=appointment.id, day=its_day)

    def none_on(self, that: date) -> str:
        """That there is none on a day."""
        return self._say("none-on-day", day=day(self._speech.language, that))

    def kept(self, appointment: Appointment) -> str:
        """It is not cancelled."""
        return self._say("kept", **self._speech.facts(appointment.slot))

    def cancelled(self, appointment: Appointment) -> Question:
        """It is cancelled; and how to have another one."""
        rows = (
            ("scheduling:start", self._say("new"), ""),
            ("scheduling:mine", self._say("my-visits"), ""),
        )
        return Question("", self._say("cancelled", **self._speech.facts(appointment.slot)), rows)

    def is_at(self, visit: Appointment, named: Choice) -> bool:
        """Whether a day, and the hour if one was said with it, are those of a visit."""
        return named.day == self._speech.day_of(visit.slot) and self._is_at_hour(visit, named)

    def _is_at_hour(self, visit: Appointment, named: Choice) -> bool:
        at = self._speech.time_of(visit.slot)
        if isinstance(named.hour, Limits):
            return named.hour.hold(at)
        return not isinstance(named.hour, time) or named.hour == at

    def is_like(self, visit: Appointment, named: Choice) -> bool:
        """Whether all that was said of a visit, and something was, is true of this one."""
        own = visit.service, visit.practitioner, self._speech.day_of(visit.slot)
        said = named.service, named.practitioner, named.day
        if any(each not in {None, its} for each, its in zip(said, own, strict=True)):
            return False
        return named != Choice() and self._is_at_hour(visit, named)

    def _row(self, id_: str, visit: Appointment) -> Row:
        speech, slot = self._speech, visit.slot
        when = f"{short_day(speech.language, speech.day_of(slot))}, {speech.clock(slot)}"
        return id_, when, f"{speech.service(visit.service)}, {speech.who(visit.practitioner)}"[:72]
