"""`wardbell schedule`: what can be booked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardbell_runtime import Running
from wardbell_runtime.terminal import Json, Name, finding, print_json
from wardbell_scheduling import (
    appointment_rows,
    busy_import,
    clinic_file,
    clinic_import,
    feed_address,
    terminal,
)
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.busy_fetch import LARGEST
from wardbell_scheduling.clinic_file import ClinicFileError
from wardbell_scheduling.settings import SchedulingSettings
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.terminal import Site

schedule = typer.Typer(no_args_is_help=True, help="What can be booked.")

Practitioner = Annotated[str, typer.Argument(metavar="PRACTITIONER", help="As in the clinic file.")]


@schedule.callback()
def _group() -> None:
    """What can be booked."""


@schedule.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="clinic.yaml")],
    *,
    new_site: Annotated[
        bool, typer.Option("--new-site", help="It is of one more site, beside those there are.")
    ] = False,
    as_: Name = "import",
    json: Json = False,
) -> None:
    """Take over a clinic's file; the same file twice changes nothing."""
    try:
        clinic = clinic_file.read(file)
    except ClinicFileError as wrong:
        finding(str(wrong))
    done = terminal.run(
        lambda desk: clinic_import.import_clinic(desk, clinic, as_, new_site=new_site)
    )
    if json:
        rows = [appointment_rows.as_dict(a) for a in done.stranded]
        return print_json({"site": clinic.site, "version": done.version or None, "stranded": rows})
    what = f"version {done.version}" if done.version else "nothing changed"
    typer.echo(f"{clinic.site}: {what}")
    if done.others:
        typer.echo(f"{clinic.site} is a new site, beside {', '.join(done.others)}")
    if done.stranded:
        typer.echo("These appointments have no place in the schedule any more; they stay booked:")
        terminal.show_table(done.stranded)
    return None


@schedule.command()
def feed(
    practitioner: Practitioner,
    *,
    renew: Annotated[
        bool, typer.Option("--renew", help="A new address; the old one ends.")
    ] = False,
    off: Annotated[bool, typer.Option("--off", help="No address any more.")] = False,
    language: Annotated[str, typer.Option(help='Of the word "Busy" in it.')] = "en",
    as_: Name = "feed",
    site: Site = "main",
    json: Json = False,
) -> None:
    """The secret address of somebody's busy times, for their own calendar to subscribe to."""
    if renew and off:
        finding("--renew or --off, not both", code=2)
    by = Operator(as_)

    async def work(desk: Running) -> str | None:
        if off:
            await feed_address.end(desk, site, practitioner, by)
            return None
        public_url = SchedulingSettings().public_url
        return await feed_address.address(
            desk, site, practitioner, public_url, language, by, renew=renew
        )

    address = terminal.run(work)
    if json:
        return print_json({"site": site, "practitioner": practitioner, "address": address})
    return typer.echo(address or f"{practitioner}: there is no address any more")


@schedule.command()
def busy(
    practitioner: Practitioner,
    file: Annotated[Path, typer.Argument(metavar="FILE.ics")],
    *,
    as_: Name = "busy",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Take over the busy times of another calendar, instead of those it said before."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as wrong:
        finding(f"{file.name} cannot be read: {wrong.strerror}")
    if len(content) > LARGEST:
        finding(f"{file.name} is larger than 5 MB")

    async def work(desk: Running) -> tuple[int, list[Appointment]]:
        return await busy_import.import_file(desk, site, practitioner, content, Operator(as_))

    times, hit = terminal.run(work)
    if json:
        rows = [appointment_rows.as_dict(a) for a in hit]
        return print_json({"site": site, "practitioner": practitioner, "times": times, "hit": rows})
    typer.echo(f"{practitioner}: {times} busy times")
    if hit:
        typer.echo("These appointments are in them; they stay booked:")
        terminal.show_table(hit)
    return None
