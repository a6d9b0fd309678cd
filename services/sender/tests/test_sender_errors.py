"""Each of Meta's error codes is met as its table says (docs/reference/whatsapp.md, errors)."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender import once_more
from wardbell_sender.outcome import POLICIES, Again, Policy, outcome

FULL_SPEED = 100_000
"""A second's messages where time stands still."""
OTHER_NUMBER = "106540352242923"
SETTLED = "select count(*) from message where state in ('delivered', 'failed', 'undeliverable')"

SAFE_TO_REPEAT = {4, 80007, 130429, 131056, 133004, 134101, 2494100}
MAY_HAVE_GONE_OUT = {1, 2, 131000, 131016, 131057}
WINDOW_CLOSED = {131047}
LATER = {132069}
LOST = {
    *(33, 100, 130403, 130472, 130497, 131008, 131009, 131021, 131026, 131030, 131036, 131048),
    *(131049, 131050, 131051, 131052, 131053, 131055, 131062, 131063, 131064, 132000, 132001),
    *(132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 134100, 134102),
    *(135000, 137000),
}


def test_every_code_of_the_table_is_tried_here_or_pauses_its_number():
    tried = SAFE_TO_REPEAT | MAY_HAVE_GONE_OUT | WINDOW_CLOSED | LATER | LOST

    assert {code for code, policy in POLICIES.items() if policy != Policy.NUMBER} == tried


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("later", [False, True])
async def test_each_code_is_met_as_the_table_says(sender, requested, whatsapp, monkeypatch, later):
    """Meta: errors come at once, later, or both."""
    monkeypatch.setattr(once_more, "WAIT_FOR_ADDRESS", timedelta(seconds=1))
    expected = {
        **dict.fromkeys(SAFE_TO_REPEAT | MAY_HAVE_GONE_OUT, "delivered"),
        **dict.fromkeys(WINDOW_CLOSED, "undeliverable"),
        **dict.fromkeys(LOST, "failed"),
    }
    patients = {code: f"1555010{n + 100:04}" for n, code in enumerate(expected)}
    errors = [{"code": code, "times": 1, "to": to, "async": later} for code, to in patients.items()]
    made = await whatsapp.post("/sim/faults", json={"errors": errors})
    assert made.status_code == 200, made.text
    sent = {code: requested(say("hello"), wa_id=to) for code, to in patients.items()}
    for event in sent.values():
        await sender.put(event, topics.OUTBOUND_REPLIES)

    async with sender.database(sender.schemas[0]) as conn, asyncio.timeout(30):
        while await conn.fetchval(SETTLED) < len(sent):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        rows = await conn.fetch("select id, state, attempts, error_code from message")
    by_id = {row["id"]: row for row in rows}
    found = {code: by_id[event.message_id] for code, event in sent.items()}

    assert {code: row["state"] for code, row in found.items()} == expected
    assert {row["attempts"] for code, row in found.items() if expected[code] == "delivered"} == {2}
    assert all(found[code]["error_code"] == code for code in LOST | WINDOW_CLOSED)
    # Nobody reads twice what was refused, and nobody misses what was said again.
    for code, to in patients.items():
        chat = (await whatsapp.get(f"/sim/users/{to}/chat")).json()["messages"]
        shown = [message for message in chat if "error" not in message]
        assert len(shown) == (expected[code] == "delivered"), code


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("later", [False, True])
async def test_what_a_throttled_flow_refuses_is_tried_later_and_nobody_waits_for_it(
    clock, sender, requested, whatsapp, later
):
    """Meta: 132069, so many an hour."""
    throttled = {"code": 132069, "times": 2, "async": later}
    await whatsapp.post("/sim/faults", json={"errors": [throttled]})
    first = requested(say("first"), in_reply_to=await clock.now())
    second = requested(say("second"), in_reply_to=await clock.now(), contact=first.contact_id)
    async with sender.database(sender.schemas[0]) as conn:

        async def are(**states):
            rows = dict(await conn.fetch("select id, state from message"))
            found = {"first": rows.get(first.message_id), "second": rows.get(second.message_id)}
            return found == states

        await sender.put(first, topics.OUTBOUND_REPLIES)
        await sender.until(partial(are, first="deferred", second=None))
        await clock.forward(minutes=16)
        await sender.until(partial(_tried, conn, 2))
        await sender.until(partial(are, first="deferred", second=None))
        await sender.put(second, topics.OUTBOUND_REPLIES)
        await sender.until(partial(are, first="deferred", second="delivered"))
        await clock.forward(minutes=16)
        await sender.until(partial(are, first="delivered", second="delivered"))


