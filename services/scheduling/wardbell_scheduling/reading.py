"""What a patient wants of scheduling, read from what was said. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from wardbell_dialogue.dates import Daypart, When, only_when
from wardbell_dialogue.others import for_another, for_both
from wardbell_dialogue.words import bare, courtesy, for_team, is_greeting, tells_symptoms, yes_or_no
from wardbell_dialogue.words import intent as intent_of
from wardbell_events import MessageReceived
from wardbell_events.inbound import Media, Tap, Text
from wardbell_scheduling import waitlist_wishes, words
from wardbell_scheduling.answers import BOOKING, OWN, chosen, on_its_day, shown, tapped, zone_of
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.shifts import shift
from wardbell_scheduling.state import State
from wardbell_scheduling.when_words import (
    ANY_DAY,
    Suiting,
    after_this_week,
    as_listed,
    in_its_week,
    says_only_when,
    suiting,
    when_said,
    why_not,
)
from wardbell_scheduling.wishes import (
    Beside,
    Book,
    CallBack,
    Cancel,
    CancelOne,
    Come,
    Confirm,
    Courtesy,
    Drop,
    ForAnother,
    ForBoth,
    ForTeam,
    Greeting,
    InCalendar,
    Late,
    Mine,
    Move,
    MoveOne,
    NoDate,
    NoneSuits,
    NotWith,
    Outermost,
    RunningLate,
    Symptoms,
    Unclear,
    Wish,
    WithNobody,
)

SHOWN = frozenset({"", "mine", "appointment", "booked", "waiting", "call"})
"""What was said last need not be answered."""


OF_ONE = frozenset({"", "booked", "confirm", "identity", "offer", "leave"})
"""What is said beside it, such as that somebody comes, is read as an answer to it."""


def read(message: MessageReceived, state: State, clinic: Clinic, now: datetime) -> Wish | CallBack:
    """Read a message.

    Args:
        state: where the conversation stands
        now: local time of the clinic
    """
    said, intent, language = message.said, message.intent, message.language
    if isinstance(said, Tap):
        return tapped(said.action, said.argument) or Unclear()
    if isinstance(said, Media) and said.caption:
        beside = message.model_copy(update={"said": Text(body=said.caption)})
        wish = read(beside, state, clinic, now)
        return Unclear(written=False) if isinstance(wish, Unclear) else wish
    if not isinstance(said, Text):
        return Unclear(written=False)
    if state.asking == "booked" and words.of_own(said.body):
        state = State()  # "my appointment": there may be others than that one
    reminds = state.asking in {"", "booked"} and intent in {None, "question"}
    if (about := intent_of(said.body)) and about[0] == "question" and not tells_symptoms(said.body):
        if not reminds or _begins_with(said.body) != "yes":
            return ForTeam()
        intent = None  # "yes, but can my husband come along": the yes is for a reminder
    if (instead := _instead(said.body, state, clinic, language, now)) is not None:
        return instead
    in_time = state.is_answered(message.sent_at)
    if state.asking and (answer := chosen(said.body, state, clinic)) is not None:
        # A late yes to a time still takes it, if it is free.
        late_yes = isinstance(answer, Confirm) and state.is_over(message.sent_at)
        return answer if in_time or late_yes else Late()
    answers_list = state.asking in {"mine", "appointment"} and words.coming(said.body)
    if answers_list or (words.whole(said.body) == "coming" and state.asking not in OF_ONE):
        return Come((state.about,) if state.asking == "appointment" and state.about else ())
    if words.calendar(said.body) and not _looks_up(said.body, state):
        return InCalendar(state.about if state.asking in OWN else None)
    over = state.is_over(message.sent_at)
    refused, rest = _refused(said.body, state, clinic)
    when = _when(rest, State() if over else state, clinic, language, now)
    if when is not None and _is_name(said.body, when, clinic, now):
        return Unclear() if in_time else Late()
    if when is not None and when.refused is not None and tells_symptoms(said.body):
        when = None  # "he has a cough today that does not go away" refuses no day
    if in_time and (row := _row_of(said.body, when, state, clinic, now)) is not None:
        return row
    if reminds and intent is None and (reminded := _reminded(said.body, when, clinic)) is not None:
        return reminded
    if over:
        state = State()
    elif not in_time:
        state = State(choice=state.choice)
    wish = _read(rest, intent, state, clinic, language, now, when, refused)
    return Late() if isinstance(wish, Unclear) and not in_time else wish


def _refused(text: str, state: State, clinic: Clinic) -> tuple[str | None, str]:
    """Which doctor is refused, and what is said beside that."""
    refused, rest = words.without_refused(text, clinic.people_names.find)
    another = state.choice.practitioner not in {None, ANY, refused}
    if refused and another and _begins_with(text) == "no":
        return None, text  # "no Dr Yilmaz please", where Dr Weber is chosen
    return refused, rest


def _begins_with(text: str) -> str | None:
    """The answer that a message begins with: "yes, but can my husband come along"."""
    return yes_or_no(next(iter(text.split()), ""))


def _when(text: str, state: State, clinic: Clinic, language: str, now: datetime) -> When | None:
    """What is said about when, beside the day that is spoken of."""
    day = on_its_day(state.choice, clinic).day or state.day
    when = when_said(text, language, now, day)
    if when is None:
        return None
    listed = as_listed(text, language, when, now, {day for day, _ in shown(state, clinic)})
    return in_its_week(text, language, listed, now, day) if day and listed == when else listed


def _row_of(
    text: str, when: When | None, state: State, clinic: Clinic, now: datetime
) -> Book | None:
    """The only time of a day that is listed, where nothing but the day is named."""
    if state.asking != "time" or when is None or when.date is None or when.either:
        return None
    rows = [row for day, row in shown(state, clinic) if day == when.date]
    hour = when.time or when.limits or when.daypart or when.refused
    if len(rows) != 1 or hour or not when.sure or not says_only_when(text, now):
        return None
    return Book(rows[0])


def _read(
    text: str,
    intent: str | None,
    state: State,
    clinic: Clinic,
    language: str,
    now: datetime,
    when: When | None,
    refused: str | None,
) -> Wish:
    """What is wanted, by more than an answer to the question.

    Args:
        refused: the doctor who is not wanted
    """
    if state.asking in SHOWN and courtesy(text) is not None:
        return Courtesy()
    # "Anything earlier?" than what is being chosen is no word of the waiting list.
    earlier = words.phrase(text) == "earlier" and state.asking in BOOKING
    if not earlier and (waits := waitlist_wishes.typed(text, state, clinic, language, now)):
        return waits
    if (about := _about(text, state, when, clinic)) is not None:
        return about
    days = suiting(text, language, when, now) or after_this_week(text, when, now)
    if for_both(text):
        both = _booking(text, state, when, clinic, days, refused)
        return ForBoth(both or Book(Choice()))
    if _is_absent(text, state, when, clinic):
        return Mine(closer=True)
    if for_another(text):
        return ForAnother()
    booking = _booking(text, state, when, clinic, days, refused)
    booking = booking or (Book(Choice()) if intent else None)
    if booking is not None:
        unknown = words.names_a_doctor(text) and clinic.people_names.find(text) is None
        return WithNobody(booking) if unknown and isinstance(booking, Book) else booking
    return _anew(text, state)


def _instead(text: str, state: State, clinic: Clinic, language: str, now: datetime) -> Wish | None:
    """Another time is asked for in the same breath as a visit is given up: it is a move."""
    asked = words.instead(text) if state.asking not in {"wait", "offer"} else None
    when = _when(asked, state, clinic, language, now) if asked else None
    if when is None or when.refused is not None or for_another(text):
        return None
    if _is_being_chosen(text, state):
        return _at(state.choice.without_day(), when, clinic)
    return _move(state, _at(Choice(), when, clinic), said=True)


def _reminded(text: str, when: When | None, clinic: Clinic) -> Wish | None:
    """An answer to a reminder: they will come, or something has to be done about their visits.

    Where we ask nothing, words without an intent come here because a reminder asks.
    """
    answer = yes_or_no(text)
    if words.asks_own(text):
        return None
    if (by := shift(text)) is not None and (moved := _shifted(text, State(), by, clinic)):
        return moved
    if words.running_late(text) or words.no_link(text):
        return RunningLate(link=words.no_link(text))
    if _to_cancel(text):
        return CancelOne(_like(text, when, clinic))
    if answer == "no" or words.phrase(text) == "cancel":
        return Mine(closer=True)
    if words.accepts(text) or words.whole(text) in {"come", "coming", "sure"}:
        return Come()
    if when is not None and _only_when(text, clinic):
        return MoveOne(_at(Choice(), when, clinic), said=False)
    if words.unable(text):
        return Mine(closer=True)
    if _begins_with(text) != "yes":
        return None
    # "Yes, but can my husband come along": what they ask besides is for a human. Of several visits
    # they may come to some: "ja zur Impfung, aber zur Vorsorge nicht".
    return Mine(closer=True) if words.denies(text, "cancel") else Come()


def _is_name(text: str, when: When, clinic: Clinic, now: datetime) -> bool:
    """Whether a message is somebody's name, which has a part of the day in it: "Eve Smith"."""
    if when.date or when.time or when.limits or when.refused or _names(text, clinic):
        return False
    said = text.split()
    titles = all(word.isalpha() and word.istitle() for word in said)
    kind = len(bare(text).split()) < len(said)  # "Abends Bitte"
    return len(said) in {2, 3} and titles and not kind and not only_when(text, today=now)


