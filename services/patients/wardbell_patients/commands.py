"""`wardbell patients`: the people behind a contact, on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated, Any, NoReturn, TypeVar

import asyncpg
import orjson
import typer
from pydantic import ValidationError

from wardbell_patients import counter
from wardbell_patients.directory import PEOPLE
from wardbell_runtime.counter import NotOneId, at_the_counter, operator, whole_id
from wardbell_runtime.people import Unclear

T = TypeVar("T")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]

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
    json: Json = False,
) -> None:
    """Who they are and what they are asked; personal data is hidden unless asked for."""
    who = (as_ or getpass.getuser()) if reveal else None

    async def work() -> Any | None:
        async with at_the_counter("patients") as patients:
            whole = await whole_id(patients, "contact", contact_id)
            return await counter.show(patients, whole, reveal_to=who)

    contact = _run(work)
    if contact is None:
        _finding(f"nobody has written under {contact_id}: `wardbell tasks show` names contacts")
    if json:
        return _print_json(contact)
    for person in contact.pop("people"):
        typer.echo(", ".join(f"{name}: {_plain(value)}" for name, value in person.items()))
    for name, value in contact.items():
        typer.echo(f"{name}: {_plain(value)}")
    return None


@app.command()
def find(
    name: Annotated[
        list[str] | None, typer.Argument(help="Words, or their beginnings, of the name.")
    ] = None,
    *,
    born: Annotated[str, typer.Option(metavar="DAY", help="E.g. 12.03.1980.")] = "",
    phone: Annotated[str, typer.Option(help="WhatsApp number, as people write it.")] = "",
    as_: Annotated[
        str, typer.Option("--as", parser=operator, metavar="NAME", help="Who you are; it is noted.")
    ],
    json: Json = False,
) -> None:
    """Who has this name, date of birth or number; whoever is shown leaves an audit line."""
    found = _run(lambda: PEOPLE.find(as_, name=" ".join(name or ()), born=born, phone=phone))
    if json:
        return _print_json([asdict(each) for each in found])
    if not found:
        _finding("nobody is known by that")
    for each in found:
        typer.echo(str(each))
    return None


def _run(work: Callable[[], Awaitable[T]]) -> T:
    async def main() -> T:
        return await work()

    try:
        return asyncio.run(main())
    except Unclear as unclear:
        _finding(str(unclear), code=2)
    except NotOneId as unclear:
        _finding(str(unclear), code=unclear.code)
    except ValidationError:
        _finding("no system is named: set DATABASE_URL, or start one with `make up`", code=2)
    except asyncpg.UndefinedTableError:
        _finding("patients has no tables here: `wardbell migrate` creates them")
    except (OSError, asyncpg.PostgresConnectionError):
        _finding("Postgres is not reachable at DATABASE_URL: is the system up? `make up`")


def _print_json(value: Any) -> None:
    # asyncpg has a UUID of its own
    options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
    typer.echo(orjson.dumps(value, default=str, option=options).decode())


def _plain(value: Any) -> str:
    if hasattr(value, "hour"):
        return f"{value:%Y-%m-%d %H:%M}Z"
    return "" if value is None else str(value)


def _finding(text: str, *, code: int = 1) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(code)