async def _tried(conn, times):
    return await conn.fetchval("select max(attempts) from message") == times


async def test_a_number_that_is_blocked_waits_and_the_other_keeps_its_pace(
    sender, running, requested, whatsapp
):
    """Meta: 368, the account is restricted. What waits is not tried over and over meanwhile."""
    own = sender.env["WHATSAPP_PHONE_NUMBER_ID"]
    blocked = {"code": 368, "rate": 1, "phone_number_id": own}
    await whatsapp.post("/sim/faults", json={"errors": [blocked]})
    began = time.monotonic()
    for n in range(100):
        held = requested(say("held"), wa_id=f"155501008{n:02}")
        await sender.put(held, topics.OUTBOUND_REPLIES)
        event = requested(say("hello"), wa_id=f"155501009{n:02}")
        await sender.put(event, topics.OUTBOUND_REPLIES, number=OTHER_NUMBER)
    put = time.monotonic() - began
    count = "select count(*) from message where number = $1 and state = $2"
    async with sender.database(sender.schemas[0]) as conn:
        async with asyncio.timeout(20):
            while await conn.fetchval(count, OTHER_NUMBER, "sent") < 100:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        took = time.monotonic() - began
        waiting = await conn.fetchval(count, own, "ready")
    tried = (await whatsapp.get("/sim/journal?limit=1000")).json()["requests"]
    refused = [each for each in tried if each["phone_number_id"] == own]

    # 80 a second and a bucket that is full at first: about as fast as they were asked for.
    assert took < put + 2, (took, put)
    assert waiting == 100
    assert 0 < len(refused) <= 64, "as many as there are connections, before the first answer"
    shown = f'wardbell_sender_number_paused{{code="368",number="{own}"}} 1.0'
    async with asyncio.timeout(20), httpx.AsyncClient() as http:
        url = f"http://127.0.0.1:{running.health_port}/metrics"
        while shown not in (await http.get(url)).text:  # noqa: ASYNC110
            await asyncio.sleep(0.2)


NUMBER = sorted(code for code, policy in POLICIES.items() if policy == Policy.NUMBER)


@pytest.mark.parametrize("code", NUMBER)
def test_each_code_of_a_number_keeps_what_waits(code):
    assert outcome(403, {"error": {"code": code}}) == Again(code, pauses_number=True)


