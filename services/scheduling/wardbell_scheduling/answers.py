"""What is meant by a tap, or by words that answer the question that is open. Pure."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_dialogue.folding import plain
from wardbell_dialogue.words import courtesy, number, yes_or_no
from wardbell_scheduling import local_days, waitlist_wishes, words
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.question import MINE
from wardbell_scheduling.state import SIMPLE_AFTER, State
from wardbell_scheduling.waiting import Wait
from wardbell_scheduling.waitlist_wishes import Join, Leave
from wardbell_scheduling.wishes import (
    Book,
    CallBack,
    Cancel,
    Come,
    Confirm,
    Courtesy,
    Drop,
    InCalendar,
    Keep,
    Mine,
    Move,
    OneOf,
    Open,
    Outermost,
    Wish,
)

BOOKING = frozenset({"service", "practitioner", "day", "time", "sure", "identity", "confirm"})
"""Questions on the way to a booking."""
OWN = frozenset({"mine", "appointment", "cancel", "booked"})
"""Questions about what is booked."""


_CHOICES = ("scheduling:book:", "scheduling:open:")


def is_nothing_open(state: State) -> bool:
    """Whether it was said that there is no visit, with the way to a new one."""
    return state.asking == "service" and state.offered[:1] == ("scheduling:start",)


def tapped(action: str, argument: str) -> Wish | None:
    """What a button of ours says; None if it is not of this version."""
    wishes: dict[str, Wish] = {"start": Book(Choice()), "mine": Mine(), "drop": Drop()}
    if action in wishes:
        return wishes[action]
    if action == "soonest":  # from the button of another service, which names what is wanted
        return Book(Choice(service=argument or None, practitioner=ANY), soonest=True)
    if action in {"open", "move", "cancel", "cancelled", "keep", "come", "calendar"}:
        try:
            id_, *others = map(UUID, argument.split("/"))
        except ValueError:
            return None
        wishes = {
            "open": Open(id_),
            "move": Move(id_),
            "cancel": Cancel(id_, asked=False),
            "cancelled": Cancel(id_, asked=True),
            "keep": Keep(id_),
            "come": Come((id_, *others)),
            "calendar": InCalendar(id_),
        }
        return wishes[action]
    if (waits := waitlist_wishes.tapped(action, argument)) is not None:
        return waits
    if action == "more":
        return _page(argument)
    choice = Choice.decode(argument)
    if choice is None:
        return None
    if action == "confirm":
        return Confirm(choice)
    return Book(choice) if action == "book" else None


def _page(argument: str) -> Wish | None:
    """Another page of a list: of one's visits, of what is waited for, of what is booked."""
    what, _, number = argument.rpartition("/")
    page = int(number) if number.isdecimal() else 0
    if what == MINE:
        return Mine(page)
    if (wait := Wait.decode(what)) is not None:
        return Join(wait, page=page)
    choice = Choice.decode(what)
    return Book(choice, page=page) if choice else None


def chosen(text: str, state: State, clinic: Clinic) -> Wish | CallBack | None:
    """An answer to the question that is open: a choice, yes or no, back."""
    if state.asking == "time" and (hours := _hours_meant(text, state, clinic)):
        return OneOf(hours) if len(hours) > 1 else _offered(hours[0][0])
    if (id_ := _choice_named(text, state)) is not None:
        named = _offered(id_)
        # A number is mistaken sooner than a button: that one has not asked back yet.
        if isinstance(named, Leave) and state.asking != "leave":
            return Leave(named.id)
        return named
    if words.whole(text) == "last_shown" and (listed := _listed(state)):
        return _offered(listed[-1])
    if state.asking == "time" and words.whole(text) in {"first", "last"}:
        return Outermost(last=words.whole(text) == "last")
    if words.phrase(text) == "cancel" and (cancels := _cancelling(text, state)) is not None:
        return cancels
    answer = yes_or_no(text)
    if is_nothing_open(state) and answer in {"yes", "no"}:
        return Book(Choice()) if answer == "yes" else Courtesy()
    if state.asking == "confirm" and words.accepts(text):
        return Confirm(state.choice)
    if state.asking == "call" and answer == "yes":
        return _offered(state.offered[0])
    if state.asking == "call" and answer == "no":
        return Courtesy()
    if state.asking == "cancel" and state.about is not None:
        match words.asked_back(text):
            case "yes":
                return Cancel(state.about, asked=True)
            case "no":
                return Keep(state.about)
    if state.asking == "sure" and answer in {"yes", "no"}:
        return _offered(state.offered[answer == "no"])
    said = words.whole(text)
    if state.asking == "cancel" and said == "drop" and state.about is not None:
        return Keep(state.about)
    if said == "drop" or (state.asking == "confirm" and answer == "no"):
        return Drop()
    if state.asking in BOOKING and courtesy(text) == "bye":
        return Drop()
    if said == "back":
        return Book(_step_back(state.choice, clinic))
    # Of a slot that was chosen, later ones of its day are meant.
    more = said == "more" or (said == "later" and state.choice.start is None)
    return _more(state) if more else None


