"""A year of bookings: who does what in which step, what is killed meanwhile, all from the seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from wardbell_faults.plan import KAFKA, POSTGRES, Blow

REPLICAS = 3
Doing = Literal["book", "move", "cancel", "dawdle"]
DOINGS: dict[Doing, int] = {"book": 6, "move": 2, "cancel": 2, "dawdle": 1}
"""What a patient does in a step, and how often. Who dawdles confirms when the hold has lapsed."""
PRACTITIONERS = ("weber", "yilmaz", "okafor")
HOURS = '{days: [mon, tue, wed, thu, fri], from: "08:00", to: "11:00", location: here}'
CLINIC = """
time_zone: Europe/Berlin
locations:
  here: {name: Practice, address: Main Street 1}
rooms:
  us-1: {name: Ultrasound room}
services:
  check-up:
    names: {en: Check-up, de: Vorsorge}
    minutes: 30
    horizon_days: 30
  scan:
    names: {en: Ultrasound, de: Ultraschall}
    minutes: 60
    horizon_days: 30
    rooms: [us-1]
practitioners:
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Some minutes of a year: what happens at once, and how far the clock then jumps."""

    seed: str
    doings: tuple[Doing | None, ...]
    """Of each patient."""
    races: int
    """How often everybody wants the same slot."""
    staff: int
    """Acts of staff."""
    blows: tuple[Blow, ...]
    then: timedelta


@dataclass(frozen=True, slots=True)
class Year:
    """A whole run."""

    seed: int
    patients: int
    steps: tuple[Step, ...]

    @property
    def days(self) -> int:
        """How much time passes."""
        return sum((step.then for step in self.steps), timedelta()).days


def make_year(seed: int, *, steps: int = 14, patients: int = 14, races: int = 1) -> Year:
    """The year that follows from a seed."""
    rng = random.Random(f"{seed}/year")
    doings = list(DOINGS)
    made = [
        Step(
            seed=f"{seed}/step/{number}",
            doings=tuple(
                rng.choices(doings, list(DOINGS.values()))[0] if rng.random() < 0.7 else None
                for _ in range(patients)
            ),
            races=races,
            staff=3,
            blows=_blows(rng, number),
            then=timedelta(days=366 / steps),
        )
        for number in range(steps)
    ]
    return Year(seed, patients, tuple(made))


def write_clinic(file: Path, absences: Sequence[str] = ()) -> Path:
    """The clinic's file. Absences are one a practitioner, `{from: …, to: …}`; empty: none."""
    people = [
        f"  {id_}:\n    name: Dr. {id_.title()}\n    services: [check-up, scan]\n"
        f"    schedule: [{HOURS}]\n    absences: [{absence}]\n"
        for id_, absence in zip(PRACTITIONERS, absences or ("",) * 3, strict=True)
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(CLINIC + "".join(people))
    return file


def _blows(rng: random.Random, number: int) -> tuple[Blow, ...]:
    """In two of three steps a replica of scheduling; now and then Postgres or Kafka too."""
    blows = []
    if number % 3:
        replica = rng.choice(["scheduling", *(f"scheduling-{n}" for n in range(2, REPLICAS + 1))])
        blows.append(Blow(rng.uniform(0.3, 2.5), replica, rng.uniform(0.2, 1.0)))
    if number % 6 == 2:
        blows.append(Blow(rng.uniform(0.3, 2.0), POSTGRES, 0.5))
    if number % 6 == 5:
        blows.append(Blow(rng.uniform(0.3, 2.0), KAFKA, 0.5))
    return tuple(blows)
