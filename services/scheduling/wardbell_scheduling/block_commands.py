"""`wardbell appointments`: cancelling, whole days too, and taking time out of a schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

import typer

from wardbell_runtime import Running
from wardbell_runtime.terminal import Json, Name, finding, print_json
from wardbell_scheduling import block_counter, counter, staff, terminal, typed, whom
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.counter import Ended
from wardbell_scheduling.slots import Span
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.terminal import Day, Site
from wardbell_scheduling.typed import Moment

Reason = Annotated[str, typer.Option(help="A word for the audit trail; patients do not see it.")]
From = Annotated[
    Moment,
    typer.Option("--from", parser=typed.moment, metavar="START", help='E.g. "tomorrow 9:00".'),
]
To = Annotated[
    Moment, typer.Option("--to", parser=typed.moment, metavar="END", help='E.g. "tomorrow 12:00".')
]


def cancel(
    context: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Whole, or enough of its beginning or its end."),
    ] = None,
    *,
    practitioner: Annotated[str | None, typer.Option(help="All of somebody's, with --day.")] = None,
    day: Day = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be cancelled of a day.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask back about a day.")] = False,
    named: Annotated[bool, typer.Option("--names", help="Who is affected; it is noted.")] = False,
    as_: Name,
    reason: Reason = "",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Cancel one, or all of a practitioner's day; patients are told and offered other times."""
    by = Operator(as_)
    if id_ is not None and practitioner is None and day is None and not dry_run:
        done = terminal.run_on(id_, lambda desk, one: counter.cancel(desk, one, reason, by))
        names = terminal.run(lambda _: _names(context, [done.appointment], by)) if named else None
        return _show_ended([done], names, json=json)
    if id_ is not None or practitioner is None or day is None:
        finding("give an ID, or --practitioner and --day", code=2)
    if json and not (yes or dry_run):
        finding("--json asks nothing back: say --yes, or --dry-run", code=2)
    who, of_day = practitioner, day

    async def look(desk: Running) -> tuple[date, list[Appointment], dict[UUID, str] | None]:
        that = of_day.seen_from(await staff.today(desk, site))
        affected = await block_counter.open_on(desk, site, who, that)
        return that, affected, await _names(context, affected, by) if named else None

    that, affected, names = terminal.run(look)
    if dry_run or not yes:
        terminal.show(affected, json=json, names=names)
        if dry_run:
            return None
        _ask_back(who, that, affected)
    ended = terminal.run(lambda desk: block_counter.cancel_day(desk, site, who, that, reason, by))
    if not json:  # first: where some stay open, what follows ends the program
        typer.echo(f"{who} takes no new visits on {that}; this opens the day again:")
        typer.echo(f"  {_opens_again(who, that, site)}")
    return _show_ended(ended, names, json=json)


def block(
    practitioner: Annotated[str, typer.Argument()],
    since: From,
    until: To,
    *,
    as_: Name,
    site: Site = "main",
    json: Json = False,
) -> None:
    """Take time out of a schedule; lists the appointments in it, which stay until cancelled."""

    async def work(desk: Running) -> list[Appointment]:
        span = _span(since, until, await staff.today(desk, site))
        return await block_counter.block(desk, site, practitioner, *span, Operator(as_))

    inside = terminal.run(work)
    if json:
        return terminal.show(inside, json=True)
    typer.echo(f"{practitioner} takes no new visits then; {len(inside)} stay in it")
    return terminal.show_table(inside) if inside else None


def unblock(
    practitioner: Annotated[str, typer.Argument()],
    since: From,
    until: To,
    *,
    as_: Name,
    site: Site = "main",
    json: Json = False,
) -> None:
    """Give back time that was blocked; of a `cancel --day`, from 0:00 to 0:00 of the next day.

    Such as: unblock weber --from "2026-11-26 0:00" --to "2026-11-27 0:00" --as Kim
    """

    async def work(desk: Running) -> tuple[tuple[datetime, datetime], list[Span]]:
        span = _span(since, until, await staff.today(desk, site))
        return span, await block_counter.unblock(desk, site, practitioner, *span, Operator(as_))

    (start, end), back = terminal.run(work)
    if json:
        print_json([{"start": span.start, "end": span.end} for span in back])
    elif back:
        typer.echo(f"in the schedule again, from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}")
    else:
        typer.echo("nothing was blocked there")


def _span(since: Moment, until: Moment, today: date) -> tuple[datetime, datetime]:
    return since.seen_from(today), until.seen_from(today)


def _opens_again(practitioner: str, day: date, site: str) -> str:
    """The command that gives back what `cancel --day` took; who does it is theirs to say."""
    until, of_site = day + timedelta(days=1), "" if site == "main" else f" --site {site}"
    span = f'--from "{day} 0:00" --to "{until} 0:00"'
    return f"wardbell appointments unblock {practitioner} {span}{of_site} --as NAME"


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _ask_back(practitioner: str, day: date, affected: Sequence[Appointment]) -> None:
    """Ends the program unless people say yes."""
    told = sum(each.contact_id is not None for each in affected)
    typer.confirm(
        f"Cancel {_many(len(affected), 'visit')} of {practitioner} on {day:%a %Y-%m-%d},"
        f" tell {_many(told, 'patient')} and take no new visits that day?",
        abort=True,
    )


async def _names(
    context: typer.Context, visits: Sequence[Appointment], by: Operator
) -> dict[UUID, str]:
    return await whom.visitors(context.obj, visits, by)


def _show_ended(done: Sequence[Ended], names: Mapping[UUID, str] | None, *, json: bool) -> None:
    """What was cancelled and who could not be told; exit code 1 if some stay open."""
    if json:
        print_json(
            [
                {
                    **terminal.row(each.appointment, names),
                    "told": each.told,
                    "error": each.error,
                }
                for each in done
            ]
        )
    else:
        terminal.show([each.appointment for each in done], json=False, names=names)
        told = sum(each.told for each in done)
        typer.echo(
            f"{told} will be told; whom no message reaches, `wardbell tasks list` shows to call"
        )
        for each in done:
            if each.error is None and not each.told:
                typer.echo(f"not told, no contact is known: {each.appointment.id}")
    left = [each for each in done if each.error is not None]
    if left:
        lines = [f"{each.appointment.id} is still open: {each.error}" for each in left]
        finding("\n".join([*lines, "cancel them again, each by its ID"]))
