import uuid

import pytest

from wardbell_events import topics

UPDATE = {"field": "user_id_update"}


async def contacts(room):
    async with room.database(room.schemas[0]) as conn:
        rows = await conn.fetch("select id, wa_id, user_id from contact order by created_at")
        aliases = await conn.fetch("select old, contact_id from contact_alias")
    return [dict(row) for row in rows], {row["old"]: row["contact_id"] for row in aliases}


async def test_a_user_is_found_again_by_number_or_user_id(room, gateway, a_message):
    await gateway.post(a_message(wa_id="15550100017"))
    await gateway.post(a_message(wa_id="15550100017", from_user_id="US.1"))
    await gateway.post(a_message(wa_id=None, from_user_id="US.1"))
    await gateway.settled()

    found, _ = await contacts(room)
    assert [(c["wa_id"], c["user_id"]) for c in found] == [("15550100017", "US.1")]


async def test_two_contacts_that_one_message_names_are_one(room, gateway, a_message):
    async with room.listening(topics.CONTACTS_MERGES) as heard:
        await gateway.post(a_message(wa_id="15550100017", at=1))
        await gateway.settled()
        await gateway.post(a_message(wa_id=None, from_user_id="US.1", at=2))
        await gateway.settled()
        await gateway.post(a_message(wa_id="15550100017", from_user_id="US.1", at=3))
        _, merged = await heard.next()
    await gateway.settled()

    [one], aliases = await contacts(room)
    assert (one["wa_id"], one["user_id"]) == ("15550100017", "US.1")
    assert aliases == {merged.from_: one["id"]}
    assert merged.into == one["id"]


async def test_a_number_with_another_user_id_belongs_to_somebody_else(room, gateway, a_message):
    await gateway.post(a_message(wa_id="15550100017", from_user_id="US.1", at=1))
    await gateway.settled()
    await gateway.post(a_message(wa_id="15550100017", from_user_id="US.2", at=2))
    await gateway.settled()

    found, aliases = await contacts(room)
    assert [(c["wa_id"], c["user_id"]) for c in found] == [(None, "US.1"), ("15550100017", "US.2")]
    assert not aliases


async def test_a_renewed_user_id_stays_the_same_contact(room, gateway, a_message, a_body):
    await gateway.post(a_message(wa_id="15550100017", from_user_id="US.1", at=1))
    await gateway.settled()
    body = a_body([])
    change = body["entry"][0]["changes"][0]
    change["field"] = "user_id_update"
    del change["value"]["messages"]
    change["value"]["user_id_update"] = [
        {"wa_id": "15550100018", "user_id": {"previous": "US.1", "current": "US.2"}, "timestamp": 2}
    ]
    await gateway.post(body)
    await gateway.settled()
    await gateway.post(a_message(wa_id="15550100018", from_user_id="US.2", at=3))
    await gateway.settled()

    found, _ = await contacts(room)
    assert [(c["wa_id"], c["user_id"]) for c in found] == [("15550100018", "US.2")]


async def test_a_changed_number_stays_the_same_contact(room, gateway, a_message):
    await gateway.post(a_message(wa_id="15550100017", at=1))
    await gateway.settled()
    changed = {"type": "user_changed_number", "wa_id": "15550100018", "body": "changed"}
    await gateway.post(a_message(wa_id="15550100017", type="system", system=changed, at=2))
    await gateway.settled()
    await gateway.post(a_message(wa_id="15550100018", at=3))
    await gateway.settled()

    found, _ = await contacts(room)
    assert [c["wa_id"] for c in found] == ["15550100018"]


async def test_a_patient_is_welcomed_once_and_answered_in_their_language(room, gateway, a_message):
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message("Guten Tag", at=1))
        _, first = await heard.next()
        await gateway.post(a_message("Menü", at=2))
        _, second = await heard.next()

    assert first.language == second.language == "de"
    assert "Willkommen" in first.content.body
    assert "Willkommen" not in second.content.body


async def test_who_writes_in_a_language_that_we_do_not_speak_is_told_so_before_anything_else(
    room, gateway, a_message
):
    told = "I understand only English and German. / Ich verstehe nur Englisch und Deutsch."
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message("Quiero hablar con el doctor por favor", at=1))
        _, first = await heard.next()
        await gateway.post(a_message("Me duele la cabeza mucho", at=2))
        _, second = await heard.next()
        await gateway.post(a_message("Is Dr. Haas in the house?", at=3))
        _, third = await heard.next()

    assert first.content.body.startswith(told)
    assert "112" in first.content.body
    assert second.content.body.startswith(told)
    assert [row.id for row in second.content.rows] == [row.id for row in first.content.rows]
    assert "only" not in third.content.body


async def test_a_message_for_a_number_that_is_not_ours_is_kept_silent(room, gateway, a_message):
    await gateway.post(a_message(number="999", id=f"wamid.{uuid.uuid4()}"))
    await gateway.settled()

    async with room.database(room.schemas[0]) as conn:
        assert await conn.fetchval("select reason from silence") == "not one of our numbers"


async def test_a_new_number_is_told_to_everybody_before_the_answer_goes_there(
    room, gateway, a_message
):
    async with room.listening(topics.CONTACTS) as heard:
        await gateway.post(a_message(wa_id="15550100017", from_user_id="US.1", at=1))
        _, first = await heard.next()
        await gateway.post(a_message(wa_id="15550100018", from_user_id="US.1", at=2))
        _, second = await heard.next()

    assert second.contact_id == first.contact_id
    assert second.address.wa_id == "15550100018"
    assert second.version > first.version


async def test_a_recycled_number_does_not_merge_two_people(room, gateway, a_message):
    await gateway.post(a_message(wa_id="15550100017", from_user_id="US.1", at=1))
    await gateway.post(a_message(wa_id="15550100018", from_user_id="US.2", at=1))
    await gateway.settled()
    changed = {"type": "user_changed_number", "wa_id": "15550100018", "body": "changed"}
    await gateway.post(
        a_message(wa_id="15550100017", from_user_id="US.1", type="system", system=changed, at=2)
    )
    await gateway.settled()

    found, aliases = await contacts(room)
    assert not aliases
    assert {c["user_id"]: c["wa_id"] for c in found} == {"US.1": "15550100018", "US.2": None}


@pytest.mark.parametrize(
    ("field", "update"),
    [
        ("messages", {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}}),
        ("calls", {"id": "wacid.x", "direction": "USER_INITIATED", "event": "connect"}),
    ],
)
async def test_what_nobody_answers_opens_the_window_too(room, gateway, a_body, field, update):
    """Meta: any message or call of a user does (docs/reference/whatsapp.md, outbound)."""
    said = {"id": "wamid.1", "from": "15550100017", "timestamp": "1760000000", **update}
    body = a_body([])
    change = body["entry"][0]["changes"][0]
    change["field"] = field
    change["value"][field] = [said]
    async with room.listening(topics.CONTACTS) as heard:
        await gateway.post(body)
        _, changed = await heard.next()

    assert changed.written_at.timestamp() == 1_760_000_000
