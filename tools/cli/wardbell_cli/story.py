"""The demo's story: one visit from the first words to the stars, an emergency in between.

It is played on the clock of the simulator, on which a week takes seconds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import typer

from wardbell_cli.demo import JUMP_SECONDS, NotAnswered, Patient, call
from wardbell_cli.forked import CommandFailed, wardbell

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SURVEY = timedelta(hours=3)
"""How long after a visit patients are asked how it was."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment as staff see it."""

    id: str
    start: datetime
    end: datetime

    def __str__(self) -> str:
        return f"{self.id} {self.start:%a %Y-%m-%d %H:%M}"


class Staff:
    """Somebody at the desk, who types commands."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = {**os.environ, **env}

    def types(self, *words: str) -> None:
        """Do something and see what it says."""
        typer.secho(f"\n{'Staff':>8}  $ wardbell {' '.join(words)}", bold=True)
        for line in self._run(*words).splitlines():
            typer.echo(f"{'':>8}  {line.rstrip()}")

    def moves(self, visit: Visit, start: datetime) -> None:
        """Give a visit another time."""
        self.types("appointments", "move", visit.id, f"{start:%Y-%m-%d %H:%M}", "--as", "kim")

    def finds(self) -> Visit:
        """The one appointment there is."""
        visits = json.loads(self._run("appointments", "list", "--days", "60", "--json"))
        if len(visits) != 1:
            raise NotAnswered(f"one visit is booked, and staff see {len(visits)}")
        found = visits[0]
        zone = ZoneInfo(found["time_zone"])
        start, end = (datetime.fromisoformat(found[key]) for key in ("start_at", "end_at"))
        return Visit(found["id"], start.astimezone(zone), end.astimezone(zone))

    def _run(self, *words: str) -> str:
        try:
            return wardbell(words, self._env)
        except CommandFailed as failed:
            raise NotAnswered(str(failed)) from None


def play(env: Mapping[str, str]) -> Visit:
    """Play it; returns the visit as it was booked. NotAnswered if a patient waits in vain."""
    simulator, staff = env["SIMULATOR_URL"], Staff(env)
    ada, ben = book(simulator), Patient("Ben", "15550100102", simulator)
    booked = staff.finds()

    # Inside WhatsApp's 24 hours as we say it, outside as the template that Meta has approved.
    staff.moves(booked, booked.start + HOUR)
    ada.hears()
    _it_is(simulator, booked.start - 2 * DAY, "Two days before")
    staff.moves(booked, booked.start)
    ada.hears()

    _it_is(simulator, booked.start - DAY, "The day before")
    ada.hears()
    ada.taps("scheduling:move")
    ben.writes("Meine Mutter hat starke Brustschmerzen und bekommt keine Luft")
    ada.writes("Friday at 11 am")
    ada.taps("scheduling:confirm")
    moved = staff.finds()

    _it_is(simulator, moved.end, "After the visit")
    staff.types("appointments", "fulfil", moved.id, "--as", "kim")
    _it_is(simulator, moved.end + SURVEY, "Three hours later")
    ada.hears()
    ada.taps(f"feedback:rate:{moved.id.replace('-', '')}/2")
    ada.writes("I waited for an hour and nobody told me why.")
    staff.types("tasks", "list", "--names", "--as", "kim")
    return booked


def book(simulator: str) -> Patient:
    """From the first words to a visit; returns whose it is."""
    ada = Patient("Ada", "15550100101", simulator)
    ada.writes("Hello!")
    ada.taps("scheduling:start")
    ada.taps("scheduling:book")
    ada.taps("scheduling:book")
    ada.writes("Thursday next week at 10 am")
    ada.writes("Ada Example")
    ada.writes("12.03.1980")
    ada.taps("scheduling:confirm")
    return ada


def _it_is(simulator: str, moment: datetime, when: str) -> None:
    """Take the clock there, once nothing is under way."""
    body = {"jump_to": moment.isoformat(), "wait_s": JUMP_SECONDS}
    call(f"{simulator}/sim/clock", body)
    typer.secho(f"\n· {when}: {moment:%A %H:%M}", dim=True)
