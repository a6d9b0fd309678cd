"""`wardbell patients`: the people behind a contact, on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import typer

from wardbell_dialogue.local_time import for_staff
from wardbell_patients import counter
from wardbell_patients.directory import PEOPLE
from wardbell_runtime import Running
from wardbell_runtime.terminal import Json, Name, finding, needs_a_name, print_json, run, run_on

ContactId = Annotated[
    str,
    typer.Argument(metavar="CONTACT_ID", help="Whole, or enough of its beginning or its end."),
]
NOBODY = "nobody has written under {}: `wardbell tasks show` names contacts"

app = typer.Typer(no_args_is_help=True, help="The people behind a contact.")


@app.callback()
def patients() -> None:
    """The people behind a contact."""


@app.command()
def show(
    contact_id: ContactId,
    *,
    reveal: Annotated[bool, typer.Option(help="Show names and dates of birth.")] = False,
    as_: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Who you are; it is noted.")
    ] = "",
    json: Json = False,
) -> None:
    """Who they are and what they are asked; personal data is hidden unless asked for."""
    needs_a_name(named=reveal, as_=as_, option="--reveal")
    who = as_ if reveal else None

    async def work(patients: Running, whole: UUID) -> Any | None:
        return await counter.show(patients, whole, reveal_to=who)

    contact = run_on("patients", "contact", contact_id, work)
    if contact is None:
        finding(NOBODY.format(contact_id))
    if json:
        return print_json(contact)
    for person in contact.pop("people"):
        typer.echo(", ".join(f"{name}: {_plain(value)}" for name, value in person.items()))
    for name, value in contact.items():
        typer.echo(f"{name}: {_plain(value)}")
    return None


@app.command()
def quiet(
    contact_id: ContactId,
    *,
    hours: Annotated[
        str, typer.Option(metavar="FROM-TO", help="E.g. 22:00-09:30; 00:00-00:00: never.")
    ] = "",
    zone: Annotated[
        str, typer.Option(metavar="ZONE", help="By whose clock, e.g. America/New_York.")
    ] = "",
    as_: Name,
    json: Json = False,
) -> None:
    """When they are sent nothing that they have not asked for; what is left out is as at the site.

    Answers, security codes and what is urgent come at any hour.
    """

    async def work(patients: Running, whole: UUID) -> Any | None:
        return await counter.quiet(patients, whole, as_, hours=hours or None, zone=zone or None)

    said = run_on("patients", "contact", contact_id, work)
    if said is None:
        finding(NOBODY.format(contact_id))
    if json:
        return print_json(said)
    for name, value in said.items():
        typer.echo(f"{name}: {value or 'as at the site'}")
    return None


@app.command()
def find(
    name: Annotated[
        list[str] | None, typer.Argument(help="Words, or their beginnings, of the name.")
    ] = None,
    *,
    born: Annotated[str, typer.Option(metavar="DAY", help="E.g. 12.03.1980.")] = "",
    phone: Annotated[str, typer.Option(help="WhatsApp number, as people write it.")] = "",
    as_: Name,
    json: Json = False,
) -> None:
    """Who has this name, date of birth or number; whoever is shown leaves an audit line."""
    name_ = " ".join(name or ())
    found = run("patients", lambda: PEOPLE.find(as_, name=name_, born=born, phone=phone))
    if json:
        return print_json([asdict(each) for each in found])
    if not found:
        finding("nobody is known by that")
    for each in found:
        typer.echo(str(each))
    return None


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return for_staff(value, UTC)
    return "" if value is None else str(value)
