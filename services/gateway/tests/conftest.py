from functools import partial

import pytest

from wardbell_gateway.app import MIGRATIONS, service


@pytest.fixture
async def gateway(room, door, monkeypatch):
    """Ingress and router at work in a room."""
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.schema("gateway", MIGRATIONS)
    made = service()
    async with made.running():
        door.settled = partial(door.settled, made.health_port)
        yield door
