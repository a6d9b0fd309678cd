import asyncio
import time
from urllib.parse import urlsplit

import pytest

from wardbell_events import topics
from wardbell_gateway import ingress
from wardbell_stack import Stack


@pytest.fixture
def own_stack(tmp_path):
    with Stack(tmp_path / "stack", durable=False) as stack:
        yield stack


@pytest.fixture
async def own_door(own_stack, rooms_on):
    async with rooms_on(own_stack) as (_, door):
        yield door


async def until_taken(door, body, seconds=30):
    deadline = time.monotonic() + seconds
    while (answer := await door.post(body)).status_code != 200:
        assert answer.status_code == 503
        assert time.monotonic() < deadline, "webhooks are still refused"
        await asyncio.sleep(0.1)


async def test_while_kafka_is_away_webhooks_are_refused_in_time_and_taken_again_after(
    own_stack, own_door, a_message
):
    await until_taken(own_door, a_message())  # a Kafka that has just begun may be slow
    own_stack.kill_kafka()

    for _ in range(3):
        began = time.monotonic()
        assert (await own_door.post(a_message())).status_code == 503
        assert time.monotonic() - began < 2

    own_stack.start_kafka()
    await until_taken(own_door, a_message())


async def test_too_many_bodies_at_once_are_refused_and_the_rest_are_taken(rooms, a_body, a_message):
    padding = "x" * 900_000
    big = a_body([{"from": "1555", "id": "w", "type": "text", "text": {"body": padding}}])

    async with rooms(webhook_memory_limit=4 * 1024 * 1024) as (_, door):
        statuses = {
            a.status_code for a in await asyncio.gather(*(door.post(big) for _ in range(40)))
        }

        assert statuses <= {200, 503}
        assert 503 in statuses
        assert (await door.post(a_message())).status_code == 200


async def test_who_takes_too_long_to_send_a_body_is_sent_away(rooms, a_message, monkeypatch):
    monkeypatch.setattr(ingress, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(ingress, "LOOK_SECONDS", 0.1)
    async with rooms() as (_, door):
        at = urlsplit(str(door.client.base_url))
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        writer.write(b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nslow")

        answer = await asyncio.wait_for(reader.readline(), 5)

        assert b" 408 " in answer
        assert (await door.post(a_message())).status_code == 200
        writer.close()


async def test_what_was_refused_is_not_acknowledged_and_comes_again_once(rooms, a_message):
    async with rooms() as (room, door):
        body = a_message()
        async with room.listening(topics.WHATSAPP_MESSAGES) as heard:
            assert (await door.post(body, signature="sha256=" + "0" * 64)).status_code == 401
            assert (await door.post(body)).status_code == 200
            _, event = await heard.next()
            with pytest.raises(TimeoutError):
                await heard.next(0.5)

    assert event.raw["id"] == body["entry"][0]["changes"][0]["value"]["messages"][0]["id"]


async def test_secrets_are_rotated_without_a_gap(rooms, a_message):
    async with rooms(whatsapp_app_secret="new, secret-of-tests") as (_, door):
        for secret in ("new", "secret-of-tests"):
            door._secret = secret
            assert (await door.post(a_message())).status_code == 200
        door._secret = "old"
        assert (await door.post(a_message())).status_code == 401
