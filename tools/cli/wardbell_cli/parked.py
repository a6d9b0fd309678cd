"""`wardbell parked`: what could not be handled, over all services."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import asyncpg
import typer

from wardbell_cli.output import Json, finding, show

app = typer.Typer(no_args_is_help=True, help="Records that could not be handled.")

COLUMNS = "id, consumer, event_type, reason, error, attempts, parked_at, replay_at"
HIDDEN = "•••"

T = TypeVar("T")


@app.command("list")
def list_(*, json: Json = False) -> None:
    """What is parked, oldest first."""

    async def look(conn: asyncpg.Connection, schemas: list[str]) -> list[dict[str, Any]]:
        rows = []
        for schema in schemas:
            rows += await conn.fetch(
                f'select {COLUMNS} from "{schema}".parked order by parked_at limit 1000'  # noqa: S608
            )
        return [dict(row) for row in sorted(rows, key=lambda row: row["parked_at"])]

    show(_with_schemas(look), json=json)


@app.command("show")
def show_(
    parked_id: UUID,
    *,
    reveal: Annotated[bool, typer.Option(help="Show personal data too.")] = False,
    json: Json = False,
) -> None:
    """One parked record; personal data is hidden unless asked for."""

    async def look(conn: asyncpg.Connection, schemas: list[str]) -> dict[str, Any] | None:
        row = await _find(conn, schemas, parked_id, f'{COLUMNS}, topic, partition, "offset", value')
        if row is None:
            return None
        value = dict(row)
        value["value"] = _readable(value["value"], value["event_type"], reveal=reveal)
        return value

    found = _with_schemas(look)
    if found is None:
        finding(f"nothing is parked under {parked_id}")
    show(found, json=json)


@app.command()
def replay(
    parked_ids: Annotated[list[UUID] | None, typer.Argument(metavar="[ID]...")] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Everything that is parked.")] = False,
) -> None:
    """Run parked records again: their service takes them up within a second."""
    if all_ == bool(parked_ids):
        finding("say which: one or more ids, or --all", code=2)

    async def ask(conn: asyncpg.Connection, schemas: list[str]) -> int:
        asked = 0
        for schema in schemas:
            tag = await conn.execute(
                f'update "{schema}".parked set replay_at = parked_at'  # noqa: S608
                " where $1::uuid[] is null or id = any($1)",
                parked_ids or None,
            )
            asked += int(tag.split()[-1])
        return asked

    asked = _with_schemas(ask)
    if parked_ids and asked < len(parked_ids):
        finding(f"only {asked} of {len(parked_ids)} are parked")
    typer.echo(f"{asked} to be replayed; `wardbell parked list` shows what is left")


def _with_schemas(work: Callable[[asyncpg.Connection, list[str]], Awaitable[T]]) -> T:
    """Run against every schema that parks records."""
    from wardbell_runtime.settings import Settings  # noqa: PLC0415

    async def main() -> T:
        conn = await asyncpg.connect(Settings().database_url.get_secret_value())
        try:
            rows = await conn.fetch(
                "select schemaname from pg_tables where tablename = 'parked' order by 1"
            )
            return await work(conn, [row["schemaname"] for row in rows])
        finally:
            await conn.close()

    return asyncio.run(main())


async def _find(
    conn: asyncpg.Connection, schemas: list[str], parked_id: UUID, columns: str
) -> asyncpg.Record | None:
    for schema in schemas:
        row = await conn.fetchrow(
            f'select {columns} from "{schema}".parked where id = $1',  # noqa: S608
            parked_id,
        )
        if row is not None:
            return row
    return None


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
