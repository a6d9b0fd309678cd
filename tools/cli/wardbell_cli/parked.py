"""`wardbell parked`: what could not be handled, over all services.

Revealing personal data and running records again leave a line in `parked_audit`.
"""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

import asyncpg
import typer

from wardbell_cli.output import Json, finding, show
from wardbell_cli.services import schema_names

app = typer.Typer(no_args_is_help=True, help="Records that could not be handled.")

COLUMNS = "id, consumer, event_type, reason, error, attempts, parked_at, replay_at"
HIDDEN = "•••"

T = TypeVar("T")

Name = Annotated[
    str, typer.Option("--as", metavar="NAME", help="Who you are; it is noted. Default: the login.")
]


@dataclass(frozen=True, slots=True)
class Office:
    """Every schema that parks records, in one transaction."""

    conn: asyncpg.Connection
    schemas: list[str]
    now: datetime

    async def find(self, parked_id: UUID, columns: str) -> tuple[str, asyncpg.Record] | None:
        """A record, and the schema where it is parked."""
        for schema in self.schemas:
            row = await self.conn.fetchrow(
                f'select {columns} from "{schema}".parked where id = $1',  # noqa: S608
                parked_id,
            )
            if row is not None:
                return schema, row
        return None

    async def revealed(self, schema: str, parked_id: UUID, who: str) -> None:
        """Leave a line on who saw it."""
        await self.conn.execute(
            f'insert into "{schema}".parked_audit (at, who, what, parked_id, event_id)'  # noqa: S608
            f" select $1, $2, 'reveal', id, event_id from \"{schema}\".parked where id = $3",
            self.now,
            who,
            parked_id,
        )

    async def replay(self, schema: str, parked_ids: list[UUID] | None, who: str) -> int:
        """Have records of a schema run again, all without ids; a line each. How many they are."""
        tag = await self.conn.execute(
            f"""
            with asked as (
                update "{schema}".parked set replay_at = parked_at
                 where $3::uuid[] is null or id = any($3)
                returning id, event_id
            )
            insert into "{schema}".parked_audit (at, who, what, parked_id, event_id)
            select $1, $2, 'replay', id, event_id from asked
            """,  # noqa: S608
            self.now,
            who,
            parked_ids,
        )
        return int(tag.split()[-1])


@app.command("list")
def list_(*, json: Json = False) -> None:
    """What is parked, oldest first."""

    async def look(office: Office) -> list[dict[str, Any]]:
        rows = []
        for schema in office.schemas:
            rows += await office.conn.fetch(
                f'select {COLUMNS} from "{schema}".parked order by parked_at limit 1000'  # noqa: S608
            )
        return [dict(row) for row in sorted(rows, key=lambda row: row["parked_at"])]

    show(_in_office(look), json=json)


@app.command("show")
def show_(
    parked_id: UUID,
    *,
    reveal: Annotated[bool, typer.Option(help="Show personal data too.")] = False,
    as_: Name = "",
    json: Json = False,
) -> None:
    """One parked record; personal data is hidden unless asked for, and asking is noted."""

    async def look(office: Office) -> dict[str, Any] | None:
        columns = f'{COLUMNS}, topic, partition, "offset", value'
        if (parked := await office.find(parked_id, columns)) is None:
            return None
        schema, row = parked
        if reveal:
            await office.revealed(schema, parked_id, as_ or getpass.getuser())
        value = dict(row)
        value["value"] = _readable(value["value"], value["event_type"], reveal=reveal)
        return value

    found = _in_office(look)
    if found is None:
        finding(f"nothing is parked under {parked_id}")
    show(found, json=json)


@app.command()
def replay(
    parked_ids: Annotated[list[UUID] | None, typer.Argument(metavar="[ID]...")] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Everything that is parked.")] = False,
    as_: Name = "",
) -> None:
    """Run parked records again: their service takes them up within a second. It is noted."""
    if all_ == bool(parked_ids):
        finding("say which: one or more ids, or --all", code=2)

    async def ask(office: Office) -> int:
        who = as_ or getpass.getuser()
        return sum([await office.replay(s, parked_ids or None, who) for s in office.schemas])

    asked = _in_office(ask)
    if parked_ids and asked < len(parked_ids):
        finding(f"only {asked} of {len(parked_ids)} are parked")
    typer.echo(f"{asked} to be replayed; `wardbell parked list` shows what is left")


def _in_office(work: Callable[[Office], Awaitable[T]]) -> T:
    """Run against every schema that parks records; all of it becomes true together."""
    from wardbell_runtime.settings import Settings  # noqa: PLC0415

    async def main() -> T:
        settings = Settings()
        conn = await asyncpg.connect(settings.database_url.get_secret_value())
        try:
            rows = await conn.fetch(
                "select schemaname from pg_tables"
                " where tablename = 'parked' and schemaname = any($1) order by 1",
                [name + settings.wardbell_schema_suffix for name in schema_names()],
            )
            schemas = [row["schemaname"] for row in rows]
            now = await _now(settings.wardbell_clock)
            async with conn.transaction():
                return await work(Office(conn, schemas, now))
        finally:
            await conn.close()

    try:
        return asyncio.run(main())
    except asyncpg.UndefinedTableError:
        finding("a service's tables are older than this command: run `wardbell migrate`")


async def _now(setting: str) -> datetime:
    from wardbell_runtime.clock import open_clock  # noqa: PLC0415

    clock, following = await open_clock(setting)
    if following is not None:
        following.cancel()
    return clock.now()


def _readable(value: bytes | None, event_type: str, *, reveal: bool) -> str:
    """A value as text; without `reveal` only what its model does not call personal."""
    from wardbell_events import registry  # noqa: PLC0415

    if reveal:
        return (value or b"").decode("utf-8", "replace")
    model = registry.get(event_type)
    try:
        return repr(model.model_validate_json(value or b"")) if model else HIDDEN
    except ValueError:
        return HIDDEN
