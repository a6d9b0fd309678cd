"""What a patient wants of the waiting list, read from what was said. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wardbell_dialogue.dates import understand, usual
from wardbell_dialogue.words import yes_or_no
from wardbell_scheduling import day_bounds, words
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.state import State
from wardbell_scheduling.waiting import ANY_TIME, Wait
from wardbell_scheduling.when_words import Why, why_not


@dataclass(frozen=True, slots=True)
class Join:
    """Go on joining with what is said by now."""

    wait: Wait
    earlier: bool = False
    """Earlier than what: the appointment there is, if there is one."""
    page: int = 0
    why: Why | None = None
    """Why a day that was named says nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """One place on the list; `id` None: the only one there is, or all."""

    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Wait no more; `id` None: for the only thing there is, or else ask."""

    id: UUID | None = None
    asked: bool = False
    """It was confirmed, or a button says nothing else."""


@dataclass(frozen=True, slots=True)
class Take:
    """Accept an offer."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Pass:
    """Decline an offer."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Again:
    """An offer was answered with something else."""

    id: UUID


WaitWish = Join | Look | Leave | Take | Pass | Again

ACTIONS: dict[str, type[Look | Leave | Take | Pass]] = {
    "waiting": Look,
    "leave": Leave,
    "take": Take,
    "pass": Pass,
}


def tapped(action: str, argument: str) -> WaitWish | None:
    """What a button of ours says."""
    if action == "wait":
        wait = Wait.decode(argument)
        return Join(wait) if wait else None
    if action not in ACTIONS:
        return None
    try:
        id_ = UUID(argument)
    except ValueError:
        return None
    return Leave(id_, asked=True) if action == "leave" else ACTIONS[action](id_)


def typed(text: str, state: State, clinic: Clinic, language: str, now: datetime) -> WaitWish | None:
    """What words say about the waiting list; None if nothing."""
    if state.asking == "offer" and state.about is not None:
        if words.accepts(text):
            return Take(state.about)
        if yes_or_no(text) == "no":
            return Pass(state.about)
    if state.asking == "leave" and state.about is not None:
        match words.asked_back(text):
            case "yes":
                return Leave(state.about, asked=True)
            case "no":
                return Look(state.about)
    match words.phrase(text):
        case "leave" if state.asking == "leave" and words.denies(text, "leave"):
            return Look(state.about)
        case "leave" if state.asking == "leave":
            return Leave(state.about, asked=True)
        case "leave":
            return Leave()
        case "listed":
            return Look()
        case "wait":
            return Join(_read(text, _begun(state), clinic, language, now))
        case "freed" | "earlier":
            return Join(_read(text, _begun(state), clinic, language, now), earlier=True)
        case "cancel" | "move" | "asks" | "mine":
            return None
    if state.asking == "wait" and state.wait is not None:
        read = _read(text, state.wait, clinic, language, now, answer=True)
        if read != state.wait:
            return Join(read)
        when = understand(text, language=language, today=now)
        if when is not None and when.refused in {"past", "impossible"}:
            return Join(read, why=why_not(when))
    return None


def _begun(state: State) -> Wait:
    """What is known where somebody asks for the list in the middle of something else."""
    if state.asking == "wait" and state.wait is not None:
        return state.wait
    return Wait.of(state.choice.without_slot())


def _read(
    text: str, wait: Wait, clinic: Clinic, language: str, now: datetime, *, answer: bool = False
) -> Wait:
    """The wishes in a message, added to what is known.

    Args:
        answer: it answers a question of ours
    """
    if wait.moving is None and (service := clinic.service_names.find(text)) is not None:
        wait = wait.with_(service=service)
    if (practitioner := clinic.people_names.find(text)) is not None:
        wait = wait.with_(practitioner=practitioner)
    text, since, until = day_bounds.bounds(text, language, now)
    wait = wait.within(since, until)
    said = usual(text, language=language)
    part = said.daypart if said else None
    if days := (tuple(sorted(said.weekdays)) if said else ()) or words.several_days(text):
        wait = wait.with_(days=days)
    if part:
        # Who names a part of the day and no day comes on any.
        wait = wait.with_(part=part, days=wait.days or ())
    any_ = words.anything(text) or words.phrase(text) in {"any", "soonest"}
    if answer and not days and not part and any_:
        return wait.with_(days=()) if wait.days is None else wait.with_(part=ANY_TIME)
    return wait
