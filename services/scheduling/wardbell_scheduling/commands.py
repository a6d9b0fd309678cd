"""`wardbell appointments`: what is booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import typer

from wardbell_runtime import Running
from wardbell_scheduling import appointment_rows, block_counter, counter, staff, terminal
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.counter import Ended
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.terminal import Json, Name, Site

appointments = typer.Typer(no_args_is_help=True, help="What is booked.")

Id = Annotated[UUID, typer.Argument(metavar="ID")]
Reason = Annotated[str, typer.Option(help="A word for the audit trail; patients do not see it.")]
MINUTES = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
Local = Annotated[
    datetime,
    typer.Argument(
        metavar="START",
        formats=MINUTES,
        help="As the clock says where the visit is.",
    ),
]

From = Annotated[datetime, typer.Option("--from", formats=MINUTES)]
To = Annotated[datetime, typer.Option("--to", formats=MINUTES)]


@appointments.command("list")
def list_(
    *,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: today.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days from there.")] = 1,
    practitioner: Annotated[str | None, typer.Option()] = None,
    site: Site = "main",
    json: Json = False,
) -> None:
    """Appointments of some days."""

    async def work(desk: Running) -> list[Appointment]:
        since = day.date() if day else await staff.today(desk, site)
        until = since + timedelta(days=days - 1)
        return await counter.listed(desk, site, since, until, practitioner)

    terminal.show(terminal.run(work), json=json)


@appointments.command()
def book(
    start: Local,
    *,
    service: Annotated[str, typer.Option()],
    practitioner: Annotated[str, typer.Option()],
    as_: Name,
    contact: Annotated[
        UUID | None, typer.Option(help="The contact to tell, if there is one.")
    ] = None,
    language: Annotated[str, typer.Option()] = "en",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Book for somebody who calls or stands at the desk."""
    choice, by = Choice(service, practitioner, start=start), Operator(as_)
    made = terminal.run(lambda desk: counter.book(desk, site, choice, contact, language, by))
    terminal.show([made], json=json)


@appointments.command()
def move(id_: Id, start: Local, *, as_: Name, json: Json = False) -> None:
    """Another time with the same practitioner; the patient is told."""
    moved = terminal.run(lambda desk: counter.move(desk, id_, start, Operator(as_)))
    terminal.show([moved], json=json)


@appointments.command()
def cancel(
    id_: Annotated[UUID | None, typer.Argument(metavar="ID")] = None,
    *,
    practitioner: Annotated[str | None, typer.Option(help="All of somebody's, with --day.")] = None,
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    as_: Name,
    reason: Reason = "",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Cancel one, or all of a practitioner's day; patients are told and offered other times."""
    by = Operator(as_)
    if id_ is not None and practitioner is None and day is None:
        one = id_
        _show_ended([terminal.run(lambda desk: counter.cancel(desk, one, reason, by))], json=json)
    elif id_ is None and practitioner is not None and day is not None:
        who, that = practitioner, day.date()
        done = terminal.run(
            lambda desk: block_counter.cancel_day(desk, site, who, that, reason, by)
        )
        if not json:  # first: where some stay open, what follows ends the program
            typer.echo(f"{who} takes no new visits on {that}; `unblock` opens the day again")
        _show_ended(done, json=json)
    else:
        terminal.finding("give an ID, or --practitioner and --day", code=2)


@appointments.command()
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
    by = Operator(as_)
    found = terminal.run(
        lambda desk: block_counter.block(desk, site, practitioner, since, until, by)
    )
    terminal.show(found, json=json)


@appointments.command()
def unblock(
    practitioner: Annotated[str, typer.Argument()],
    since: From,
    until: To,
    *,
    as_: Name,
    site: Site = "main",
    json: Json = False,
) -> None:
    """Give back time that was blocked, or the day of a `cancel --day`."""
    by = Operator(as_)
    back = terminal.run(
        lambda desk: block_counter.unblock(desk, site, practitioner, since, until, by)
    )
    if json:
        terminal.print_json([{"start": span.start, "end": span.end} for span in back])
    elif back:
        typer.echo(f"in the schedule again, from {since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M}")
    else:
        typer.echo("nothing was blocked there")


@appointments.command()
def confirm(id_: Id, *, as_: Name, json: Json = False) -> None:
    """Say yes to a request."""
    terminal.show([terminal.run(lambda desk: counter.confirm(desk, id_, Operator(as_)))], json=json)


@appointments.command()
def decline(
    id_: Id,
    *,
    as_: Name,
    reason: Annotated[str, typer.Option(help="A sentence that the patient reads.")],
    instead: Annotated[
        list[datetime] | None,
        typer.Option(formats=MINUTES, help="Another time; up to three."),
    ] = None,
    json: Json = False,
) -> None:
    """Say no to a request, with up to three other times; without any the nearest are offered."""
    times = instead or []
    if len(times) > 3:
        terminal.finding("up to three other times", code=2)

    by = Operator(as_)
    declined = terminal.run(lambda desk: counter.decline(desk, id_, reason, times, by))
    terminal.show([declined], json=json)


@appointments.command()
def arrived(id_: Id, *, as_: Name, json: Json = False) -> None:
    """The patient is there."""
    _mark(id_, "arrived", as_, json=json)


@appointments.command()
def fulfil(id_: Id, *, as_: Name, json: Json = False) -> None:
    """The visit took place."""
    _mark(id_, "fulfilled", as_, json=json)


@appointments.command("no-show")
def no_show(id_: Id, *, as_: Name, json: Json = False) -> None:
    """The patient did not come."""
    _mark(id_, "noshow", as_, json=json)


def _show_ended(done: Sequence[Ended], *, json: bool) -> None:
    """What was cancelled and who could not be told; exit code 1 if some stay open."""
    if json:
        terminal.print_json(
            [
                {
                    **appointment_rows.as_dict(each.appointment),
                    "told": each.told,
                    "error": each.error,
                }
                for each in done
            ]
        )
    else:
        terminal.show([each.appointment for each in done], json=False)
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
        terminal.finding("\n".join([*lines, "cancel them again, each by its ID"]))


def _mark(id_: UUID, status: str, who: str, *, json: bool) -> None:
    terminal.show(
        [terminal.run(lambda desk: counter.mark(desk, id_, status, Operator(who)))], json=json
    )
