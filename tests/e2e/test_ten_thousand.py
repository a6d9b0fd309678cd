"""Thousands of webhooks: however they arrive, everybody reads the same.

20 of each of 100 patients; `make soak` sends 10,000 of 500.
"""

import asyncio
import os
import random
from collections import defaultdict
from contextlib import AsyncExitStack

import pytest

from wardbell_desk.app import MIGRATIONS as DESK_MIGRATIONS
from wardbell_desk.app import service as desk
from wardbell_events import topics
from wardbell_gateway.app import MIGRATIONS
from wardbell_gateway.app import service as router
from wardbell_patients.app import MIGRATIONS as PATIENTS_MIGRATIONS
from wardbell_patients.app import service as patients
from wardbell_triage.app import MIGRATIONS as TRIAGE_MIGRATIONS
from wardbell_triage.app import service as triage

PATIENTS = int(os.environ.get("WEBHOOK_PATIENTS", "40"))
MESSAGES = 20
A_POST = 50
ANSWERS = (topics.OUTBOUND_URGENT, topics.OUTBOUND_REPLIES)


def tap(id_):
    reply = {"type": "button_reply", "button_reply": {"id": id_, "title": "x"}}
    return {"type": "interactive", "interactive": reply}


def text(body):
    return {"type": "text", "text": {"body": body}}


GREETINGS = (text("Hello and good morning to you"), text("Guten Tag und einen schönen Morgen"))
TAPS = [tap("triage:check:start"), tap("triage:check:no")]
CALL_BACK = tap("desk:call_back:human")
SAYINGS = (
    [text("menu"), text("start"), text("I cannot breathe")],
    [text("Menü"), text("stopp"), text("Meine Mutter ist bewusstlos")],
    [text("menu"), text("start"), *TAPS, CALL_BACK],
    [text("Menü"), text("stopp"), *TAPS, CALL_BACK],
)
"""What English and German patients say: words and taps that mean the same whoever has the floor.

Everybody keeps to one language: an emergency overtakes, and would change it early. For the same
reason nobody has both an emergency and a call-back, which would join it or not, or an answer to
triage, which never lowers what it knows already.
"""


def conversations(chance):
    """20 messages of each patient, a second apart by WhatsApp's time."""
    return {
        f"1555{number:07d}": [
            {
                "from": f"1555{number:07d}",
                "id": f"wamid.{number}.{n}",
                "timestamp": str(1793606400 + n),
                **(chance.choice(SAYINGS[number % 4]) if n else GREETINGS[number % 2]),
            }
            for n in range(MESSAGES)
        ]
        for number in range(PATIENTS)
    }


def in_order(said):
    """One message of every patient after the other, 50 a POST."""
    flat = [messages[n] for n in range(MESSAGES) for messages in said.values()]
    return [flat[n : n + A_POST] for n in range(0, len(flat), A_POST)]


def shuffled(said, chance):
    """Patients in any order, each patient's own order kept."""
    waiting = {wa_id: list(messages) for wa_id, messages in said.items()}
    flat = []
    while waiting:
        wa_id = chance.choice(list(waiting))
        flat.append(waiting[wa_id].pop(0))
        if not waiting[wa_id]:
            del waiting[wa_id]
    return flat


def posted_twice(flat, chance):
    """Any order within a POST, and each POST once more, some POSTs later."""
    posts = [flat[n : n + A_POST] for n in range(0, len(flat), A_POST)]
    for post in posts:
        chance.shuffle(post)
    when = [(n, post) for n, post in enumerate(posts)]
    when += [(n + chance.uniform(0.5, 10), post) for n, post in enumerate(posts)]
    return [post for _, post in sorted(when, key=lambda one: one[0])]


def with_neighbours_swapped(flat, chance, share):
    """Some messages of a patient overtake the one before."""
    places = {}
    for n, message in enumerate(flat):
        before = places.get(message["from"])
        if before is not None and chance.random() < share:
            flat[before], flat[n] = flat[n], flat[before]
        places[message["from"]] = n
    return flat


@pytest.fixture
def play(rooms, a_body, monkeypatch):
    """Deliver POSTs to the line; gives each patient's answers and state when all is quiet."""

    async def play(posts):
        async with rooms() as (room, door), AsyncExitStack() as at_work:
            for key, value in room.env.items():
                monkeypatch.setenv(key, value)
            await room.schema("gateway", MIGRATIONS)
            await room.schema("triage", TRIAGE_MIGRATIONS)
            await room.schema("desk", DESK_MIGRATIONS)
            await room.schema("patients", PATIENTS_MIGRATIONS)
            made = [router(), triage(), desk(), patients()]
            for service in made:
                await at_work.enter_async_context(service.running())
            for post in posts:
                await taken(door, a_body(post))
            await door.settled(*(service.health_port for service in made))
            return await outcome(room, len({m["id"] for post in posts for m in post}))

    return play


async def taken(door, body):
    """Post as Meta does: what a busy machine refuses for now comes again."""
    async with asyncio.timeout(60):
        while (answer := await door.post(body)).status_code != 200:
            assert answer.status_code == 503
            await asyncio.sleep(0.1)


async def outcome(room, messages):
    """Each patient's answers, by the message that they answer, and where the patient stands."""
    answers = defaultdict(list)
    async with room.listening(*ANSWERS) as heard:
        for envelope, event in await heard.take(messages, 60):
            answers[event.contact_id].append((envelope.correlation_id, repr_of(event.content)))
        with pytest.raises(TimeoutError):
            await heard.next(1)
    for schema in room.schemas:
        async with room.database(schema) as conn:
            assert await conn.fetch("select reason, error from parked") == []
    async with room.database(room.schemas[2]) as conn:
        tasks = {
            row["contact_id"]: row["count"]
            for row in await conn.fetch("select contact_id, count(*) from task group by 1")
        }
    async with room.database(room.schemas[0]) as conn:
        contacts = await conn.fetch("select id, wa_id, language, floor, floor_turn from contact")
    return {
        row["wa_id"]: (
            sorted(answers[row["id"]]),
            (row["language"], row["floor"], row["floor_turn"], tasks.get(row["id"], 0)),
        )
        for row in contacts
    }


def repr_of(content):
    return content.model_dump_json()


async def test_repeats_and_shuffles_change_nothing(play):
    said = conversations(random.Random(1))
    chance = random.Random(2)

    plain = await play(in_order(said))
    jumbled = await play(posted_twice(shuffled(said, chance), chance))

    assert len(plain) == PATIENTS
    assert [wa_id for wa_id in plain if plain[wa_id] != jumbled[wa_id]] == []


async def test_messages_that_overtake_each_other_are_answered_once_each(play):
    said = conversations(random.Random(3))
    chance = random.Random(4)
    flat = with_neighbours_swapped(shuffled(said, chance), chance, 0.05)

    played = await play(posted_twice(flat, chance))

    assert len(played) == PATIENTS
    for answers, _ in played.values():
        assert len({cause for cause, _ in answers}) == len(answers) == MESSAGES
