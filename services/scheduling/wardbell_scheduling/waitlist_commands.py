"""`wardbell waitlist`: who waits for a time that comes free."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table

from wardbell_runtime import Running
from wardbell_runtime.counter import whole_id
from wardbell_scheduling import terminal, waiting_rows, waitlist_counter
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.terminal import Id, Json, Name, Site
from wardbell_scheduling.waiting import Waiting

COLUMNS = (
    *("id", "joined_at", "service", "practitioner", "days", "part", "until"),
    *("moving", "contact_id"),
)

waitlist = typer.Typer(no_args_is_help=True, help="Who waits for a time that comes free.")


@waitlist.command("list")
def list_(*, site: Site = "main", json: Json = False) -> None:
    """Who waits, in the order in which they are asked."""
    _show(terminal.run(lambda desk: waitlist_counter.listed(desk, site)), json=json)


@waitlist.command()
def remove(id_: Id, *, as_: Name, json: Json = False) -> None:
    """Take somebody off the list; the patient is told nothing."""

    async def work(desk: Running) -> Waiting:
        return await waitlist_counter.remove(
            desk, await whole_id(desk, "waiting", id_), Operator(as_)
        )

    _show([terminal.run(work)], json=json)


def _show(found: Sequence[Waiting], *, json: bool) -> None:
    rows = [waiting_rows.as_dict(entry) for entry in found]
    if json:
        return terminal.print_json(rows)
    if not rows:
        return typer.echo("none")
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        table.add_column(column, no_wrap=True)
    for row in rows:
        row["joined_at"] = f"{row['joined_at']:%Y-%m-%d %H:%MZ}"
        table.add_row(*("" if row[c] is None else str(row[c]) for c in COLUMNS))
    return Console(width=terminal.WIDTH).print(table)
