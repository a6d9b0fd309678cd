"""`wardbell tasks`: what waits for a human, on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer

from wardbell_desk import counter, subject
from wardbell_desk.counter import Outcome, Row
from wardbell_desk.settings import DeskSettings
from wardbell_dialogue.local_time import for_staff
from wardbell_dialogue.sites import Sites, sites_if_named
from wardbell_runtime import Running
from wardbell_runtime.people import People
from wardbell_runtime.terminal import (
    Id,
    Json,
    finding,
    needs_a_name,
    print_json,
    print_table,
    run_at,
    run_on,
)

OWNER = "the desk"

COLUMNS = ("id", "priority", "due", "about", "status", "claimed_by", "level", "messages", "site")

app = typer.Typer(no_args_is_help=True, help="What waits for a human.")

Name = Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are; it is noted.")]


@app.command("list")
def list_(
    context: typer.Context,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    named: Annotated[
        bool, typer.Option("--names", help="Whose they are; it is noted, so say who you are.")
    ] = False,
    as_: Annotated[str, typer.Option("--as", metavar="NAME")] = "",
    json: Json = False,
) -> None:
    """What waits, urgent ones first."""
    needs_a_name(named=named, as_=as_)
    people: People | None = context.obj
    if named and people is None:
        finding("no service is installed here that keeps names")

    async def work(desk: Running) -> list[Row]:
        rows = await counter.tasks(desk, closed_too=all_)
        if named and people is not None:
            names = await people.names(as_, {row["contact_id"] for row in rows})
            return [{**row, "name": names.get(row["contact_id"])} for row in rows]
        return rows

    rows = run_at("desk", work, owner=OWNER)
    if json:
        return print_json(rows)
    if not rows:
        return typer.echo("nothing waits")
    columns = (*COLUMNS, "name") if named else COLUMNS
    sites = _sites()

    def cells(row: Row) -> list[str]:
        shown, zone = {**row, "about": subject.about(row)}, subject.zone(sites, row)
        return [_plain(shown[column], zone) for column in columns]

    return print_table(columns, map(cells, rows))


@app.command()
def show(
    task_id: Id,
    *,
    reveal: Annotated[
        bool, typer.Option(help="Show where to reach the patient, and what was written.")
    ] = False,
    as_: Name = "",
    json: Json = False,
) -> None:
    """One task; personal data is hidden unless asked for, and asking is noted."""
    needs_a_name(named=reveal, as_=as_, option="--reveal")
    who = as_ if reveal else None
    task = run_on(
        "desk",
        "task",
        task_id,
        lambda desk, one: counter.show(desk, one, reveal_to=who),
        owner=OWNER,
    )
    if task is None:
        _unknown(task_id)
    if json:
        return print_json(task)
    notes, there = task.pop("notes"), subject.zone(_sites(), task)
    typer.echo(f"about: {subject.about(task)}")
    del task["visit"]
    for name, value in task.items():
        typer.echo(f"{name}: {_plain(value, there)}")
    for note in notes:
        typer.echo(f"{_plain(note['said_at'], there)} [{note['kind']}] {note['body']}")
    return None


@app.command()
def claim(task_id: Id, *, as_: Name) -> None:
    """Take a task: nobody else is asked any more."""
    task = run_on(
        "desk", "task", task_id, lambda desk, one: counter.claim(desk, one, as_), owner=OWNER
    )
    if task is None:
        _unknown(task_id)
    there = subject.zone(_sites(), task)
    if task["status"] == "completed":
        finding(f"closed already at {_plain(task['closed_at'], there)}: {task['outcome']}")
    if task["claimed_by"] != as_:
        finding(f"{task['claimed_by']} has it since {_plain(task['claimed_at'], there)}")
    typer.echo(f"yours: {subject.about(task)}, due {_plain(task['due'], there)}")


@app.command()
def close(
    task_id: Id,
    *,
    as_: Name,
    outcome: Annotated[Outcome, typer.Option(help="How it ended.")],
) -> None:
    """Finish a task. What the patient wrote is deleted 30 days later."""
    closed, task = run_on(
        "desk",
        "task",
        task_id,
        lambda desk, one: counter.close(desk, one, as_, outcome),
        owner=OWNER,
    )
    if task is None:
        _unknown(task_id)
    if not closed:
        there = subject.zone(_sites(), task)
        finding(f"closed already at {_plain(task['closed_at'], there)}: {task['outcome']}")
    typer.echo(f"closed: {outcome}")


def _sites() -> Sites:
    # Where staff work the services' numbers need not be set.
    settings = DeskSettings()
    return sites_if_named(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)


def _plain(value: Any, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    return for_staff(value, zone) if isinstance(value, datetime) else str(value)


def _unknown(task_id: str) -> NoReturn:
    finding(f"there is no task {task_id}: `wardbell tasks list --all` shows what there is")
