"""`wardbell patients`: the people behind a contact, on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

import asyncio
import getpass
from typing import Annotated, Any, NoReturn

import asyncpg
import orjson
import typer
from pydantic import ValidationError

from wardbell_patients import counter
from wardbell_runtime.counter import NotOneId, at_the_counter, whole_id

app = typer.Typer(no_args_is_help=True, help="The people behind a contact.")


@app.callback()
def patients() -> None:
    """The people behind a contact."""


@app.command()
def show(
    contact_id: Annotated[
        str,
        typer.Argument(metavar="CONTACT_ID", help="Whole, or enough of its beginning or its end."),
    ],
    *,
    reveal: Annotated[bool, typer.Option(help="Show names and dates of birth.")] = False,
    as_: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Who you are; it is noted.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON value.")] = False,
) -> None:
    """Who they are and what they are asked; personal data is hidden unless asked for."""
    who = (as_ or getpass.getuser()) if reveal else None
    contact = _show(contact_id, who)
    if contact is None:
        _finding(f"nobody has written under {contact_id}: `wardbell tasks show` names contacts")
    if json:
        # asyncpg has a UUID of its own
        options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
        return typer.echo(orjson.dumps(contact, default=str, option=options).decode())
    for person in contact.pop("people"):
        typer.echo(", ".join(f"{name}: {_plain(value)}" for name, value in person.items()))
    for name, value in contact.items():
        typer.echo(f"{name}: {_plain(value)}")
    return None


def _show(contact_id: str, who: str | None) -> Any | None:
    async def main() -> Any | None:
        async with at_the_counter("patients") as patients:
            whole = await whole_id(patients, "contact", contact_id)
            return await counter.show(patients, whole, reveal_to=who)

    try:
        return asyncio.run(main())
    except NotOneId as unclear:
        _finding(str(unclear), code=unclear.code)
    except ValidationError:
        _finding("no system is named: set DATABASE_URL, or start one with `make up`", code=2)
    except asyncpg.UndefinedTableError:
        _finding("patients has no tables here: `wardbell migrate` creates them")
    except (OSError, asyncpg.PostgresConnectionError):
        _finding("Postgres is not reachable at DATABASE_URL: is the system up? `make up`")


def _plain(value: Any) -> str:
    if hasattr(value, "hour"):
        return f"{value:%Y-%m-%d %H:%M}Z"
    return "" if value is None else str(value)


def _finding(text: str, *, code: int = 1) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(code)
