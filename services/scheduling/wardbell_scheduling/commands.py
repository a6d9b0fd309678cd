"""`wardbell appointments`: what is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer

from wardbell_runtime import Running
from wardbell_runtime.terminal import Id, Json, Name, finding, needs_a_name
from wardbell_scheduling import block_commands, counter, staff, terminal, typed, whom
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.terminal import Day, Site
from wardbell_scheduling.whom import Wanted

appointments = typer.Typer(no_args_is_help=True, help="What is booked.")

Start = Annotated[
    typed.Moment,
    typer.Argument(
        parser=typed.moment,
        metavar="START",
        help='As the clock says where the visit is: "2026-11-26 14:30", "tomorrow 9:00".',
    ),
]

Contact = Annotated[str, typer.Option(metavar="ID", help="Whose contact; without it these:")]
Person = Annotated[str, typer.Option(help="Words of the name.")]
Born = Annotated[str, typer.Option(metavar="DAY", help="Date of birth, e.g. 12.03.1980.")]
Phone = Annotated[str, typer.Option(help="WhatsApp number, as people write it.")]


@appointments.command("list")
def list_(
    context: typer.Context,
    *,
    day: Day = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days from there.")] = 1,
    practitioner: Annotated[str | None, typer.Option()] = None,
    named: Annotated[
        bool, typer.Option("--names", help="Who comes; it is noted, so say who you are.")
    ] = False,
    as_: Annotated[str, typer.Option("--as", metavar="NAME")] = "",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Appointments of some days, of today if none is named."""
    needs_a_name(named=named, as_=as_)

    async def work(desk: Running) -> tuple[list[Appointment], dict[UUID, str] | None]:
        since = (day or typed.TODAY).seen_from(await staff.today(desk, site))
        until = since + timedelta(days=days - 1)
        found = await counter.listed(desk, site, since, until, practitioner)
        return found, await whom.visitors(context.obj, found, Operator(as_)) if named else None

    found, names = terminal.run(work)
    today = day is None and days == 1
    nothing = "none today; --days 7 shows the week" if today else "none"
    terminal.show(found, json=json, names=names, nothing=nothing)


@appointments.command()
def of(
    context: typer.Context,
    *,
    contact: Contact = "",
    person: Person = "",
    born: Born = "",
    phone: Phone = "",
    as_: Name,
    site: Site = "main",
    json: Json = False,
) -> None:
    """What somebody who calls has booked and is to come; who looks is noted."""
    by, wanted = Operator(as_), Wanted(contact, person, born, phone)

    async def work(desk: Running) -> list[Appointment]:
        who = await whom.patient(desk, context.obj, site, wanted, by)
        return await counter.to_come(desk, who, by)

    terminal.show(terminal.run(work), json=json)


@appointments.command()
def book(
    context: typer.Context,
    start: Start,
    *,
    service: Annotated[str, typer.Option()],
    practitioner: Annotated[str, typer.Option()],
    as_: Name,
    contact: Contact = "",
    person: Person = "",
    born: Born = "",
    phone: Phone = "",
    new: Annotated[
        bool, typer.Option("--new", help="Keep who calls for the first time: --person, --born.")
    ] = False,
    language: Annotated[str, typer.Option(help="Of what is told. Default: theirs.")] = "",
    site: Site = "main",
    json: Json = False,
) -> None:
    """Book for somebody who calls or stands at the desk."""
    by, wanted = Operator(as_), Wanted(contact, person, born, phone, new)

    async def work(desk: Running) -> Appointment:
        told = await whom.patient(desk, context.obj, site, wanted, by)
        that = start.seen_from(await staff.today(desk, site))
        choice = Choice(service, practitioner, start=that)
        spoken = replace(told, language=language or told.language)
        return await counter.book(desk, site, choice, spoken, by)

    terminal.show([terminal.run(work)], json=json)


@appointments.command()
def move(id_: Id, start: Start, *, as_: Name, json: Json = False) -> None:
    """Another time with the same practitioner; the patient is told."""

    async def work(desk: Running, one: UUID) -> Appointment:
        that = start.seen_from(await staff.today_of(desk, one))
        return await counter.move(desk, one, that, Operator(as_))

    terminal.show([terminal.run_on(id_, work)], json=json)


for _command in (block_commands.cancel, block_commands.block, block_commands.unblock):
    appointments.command()(_command)


@appointments.command()
def confirm(id_: Id, *, as_: Name, json: Json = False) -> None:
    """Say yes to a request."""
    by = Operator(as_)
    done = terminal.run_on(id_, lambda desk, one: counter.confirm(desk, one, by))
    terminal.show([done], json=json)


@appointments.command()
def decline(
    id_: Id,
    *,
    as_: Name,
    reason: Annotated[str, typer.Option(help="A sentence that the patient reads.")],
    instead: Annotated[
        list[typed.Moment] | None,
        typer.Option(parser=typed.moment, metavar="START", help="Another time; up to three."),
    ] = None,
    json: Json = False,
) -> None:
    """Say no to a request, with up to three other times; without any the nearest are offered."""
    times = instead or []
    if len(times) > 3:
        finding("up to three other times", code=2)

    async def work(desk: Running, one: UUID) -> Appointment:
        today = await staff.today_of(desk, one)
        those = [each.seen_from(today) for each in times]
        return await counter.decline(desk, one, reason, those, Operator(as_))

    terminal.show([terminal.run_on(id_, work)], json=json)


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


@appointments.command()
def unmark(id_: Id, *, as_: Name, json: Json = False) -> None:
    """Take a mark back: the visit is booked as before."""
    by = Operator(as_)
    done = terminal.run_on(id_, lambda desk, one: counter.unmark(desk, one, by))
    terminal.show([done], json=json)


def _mark(id_: str, status: str, who: str, *, json: bool) -> None:
    by = Operator(who)
    done = terminal.run_on(id_, lambda desk, one: counter.mark(desk, one, status, by))
    terminal.show([done], json=json)
