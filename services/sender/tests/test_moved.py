"""Who has another number by now is written to there, whichever topic was quicker."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import Address, ContactChanged, topics
from wardbell_sender import once_more

OLD, NEW, USER = "15550100017", "15550100117", "US.13491208655302741918"


@pytest.fixture
async def conn(sender):
    async with sender.database(sender.schemas[0]) as conn:
        yield conn


@pytest.fixture
def contact_is(sender, conn):
    """`contact_is(version, event, …)`: the router tells an address, and the sender has read it."""

    async def tell(version, event, **address):
        changed = ContactChanged(
            contact_id=event.contact_id,
            version=version,
            address=Address(**address),
            language="en",
            changed_at=datetime.now(UTC),
        )
        await sender.put(changed, topics.CONTACTS)

        async def is_read():
            return await conn.fetchval("select version from contact") == version

        await sender.until(is_read)

    return tell


@pytest.fixture
def becomes(sender, conn):
    """`becomes(state, …)`: the only message is that."""

    async def wait(state, *, waits=False):
        query = "select state = $1 and (not $2 or unreached is not null) from message"

        async def look():
            return await conn.fetchval(query, state, waits)

        await sender.until(look)

    return wait


@pytest.fixture
def moves(whatsapp):
    """A patient's phone gets another number."""

    async def move():
        for path, body in ((OLD, {}), (f"{OLD}/number", {"to": NEW})):
            answer = await whatsapp.post(f"/sim/users/{path}", json=body)
            assert answer.status_code == 200, answer.text

    return move


async def tries(whatsapp):
    """Where calls went, in their order."""
    requests = (await whatsapp.get("/sim/journal?limit=1000")).json()["requests"]
    return [each for each in requests if each["biz_opaque_callback_data"] is not None]


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("at_once", [False, True])
async def test_an_answer_that_was_quicker_than_the_new_number_follows_it(
    sender, whatsapp, requested, contact_is, becomes, moves, at_once
):
    """Meta: 131026, undeliverable, is an answer or a status."""
    await whatsapp.post("/sim/faults", json={"undeliverable_at_once": at_once})
    event = requested(say("hello"), wa_id=OLD)
    after = requested(say("more"), wa_id=OLD, contact=event.contact_id)
    await contact_is(1, event, wa_id=OLD)
    await moves()
    await sender.put(event, topics.OUTBOUND_REPLIES)
    await becomes("ready", waits=True)
    await sender.put(after, topics.OUTBOUND_REPLIES)
    async with asyncio.timeout(10):  # sooner than it would be lost
        await contact_is(2, event, wa_id=NEW)
        while len(await tries(whatsapp)) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)
    chat = (await whatsapp.get(f"/sim/users/{NEW}/chat")).json()["messages"]

    assert [m["text"]["body"] for m in chat if "error" not in m] == ["hello", "more"]
    assert len(await tries(whatsapp)) == 3


async def test_what_fails_when_the_new_number_is_known_follows_it_at_once(
    sender, whatsapp, requested, contact_is, becomes, status, moves, conn
):
    event = requested(say("hello"), wa_id=OLD)
    await contact_is(1, event, wa_id=OLD)
    await moves()
    await sender.put(event, topics.OUTBOUND_REPLIES)
    await becomes("sent")
    await contact_is(2, event, wa_id=NEW)
    wamid = await conn.fetchval("select wamid from message")
    failed = status(event, "failed", wamid=wamid)
    failed.raw["recipient_id"] = OLD
    for _ in range(2):  # a webhook may come twice
        await sender.put(failed)

    async def arrived():
        chat = (await whatsapp.get(f"/sim/users/{NEW}/chat")).json()["messages"]
        return any("error" not in message for message in chat)

    await sender.until(arrived, 10)
    await asyncio.sleep(1)
    assert len(await tries(whatsapp)) == 2


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("at_once", [False, True])
async def test_who_has_no_other_number_is_not_tried_again(
    sender, whatsapp, requested, contact_is, becomes, moves, monkeypatch, conn, at_once
):
    monkeypatch.setattr(once_more, "WAIT_FOR_ADDRESS", timedelta(seconds=1))
    await whatsapp.post("/sim/faults", json={"undeliverable_at_once": at_once})
    event = requested(say("hello"), wa_id=OLD)
    await contact_is(1, event, wa_id=OLD)
    await moves()
    await sender.put(event, topics.OUTBOUND_REPLIES)
    await becomes("failed")

    assert len(await tries(whatsapp)) == 1
    assert await conn.fetchval("select error_code from message") == 131026


@pytest.mark.usefixtures("webhooks")
async def test_who_is_nowhere_is_sent_something_once_for_each_of_two_numbers(
    sender, whatsapp, requested, contact_is, becomes
):
    nowhere = [{"code": 131026, "rate": 1, "async": True}]
    await whatsapp.post("/sim/faults", json={"errors": nowhere})
    event = requested(say("hello"), wa_id=OLD)
    await contact_is(1, event, wa_id=OLD)
    await sender.put(event, topics.OUTBOUND_REPLIES)
    await becomes("ready", waits=True)
    await contact_is(2, event, wa_id=NEW)
    await becomes("failed")

    assert len(await tries(whatsapp)) == 2


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.usefixtures("webhooks")
async def test_what_may_not_be_sent_to_a_user_id_goes_to_the_number(
    sender, whatsapp, requested, contact_is, becomes, later
):
    """Meta: 131062, to be sent to the phone number; where there is none it is lost."""
    made = await whatsapp.post(f"/sim/users/{OLD}", json={})
    user_id = made.json()["user_id"]
    error = {"code": 131062, "times": 1, "async": later}
    await whatsapp.post("/sim/faults", json={"errors": [error]})
    event = requested(say("hello"), wa_id=None)
    await contact_is(1, event, user_id=user_id)
    await sender.put(event, topics.OUTBOUND_REPLIES)
    await becomes("ready", waits=True)
    await contact_is(2, event, wa_id=OLD, user_id=user_id)
    await becomes("delivered")

    assert len(await tries(whatsapp)) == 2