async def test_each_code_of_a_number_that_comes_later_keeps_the_message_that_said_so(
    sender, requested, status
):
    sent = {code: requested(say("hello"), wa_id=f"155501{code:06}") for code in NUMBER}
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        for event in sent.values():
            await sender.put(event, topics.OUTBOUND_REPLIES)
        for _ in sent:
            await heard.next()
        async with sender.database(sender.schemas[0]) as conn:
            # Nobody sends from it meanwhile.
            await conn.execute(
                "insert into paused_number (number, until, error_code)"
                " select distinct number, 'infinity'::timestamptz, 0 from message"
            )
            wamids = dict(await conn.fetch("select id, wamid from message"))
            for code, event in sent.items():
                wamid = wamids[event.message_id]
                await sender.put(status(event, "failed", code=code, wamid=wamid))

            async def all_wait():
                query = "select id, error_code, state from message"
                rows = {row["id"]: row for row in await conn.fetch(query)}
                found = [rows[event.message_id] for event in sent.values()]
                return [(row["state"], row["error_code"]) for row in found] == [
                    ("ready", code) for code in sent
                ]

            await sender.until(all_wait)


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("later", [False, True])
async def test_one_message_at_a_time_asks_whether_a_blocked_number_may_send_again(
    clock, sender, requested, whatsapp, later
):
    blocked = {"code": 131042, "rate": 1, "async": later}
    await whatsapp.post("/sim/faults", json={"errors": [blocked]})

    async def tried():
        requests = (await whatsapp.get("/sim/journal?limit=1000")).json()["requests"]
        return sum(each["biz_opaque_callback_data"] is not None for each in requests)

    async with sender.database(sender.schemas[0]) as conn:

        async def all_are(state):
            query = "select count(*) from message where state <> $1"
            return await conn.fetchval(query, state) == 0

        async def have_tried(count):
            return await tried() >= count

        async def paused_with(state):
            query = "select count(*) from paused_number where state = $1"
            return await conn.fetchval(query, state) == 1

        for n in range(10):
            event = requested(say("held"), wa_id=f"155501008{n:02}", in_reply_to=await clock.now())
            await sender.put(event, topics.OUTBOUND_REPLIES)
        await sender.until(partial(paused_with, "paused"))
        await sender.until(partial(all_are, "ready"))
        first = await tried()
        tries = []
        for seconds, count in ((31, 1), (31, 1), (30, 2), (90, 2), (31, 3)):
            await clock.forward(seconds=seconds)
            await sender.until(partial(have_tried, first + count))
            await asyncio.sleep(1.2)  # and no more than so many
            await sender.until(partial(all_are, "ready"))
            tries.append(await tried() - first)
        await whatsapp.post("/sim/faults", json={"errors": []})
        await clock.forward(minutes=15)
        await sender.until(partial(have_tried, first + tries[-1] + 1))
        await asyncio.sleep(1.2)
        assert await tried() - first == tries[-1] + 1
        await clock.forward(seconds=5)

        async def all_went():
            query = "select count(*) from message where state in ('sent', 'delivered')"
            return await conn.fetchval(query) == 10

        await sender.until(all_went)

    assert first <= 10
    # After 30 s, 60 more, 120 more.
    assert tries == [1, 1, 2, 2, 3]


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("later", [False, True])
async def test_a_number_that_was_too_fast_is_slower_once_a_second(
    clock, sender, requested, whatsapp, later
):
    """Meta: 130429, throughput has been reached; of many messages under way each says so."""
    too_fast = {"code": 130429, "times": 20, "async": later}
    sent = [
        requested(say("hello"), wa_id=f"1555010{n + 100:04}", in_reply_to=await clock.now())
        for n in range(20)
    ]
    states = "select count(*) from message where state = $1 and error_code is not distinct from $2"
    async with sender.database(sender.schemas[0]) as conn:

        async def are(count, state, code=None):
            return await conn.fetchval(states, state, code) == count

        async def rate():
            return await conn.fetchval("select rate from pace") / FULL_SPEED

        await whatsapp.post("/sim/faults", json={"errors": [too_fast]})
        for event in sent:
            await sender.put(event, topics.OUTBOUND_REPLIES)
        await sender.until(partial(are, len(sent), "ready", 130429))
        # What an answer says is learnt before the next message.
        await sender.put(requested(say("hello"), wa_id="15550100099"), topics.OUTBOUND_REPLIES)
        await sender.until(partial(are, 1, "delivered"))

        assert await rate() == 0.8

        await whatsapp.post("/sim/faults", json={"errors": [{**too_fast, "times": 1}]})
        await clock.forward(seconds=3)
        await sender.until(partial(are, 1, "ready", 130429))
        await clock.forward(seconds=4)
        await sender.until(partial(are, len(sent) + 1, "delivered"))

        assert 0.64 < await rate() < 0.8


