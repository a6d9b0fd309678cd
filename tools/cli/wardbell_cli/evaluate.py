"""`wardbell evaluate`: how well something is understood, against a file of labelled rows.

Needs no running system. Whatever the figures are, the exit code is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from wardbell_cli.output import Json, finding, show

app = typer.Typer(no_args_is_help=True, help="How well something is understood.")
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]

# Lexicons and grammars are imported where they are used: reading them takes a moment that other
# commands need not wait for.


@app.command("redflags")
def redflags(file: File, *, json: Json = False) -> None:
    """The emergency screen against FILE.jsonl (fields lang, text, emergency)."""
    from wardbell_redflags import evaluate, read_rows, screen  # noqa: PLC0415

    show(_figures(file, lambda lines: evaluate(screen, read_rows(lines))), json=json)


@app.command("dates")
def dates(file: File, *, json: Json = False) -> None:
    """The date grammar against FILE.jsonl (fields lang, text, ref, date, time, daypart)."""
    from wardbell_dialogue.dates.figures import evaluate, read_rows  # noqa: PLC0415

    figures = _figures(file, lambda lines: evaluate(read_rows(lines)))
    if json:
        show(figures, json=True)
        return
    wrong = figures.pop("wrong")
    languages = figures.pop("languages")
    show(figures, json=False)
    typer.echo()
    show([{"lang": lang, **counts} for lang, counts in languages.items()], json=False)
    typer.echo()
    show([_line(row) for row in wrong], json=False)


def _figures(file: Path, evaluate: Callable[[Iterable[str]], dict[str, Any]]) -> dict[str, Any]:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return evaluate(lines)
    except ValueError as wrong:
        finding(f"{file.name}: {wrong}", code=2)


def _line(row: dict[str, Any]) -> dict[str, Any]:
    sides = {
        side: " ".join(value for value in row[side].values() if value) or "nothing"
        for side in ("expected", "understood")
    }
    return {
        "line": row["line"],
        "lang": row["lang"],
        "text": row["text"],
        **sides,
        "": "silently" if row["silently"] else "",
    }
