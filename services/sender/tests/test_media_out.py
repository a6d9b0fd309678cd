"""A document is uploaded once and its id used again, for as long as WhatsApp has it."""

from base64 import b64encode
from datetime import timedelta

import pytest
from pydantic import ValidationError

from wardbell_events import topics
from wardbell_events.outbound import MAX_FILE, FileContent

PATIENT, OTHER = "15550100017", "15550100018"
OWN_NUMBER, OTHER_NUMBER = "106540352242922", "106540352242923"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def file(data=PDF, kind="document", mime_type="application/pdf", **more):
    return FileContent(kind=kind, mime_type=mime_type, data=b64encode(data), **more)


@pytest.fixture
def sends(sender):
    """Have messages sent one after the other; returns what became of each."""

    async def send(*events, number=OWN_NUMBER):
        told = {}
        async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
            for event in events:
                await sender.put(event, topics.OUTBOUND_REPLIES, number=number)
                while event.message_id not in told:
                    _, each = await heard.next()
                    told[each.message_id] = each
        return [told[event.message_id] for event in events]

    return send


@pytest.fixture
def chat(whatsapp):
    async def look(wa_id=PATIENT):
        return (await whatsapp.get(f"/sim/users/{wa_id}/chat")).json()["messages"]

    return look


async def test_a_document_arrives_whole_with_its_name(sends, requested, whatsapp, chat):
    [told] = await sends(requested(file(filename="Anfahrt.pdf", body="How to find us")))

    [shown] = await chat()
    assert told.state == "sent"
    assert shown["document"].items() >= {
        ("filename", "Anfahrt.pdf"),
        ("caption", "How to find us"),
    }
    assert (await whatsapp.get(f"/sim/files/{shown['document']['id']}")).content == PDF


async def test_an_upload_is_used_again_by_its_number_alone(sends, requested, chat):
    await sends(requested(file()), requested(file(), wa_id=OTHER))
    await sends(requested(file()), number=OTHER_NUMBER)

    first, from_other_number = [each["document"]["id"] for each in await chat()]
    [to_other] = [each["document"]["id"] for each in await chat(OTHER)]
    assert first == to_other
    assert first != from_other_number


async def test_what_whatsapp_has_lost_is_uploaded_anew_and_arrives_once(
    sender, sends, requested, whatsapp, chat
):
    await sends(requested(file()))
    [lost] = [each["document"]["id"] for each in await chat()]
    token = {"Authorization": f"Bearer {sender.env['WHATSAPP_ACCESS_TOKEN']}"}
    assert (await whatsapp.delete(f"/v23.0/{lost}", headers=token)).status_code == 200

    [told] = await sends(requested(file()))

    ids = [each["document"]["id"] for each in await chat()]
    assert told.state == "sent"
    assert len(set(ids)) == len(ids) == 2


async def test_an_upload_is_not_used_beyond_its_life(sender, sends, requested, chat):
    await sends(requested(file()))
    async with sender.database(sender.schemas[0]) as conn:
        month = timedelta(days=30)
        await conn.execute("update upload set until = until - $1::interval", month)
    await sends(requested(file()))

    assert len({each["document"]["id"] for each in await chat()}) == 2


async def test_a_file_that_whatsapp_could_not_take_in_the_end_is_not_used_again(
    sender, sends, requested, status
):
    """Meta: 131053 as a status, after the message was accepted."""
    event = requested(file())
    await sends(event)
    await sender.put(status(event, "failed", code=131053))

    async def is_forgotten():
        async with sender.database(sender.schemas[0]) as conn:
            return await conn.fetchval("select count(*) from upload") == 0

    await sender.until(is_forgotten)


async def test_while_uploads_fail_the_message_waits_and_is_sent_once(
    sender, requested, whatsapp, chat
):
    await whatsapp.post("/sim/faults", json={"outage": True})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(requested(file()), topics.OUTBOUND_REPLIES)
        with pytest.raises(TimeoutError):
            await heard.next(2)
        await whatsapp.post("/sim/faults", json={"outage": False})
        _, told = await heard.next(30)

    assert told.state == "sent"
    assert len(await chat()) == 1


async def test_a_picture_is_sent_as_one(sends, requested, chat):
    await sends(requested(file(b"\xff\xd8\xff\xe0" + bytes(99), "image", "image/jpeg")))

    assert [each["type"] for each in await chat()] == ["image"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": bytes(MAX_FILE + 1)},
        {"data": b""},
        {"kind": "image"},
        {"mime_type": "text/html"},
    ],
)
def test_a_file_that_is_too_large_or_of_another_type_cannot_even_be_asked_for(wrong):
    with pytest.raises(ValidationError):
        file(**wrong)


def test_a_file_may_have_256_kib():
    assert len(file(bytes(MAX_FILE)).data) == MAX_FILE


def test_a_file_does_not_show_in_logs():
    shown = repr(file(filename="Ada.pdf", body="Ada's letter"))

    assert "Ada" not in shown
    assert "%PDF" not in shown
