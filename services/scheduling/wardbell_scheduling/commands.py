"""`wardbell schedule` and `wardbell appointments`, on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
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
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import clinic_file, counter, repository
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic_file import ClinicFileError
from wardbell_scheduling.counter import Operator, Refused
from wardbell_scheduling.slots import Span

T = TypeVar("T")

COLUMNS = ("id", "local", "minutes", "service", "practitioner", "room", "status", "contact_id")
WIDTH = 180
"""Columns of a list, however narrow the terminal."""

schedule = typer.Typer(no_args_is_help=True, help="What can be booked.")
appointments = typer.Typer(no_args_is_help=True, help="What is booked.")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Name = Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are; it is noted.")]
Site = Annotated[str, typer.Option(help="As in the clinic file.")]
Id = Annotated[UUID, typer.Argument(metavar="ID")]
Reason = Annotated[str, typer.Option(help="A word for the audit trail; patients do not see it.")]
Local = Annotated[
    datetime,
    typer.Argument(metavar="START", formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
]


@schedule.callback()
def _group() -> None:
    """What can be booked."""


@schedule.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="clinic.yaml")],
    *,
    as_: Name = "import",
    json: Json = False,
) -> None:
    """Take over a clinic's file; the same file twice changes nothing."""
    try:
        clinic = clinic_file.read(file)
    except ClinicFileError as wrong:
        _finding(str(wrong))
    version, stranded = _run(lambda desk: counter.import_clinic(desk, clinic, as_))
    if json:
        rows = [repository.as_dict(a) for a in stranded]
        return _print_json({"site": clinic.site, "version": version or None, "stranded": rows})
    typer.echo(
        f"{clinic.site}: version {version}" if version else f"{clinic.site}: nothing changed"
    )
    if stranded:
        typer.echo("These appointments have no place in the schedule any more; they stay booked:")
        _table(stranded)
    return None


@appointments.command("list")
def list_(
    *,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: today.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days from there.")] = 1,
    practitioner: Annotated[str | None, typer.Option()] = None,
    site: Site = "main",
    json: Json = False,
) -> None:
    """Appointments of some days."""

    async def work(desk: Running) -> list[Appointment]:
        since = day.date() if day else desk.clock.now().date()
        until = since + timedelta(days=days - 1)
        return await counter.listed(desk, site, since, until, practitioner)

    _show(_run(work), json=json)


@appointments.command()
def book(
    start: Local,
    *,
    service: Annotated[str, typer.Option()],
    practitioner: Annotated[str, typer.Option()],
    as_: Name,
    contact: Annotated[
        UUID | None, typer.Option(help="The contact to tell, if there is one.")
    ] = None,
    language: Annotated[str, typer.Option()] = "en",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Book for somebody who calls or stands at the desk."""

    async def work(desk: Running) -> Appointment:
        choice = Choice(service, practitioner, start=await _utc(desk, site, start))
        return await counter.book(desk, site, choice, contact, language, Operator(as_))

    _show([_run(work)], json=json)


@appointments.command()
def move(id_: Id, start: Local, *, as_: Name, json: Json = False) -> None:
    """Another time with the same practitioner; the patient is told."""

    async def work(desk: Running) -> Appointment:
        site = await counter.site_of(desk, id_)
        return await counter.move(desk, id_, await _utc(desk, site, start), Operator(as_))

    _show([_run(work)], json=json)


@appointments.command()
def cancel(
    id_: Annotated[UUID | None, typer.Argument(metavar="ID")] = None,
    *,
    practitioner: Annotated[str | None, typer.Option(help="All of somebody's, with --day.")] = None,
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    as_: Name,
    reason: Reason = "",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Cancel one, or all of a practitioner's day; patients are told and offered other times."""
    by = Operator(as_)
    if id_ is not None and practitioner is None and day is None:
        one = id_
        _show([_run(lambda desk: counter.cancel(desk, one, reason, by))], json=json)
    elif id_ is None and practitioner is not None and day is not None:
        who, that = practitioner, day.date()
        done = _run(lambda desk: counter.cancel_day(desk, site, who, that, reason, by))
        _show(done, json=json)
    else:
        _finding("give an ID, or --practitioner and --day", code=2)


@appointments.command()
def block(
    practitioner: Annotated[str, typer.Argument()],
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%dT%H:%M"])],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%dT%H:%M"])],
    *,
    as_: Name,
    site: Site = "main",
    json: Json = False,
) -> None:
    """Take time out of a schedule; lists the appointments in it, which stay until cancelled."""

    async def work(desk: Running) -> list[Appointment]:
        span = Span(await _utc(desk, site, since), await _utc(desk, site, until))
        if span.start >= span.end:
            raise Refused("--to is not after --from")
        return await counter.block(desk, site, practitioner, span, Operator(as_))

    _show(_run(work), json=json)


