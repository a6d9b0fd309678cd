"""Who looks at a parked record, or runs it again, leaves a line."""

import asyncio
import getpass
import json
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from wardbell_cli.parked import app
from wardbell_events import TaskClosed, topics
from wardbell_triage.app import MIGRATIONS, service

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
UNREADABLE = b'{"said": {"kind": "text", "body": "It is about my knee"}}'


async def command(*words):
    """`wardbell parked …`"""
    run = partial(CliRunner().invoke, app, list(words), catch_exceptions=False)
    return await asyncio.to_thread(run)


async def lines(room):
    """Who did what to which parked record, in order."""
    async with room.database(room.schemas[0]) as conn:
        rows = await conn.fetch("select who, what, parked_id from parked_audit order by id")
    return [(row["who"], row["what"], str(row["parked_id"])) for row in rows]


@pytest.fixture
async def parked(room, monkeypatch):
    """Two records that triage could not read; their ids."""
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*topics.ALL)
    schema = await room.schema("triage", MIGRATIONS)
    async with service().running():
        for _ in range(2):
            some = TaskClosed(contact_id=uuid4(), task_id=uuid4(), closed_at=NOON, outcome="done")
            envelope = await room.put(some)
            headers = dict(envelope.headers()) | {
                "ce_type": b"inbound.message.received.v1",
                "ce_id": str(uuid4()).encode(),
            }
            key = some.key.encode()
            await room.raw(topics.INBOUND_TRIAGE, key, UNREADABLE, list(headers.items()))
        async with asyncio.timeout(20), room.database(schema) as conn:
            while await conn.fetchval("select count(*) from parked") < 2:
                await asyncio.sleep(0.05)
    return [row["id"] for row in json.loads((await command("list", "--json")).stdout)]


async def test_looking_without_revealing_shows_no_word_and_leaves_no_line(room, parked):
    shown = await command("show", parked[0])

    assert shown.exit_code == 0
    assert "knee" not in shown.stdout
    assert await lines(room) == []


async def test_revealing_leaves_a_line_under_the_name_given_or_of_the_login(room, parked):
    shown = await command("show", parked[0], "--reveal", "--as", "Nia")
    await command("show", parked[1], "--reveal")

    assert "It is about my knee" in shown.stdout
    assert await lines(room) == [
        ("Nia", "reveal", parked[0]),
        (getpass.getuser(), "reveal", parked[1]),
    ]


async def test_running_again_leaves_a_line_for_each_record(room, parked):
    asked = await command("replay", *parked, "--as", "Nia")

    assert asked.stdout.startswith("2 to be replayed")
    assert sorted(await lines(room)) == sorted(("Nia", "replay", id_) for id_ in parked)
    async with room.database(room.schemas[0]) as conn:
        assert await conn.fetchval("select count(*) from parked where replay_at is not null") == 2


async def test_what_is_not_parked_leaves_no_line(room, parked):
    nothing = str(uuid4())
    shown = await command("show", nothing, "--reveal", "--as", "Nia")
    asked = await command("replay", nothing, "--as", "Nia")

    assert (shown.exit_code, asked.exit_code) == (1, 1)
    assert await lines(room) == []


async def test_a_line_tells_which_event_it_was_once_the_record_is_gone(room, parked):
    async with room.database(room.schemas[0]) as conn:
        event_id = await conn.fetchval(
            "select event_id::text from parked where id::text = $1", parked[0]
        )
        await command("replay", parked[0], "--as", "Nia")
        await conn.execute("delete from parked")

        assert await conn.fetchval("select event_id::text from parked_audit") == event_id


async def test_before_the_migration_revealing_is_refused_with_what_to_do(room, parked):
    async with room.database(room.schemas[0]) as conn:
        await conn.execute("drop table parked_audit")

    shown = await command("show", parked[0], "--reveal", "--as", "Nia")

    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "wardbell migrate" in shown.stderr
