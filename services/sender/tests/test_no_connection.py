"""While there is no way to WhatsApp nothing has gone out, so nothing is in doubt or lost."""

import asyncio
import socket

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender.app import service

FREE = "127.0.0.1"


@pytest.fixture
def nobody_accepts():
    """A port whose backlog is full, so that a SYN gets no answer, as behind a dead firewall."""
    with socket.socket() as listening:
        listening.bind((FREE, 0))
        listening.listen(0)
        waiting = []
        for _ in range(4):
            one = socket.socket()
            one.settimeout(0)
            one.connect_ex(listening.getsockname())
            waiting.append(one)
        yield listening.getsockname()[1]
        for one in waiting:
            one.close()


async def test_a_connection_that_does_not_come_about_leaves_no_doubt(
    prepared, requested, nobody_accepts, monkeypatch
):
    monkeypatch.setenv("WHATSAPP_API_URL", f"http://{FREE}:{nobody_accepts}")
    query = "select state, doubts, attempts from message"

    async with service().running():
        await prepared.put(requested(say("hello")), topics.OUTBOUND_REPLIES)

        async def was_tried():
            async with prepared.database(prepared.schemas[0]) as conn:
                row = await conn.fetchrow(query)
            return row is not None and row["attempts"] >= 1 and row["state"] != "claimed"

        await prepared.until(was_tried)
        await asyncio.sleep(0.5)
        async with prepared.database(prepared.schemas[0]) as conn:
            state, doubts, _ = await conn.fetchrow(query)

    assert (state in {"ready", "claimed"}, doubts) == (True, 0)
