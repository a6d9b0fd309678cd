"""One patient gets a burst and then a message every six seconds, and nobody else waits for them."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender.app import service
from wardbell_sender.outcome import Accepted, Again, NotSent, Refused, Unclear
from wardbell_sender.pair import BURST, LIMIT, lasts_at_most, spent
from wardbell_simulator import NO_TRAFFIC_LIMITS

WA_ID, OTHER = "15550100017", "15550100018"
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def sends(results):
    """When each could be sent, of answers that come one after the other, in seconds."""
    now, lasts, at = NOON, None, []
    for attempts, result in results:
        now = max(now, (lasts or now) - lasts_at_most(NOON) + NOON)
        at.append((now - NOON).total_seconds())
        if (found := spent(result, attempts, now)) is not None:
            least, more = found
            lasts = max(lasts or least, least) + more
    return at


def test_meta_takes_a_burst_and_then_one_in_six_seconds():
    at = sends([(1, Accepted("wamid"))] * (BURST + 3))

    assert at == [0.0] * BURST + [6.0, 12.0, 18.0]


def test_what_metas_count_refuses_waits_four_to_the_nth_seconds_and_keeps_the_pace_then():
    """Meta: 131056, to be tried again after 4^X seconds, X = 0, 1, 2, …"""
    at = sends(
        [(1, Again(LIMIT)), (2, Again(LIMIT)), (3, Again(LIMIT)), *[(4, Accepted("wamid"))] * 2]
    )

    assert at == [0.0, 1.0, 5.0, 21.0, 27.0]


@pytest.mark.parametrize(
    ("result", "counts"),
    [
        (Unclear(None), True),
        (Refused(131026), False),
        (Again(130429), False),
        (NotSent("x"), False),
    ],
)
def test_what_may_have_reached_them_counts(result, counts):
    assert (spent(result, 1, NOON) is not None) == counts


@pytest.fixture
def traffic():
    return replace(NO_TRAFFIC_LIMITS, pair_burst=45, pair_every_s=6.0)


@pytest.fixture(autouse=True)
async def still(clock):
    return clock


async def sent(room, contact):
    """How many messages a patient was sent, and how many tries that took."""
    async with room.database(room.schemas[0]) as conn:
        counted = "count(*) filter (where state = 'sent'), coalesce(sum(attempts), 0)::bigint"
        query = f"select {counted} from message where contact_id = $1"
        return tuple(await conn.fetchrow(query, contact))


@pytest.fixture
def has_sent(looked_through):
    """A patient was sent so many messages, and no more is tried."""

    async def wait(room, contact, count):
        async def look():
            return (await sent(room, contact))[0] == count

        await room.until(look)
        tries = (await sent(room, contact))[1]
        await looked_through()
        assert await sent(room, contact) == (count, tries)

    return wait


async def test_the_rest_of_a_burst_waits_over_a_restart_and_others_do_not(
    prepared, requested, clock, whatsapp, has_sent
):
    """Meta: 45 at once, then one message in six seconds to one user."""
    contact, now = uuid4(), await clock.now()

    async def put(text, lane=topics.OUTBOUND_REPLIES, **more):
        more.setdefault("contact", contact)
        await prepared.put(requested(say(text), in_reply_to=now, **more), lane)

    async with service().running():
        for n in range(BURST + 3):
            await put(str(n))
        await has_sent(prepared, contact, BURST)
    async with service().running():
        await has_sent(prepared, contact, BURST)
        other = uuid4()
        await put("hello", contact=other, wa_id=OTHER)
        await has_sent(prepared, other, 1)
        await put("call 112", topics.OUTBOUND_URGENT)
        await has_sent(prepared, contact, BURST + 1)
        for n in range(1, 4):
            # The urgent one counts, too.
            await clock.forward(seconds=12 if n == 1 else 6)
            await has_sent(prepared, contact, BURST + 1 + n)

        _, tries = await sent(prepared, contact)
    assert tries == BURST + 4
    chat = (await whatsapp.get(f"/sim/users/{WA_ID}/chat")).json()["messages"]
    read = [message["text"]["body"] for message in chat]
    assert [text for text in read if text != "call 112"] == [str(n) for n in range(BURST + 3)]
    assert read.index("call 112") == BURST


async def test_131056_holds_up_that_patient_alone(
    sender, requested, clock, whatsapp, has_sent, looked_through
):
    refused = {"code": LIMIT, "times": 2, "to": WA_ID}
    await whatsapp.post("/sim/faults", json={"errors": [refused]})
    contact, other, now = uuid4(), uuid4(), await clock.now()
    for n in range(2):
        event = requested(say(str(n)), contact=contact, in_reply_to=now)
        await sender.put(event, topics.OUTBOUND_REPLIES)
    await sender.until(lambda: _tried(sender, contact, 1))
    await sender.put(
        requested(say("hello"), contact=other, wa_id=OTHER, in_reply_to=now),
        topics.OUTBOUND_REPLIES,
    )
    await has_sent(sender, other, 1)
    assert await sent(sender, contact) == (0, 1)

    async def tried(count):
        await sender.until(lambda: _tried(sender, contact, count))
        await looked_through()
        return (await sent(sender, contact))[1] == count

    await clock.forward(seconds=1)
    assert await tried(2)
    await clock.forward(seconds=3)
    assert await tried(2)
    await clock.forward(seconds=1)
    await has_sent(sender, contact, 1)
    await clock.forward(seconds=6)
    await has_sent(sender, contact, 2)


async def _tried(room, contact, count):
    return (await sent(room, contact))[1] == count
