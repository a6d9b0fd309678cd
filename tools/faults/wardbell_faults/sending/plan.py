"""What services ask for, what patients do, what WhatsApp does wrong: all from the seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Lane = Literal["urgent", "reply", "notice"]
LANES: tuple[Lane, ...] = ("urgent", "reply", "notice")
NUMBERS = ("106540352242922", "106540352242923")
"""Ours: of two patients one belongs to each."""
PATIENTS, ASKS, SECONDS = 8, 80, 5.0
"""How many, how many requests a day, and the length of a day in real seconds."""
USERS = 2
"""Whom Meta lets us reach outside their window in 24 hours, where it is few."""
PURPOSES = ("care", "reminder", "survey", "campaign", "security")
CROWD = 48
"""Patients where many requests go on for long: Meta takes one in six seconds for each."""
WRITING_SECONDS = 2.5
"""On the day before the first."""

CALM: Mapping[str, Any] = {
    "answer_lost": 0.0,
    "error_5xx": 0.0,
    "error_5xx_accepted": 0.0,
    "delay_s": 0.1,
    "status_delay_s": 0.0,
    "skip_statuses": 0.0,
    "skip_delivered": 0.0,
    "duplicate_webhooks": 0.0,
    "shuffle_webhooks": 0.0,
    "batch_webhooks": 1,
    "undeliverable_at_once": False,
    "outage": False,
    "errors": [],
}
"""The simulator's switches when little goes wrong: a send takes a moment, as at Meta."""
CALMEST = {**CALM, "delay_s": 0.0}
MILD = {**CALM, "answer_lost": 0.05, "error_5xx": 0.05, "skip_statuses": 0.2}
"""Enough for every part of the sender to have work."""


def _errors(*codes: int, rate: float, later: bool = False) -> dict[str, Any]:
    return {"errors": [{"code": code, "rate": rate, "async": later} for code in codes]}


WEATHER: tuple[Mapping[str, Any], ...] = (
    {},
    {"answer_lost": 0.5, "status_delay_s": 0.5},
    {"answer_lost": 0.5, "skip_statuses": 0.7},
    {"error_5xx": 0.3, "error_5xx_accepted": 0.3},
    {"error_5xx_accepted": 0.5, "skip_statuses": 1.0},
    {"delay_s": 1.3},  # longer than the sender waits
    {"outage": True},
    {"duplicate_webhooks": 0.3, "shuffle_webhooks": 0.5, "batch_webhooks": 50},
    {"skip_statuses": 0.5, "shuffle_webhooks": 0.5},
    {"status_delay_s": 0.7, "skip_delivered": 0.5},
    _errors(130429, 131056, 133004, rate=0.15),
    _errors(1, 2, 131000, 131016, rate=0.15),
    _errors(130429, 131056, 131000, 131016, rate=0.15, later=True),
    _errors(131047, 131026, rate=0.15),
    _errors(131047, 131026, rate=0.15, later=True),
    {"errors": [{"code": 368, "phone_number_id": NUMBERS[1], "times": 2}]},
)
"""What may go wrong for a while, beside `CALM`; the codes are Meta's."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A service wants something said, `at` seconds from the beginning of the day."""

    at: float
    patient: int
    lane: Lane
    words: str
    """Unlike all others."""
    answers: bool
    """It answers the patient's last message, if there was one."""
    addressed: bool
    """It says where the patient is; else that is known from `contacts`, or will be."""
    templated: bool
    purpose: str
    waits: float | None
    """Seconds of the virtual clock before which it is not to be sent."""
    lasts: float | None
    """Seconds of the virtual clock until it is of no use."""
    twice: bool
    """The same request comes a second time."""
    notices: bool | None
    """What the patient allows from here on; None: as before."""
    refused: tuple[str, ...]
    """What they do not want of it."""


@dataclass(frozen=True, slots=True)
class Write:
    """A patient writes: their window opens."""

    at: float
    patient: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The weather changes."""

    at: float
    switches: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Kill:
    """The sender gets kill -9, and is started again at once."""

    at: float


Deed = Ask | Write | Turn | Kill


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole script: who wrote on the day before, and what happens on each day, in order."""

    seed: int
    before: tuple[Deed, ...]
    days: tuple[tuple[Deed, ...], ...]
    night: bool
    """Whether quiet hours begin in the midst of the first day's deeds."""
    users: int
    """Whom Meta lets us reach outside their window in 24 hours; 0: all."""


def make_plan(seed: int, *, days: int = 1, kills: int = 1) -> Plan:
    """The script that follows from a seed.

    Args:
        kills: a day
    """
    rng = random.Random(f"{seed}/sending")
    before = tuple(_written(rng, 0.7, WRITING_SECONDS))
    made = []
    for day in range(days):
        deeds = [*asked_for(rng, day), *_weather(rng), *_written(rng, 0.3, SECONDS)]
        deeds += [Kill(rng.uniform(0.2, 0.6) * SECONDS) for _ in range(kills)]
        made.append(tuple(sorted(deeds, key=lambda deed: deed.at)))
    night, few = seed % 2 == 0, seed % 3 == 0
    return Plan(seed, before, tuple(made), night=night, users=USERS if few else 0)


def _written(rng: random.Random, share: float, seconds: float) -> list[Deed]:
    some = [patient for patient in range(PATIENTS) if rng.random() < share]
    return [Write(at, n) for at, n in zip(_moments(rng, len(some), seconds), some, strict=True)]


def _moments(rng: random.Random, count: int, seconds: float) -> list[float]:
    return sorted(rng.uniform(0, seconds) for _ in range(count))


def asked_for(rng: random.Random, day: int, patients: int = PATIENTS) -> list[Deed]:
    """What services ask for on a day."""
    moments = _moments(rng, ASKS, SECONDS)
    return [_ask(rng, at, f"{day}/{number}", patients) for number, at in enumerate(moments)]


def _weather(rng: random.Random) -> Iterator[Turn]:
    yield Turn(0.0, CALM)
    at = rng.uniform(0.3, 1.0)
    while at < SECONDS:
        yield Turn(at, {**CALM, **rng.choice(WEATHER), **rng.choice(WEATHER)})
        at += rng.uniform(0.5, 1.5)


def _ask(rng: random.Random, at: float, words: str, patients: int) -> Ask:
    lane = rng.choices(LANES, (1, 3, 3))[0]
    purposes = PURPOSES if lane == "notice" else ("care", "care", "security")
    notices = rng.random() < 0.5 if lane == "reply" and rng.random() < 0.1 else None
    return Ask(
        at=at,
        patient=rng.randrange(patients),
        lane=lane,
        words=words,
        answers=lane != "notice" and rng.random() < 0.8,
        addressed=notices is not None or rng.random() < 0.5,
        templated=rng.random() < 0.7,
        purpose=rng.choice(purposes),
        waits=rng.uniform(1, 20) if rng.random() < 0.1 else None,
        lasts=rng.uniform(1, 10) if rng.random() < 0.1 else None,
        twice=rng.random() < 0.1,
        notices=notices,
        refused=tuple(p for p in PURPOSES if rng.random() < 0.3) if notices else (),
    )
