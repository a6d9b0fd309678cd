"""What a patient may want of scheduling; `reading` finds it in what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from wardbell_scheduling.choice import Choice
from wardbell_scheduling.waitlist_wishes import WaitWish
from wardbell_scheduling.when_words import Why


@dataclass(frozen=True, slots=True)
class Book:
    """Go on booking (or moving) with what is chosen by now."""

    choice: Choice
    page: int = 0
    soonest: bool = False
    """The first times there are are wanted, whatever the day."""
    same_hour: bool = False
    """Of the visit that is moved."""
    shift: timedelta | None = None
    """How much later than it that is; earlier is less than nothing."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An earlier or a later time of the day of a slot that was chosen."""

    choice: Choice
    earlier: bool


@dataclass(frozen=True, slots=True)
class NoneSuits:
    """None of the days or times that were listed."""


@dataclass(frozen=True, slots=True)
class NoDate:
    """A day was named that cannot be, or is not wanted."""

    choice: Choice
    """The rest of what is wanted."""
    why: Why


@dataclass(frozen=True, slots=True)
class OneOf:
    """A number that may be one of the list, or an hour that is on it."""

    listed: tuple[tuple[str, str], ...]
    """Ids and titles."""


@dataclass(frozen=True, slots=True)
class Outermost:
    """The first or the last time of a day."""

    last: bool


@dataclass(frozen=True, slots=True)
class NotWith:
    """Whoever it is with, not with this one."""

    choice: Choice
    practitioner: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """Take it for good."""

    choice: Choice


@dataclass(frozen=True, slots=True)
class Drop:
    """No booking after all."""


@dataclass(frozen=True, slots=True)
class Mine:
    """See, move or cancel what is booked."""

    page: int = 0
    closer: bool = False
    """When and where is asked, which a single visit is shown with."""
    asked: bool = False
    """What there is is asked for; by telephone more may have been booked than is known here."""
    like: Choice = field(default_factory=Choice)
    """What is said of it, such as its day."""


@dataclass(frozen=True, slots=True)
class Open:
    """One of the appointments."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Move:
    """Another time for an appointment, as far as it is said."""

    id: UUID
    to: Book | NoDate = Book(Choice())
    said: bool = True
    """False: just a day was named, which may be the day that it has."""


@dataclass(frozen=True, slots=True)
class MoveOne:
    """Another time for the only appointment there is, or for one that is to be chosen."""

    to: Book | NoDate
    said: bool = True
    """False: just a day was named, which may tell which one is meant."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel an appointment; `asked`: this was confirmed."""

    id: UUID
    asked: bool


@dataclass(frozen=True, slots=True)
class Keep:
    """Not cancel it after all."""

    id: UUID


@dataclass(frozen=True, slots=True)
class CancelOne:
    """Cancel the only appointment there is, or one that is to be chosen."""

    like: Choice = field(default_factory=Choice)
    """What is said of it, which may tell which one is meant."""


@dataclass(frozen=True, slots=True)
class Come:
    """They will come: to these visits; without ids to those of the next day that has some."""

    ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class InCalendar:
    """The way of a visit into their calendar; without an id of the only one there is."""

    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CallBack:
    """A human, as one of the choices offers it."""

    reason: str


@dataclass(frozen=True, slots=True)
class ForAnother:
    """An appointment for somebody else."""


@dataclass(frozen=True, slots=True)
class ForBoth:
    """An appointment for who writes, and one for somebody else."""

    own: Wish
    """Theirs."""


@dataclass(frozen=True, slots=True)
class WithNobody:
    """An appointment with somebody who is not known here."""

    other: Wish
    """Without that."""


@dataclass(frozen=True, slots=True)
class RunningLate:
    """They are on their way, and will not be there in time."""

    link: bool = False
    """It is the link to the visit that is missing, or does not work."""


@dataclass(frozen=True, slots=True)
class ForTeam:
    """What only people can answer: opening hours, prescriptions."""


@dataclass(frozen=True, slots=True)
class Symptoms:
    """How somebody is, told beside a booking: that is triage's."""


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Thanks, or goodbye, beside what asks for no answer."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """Hello, in the middle of a talk."""


@dataclass(frozen=True, slots=True)
class Late:
    """An answer to another question than the one that is open: written before it, or long after."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """None of all this."""

    written: bool = True
    """False: a picture, a voice, a place."""


Wish = (
    Book
    | Confirm
    | Drop
    | Mine
    | Open
    | Move
    | MoveOne
    | Cancel
    | Keep
    | CancelOne
    | Come
    | InCalendar
    | NoDate
    | NotWith
    | OneOf
    | Outermost
    | Beside
    | NoneSuits
    | WaitWish
    | ForAnother
    | ForBoth
    | WithNobody
    | ForTeam
    | Symptoms
    | RunningLate
    | Courtesy
    | Greeting
    | Late
    | Unclear
)