def _names(text: str, clinic: Clinic) -> bool:
    """Whether it names a service or a doctor."""
    return bool(clinic.service_names.find(text) or clinic.people_names.find(text))


def _only_when(text: str, clinic: Clinic) -> bool:
    """Whether nothing else is spoken of than a day or an hour."""
    return not _names(text, clinic) and words.phrase(text) is None


def _about(text: str, state: State, when: When | None, clinic: Clinic) -> Wish | None:
    """Speaks of an appointment there is."""
    if words.whole(text) == "none":
        return Drop() if _is_being_chosen(text, state) else Mine()
    if words.whole(text) == "absent" and state.asking not in BOOKING:
        return CancelOne() if state.about is None else Cancel(state.about, asked=False)
    if (by := shift(text)) is not None and (moved := _shifted(text, state, by, clinic)) is not None:
        return moved
    if words.no_link(text):
        return RunningLate(link=True)
    if words.running_late(text) and state.asking not in BOOKING:
        return RunningLate()
    match words.phrase(text):
        case "cancel" | "move":
            pass
        case _ if words.asks_own(text):
            return Mine(closer=True, asked=True, like=_like(text, when, clinic))
    match words.phrase(text):
        case "asks" if words.asks_new(text) and not words.of_own(text):
            return None
        case "asks" if state.asking not in BOOKING or words.of_own(text):
            return Mine(closer=True, asked=True, like=_like(text, when, clinic))
        case "mine":
            return Mine(asked=True)
        case "move" if _is_being_chosen(text, state):
            return Book(state.choice.without_day()) if when is None else None
        case "move" if when is not None:
            same = words.same_hour(text)
            return _move(state, _at(Choice(), when, clinic, same_hour=same), said=True)
        case "move" if state.about is not None and state.asking in OWN:
            return Move(state.about)
        case "cancel" if _cannot_then(text, state, when):
            return None
        case "cancel" if state.asking in BOOKING and _is_being_chosen(text, state):
            return Drop()
        case "move":
            return MoveOne(Book(Choice()))
        case "cancel":
            return CancelOne(_like(text, when, clinic)) if _to_cancel(text) else Mine()
    return None


