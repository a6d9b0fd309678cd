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

    _show(_figures(file, lambda lines: evaluate(screen, read_rows(lines))), _said, json=json)


@app.command("dates")
def dates(file: File, *, json: Json = False) -> None:
    """The date grammar against FILE.jsonl (fields lang, text, ref, date, time, daypart)."""
    from wardbell_dialogue.dates.figures import evaluate, read_rows  # noqa: PLC0415

    _show(_figures(file, lambda lines: evaluate(read_rows(lines))), _line, json=json)


def _show(
    figures: dict[str, Any], line: Callable[[dict[str, Any]], dict[str, Any]], *, json: bool
) -> None:
    """Figures, those of each language, and what went wrong, if anything did."""
    if json:
        show(figures, json=True)
        return
    wrong = figures.pop("wrong")
    languages = figures.pop("languages")
    show(figures, json=False)
    for rows in (
        [{"lang": lang, **counts} for lang, counts in languages.items()],
        [line(row) for row in wrong],
    ):
        if rows:
            typer.echo()
            show(rows, json=False)


def _figures(file: Path, evaluate: Callable[[Iterable[str]], dict[str, Any]]) -> dict[str, Any]:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return evaluate(lines)
    except ValueError as wrong:
        finding(f"{file.name}: {wrong}", code=2)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """A phrase that the screen took for what it is not."""
    what = "missed" if row["expected"] else "false alarm"
    return {**{key: row[key] for key in ("line", "lang", "rule", "text")}, "": what}


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
