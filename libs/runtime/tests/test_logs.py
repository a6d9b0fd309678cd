"""Whatever goes wrong, no log line and no metric tells what a patient wrote or who they are."""

import asyncio
import io
import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest

from wardbell_events import Address, MessageReceived
from wardbell_events.inbound import Media, Tap, Text
from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_runtime.log import configure, log

MARK = "Adalbert-Geheim-4711"


def personal(contact, said):
    """An event with the mark in every field that is `Personal`."""
    return MessageReceived(
        contact_id=contact,
        message_id=uuid4(),
        wamid=f"wamid.{MARK}",
        sent_at=datetime.now(UTC),
        language="en",
        address=Address(wa_id=MARK, user_id=MARK),
        said=said,
    )


FAULTS = {
    "the event in an error's text": lambda tx, event: _raise(event.model_dump_json()),
    "a value that Postgres refuses": lambda tx, event: tx.execute("select $1::int", MARK),
    "a value that Postgres shows": lambda tx, event: tx.execute(f"select '{MARK}'::int"),
    "a unique key": lambda tx, event: tx.execute(
        "insert into names select $1 from generate_series(1, 2)", MARK
    ),
    "a value that pydantic shows": lambda tx, event: _validated(),
    "an error of an error": lambda tx, event: _chained(),
    "a library that logs": lambda tx, event: _library(),
    "a task nobody looks after": lambda tx, event: _forgotten(),
}


async def _raise(text):
    raise ValueError(text)


async def _validated():
    Address.model_validate({"wa_id": [MARK]})


async def _chained():
    try:
        raise KeyError(MARK)
    except KeyError as error:
        error.add_note(MARK)
        raise RuntimeError(MARK) from error


async def _library():
    logging.getLogger("some.library").warning("cannot read " + MARK)  # noqa: G003
    logging.getLogger("some.library").error("cannot read %s", MARK, exc_info=ValueError(MARK))
    raise ValueError


async def _forgotten():
    task = asyncio.create_task(_raise(MARK))
    await asyncio.wait({task})
    del task
    raise ValueError


@pytest.fixture
def lines(monkeypatch):
    """What the process has logged as JSON lines; logging is as it was afterwards."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    root, ours = logging.getLogger(), logging.getLogger("wardbell")
    before = root.handlers[:], root.level, ours.level
    monkeypatch.setattr(logging, "raiseExceptions", True)
    configure("scribe", "DEBUG")
    yield out.getvalue
    root.handlers[:], root.level = before[:2]
    ours.setLevel(before[2])


async def test_no_fault_of_a_handler_shows_a_patient(scribe, lines):
    contacts = [uuid4() for _ in FAULTS]
    faults = dict(zip(contacts, FAULTS.values(), strict=True))
    await scribe.sql("create table names (name text unique)")

    async def handler(tx, event):
        await faults[event.contact_id](tx, event)

    service = scribe.service(handler)
    async with scribe.at_work(service):
        for n, contact in enumerate(contacts):
            said = (Text(body=MARK), Media(media="image", media_id=MARK, caption=MARK))[n % 2]
            await scribe.room.put(personal(contact, said), IN)
        tap = Tap(service="desk", action="call_back", title=MARK)
        value = personal(uuid4(), tap).encode().replace(b'"en"', b"7")
        await scribe.room.raw(IN, b"key", value, (await the_last(scribe)).headers())
        await scribe.until(lambda: parked(scribe, len(FAULTS) + 1))
        await scribe.sql("update parked set replay_at = parked_at")
        await scribe.until(lambda: asked(scribe, 0))
        async with httpx.AsyncClient() as client:
            address = f"http://127.0.0.1:{service.health_port}"
            metrics = (await client.get(f"{address}/metrics")).text
    written = lines()
    # A commit that failed is tried again, and said again.
    assert written.count('"parking a record"') >= len(FAULTS) + 1
    assert written.count('"replay failed"') == len(FAULTS) + 1
    assert '"some.library: _library:' in written
    assert '"asyncio: ' in written
    assert MARK not in written
    assert MARK not in metrics
    errors = {row["error"] for row in await scribe.sql("select error from parked")}
    assert MARK not in " ".join(errors)


async def the_last(scribe):
    return await scribe.room.put(personal(uuid4(), Text(body=MARK)), IN)


async def parked(scribe, count):
    return await scribe.value("select count(*) from parked") == count


async def asked(scribe, count):
    return await scribe.value("select count(*) from parked where replay_at is not null") == count


END = f"""
import asyncio
from wardbell_runtime import Service, Settings
from wardbell_runtime.log import configure

async def work(running):
    raise ValueError("{MARK}")

configure("scribe", "INFO")
service = Service("scribe", Settings())
service.background("work", work)
asyncio.run(service.run())
"""


async def test_a_service_that_breaks_ends_with_a_code_and_says_where_but_not_what(scribe):
    ended = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", END],
        env={**os.environ, **scribe.room.env},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert ended.returncode == 1
    assert '"ended by a fault"' in ended.stdout
    assert '"error": "ValueError"' in ended.stdout
    assert MARK not in ended.stdout + ended.stderr


def test_a_line_has_no_field_for_what_a_patient_wrote():
    with pytest.raises(TypeError, match="log\\(\\) has no field body"):
        log("received", body=MARK)
