"""What `wardbell schedule` and `wardbell appointments` share on the terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import typer

from wardbell_dialogue.local_time import for_staff
from wardbell_runtime import Running, terminal
from wardbell_runtime.terminal import print_json, print_table, run_at
from wardbell_scheduling import appointment_rows, typed
from wardbell_scheduling.appointment import Appointment

T = TypeVar("T")

COLUMNS = (
    *("id", "local", "minutes", "service", "practitioner", "room", "status", "confirmed"),
    "contact_id",
)
"""`confirmed`: the patient has said that they will come."""

Site = Annotated[str, typer.Option(help="As in the clinic file.")]
Day = Annotated[
    typed.Day | None,
    typer.Option(parser=typed.day, metavar="DAY", help="2026-11-26, 26.11.2026, today, tomorrow."),
]


def run(work: Callable[[Running], Awaitable[T]]) -> T:
    """Do something in scheduling's schema; what is in the way is said, and ends the program."""
    return run_at("scheduling", work)


def run_on(id_: str, work: Callable[[Running, UUID], Awaitable[T]]) -> T:
    """The same with an appointment, by what was typed of its id."""
    return terminal.run_on("scheduling", "appointment", id_, work)


def show(
    found: Sequence[Appointment],
    *,
    json: bool,
    names: Mapping[UUID, str] | None = None,
    nothing: str = "none",
) -> None:
    """Print appointments.

    Args:
        names: by contact or person, where they are asked for
        nothing: what is said where there are none
    """
    if json:
        return print_json([row(each, names) for each in found])
    if not found:
        return typer.echo(nothing)
    return show_table(found, names)


def show_table(found: Sequence[Appointment], names: Mapping[UUID, str] | None = None) -> None:
    """Appointments as a table, in the time of where they are."""
    # An id is long enough: who is named is not shown by one too.
    columns = COLUMNS if names is None else (*COLUMNS[:-1], "name")
    rows = []
    for appointment in found:
        shown = row(appointment, names)
        zone = ZoneInfo(appointment.time_zone)
        shown["local"] = for_staff(appointment.start_at, zone)
        shown["confirmed"] = "yes" if appointment.confirmed else None
        rows.append([shown[c] for c in columns])
    print_table(columns, rows)


def row(appointment: Appointment, names: Mapping[UUID, str] | None = None) -> dict[str, Any]:
    """One as JSON tells it."""
    told = appointment_rows.as_dict(appointment)
    if names is not None:
        who = appointment.contact_id or appointment.person_id
        told["name"] = names.get(who) if who else None
    return told
