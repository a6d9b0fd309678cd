"""Staff who take an emergency can read what the patient wrote; the patient is answered once."""

import asyncio
import json
from contextlib import AsyncExitStack
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_desk.app import MIGRATIONS as DESK_MIGRATIONS
from wardbell_desk.app import service as desk
from wardbell_desk.commands import app as tasks
from wardbell_events import topics
from wardbell_gateway.app import MIGRATIONS
from wardbell_gateway.app import service as router
from wardbell_triage.app import MIGRATIONS as TRIAGE_MIGRATIONS
from wardbell_triage.app import service as triage

WORDS = "My father has strong chest pain and cannot breathe"


@pytest.fixture
async def line(room, door, monkeypatch):
    """Router, triage and desk at work; `door.settled` waits for all of them."""
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.schema("gateway", MIGRATIONS)
    await room.schema("triage", TRIAGE_MIGRATIONS)
    await room.schema("desk", DESK_MIGRATIONS)
    async with AsyncExitStack() as at_work:
        made = [router(), triage(), desk()]
        for service in made:
            await at_work.enter_async_context(service.running())
        door.settled = partial(door.settled, *(service.health_port for service in made))
        yield door


async def command(*words):
    run = partial(CliRunner().invoke, tasks, [*words, "--json"], catch_exceptions=False)
    return json.loads((await asyncio.to_thread(run)).stdout)


async def task_of_the_only_patient(line):
    async with asyncio.timeout(20):
        while not await command("list"):  # noqa: ASYNC110  # the fact is in another place
            await asyncio.sleep(0.1)
    await line.settled()
    (task,) = await command("list")
    return task


@pytest.mark.parametrize(
    "said",
    [
        {"text": WORDS},
        {"type": "edit", "edit": {"message": {"type": "text", "text": {"body": WORDS}}}},
    ],
)
async def test_staff_read_the_words_of_an_emergency_and_the_patient_one_answer(
    room, line, a_message, said
):
    await line.post(a_message(**said))
    task = await task_of_the_only_patient(line)

    assert task["kind"] == "emergency"
    shown = await command("show", task["id"], "--reveal", "--as", "Nia")
    assert [note["body"] for note in shown["notes"]] == [WORDS]
    async with room.listening(topics.OUTBOUND_URGENT, topics.OUTBOUND_REPLIES) as heard:
        _, answer = await heard.next()
        assert "*112*" in answer.content.body
        with pytest.raises(TimeoutError):
            await heard.next(1)


async def test_the_words_of_an_emergency_are_not_among_the_tasks(room, line, a_message):
    await line.post(a_message(WORDS))
    await task_of_the_only_patient(line)

    async with room.listening(topics.DESK_TASKS_URGENT) as heard:
        envelope, task = await heard.next()
    assert "chest pain" not in task.encode().decode()
    assert "chest pain" not in str(envelope)
