"""What the commands of all services share on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Annotated, Any, NoReturn, TypeVar
from uuid import UUID

import asyncpg
import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from wardbell_runtime.counter import Finding, at_the_counter, operator, whole_id
from wardbell_runtime.running import Running

T = TypeVar("T")
WIDTH = 220
"""Columns of a table, however narrow the terminal."""

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]
Name = Annotated[
    str, typer.Option("--as", parser=operator, metavar="NAME", help="Who you are; it is noted.")
]
Id = Annotated[
    str, typer.Argument(metavar="ID", help="Whole, or enough of its beginning or its end.")
]


def run(owner: str, work: Callable[[], Awaitable[T]]) -> T:
    """Do something; what is in the way is said, and ends the program.

    Args:
        owner: whose tables it needs, in words
    """

    async def main() -> T:
        return await work()

    try:
        return asyncio.run(main())
    except Finding as found:
        finding(str(found), code=found.code)
    except ValidationError:
        finding("no system is named: set DATABASE_URL, or start one with `make up`", code=2)
    except asyncpg.UndefinedTableError:
        finding(f"{owner} has no tables here: `wardbell migrate` creates them")
    except (OSError, asyncpg.PostgresConnectionError):
        finding("Postgres is not reachable at DATABASE_URL: is the system up? `make up`")


def run_at(service: str, work: Callable[[Running], Awaitable[T]], *, owner: str = "") -> T:
    """The same in a service's schema."""

    async def main() -> T:
        async with at_the_counter(service) as counter:
            return await work(counter)

    return run(owner or service, main)


def run_on(
    service: str,
    table: str,
    id_: str,
    work: Callable[[Running, UUID], Awaitable[T]],
    *,
    column: str = "id",
    owner: str = "",
) -> T:
    """The same with a row, by what was typed of its id."""

    async def found(counter: Running) -> T:
        return await work(counter, await whole_id(counter, table, id_, column=column))

    return run_at(service, found, owner=owner)


def needs_a_name(*, named: bool, as_: str, option: str = "--names") -> None:
    """Who wants to see personal data says who they are."""
    if named and not as_.strip():
        finding(f"{option} needs --as: who looks is noted", code=2)


def print_table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Rows under their columns; None is an empty cell."""
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=True)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    # An id is there to be copied: a narrow terminal wraps lines rather than losing half of it.
    Console(width=WIDTH).print(table)


def print_json(value: Any) -> None:
    """One JSON value."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z
    # asyncpg has a UUID of its own
    typer.echo(orjson.dumps(value, default=str, option=options).decode())


def finding(text: str, *, code: int = 1) -> NoReturn:
    """Say what is wrong, and end."""
    typer.echo(text, err=True)
    raise typer.Exit(code)
