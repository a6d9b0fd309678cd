"""`wardbell triage`: check the knowledge, play labelled cases, explain what somebody was told.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import orjson
import typer

from wardbell_dialogue.local_time import for_staff
from wardbell_dialogue.sites import sites_if_named
from wardbell_runtime.terminal import Json, finding, print_json, print_table, run_at, run_on
from wardbell_triage import cases, compiler, repository
from wardbell_triage.evaluating import evaluate
from wardbell_triage.explaining import explanation
from wardbell_triage.marked import KnowledgeError
from wardbell_triage.rulebook import Rulebook
from wardbell_triage.settings import TriageSettings
from wardbell_triage.state import Interview

app = typer.Typer(no_args_is_help=True, help="What triage knows, and why it said what it said.")

Folder = Annotated[
    Path | None,
    typer.Option(
        "--knowledge",
        envvar="WARDBELL_TRIAGE_KNOWLEDGE",
        exists=True,
        file_okay=False,
        help="Instead of ours.",
    ),
]


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(exists=True, file_okay=False)] = None,
) -> None:
    """Compile the knowledge; says file and line of everything that has to be mended."""
    book = _book(folder)
    rules = len(list(book.every_rule()))
    typer.echo(
        f"{len(book.complaints)} complaints, {rules} rules, {len(book.concepts)} concepts:"
        f" fine (version {book.version})"
    )


@app.command("evaluate")
def evaluate_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    *,
    knowledge: Folder = None,
    json: Json = False,
) -> None:
    """Play the cases of FILE.jsonl as chats. Whatever the figures are, the exit code is 0."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            figures = evaluate(_book(knowledge), cases.read(lines))
    except ValueError as wrong:
        finding(f"{file.name}: {wrong}", code=2)
    if json:
        return print_json(figures)
    misses, others = figures.pop("misses"), figures.pop("wrong")
    for name, figure in figures.items():
        typer.echo(f"{name:22} {figure}")
    typer.echo(f"{'misses':22} {len(misses)}")
    found = [*misses, *others]
    if found:
        typer.echo("  " + "  ".join(found[0]))
    for line in found:
        typer.echo("  " + "  ".join(str(value) for value in line.values()))
    return None


@app.command()
def runs(
    *,
    last: Annotated[int, typer.Option("--last", min=1, help="How many.")] = 20,
    json: Json = False,
) -> None:
    """The last runs: when, which, of what, how urgent, where to. Nothing that a patient said."""
    rows = run_at("triage", lambda triage: repository.last(triage, last))
    told = [_outline(row) for row in rows]
    if json:
        return print_json(told)
    if not told:
        return typer.echo("nobody has told of symptoms in the last 30 days")
    zones = _zones()
    for row, each in zip(rows, told, strict=True):
        each["began"] = for_staff(row.began_at, zones.get(row.site, ZoneInfo("UTC")))
    return print_table(list(told[0]), (each.values() for each in told))


def _zones() -> dict[str, ZoneInfo]:
    """Of the sites that the environment names."""
    settings = TriageSettings()
    sites = sites_if_named(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    each = [sites[number] for number in sites.numbers]
    return {site.site: ZoneInfo(site.time_zone) for site in each}


def _outline(row: repository.Run) -> dict[str, Any]:
    """A run in a line; what is still asked about has no level yet, "left" where staff call."""
    interview = Interview.decode(row.state)
    unfinished = "left" if interview.left else "open"
    told = orjson.loads(row.explanation) if row.explanation is not None else {}
    return {
        "began": row.began_at,
        "run": str(row.run),
        "contact": str(row.contact_id),
        "complaint": ", ".join(interview.complaints) or "unknown",
        "level": told.get("level") or (interview.level if interview.done else unfinished),
        "department": told.get("department") or "",
    }


@app.command()
def explain(
    run: Annotated[
        str, typer.Argument(metavar="RUN", help="Whole, or enough of its beginning or its end.")
    ],
    *,
    json: Json = False,
) -> None:
    """Why a run has its level: which rule, which words of the lexicons, which source."""
    row = run_on("triage", "interview", run, repository.explained, column="run")
    if row is None:
        finding(f"there is no run {run}: `wardbell triage runs` shows the last ones")
    told = _told(row)
    if json:
        return print_json(told)
    for name, value in told.items():
        if isinstance(value, dict):
            typer.echo(f"{name}:")
            for key, each in value.items():
                typer.echo(f"  {key}: {each}")
        elif name == "sources":
            for source in value:
                typer.echo("source:")
                for key, each in source.items():
                    typer.echo(f"  {key}: {each}")
        else:
            shown = ", ".join(value) if isinstance(value, list) else value
            typer.echo(f"{name}: {shown}")
    return None


def _told(row: repository.Run) -> dict[str, Any]:
    """As it was told; a run without a result yet by the knowledge that there is now."""
    of_run = {"run": str(row.run), "began_at": row.began_at.isoformat(), "version": row.version}
    if row.explanation is not None:
        return {**of_run, **orjson.loads(row.explanation)}
    interview = Interview.decode(row.state)
    book = _book(TriageSettings().wardbell_triage_knowledge)
    return {**of_run, "asking": interview.asking, **explanation(book, interview)}


def _book(folder: Path | None) -> Rulebook:
    try:
        return compiler.load(folder) if folder else compiler.ours()
    except KnowledgeError as wrong:
        finding(str(wrong))