def _cannot_then(text: str, state: State, when: When | None) -> bool:
    """Whether it is a day that does not suit, not the visit that is being chosen."""
    refused = when is not None and when.refused == "unwanted"
    return refused and words.unable(text) and _is_being_chosen(text, state)


def _like(text: str, when: When | None, clinic: Clinic) -> Choice:
    """What is said of a visit that there is."""
    return Choice(
        service=clinic.service_names.find(text),
        practitioner=clinic.people_names.find(text),
        day=when.date if when else None,
        hour=when.time if when else None,
    )


def _is_absent(text: str, state: State, when: When | None, clinic: Clinic) -> bool:
    """Whether somebody cannot on a day, and so does not come: "I can't tomorrow"."""
    if when is None or when.refused != "unwanted" or words.each(text):
        return False
    wants = clinic.service_names.find(text) is not None
    shown = state.asking in SHOWN and state.choice == Choice() and state.about is None
    return shown and not wants


def _to_cancel(text: str) -> bool:
    if words.whole(text) == "absent":
        return True
    return words.phrase(text) == "cancel" and not words.denies(text, "cancel")


def _shifted(text: str, state: State, by: timedelta, clinic: Clinic) -> Wish | None:
    """So much later or earlier than the time that is being chosen, or than that of a visit."""
    choice = state.choice
    if state.asking in BOOKING:
        if choice.start is None:
            return None
        at = choice.start.astimezone(zone_of(clinic, choice)) + by
        return Book(choice.without_slot().with_(day=at.date(), hour=at.time()))
    if words.running_late(text) and words.phrase(text) != "move" and not words.asking(text):
        return None  # "I come 10 minutes later"
    return _move(state, Book(Choice(), shift=by), said=True)