async def test_what_is_in_a_hurry_waits_for_seconds_unless_it_is_its_patient_who_was_sent_too_much(
    sender, requested, whatsapp
):
    care, code = say("hello"), say("123456")
    asked = {
        4: (requested(care, wa_id="15550100021"), topics.OUTBOUND_URGENT, 80007),
        4.0001: (
            requested(code, wa_id="15550100022", purpose="security"),
            topics.OUTBOUND_REPLIES,
            80007,
        ),
        64: (requested(care, wa_id="15550100023"), topics.OUTBOUND_REPLIES, 80007),
        256: (requested(care, wa_id="15550100024"), topics.OUTBOUND_URGENT, 131056),
    }
    errors = [
        {"code": code, "rate": 1, "to": event.address.wa_id} for event, _, code in asked.values()
    ]
    await whatsapp.post("/sim/faults", json={"errors": errors})
    async with sender.database(sender.schemas[0]) as conn:

        async def were_tried(times):
            query = "select count(*) from message where state = 'ready' and attempts = $1"
            return await conn.fetchval(query, times) == len(asked)

        for event, topic, _ in asked.values():
            await sender.put(event, topic)
        await sender.until(partial(were_tried, 1))
        # Tried for so long that the waits do not grow any more.
        await conn.execute("update message set attempts = 6, try_at = 'infinity'")
        now = datetime.now(UTC)
        await conn.execute("update contact set lasts_until = null")
        await conn.execute("update message set try_at = $1", now)
        await sender.until(partial(were_tried, 7))
        waits = dict(await conn.fetch("select id, try_at - $1::timestamptz from message", now))

    for wait, (event, _, _) in asked.items():
        assert wait <= waits[event.message_id].total_seconds() <= wait + 3, wait


@pytest.mark.usefixtures("webhooks")
async def test_one_emergency_a_minute_asks_whether_a_number_may_send_again(
    clock, sender, requested, whatsapp
):
    """Meta: 190, the token has run out; whoever mends it does not tell us."""

    async def tried():
        requests = (await whatsapp.get("/sim/journal?limit=1000")).json()["requests"]
        return sum(each["biz_opaque_callback_data"] is not None for each in requests)

    async def were_tried(times):
        return await tried() >= times

    async def put(topic, n):
        event = requested(say("hi"), wa_id=f"155501008{n:02}", in_reply_to=await clock.now())
        await sender.put(event, topic)

    await whatsapp.post("/sim/faults", json={"errors": [{"code": 190, "rate": 1}]})
    async with sender.database(sender.schemas[0]) as conn:

        async def are(count, state):
            query = "select count(*) from message where state = $1"
            return await conn.fetchval(query, state) == count

        async def is_long():
            longer = "update paused_number set wait = '15 minutes', until = until + '870 seconds'"
            return await conn.execute(longer) == "UPDATE 1"

        await put(topics.OUTBOUND_REPLIES, 0)
        await sender.until(is_long)
        for n in (1, 2):
            await put(topics.OUTBOUND_URGENT, n)
        await sender.until(partial(are, 3, "ready"))
        tries = []
        for seconds, all_told in ((0, 1), (61, 2), (30, 2), (31, 3)):
            await clock.forward(seconds=seconds)
            await sender.until(partial(were_tried, all_told))
            await asyncio.sleep(1.5)  # and no more than so many
            await sender.until(partial(are, 3, "ready"))
            tries.append(await tried())
        await whatsapp.post("/sim/faults", json={"errors": []})
        await clock.forward(seconds=61)
        await sender.until(partial(are, 1, "delivered"))
        await clock.forward(seconds=5)
        await sender.until(partial(are, 3, "delivered"))

    assert tries == [1, 2, 2, 3]


@pytest.fixture
def answers_are_written_late(monkeypatch, prepared):
    del prepared
    monkeypatch.setattr("wardbell_sender.dispatch.RECORD_SECONDS", 1.5)


@pytest.mark.usefixtures("webhooks")
async def test_a_status_that_is_quicker_than_the_answer_loses_nothing(
    answers_are_written_late, sender, requested, whatsapp
):
    error = {"code": 131016, "times": 1, "async": True}
    await whatsapp.post("/sim/faults", json={"errors": [error]})
    await sender.put(requested(say("hello")), topics.OUTBOUND_REPLIES)
    async with sender.database(sender.schemas[0]) as conn:

        async def has_arrived():
            found = await conn.fetchrow("select state, attempts, doubts from message")
            return found is not None and tuple(found) == ("delivered", 2, 0)

        await sender.until(has_arrived)