@appointments.command()
def confirm(id_: Id, *, as_: Name, json: Json = False) -> None:
    """Say yes to a request."""
    _show([_run(lambda desk: counter.confirm(desk, id_, Operator(as_)))], json=json)


@appointments.command()
def decline(
    id_: Id,
    *,
    as_: Name,
    reason: Annotated[str, typer.Option(help="A sentence that the patient reads.")],
    instead: Annotated[
        list[datetime] | None,
        typer.Option(formats=["%Y-%m-%dT%H:%M"], help="Another time; up to three."),
    ] = None,
    json: Json = False,
) -> None:
    """Say no to a request, with up to three other times."""
    times = instead or []
    if len(times) > 3:
        _finding("up to three other times", code=2)

    async def work(desk: Running) -> Appointment:
        site = await counter.site_of(desk, id_)
        starts = [await _utc(desk, site, start) for start in times]
        return await counter.decline(desk, id_, reason, starts, Operator(as_))

    _show([_run(work)], json=json)


@appointments.command()
def arrived(id_: Id, *, as_: Name, json: Json = False) -> None:
    """The patient is there."""
    _mark(id_, "arrived", as_, json=json)


@appointments.command()
def fulfil(id_: Id, *, as_: Name, json: Json = False) -> None:
    """The visit took place."""
    _mark(id_, "fulfilled", as_, json=json)


@appointments.command("no-show")
def no_show(id_: Id, *, as_: Name, json: Json = False) -> None:
    """The patient did not come."""
    _mark(id_, "noshow", as_, json=json)


def _mark(id_: UUID, status: str, who: str, *, json: bool) -> None:
    _show([_run(lambda desk: counter.mark(desk, id_, status, Operator(who)))], json=json)


async def _utc(desk: Running, site: str, local: datetime) -> datetime:
    zone = await counter.zone_of(desk, site)
    return local.replace(tzinfo=zone).astimezone(UTC)


def _run(work: Callable[[Running], Awaitable[T]]) -> T:
    async def main() -> T:
        async with at_the_counter("scheduling") as desk:
            return await work(desk)

    try:
        return asyncio.run(main())
    except Refused as refused:
        _finding(str(refused))
    except ValidationError:
        _finding("no system is named: set DATABASE_URL, or start one with `make up`", code=2)
    except asyncpg.UndefinedTableError:
        _finding("scheduling has no tables here: `wardbell migrate` creates them")
    except (OSError, asyncpg.PostgresConnectionError):
        _finding("Postgres is not reachable at DATABASE_URL: is the system up? `make up`")


def _show(found: Sequence[Appointment], *, json: bool) -> None:
    if json:
        return _print_json([repository.as_dict(a) for a in found])
    if not found:
        return typer.echo("none")
    return _table(found)


def _table(found: Sequence[Appointment]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        table.add_column(column, no_wrap=True)
    for appointment in found:
        row = repository.as_dict(appointment)
        zone = ZoneInfo(appointment.time_zone)
        row["local"] = f"{appointment.start_at.astimezone(zone):%a %Y-%m-%d %H:%M}"
        table.add_row(*("" if row[c] is None else str(row[c]) for c in COLUMNS))
    Console(width=WIDTH).print(table)


def _print_json(value: Any) -> None:
    options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
    # asyncpg has a UUID of its own
    typer.echo(orjson.dumps(value, default=str, option=options).decode())


def _finding(text: str, *, code: int = 1) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(code)