def _is_being_chosen(text: str, state: State) -> bool:
    """Whether to move or cancel means what is being chosen, not a visit there is."""
    if state.asking not in BOOKING:
        return False
    moving = state.choice.moving is not None
    return moving or (state.choice != Choice() and not words.of_own(text))


def _move(state: State, to: Book | NoDate, *, said: bool) -> Wish:
    """Another time for the visit that is shown, or else for whichever there is."""
    if state.about is not None and state.asking in OWN:
        return Move(state.about, to, said)
    return MoveOne(to, said)


def _of_own(text: str, state: State) -> bool:
    """Whether a day that is named is one for a visit that is shown, not for a new one."""
    if state.asking not in OWN or state.choice != Choice():  # a new one was given up just now
        return False
    about = intent_of(text)
    return about is None or about[0] != "appointment"


def _booking(
    text: str,
    state: State,
    when: When | None,
    clinic: Clinic,
    days: Suiting,
    refused: str | None,
) -> Wish | None:
    """Names a service, a doctor, a day or a time."""
    choice = state.choice
    service = clinic.service_names.find(text)
    practitioner = clinic.people_names.find(text)
    if refused is not None and practitioner in {None, refused}:
        anyone = on_its_day(choice, clinic).with_(practitioner=None)
        if service is not None and choice.moving is None:
            anyone = anyone.with_(service=service)
        if when is not None or days:
            anyone = _wanted(anyone, when, clinic, days)
        return NotWith(anyone, refused)
    about, beside = words.phrase(text), _beside(text, state, when, clinic)
    if words.anything(text) and service is None and practitioner is None and not (when or days):
        if state.asking == "time":
            return Outermost(last=False)
        if state.asking == "day":
            return Book(choice, soonest=True)
    if practitioner is None and (about == "any" or words.whole(text) == "any"):
        practitioner = ANY
    soonest = about == "soonest" and when is None
    if service is None and practitioner is None:
        if beside is not None and choice.start is not None:
            return Beside(choice, earlier=beside == "earlier")
        if when is None and not (soonest or beside or days):
            return _elsewhere(text, state, clinic)
    if service is not None and service != choice.service and choice.moving is None:
        choice = on_its_day(choice, clinic).with_(service=service)
    if practitioner is not None and choice.moving is None:
        choice = on_its_day(choice, clinic).with_(practitioner=practitioner)
    if beside is not None:
        # Not the hour that was shown; which one they do not say.
        part: Daypart = "a" if beside == "later" else "m"
        return Book(on_its_day(choice, clinic).with_(hour=part))
    if service is None and practitioner is None and _of_own(text, state):
        same = words.same_hour(text)
        to = (
            Book(Choice(), soonest=soonest)
            if when is None
            else _at(Choice(), when, clinic, same_hour=same, days=days)
        )
        return _move(state, to, said=soonest)
    if days and not (when and when.refused):
        who = choice.practitioner or (ANY if soonest else None)
        return Book(_wanted(choice.with_(practitioner=who), when, clinic, days))
    if soonest:
        # Whoever was named stays: soonest with them.
        return Book(
            choice.without_day().with_(practitioner=choice.practitioner or ANY), soonest=True
        )
    if when is None:
        return Book(choice)
    return _at(choice, when, clinic, same_hour=words.same_hour(text), days=days)


