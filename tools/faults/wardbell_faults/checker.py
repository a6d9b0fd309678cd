"""What is promised, held against what happened. Pure: it is proven with made-up histories.

Each accepted message has one effect and one answer, in order per patient and lane; nothing is
parked. A service that answers is in order with itself: an answer of triage and one of the desk
come from different queues, and neither waits for the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from wardbell_events import Event, MessageArrived, MessageReceived, MessageRequested, TaskOpened
from wardbell_faults.history import Entry, History, Shown, Told, Written, welcome_id

EFFECTS = {MessageReceived.type, MessageRequested.type, TaskOpened.type}
"""Types of which one cause leads to one event a topic. The relay may publish that one again."""

WAIT_FOR_UNCLEAR = 20.0
"""Seconds that a patient's later messages wait for one of unclear fate; urgent ones do not."""
T = TypeVar("T")


@dataclass(slots=True)
class Verdict:
    """Findings in words; a run is good when there are none."""

    accepted: int = 0
    replies: int = 0
    """Accepted messages with exactly one answer, once on the phone."""
    emergencies: int = 0
    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    unexplained_parked: list[str] = field(default_factory=list)
    uncaused: list[str] = field(default_factory=list)
    """On a phone, but no accepted message led to it."""
    missing_tasks: list[str] = field(default_factory=list)
    """An emergency of which staff do not know."""
    overtaken: int = 0
    """Answers overtaken by another service's answer to a later message: no promise is broken."""


def check(history: History) -> Verdict:
    """Hold a history against the promises."""
    known = _Known(history)
    verdict = Verdict(accepted=len(history.accepted), unexplained_parked=list(history.parked))
    for message in history.written:
        if message.id in history.accepted:
            _answered(message, known, verdict)
    _uncaused(history, known, verdict)
    _twice(history, verdict)
    _ledger_order(history, known, verdict)
    _service_order(history, known, verdict)
    return verdict


class _Known:
    """A history with its indexes."""

    def __init__(self, history: History) -> None:
        self.shown = Counter(shown.id for shown in history.shown if shown.id is not None)
        self.entries = {entry.id: entry for entry in history.ledger}
        self.chains: dict[str, list[Told]] = defaultdict(list)
        for told in history.told:
            self.chains[told.root].append(told)
        self.tasks = Counter(history.tasks)

    def of(self, message: Written, kind: type[Event]) -> list[Told]:
        """Events of one type that a message led to."""
        return [told for told in self.chains[str(message.id)] if told.type == kind.type]

    def answers(self, message: Written) -> set[UUID]:
        """Ids of the messages that answer this one."""
        return {told.subject for told in self.requests(message) if told.subject}

    def requests(self, message: Written) -> list[Told]:
        """Events that ask for an answer; a welcome before it is none."""
        asked = self.of(message, MessageRequested)
        return [told for told in asked if told.subject != welcome_id(message.id)]


def _answered(message: Written, known: _Known, verdict: Verdict) -> None:
    answers = known.answers(message)
    seen = [known.shown[answer] for answer in answers]
    name = f"message {message.id}"
    if not any(seen):
        verdict.lost.append(f"{name}: {_where_it_ended(message, known)}")
    elif len(answers) == 1 and seen == [1]:
        verdict.replies += 1
    if len(answers) > 1:
        verdict.duplicated.append(f"{name} has {len(answers)} answers")
    if message.emergency:
        _emergency(message, known, verdict)


def _emergency(message: Written, known: _Known, verdict: Verdict) -> None:
    verdict.emergencies += 1
    told = [t.subject for t in known.of(message, TaskOpened) if t.kind == "emergency"]
    kept = sum(known.tasks[id_] for id_ in set(told) if id_ is not None)
    if not told:
        verdict.missing_tasks.append(f"emergency {message.id} opened no task")
    elif not kept:
        verdict.missing_tasks.append(f"the task of emergency {message.id} is not at the desk")
    elif kept > 1:
        verdict.duplicated.append(f"emergency {message.id} stands {kept} times at the desk")


