"""`wardbell waitlist`: who waits for a time that comes free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

import typer

from wardbell_dialogue.local_time import for_staff
from wardbell_runtime import Running
from wardbell_runtime.terminal import Id, Json, Name, needs_a_name, print_json, print_table, run_on
from wardbell_scheduling import terminal, waiting_rows, waitlist_counter, whom
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.terminal import Site
from wardbell_scheduling.waiting import Waiting

COLUMNS = (
    *("id", "joined_at", "service", "practitioner", "days", "part", "since", "until"),
    *("moving", "contact_id"),
)

waitlist = typer.Typer(no_args_is_help=True, help="Who waits for a time that comes free.")


@waitlist.command("list")
def list_(
    context: typer.Context,
    *,
    named: Annotated[
        bool, typer.Option("--names", help="Who waits; it is noted, so say who you are.")
    ] = False,
    as_: Annotated[str, typer.Option("--as", metavar="NAME")] = "",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Who waits, in the order in which they are asked."""
    needs_a_name(named=named, as_=as_)

    async def work(desk: Running) -> tuple[Sequence[Waiting], ZoneInfo, dict[UUID, str] | None]:
        found, zone = await waitlist_counter.listed(desk, site)
        if not named:
            return found, zone, None
        those = [entry.contact_id for entry in found]
        return found, zone, await whom.names(context.obj, those, Operator(as_))

    found, zone, names = terminal.run(work)
    _show(found, zone, json=json, names=names)


@waitlist.command()
def remove(id_: Id, *, as_: Name, json: Json = False) -> None:
    """Take somebody off the list; the patient is told nothing."""

    async def work(desk: Running, one: UUID) -> tuple[Waiting, ZoneInfo]:
        return await waitlist_counter.remove(desk, one, Operator(as_))

    removed, zone = run_on("scheduling", "waiting", id_, work)
    _show([removed], zone, json=json)


def _show(
    found: Sequence[Waiting],
    zone: ZoneInfo,
    *,
    json: bool,
    names: Mapping[UUID, str] | None = None,
) -> None:
    rows = [waiting_rows.as_dict(entry) for entry in found]
    if names is not None:
        rows = [{**row, "name": names.get(row["contact_id"])} for row in rows]
    if json:
        return print_json(rows)
    if not rows:
        return typer.echo("none")
    columns = COLUMNS if names is None else (*COLUMNS[:-1], "name")
    for row in rows:
        row["joined_at"] = for_staff(row["joined_at"], zone)
    return print_table(columns, ([row[c] for c in columns] for row in rows))
