"""`wardbell schedule`: what can be booked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardbell_scheduling import clinic_file, clinic_import, repository, terminal
from wardbell_scheduling.clinic_file import ClinicFileError
from wardbell_scheduling.terminal import Json, Name

schedule = typer.Typer(no_args_is_help=True, help="What can be booked.")


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
        terminal.finding(str(wrong))
    version, stranded = terminal.run(lambda desk: clinic_import.import_clinic(desk, clinic, as_))
    if json:
        rows = [repository.as_dict(a) for a in stranded]
        return terminal.print_json(
            {"site": clinic.site, "version": version or None, "stranded": rows}
        )
    typer.echo(
        f"{clinic.site}: version {version}" if version else f"{clinic.site}: nothing changed"
    )
    if stranded:
        typer.echo("These appointments have no place in the schedule any more; they stay booked:")
        terminal.print_table(stranded)
    return None