def _offered(id_: str) -> Wish | CallBack | None:
    """What a choice of the last message means; None if it is the router's."""
    service, _, rest = id_.partition(":")
    action, _, argument = rest.partition(":")
    if service == "desk":
        return CallBack(argument)
    return tapped(action, argument) if service == "scheduling" else None


def _more(state: State) -> Wish | CallBack | None:
    """The next page of what is shown, and after the last one the first."""
    more = next((id_ for id_ in state.offered if id_.startswith("scheduling:more:")), None)
    if more is not None:
        return _offered(more)
    return Book(state.choice) if state.asking in BOOKING else None


def _hours_meant(text: str, state: State, clinic: Clinic) -> tuple[tuple[str, str], ...]:
    """For a bare number: the time of that hour on the list, and that of this place if another."""
    n = number(text) if text.strip().isdecimal() and state.missteps < SIMPLE_AFTER else None
    listed = list(zip(state.offered, state.titles, strict=False))
    hour = next((one for one in listed if n and _begins_at(one[0], n, clinic)), None)
    if n is None or hour is None:
        return ()
    there = [one for one in listed[n - 1 : n] if _start(one[0])]
    return (*there, hour) if there and there != [hour] else (hour,)


def _begins_at(id_: str, hour: int, clinic: Clinic) -> bool:
    """Whether a choice is a time on the hour, as a clock with hands says it."""
    if (choice := _start(id_)) is None or choice.start is None:
        return False
    local = choice.start.astimezone(zone_of(clinic, choice))
    return local.minute == 0 and hour in {local.hour, local.hour % 12 or 12}


def _start(id_: str) -> Choice | None:
    """The choice that a row is, where it is one of a time."""
    choice = Choice.decode(id_.partition("book:")[2])
    return choice if choice and choice.start else None


def shown(state: State, clinic: Clinic) -> list[tuple[date, Choice]]:
    """The days and times that are listed, each with its day."""
    rows = (Choice.decode(id_.partition("book:")[2]) for id_ in state.offered)
    at = ((on_its_day(row, clinic).day, row) for row in rows if row is not None)
    return [(day, row) for day, row in at if day is not None]


def _listed(state: State) -> list[str]:
    """What can be chosen of a list: neither "More" nor the ways beside it."""
    if state.asking in {"day", "time"}:
        rows = ((id_, Choice.decode(id_.partition("book:")[2])) for id_ in state.offered)
        return [id_ for id_, row in rows if row is not None and (row.day or row.start)]
    return [id_ for id_ in state.offered if id_.startswith(_CHOICES)]


def _choice_named(text: str, state: State) -> str | None:
    """The id of what was offered that a text names, by its number or as it is written there."""
    n = number(text)
    if n is not None and 1 <= n <= len(state.offered):
        return state.offered[n - 1]
    said = plain(text)
    choices = zip(state.offered, state.titles, strict=False)  # an older version kept no titles
    named = [id_ for id_, title in choices if plain(title) == said]
    return named[0] if len(named) == 1 else None


def _cancelling(text: str, state: State) -> Wish | None:
    """To cancel is wanted, or just not ("please don't cancel"), where visits are shown or moved."""
    if state.choice.moving is not None and not words.denies(text, "cancel"):
        # The visit, or only that it is moved: it is asked, and nothing is done unasked.
        return Cancel(state.choice.moving, asked=False)
    if state.asking not in OWN:
        return None
    if words.denies(text, "cancel"):
        asked = state.asking == "cancel" and state.about is not None
        return Keep(state.about) if asked and state.about else Mine()
    if state.about is not None:
        return Cancel(state.about, asked=state.asking == "cancel")
    named = _choice_named(words.beside_it(text, "cancel"), state)
    shown = _offered(named) if named else None
    return Cancel(shown.id, asked=False) if isinstance(shown, Open) else None


def _step_back(choice: Choice, clinic: Clinic) -> Choice:
    """Undo what was decided last."""
    if choice.start is not None:
        return on_its_day(choice, clinic)
    if choice.day is not None:
        return choice.without_day()
    if choice.hour is not None or choice.dates:
        return choice.with_(hour=None, dates=(), sure=True)
    if choice.practitioner is not None and choice.moving is None:
        return choice.with_(practitioner=None)
    return choice if choice.moving else Choice()


def on_its_day(choice: Choice, clinic: Clinic) -> Choice:
    """Another time of the day of a slot that was chosen."""
    if choice.start is None:
        return choice
    return choice.without_time(zone_of(clinic, choice))


def zone_of(clinic: Clinic, choice: Choice) -> ZoneInfo:
    """Where a slot is that was chosen."""
    assert choice.start is not None  # noqa: S101
    return local_days.zone_of(clinic, choice.practitioner or "", choice.start.date())
