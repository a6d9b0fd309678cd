import json
from pathlib import Path

import pytest

from wardbell_events import topics
from wardbell_gateway.lenient_json import NotJsonError, parse
from wardbell_gateway.signature import is_signed

DATA = Path(__file__).parent / "data"
VECTORS = json.loads((DATA / "signature_vectors.json").read_text())["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_signatures_are_right_over_the_raw_bytes(vector):
    body, signature = vector["body_utf8"].encode(), vector["x_hub_signature_256"].encode()
    secret = vector["app_secret"].encode()

    assert is_signed(body, signature, [b"another", secret])
    assert not is_signed(body + b" ", signature, [secret])
    assert not is_signed(body, signature, [b"another"])
    assert not is_signed(body, signature.removeprefix(b"sha256="), [secret])


async def test_the_handshake_gives_the_challenge_back(door):
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}

    answer = await door.get("/webhook", **asked, **{"hub.verify_token": "verify-token-of-tests"})
    assert (answer.status_code, answer.text) == (200, "1158201444")

    wrong = await door.get("/webhook", **asked, **{"hub.verify_token": ""})
    assert (wrong.status_code, wrong.text) == (403, "")


async def test_a_wrong_signature_is_refused_without_detail(door, a_message):
    answer = await door.post(a_message(), signature="sha256=" + "0" * 64)

    assert (answer.status_code, answer.content) == (401, b"")


async def test_what_is_not_json_is_refused(door):
    assert (await door.post(b"{not json")).status_code == 400
    assert (await door.post(b"[" * 100_000)).status_code == 400


async def test_more_than_three_megabytes_are_refused(door):
    assert (await door.post(b" " * (3 * 1024 * 1024 + 1))).status_code == 413


async def test_other_paths_and_methods_are_refused(door):
    assert (await door.get("/")).status_code == 404
    assert (await door.client.delete("/webhook")).status_code == 405


async def test_each_update_is_its_own_record_on_its_topic(room, door, a_body):
    body = a_body([{"from": "1555", "id": "a", "timestamp": "2", "type": "text"}])
    value = body["entry"][0]["changes"][0]["value"]
    value["statuses"] = [{"id": "w", "status": "read", "timestamp": "3", "recipient_id": "1555"}]
    value["errors"] = [{"code": 131000}]
    body["entry"].append({"id": "9", "changes": [{"field": "a_new_field", "value": {"x": 1}}]})
    kinds = (topics.WHATSAPP_MESSAGES, topics.WHATSAPP_STATUSES, topics.WHATSAPP_ACCOUNT)

    async with room.listening(*kinds) as heard:
        assert (await door.post(body)).status_code == 200
        found = sorted(envelope.type for envelope, _ in await heard.take(4))

    assert found == [
        "whatsapp.account.changed.v1",
        "whatsapp.account.changed.v1",
        "whatsapp.message.arrived.v1",
        "whatsapp.status.changed.v1",
    ]


async def test_an_emergency_takes_the_urgent_topic(room, door, a_message):
    async with room.listening(topics.WHATSAPP_URGENT) as heard:
        await door.post(a_message("Ich habe starke Brustschmerzen und kriege keine Luft"))
        envelope, event = await heard.next()

    assert event.red_flag.rule
    assert envelope.site == "main"


async def test_a_repeat_has_the_same_id_and_time(room, door, a_message):
    body = a_message()
    async with room.listening(topics.WHATSAPP_MESSAGES) as heard:
        await door.post(body)
        await door.post(body)
        (first, _), (second, _) = await heard.take(2)

    assert (first.id, first.time) == (second.id, second.time)


async def test_a_body_is_put_in_the_order_of_metas_times(room, door, a_body):
    said = [
        {"from": "1555", "id": f"w{n}", "timestamp": str(n), "type": "text", "text": {"body": "x"}}
        for n in (3, 1, 2)
    ]
    async with room.listening(topics.WHATSAPP_MESSAGES) as heard:
        await door.post(a_body(said))
        found = [event.raw["id"] for _, event in await heard.take(3)]

    assert found == ["w1", "w2", "w3"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (rb'{"a": "x\u0000y"}', {"a": "x\ufffdy"}),
        (rb'{"a": "\ud83d"}', {"a": "\ufffd"}),
        (rb'{"a": "\ud83d\ude00"}', {"a": "\U0001f600"}),
        (
            rb'{"a": 18446744073709551616, "b": "\ud83d"}',
            {"a": "18446744073709551616", "b": "\ufffd"},
        ),
        (b'{"a": NaN}', {"a": None}),
    ],
)
def test_characters_that_would_hurt_later_are_made_harmless(raw, said):
    assert parse(raw) == said


def test_what_cannot_be_read_is_not_json():
    for raw in (b"", b"\xff\xfe", b"{", b"[" * 5000):
        with pytest.raises(NotJsonError):
            parse(raw)
