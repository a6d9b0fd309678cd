"""How commands speak: a table for people, one JSON value for programs."""

from __future__ import annotations

import json as json_
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

Json = Annotated[bool, typer.Option("--json", help="Print one JSON value.")]


def show(value: Any, *, json: bool) -> None:
    """Print a value: a list of rows as a table, an object as lines."""
    if json:
        typer.echo(json_.dumps(value, ensure_ascii=False, default=str, indent=1))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            typer.echo(f"{key}: {inner}")
    elif isinstance(value, Sequence):
        _table(value)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        typer.echo("nothing")
        return
    table = Table(*rows[0].keys(), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    Console().print(table)


def finding(text: str, *, code: int = 1) -> NoReturn:
    """End with a sentence: 1 for a finding, 2 for wrong usage."""
    typer.echo(text, err=True)
    raise typer.Exit(code)