def _where_it_ended(message: Written, known: _Known) -> str:
    """How far a message came that was not answered."""
    if not known.of(message, MessageArrived):
        return "answered with 200, but not on Kafka"
    routed = known.of(message, MessageReceived)
    answers = known.requests(message)
    if not answers:
        if not routed:
            return "on Kafka, but the router did nothing with it"
        return f"on {routed[0].topic}, but the service did nothing with it"
    entry = known.entries.get(answers[0].subject) if answers[0].subject else None
    if entry is None:
        return f"answered on {answers[0].topic}, but not in the sender's ledger"
    return f"in the ledger as {entry.state} (doubts: {entry.doubts}), but not on the phone"


def _uncaused(history: History, known: _Known, verdict: Verdict) -> None:
    caused = {
        answer
        for message in history.written
        if message.id in history.accepted
        for answer in (*known.answers(message), welcome_id(message.id))
    }
    verdict.uncaused += [
        f"our message {shown.id} on a phone answers nothing"
        for shown in history.shown
        if shown.id not in caused
    ]


def _twice(history: History, verdict: Verdict) -> None:
    shown = Counter(shown.id for shown in history.shown if shown.id is not None)
    verdict.duplicated += [
        f"our message {id_} came {count} times" for id_, count in shown.items() if count > 1
    ]
    effects = Counter(
        (told.type, told.topic, told.cause) for told in history.told if told.type in EFFECTS
    )
    verdict.duplicated += [
        f"event {cause} was handled {count} times: so many {type_} on {topic}"
        for (type_, topic, cause), count in effects.items()
        if count > 1
    ]


def _ledger_order(history: History, known: _Known, verdict: Verdict) -> None:
    """On each phone, each lane in the ledger's order."""
    lanes: dict[Hashable, list[tuple[Shown, Entry]]] = defaultdict(list)
    for shown in sorted(history.shown, key=lambda shown: (shown.patient, shown.place)):
        if shown.id is not None and (entry := known.entries.get(shown.id)) is not None:
            lanes[shown.patient, entry.lane].append((shown, entry))
    for lane in lanes.values():
        for before, after in inversions(lane, [entry.seq for _, entry in lane]):
            if not _need_not_wait(before[0], after[1]):
                verdict.out_of_order.append(
                    f"our message {after[1].id} came after {before[1].id}, which was to follow it"
                )


def _need_not_wait(shown: Shown, doubtful: Entry) -> bool:
    """Whether a message was right not to wait for an older one whose fate was unclear."""
    if not doubtful.doubts:
        return False
    return doubtful.lane == "urgent" or shown.at >= doubtful.unclear_since + WAIT_FOR_UNCLEAR


def _service_order(history: History, known: _Known, verdict: Verdict) -> None:
    """Answers of one service in one lane follow the messages' order on Kafka."""
    everybody: dict[Hashable, list[tuple[Told, Entry]]] = defaultdict(list)
    for message in history.written:
        arrived = known.of(message, MessageArrived)
        for answer in known.answers(message):
            entry = known.entries.get(answer)
            if arrived and entry is not None:
                first = min(arrived, key=lambda told: told.place)
                everybody[message.patient, first.topic, entry.lane].append((first, entry))
    for pairs in everybody.values():
        pairs.sort(key=lambda pair: pair[0].place)
        verdict.overtaken += len(inversions(pairs, [entry.seq for _, entry in pairs]))
        for service in {entry.service for _, entry in pairs}:
            own = [pair for pair in pairs if pair[1].service == service]
            for before, after in inversions(own, [entry.seq for _, entry in own]):
                verdict.out_of_order.append(
                    f"message {after[0].id} came after {before[0].id} and was answered before it"
                )


def inversions(items: Iterable[T], ranks: list[int]) -> list[tuple[T, T]]:
    """Items that stand after one of a higher rank, each with that one before it."""
    found = []
    highest: tuple[int, T] | None = None
    for item, rank in zip(items, ranks, strict=True):
        if highest is not None and rank < highest[0]:
            found.append((highest[1], item))
        else:
            highest = rank, item
    return found
