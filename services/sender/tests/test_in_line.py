"""Whose turn it is: answers before notices, a patient's notices in order, nobody twice."""

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender.app import service
from wardbell_sender.portfolio import Portfolio
from wardbell_simulator import NO_TRAFFIC_LIMITS

BERLIN = ZoneInfo("Europe/Berlin")
WA_ID = "15550100017"


@pytest.fixture
def chat(whatsapp):
    async def look(wa_id=WA_ID):
        return (await whatsapp.get(f"/sim/users/{wa_id}/chat")).json()["messages"]

    return look


class Stalls(Portfolio):
    """Whom we reach is counted, but the first answer comes late, whoever gives up waiting."""

    late = 10.0

    async def _count(self, *asked):
        counted = await super()._count(*asked)
        until = time.monotonic() + self.late
        self.late = 0.0
        while (left := until - time.monotonic()) > 0:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(left)
        return counted


@pytest.fixture
async def minute_a_second(clock, prepared, monkeypatch):
    """A clock on which a day takes twenty-four minutes, and calls that may take five seconds."""
    del prepared
    monkeypatch.setenv("SEND_TIMEOUT_SECONDS", "5")
    await clock.set(rate=60)


async def test_a_call_may_last_however_fast_the_clock_goes(
    minute_a_second, whatsapp, sender, requested, chat
):
    """An answer after 2.5 s, by the clock two minutes and a half: others leave it alone."""
    await whatsapp.post("/sim/faults", json={"delay_s": 2.5, "status_delay_s": 10.0})
    await sender.put(requested(say("hello"), template=None), topics.OUTBOUND_REPLIES)

    await sender.until(chat)
    await asyncio.sleep(4)  # it would be tried again by then

    assert len(await chat()) == 1


@pytest.fixture
def stalls(monkeypatch, prepared):
    del prepared
    monkeypatch.setattr("wardbell_sender.app.Portfolio", Stalls)


async def test_who_comes_to_the_call_after_others_took_over_does_not_send_any_more(
    stalls, sender, requested, gone, chat
):
    """The lease is over after 6 s, and the message tried again 1.5 s later."""
    notice = requested(say("news"), in_reply_to=None, template=gone)
    await sender.put(notice, topics.OUTBOUND_NOTICES)

    await asyncio.sleep(Stalls.late + 3)

    assert len(await chat()) == 1


class HangsOnce(Portfolio):
    """The first look at whom we reach takes too long, and is given up."""

    hangs = True

    async def _count(self, *asked):
        if self.hangs:
            self.hangs = False
            await asyncio.sleep(60)
        return await super()._count(*asked)


@pytest.fixture
def hangs_once(monkeypatch, prepared):
    del prepared
    monkeypatch.setattr("wardbell_sender.app.Portfolio", HangsOnce)
    monkeypatch.setattr("wardbell_sender.dispatch.BEFORE_THE_CALL", timedelta(seconds=0.3))
    monkeypatch.setattr("wardbell_sender.held.LOOK_SECONDS", 5.0)


async def test_what_could_not_be_sent_just_now_keeps_its_place(hangs_once, sender, requested, gone):
    contact = uuid4()
    long_ago = datetime.now(UTC) - timedelta(days=2)
    answers = [
        requested(say(str(n)), contact=contact, in_reply_to=long_ago, template=gone)
        for n in range(2)
    ]
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        for answer in answers:
            await sender.put(answer, topics.OUTBOUND_REPLIES)
        told = [(await heard.next())[1] for _ in answers]
        async with sender.database(sender.schemas[0]) as conn:
            tries = await conn.fetch("select distinct attempts from message")

    assert [event.message_id for event in told] == [answer.message_id for answer in answers]
    assert [row["attempts"] for row in tries] == [1]


async def test_an_answer_does_not_stand_behind_a_campaign(twenty_a_second, sender, requested):
    for n in range(200):
        notice = requested(say("news"), wa_id=f"1555030{n:04}")
        await sender.put(notice, topics.OUTBOUND_NOTICES)
    await asyncio.sleep(1.5)
    answers = [requested(say("yes"), wa_id=f"1555031{n:04}") for n in range(5)]
    for answer in answers:
        await sender.put(answer, topics.OUTBOUND_REPLIES)

    async def are_sent():
        async with sender.database(sender.schemas[0]) as conn:
            sent = await conn.fetchval(
                "select count(*) from message where state = 'sent' and id = any($1)",
                [answer.message_id for answer in answers],
            )
            waiting = await conn.fetchval(
                "select count(*) from message where state = 'ready' and lane = 'notice'"
            )
        assert waiting
        return sent == len(answers)

    await sender.until(are_sent)


@pytest.fixture
def one_user(monkeypatch, prepared):
    """We guess less than Meta lets us."""
    del prepared
    monkeypatch.setenv("USERS_PER_DAY", "1")


@pytest.mark.parametrize("traffic", [replace(NO_TRAFFIC_LIMITS, window_hours=24)])
@pytest.mark.parametrize(
    ("topic", "more"),
    [
        (topics.OUTBOUND_URGENT, {}),
        (topics.OUTBOUND_NOTICES, {"purpose": "security"}),
    ],
)
async def test_no_guess_of_ours_holds_an_emergency_or_a_code(
    traffic, one_user, sender, requested, gone, topic, more
):
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        for n in range(3):
            event = requested(
                say("x"), wa_id=f"1555030{n:04}", in_reply_to=None, template=gone, **more
            )
            await sender.put(event, topic)
            _, told = await heard.next()
            assert (told.message_id, told.state) == (event.message_id, "sent")
    async with sender.database(sender.schemas[0]) as conn:
        assert await conn.fetchval("select used from portfolio") == 3


async def test_what_came_at_night_is_read_in_order_though_the_last_came_in_the_morning(
    clock, prepared, requested, chat, monkeypatch
):
    monkeypatch.setenv("QUIET_HOURS", "21:00-08:00")
    await clock.comes_to(22, BERLIN)
    contact = uuid4()

    async def is_told(text):
        notice = requested(say(text), contact=contact, in_reply_to=None)
        await prepared.put(notice, topics.OUTBOUND_NOTICES)

    async def are(**states):
        async def look():
            async with prepared.database(prepared.schemas[0]) as conn:
                rows = await conn.fetch("select state, count(*) from message group by 1")
            return dict(rows) == states

        await prepared.until(look)

    async with service().running():
        answer = requested(say("hello"), contact=contact, in_reply_to=await clock.now())
        await prepared.put(answer, topics.OUTBOUND_REPLIES)
        await are(sent=1)
        for n in range(3):
            await is_told(str(n))
        await are(sent=1, deferred=3)
        async with prepared.database(prepared.schemas[0]) as conn:
            # As if the first were still to be released when the last is asked for.
            late = (
                "update message set try_at = try_at + interval '1 minute' where state = 'deferred'"
            )
            await conn.execute(late)
        await clock.comes_to(8, BERLIN)
        await is_told("3")
        await asyncio.sleep(1.5)
        await are(sent=1, deferred=4)
        await clock.forward(minutes=1)
        await are(sent=5)

    read = [message["text"]["body"] for message in await chat()]
    assert read == ["hello", "0", "1", "2", "3"]
