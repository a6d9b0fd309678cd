"""When a visit can be: days and times that are free, or what is near where none is."""

from __future__ import annotations

from datetime import date, datetime, time

from wardbell_dialogue.dates import Limits
from wardbell_runtime import Tx
from wardbell_scheduling import local_days, offers
from wardbell_scheduling.answers import on_its_day
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.question import PAGE, Question
from wardbell_scheduling.slots import Slot
from wardbell_scheduling.state import State


class WhenTurn:
    """The part of a turn that asks for day and time."""

    def __init__(self, tx: Tx, clinic: Clinic, speech: Speech) -> None:
        self._tx = tx
        self._clinic = clinic
        self._say = speech

    async def ask_day(self, choice: Choice, page: int, moving: Appointment | None) -> Question:
        """Ask for the day, of those with something free at the hour that was named, if any."""
        tx, clinic, count = self._tx, self._clinic, (page + 1) * PAGE + 2
        free = await offers.days(tx, clinic, choice, count)
        if not free and choice.dates:
            far = {offers.why_none(clinic, choice, day, tx.now) for day in choice.dates}
            why: offers.NoSlot = "too-far" if far == {"too-far"} else "nothing-then"
            return await self.instead(choice, self._wanted(choice, choice.dates[0]), why)
        if not free and (choice.hour is not None or choice.days):
            whenever = choice.with_(hour=None, days=())
            if free := await offers.days(tx, clinic, whenever, count):
                question = self._say.ask_day(whenever, free, page, moving)
                closed = offers.never_open(clinic, choice.days)
                return question.led(self._say.say("never-open" if closed else "never-then"))
        if not free:
            return await self._others(choice)
        return self._say.ask_day(choice, free, page, moving)

    async def ask_time(self, choice: Choice, day: date, page: int) -> Question | Choice:
        """Ask for the time of a day; the choice with a slot where it was named and is free."""
        tx, clinic = self._tx, self._clinic
        free = await offers.of_day(tx, clinic, choice, day)
        if free and isinstance(choice.hour, time):
            return choice.with_slot(free[0])
        if free:
            return self._say.ask_time(choice, free, page)
        why = offers.why_none(clinic, choice, day, tx.now)
        return await self.instead(choice, self._wanted(choice, day), why)

    async def beside(self, choice: Choice, *, earlier: bool) -> Question | None:
        """The earlier or later times of a chosen slot's day that are nearest to it; None: none."""
        assert choice.start is not None  # noqa: S101
        at = on_its_day(choice, self._clinic)
        assert at.day is not None  # noqa: S101
        free = await offers.of_day(self._tx, self._clinic, at, at.day)
        before = [slot for slot in free if slot.start < choice.start]
        after = [slot for slot in free if slot.start > choice.start]
        found = before[-PAGE:] if earlier else after[:PAGE]
        return self._say.ask_time(at, found, 0) if found else None

    def none_suits(self, state: State) -> Question:
        """None of what was listed suits: other days, somebody else, the waiting list or a human."""
        listed = zip(state.offered, state.titles, strict=False)  # an older version kept no titles
        more = ((id_, title, "") for id_, title in listed if id_.startswith("scheduling:more:"))
        further = next(more, None)
        return self._say.none_suits(state.choice, further, days=state.asking == "day")

    async def instead(
        self, choice: Choice, moment: datetime, why: str, *, beside: Slot | None = None
    ) -> Question:
        """What is free near a moment, of all that would have done.

        Args:
            why: the text that says what became of the choice
            beside: another visit of theirs; nothing is offered that meets it
        """
        choice = choice.without_slot()
        found = await offers.nearest(self._tx, self._clinic, choice, moment, PAGE, beside=beside)
        if not found:
            return await self._others(choice)
        return self._say.nearest(choice, found, why)

    async def _others(self, choice: Choice) -> Question:
        """Where nothing is free with whoever was chosen: days with others, if any are."""
        if choice.moving is not None or choice.practitioner in {None, ANY}:
            return self._say.nothing(choice)
        anyone = choice.without_day().with_(practitioner=ANY)
        whenever = anyone.with_(hour=None, days=(), dates=())
        if not await offers.days(self._tx, self._clinic, whenever, 1):
            return self._say.nothing(anyone)
        question = await self.ask_day(anyone, 0, None)
        return question.led(self._say.nobody_free(choice))

    def _wanted(self, choice: Choice, day: date) -> datetime:
        """The moment that was asked for, as near as it was said."""
        hour = choice.hour or time(9)
        if isinstance(hour, Limits):
            hour = hour.since or hour.until or time(9)
        elif not isinstance(hour, time):
            hour = offers.DAYPARTS[hour][0]
        who = next(iter(offers.people(self._clinic, choice)), "")
        return datetime.combine(day, hour, local_days.zone_of(self._clinic, who, day))