def _wanted(choice: Choice, when: When | None, clinic: Clinic, days: Suiting) -> Choice:
    """A choice on the days and at the hour that were named."""
    if days and not (when and when.refused):
        hour = (when and (when.time or when.limits or when.daypart)) or choice.hour
        return choice.without_day().with_(hour=hour).on_any_of(*days)
    return _at(choice, when, clinic, days=days).choice if when else choice


def _elsewhere(text: str, state: State, clinic: Clinic) -> Wish | None:
    """Whether something else is wanted than what is shown, without saying which."""
    choice = state.choice
    if words.phrase(text) == "other_doctor" and state.asking in BOOKING and not choice.moving:
        return Book(on_its_day(choice, clinic).with_(practitioner=None))
    if not words.none_suits(text) or tells_symptoms(text):
        return None
    if state.asking == "appointment" and state.about is not None and yes_or_no(text) is None:
        return Move(state.about)
    return NoneSuits() if state.asking in {"day", "time"} else None


def _beside(
    text: str, state: State, when: When | None, clinic: Clinic
) -> Literal["earlier", "later"] | None:
    """Whether earlier or later times are wanted than those that are shown, and no other day."""
    beside = words.beside(text)
    if beside is None or state.asking not in BOOKING:
        return None
    if when is None:
        return beside
    # "On the same day" is read as a day, "zu früh" as a part of one.
    other = when.date not in {None, on_its_day(state.choice, clinic).day}
    day = other and words.phrase(text) not in {"earlier_then", "later_then"}
    # "Too early, in the afternoon?"
    part = when.daypart == ("m" if beside == "earlier" else "a") or when.daypart == "e"
    return None if day or when.time or when.limits or part else beside


def _looks_up(text: str, state: State) -> bool:
    """Whether somebody looks into their own calendar for what they are to choose."""
    return state.asking in BOOKING and words.looks_up(text) and not tells_symptoms(text)


def _anew(text: str, state: State) -> Wish:
    """An appointment is wanted, in words, though the router thought us to be in a talk already."""
    if _looks_up(text, state):
        return Book(state.choice)
    if (about := intent_of(text)) is None or about[0] != "appointment":
        if is_greeting(text) or courtesy(text) == "thanks":
            return Greeting()
        if tells_symptoms(text):
            return Symptoms()
        return ForTeam() if for_team(text) else Unclear()
    if state.asking in BOOKING and state.choice.moving is None:
        return Book(state.choice)
    return Book(Choice())


def _at(
    choice: Choice,
    when: When,
    clinic: Clinic,
    *,
    same_hour: bool = False,
    days: Suiting = ANY_DAY,
) -> Book | NoDate:
    hour = when.time or when.limits or when.daypart or choice.hour
    if same_hour and hour is None and choice.start is not None:
        hour = choice.start.astimezone(zone_of(clinic, choice)).time()
    if (why := why_not(when)) == "born":
        return NoDate(on_its_day(choice, clinic), why)  # it is about no day of the visit
    if why is not None:
        # The hour of a day that cannot be says nothing of another day.
        kept = hour if why == "unwanted" else choice.hour
        rest = choice.without_day().with_(hour=kept).on_any_of(*days)
        return NoDate(rest, why)
    if when.either:
        return Book(choice.without_day().with_(hour=hour).on_any_of((), when.either))
    if when.date is not None:
        choice = choice.without_day().with_(day=when.date, days=(), dates=())
    else:
        choice = on_its_day(choice, clinic)
    sure = choice.sure and when.sure
    return Book(choice.with_(hour=hour, sure=sure), same_hour=same_hour and hour is None)
