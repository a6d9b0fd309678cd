"""Every shape that Meta publishes, and 100,000 that nobody does."""

import json
import random
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from wardbell_events import Envelope, registry, topics
from wardbell_gateway.lenient_json import NotJsonError, parse
from wardbell_gateway.updates import Door

WEBHOOKS = sorted((Path(__file__).parent / "data" / "webhooks").glob("*.json"))
NOW = datetime(2026, 11, 2, tzinfo=UTC)
MUTATED = 100_000


async def test_every_published_webhook_is_taken_and_handled_or_kept_with_a_reason(room, gateway):
    expected = 0
    for file in WEBHOOKS:
        assert (await gateway.post(file.read_bytes())).status_code == 200, file.stem
        ours = json.loads(file.read_text())
        for value in (change["value"] for entry in ours["entry"] for change in entry["changes"]):
            value.get("metadata", {})["phone_number_id"] = room.env["WHATSAPP_PHONE_NUMBER_ID"]
            for message in value.get("messages", []):
                message["id"] += "ours"
                expected += 1
        assert (await gateway.post(ours)).status_code == 200, file.stem
    async with room.listening(topics.OUTBOUND_REPLIES, topics.INBOUND_DESK) as heard:
        await gateway.settled()
        async with room.database(room.schemas[0]) as conn:
            assert await conn.fetch("select reason, error from parked") == []
            silent = await conn.fetch(
                "select reason from silence where reason not like '%numbers%'"
            )
        answered = len(await heard.take(expected - len(silent), 5))

    assert answered + len(silent) == expected > 15
    assert all(silent)


def test_a_hundred_thousand_mutated_webhooks_are_taken_or_refused():
    door = Door(b"key", lambda _: None, lambda _: "main")
    chance = random.Random(7)
    originals = [file.read_bytes() for file in WEBHOOKS]
    taken = refused = 0
    for n in range(MUTATED):
        body = mutated(chance.choice(originals), chance)
        try:
            parsed = parse(body)
        except NotJsonError:
            refused += 1
            continue
        taken += 1
        for update in door.updates(parsed, NOW):
            if n % 10 == 0:
                envelope = Envelope.parse(update.headers)
                registry[envelope.type].model_validate_json(update.value)
    assert taken > MUTATED / 4
    assert refused > MUTATED / 20


JUNK = (None, True, 0, -1, 1e308, "", "\0", "\ud800", "x" * 300, [], {}, [None], {"a": []})


def mutated(body, chance):
    """The same webhook with bytes or values that do not belong there."""
    if chance.random() < 0.3:
        raw = bytearray(body)
        for _ in range(chance.randint(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)
    value = json.loads(body)
    for _ in range(chance.randint(1, 4)):
        node = value
        while isinstance(node, dict | list) and node:
            key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if chance.random() < 0.3 or not isinstance(node[key], dict | list):
                if chance.random() < 0.3 and isinstance(node, dict):
                    del node[key]
                else:
                    node[key] = deepcopy(chance.choice(JUNK))
                break
            node = node[key]
    return json.dumps(value).encode()
