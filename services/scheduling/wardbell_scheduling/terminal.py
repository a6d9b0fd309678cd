"""What `wardbell schedule` and `wardbell appointments` share on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any, NoReturn, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from wardbell_runtime import Running
from wardbell_runtime.counter import NotOneId, at_the_counter, operator, whole_id
from wardbell_scheduling import appointment_rows, typed
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.staff import Refused

T = TypeVar("T")

COLUMNS = ("id", "local", "minutes", "service", "practitioner", "room", "status", "contact_id")
WIDTH = 180
"""Columns of a list, however narrow the terminal."""

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Name = Annotated[
    str, typer.Option("--as", parser=operator, metavar="NAME", help="Who you are; it is noted.")
]
Site = Annotated[str, typer.Option(help="As in the clinic file.")]
Id = Annotated[
    str, typer.Argument(metavar="ID", help="Whole, or enough of its beginning or its end.")
]
Day = Annotated[
    typed.Day | None,
    typer.Option(parser=typed.day, metavar="DAY", help="2026-11-26, 26.11.2026, today, tomorrow."),
]


def run(work: Callable[[Running], Awaitable[T]]) -> T:
    """Do something in scheduling's schema; what is in the way is said, and ends the program."""

    async def main() -> T:
        async with at_the_counter("scheduling") as desk:
            return await work(desk)

    try:
        return asyncio.run(main())
    except Refused as refused:
        finding(str(refused))
    except NotOneId as unclear:
        finding(str(unclear), code=unclear.code)
    except ValidationError:
        finding("no system is named: set DATABASE_URL, or start one with `make up`", code=2)
    except asyncpg.UndefinedTableError:
        finding("scheduling has no tables here: `wardbell migrate` creates them")
    except (OSError, asyncpg.PostgresConnectionError):
        finding("Postgres is not reachable at DATABASE_URL: is the system up? `make up`")


def run_on(id_: str, work: Callable[[Running, UUID], Awaitable[T]]) -> T:
    """The same with an appointment, by what was typed of its id."""

    async def found(desk: Running) -> T:
        return await work(desk, await whole_id(desk, "appointment", id_))

    return run(found)


def show(
    found: Sequence[Appointment], *, json: bool, names: Mapping[UUID, str] | None = None
) -> None:
    """Print appointments; `names` by contact or person, where they are asked for."""
    if json:
        return print_json([_row(each, names) for each in found])
    if not found:
        return typer.echo("none")
    return print_table(found, names)


def print_table(found: Sequence[Appointment], names: Mapping[UUID, str] | None = None) -> None:
    """Appointments as a table, in the time of where they are."""
    table = Table(box=None, pad_edge=False)
    # An id is long enough: who is named is not shown by one too.
    columns = COLUMNS if names is None else (*COLUMNS[:-1], "name")
    for column in columns:
        table.add_column(column, no_wrap=True)
    for appointment in found:
        row = _row(appointment, names)
        zone = ZoneInfo(appointment.time_zone)
        row["local"] = f"{appointment.start_at.astimezone(zone):%a %Y-%m-%d %H:%M}"
        table.add_row(*("" if row[c] is None else str(row[c]) for c in columns))
    Console(width=WIDTH).print(table)


def _row(appointment: Appointment, names: Mapping[UUID, str] | None) -> dict[str, Any]:
    row = appointment_rows.as_dict(appointment)
    if names is not None:
        who = appointment.contact_id or appointment.person_id
        row["name"] = names.get(who) if who else None
    return row


def print_json(value: Any) -> None:
    """One JSON value."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
    # asyncpg has a UUID of its own
    typer.echo(orjson.dumps(value, default=str, option=options).decode())


def finding(text: str, *, code: int = 1) -> NoReturn:
    """Say what is wrong, and end."""
    typer.echo(text, err=True)
    raise typer.Exit(code)
