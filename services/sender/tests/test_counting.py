"""What Meta counts and bills is held against what its webhooks have told us."""

import asyncio
from datetime import timedelta

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender import counting
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.settings import SenderSettings

ACCOUNT = "102290129340398"
DAY_S = 86_400


@pytest.fixture
def a_day_is_a_moment(prepared, whatsapp, monkeypatch):
    """The sender lives by the simulator's clock, and looks all the time."""
    monkeypatch.setenv("WARDBELL_CLOCK", f"{whatsapp.base_url}/sim/clock")
    monkeypatch.setenv("WHATSAPP_BUSINESS_ACCOUNT_ID", ACCOUNT)
    monkeypatch.setattr(counting, "LOOK_SECONDS", 0.3)


@pytest.fixture
def settled(sender):
    """Wait until so many messages are known to be delivered."""

    async def wait(count):
        async def are_known():
            async with sender.database(sender.schemas[0]) as conn:
                known = "select count(*) from message where delivered_at is not null"
                return await conn.fetchval(known) == count

        await sender.until(are_known)

    return wait


@pytest.mark.usefixtures("a_day_is_a_moment", "webhooks")
async def test_the_next_day_both_counts_stand_side_by_side(
    sender, requested, whatsapp, gone, settled, metrics
):
    for wa_id in ("15550100017", "15550100018"):
        reminder = requested(say("news"), template=gone, in_reply_to=None, wa_id=wa_id)
        await sender.put(reminder, topics.OUTBOUND_NOTICES)
    answer = requested(say("answer"), template=gone, wa_id="15550100019")  # goes as it is said
    await sender.put(answer, topics.OUTBOUND_REPLIES)
    await settled(3)
    await whatsapp.post("/sim/faults", json={"no_statuses": True})
    untold = requested(say("news"), template=gone, in_reply_to=None, wa_id="15550100020")
    await sender.put(untold, topics.OUTBOUND_NOTICES)

    async def is_sent():
        chat = (await whatsapp.get("/sim/users/15550100020/chat")).json()["messages"]
        return [each["state"] for each in chat] == ["delivered"]

    await sender.until(is_sent)
    jumped = await whatsapp.post("/sim/clock", json={"jump_s": DAY_S})
    assert jumped.status_code == 200, jumped.text

    def counted(shown, about, by):
        start = f'wardbell_sender_counted{{about="{about}",by="{by}",detail="'
        return {
            name.removeprefix(start).removesuffix('"}'): value
            for name, value in shown.items()
            if name.startswith(start) and value
        }

    async def are_shown():
        return counted(await metrics(), "price", "meta").get("service/free")

    await sender.until(are_shown)
    shown = await metrics()
    [template] = counted(shown, "template", "meta").items()
    assert template == ("earlier_time_gone/en", 3)
    assert counted(shown, "template", "us") == {"earlier_time_gone/en": 2}
    assert counted(shown, "price", "meta") == {"service/free": 1, "utility/billed": 3}
    assert counted(shown, "price", "us") == {"service/free": 1, "utility/billed": 2}


@pytest.fixture
def asks(monkeypatch):
    """When Meta was asked; its answer takes a while."""
    asked = []
    compare = counting.Counting._compare

    async def slowly(self, running, now):
        asked.append(now)
        await asyncio.sleep(0.3)
        await compare(self, running, now)

    monkeypatch.setattr(counting.Counting, "_compare", slowly)
    return asked


@pytest.mark.usefixtures("a_day_is_a_moment")
async def test_meta_is_asked_once_a_day_whatever_replicas_there_are(room, replica, whatsapp, asks):
    replicas = [counting.Counting(SenderSettings(), SenderMetrics()) for _ in range(3)]

    async def look():
        await asyncio.gather(*(each._look(replica) for each in replicas))

    async def half_a_day_goes_by():
        before = replica.clock.now()
        await whatsapp.post("/sim/clock", json={"jump_s": DAY_S / 2})

        async def is_known():
            return replica.clock.now() - before > timedelta(hours=11)

        await room.until(is_known)

    await look()
    await look()
    await half_a_day_goes_by()
    await look()
    assert len(asks) == 1

    await half_a_day_goes_by()
    await look()
    assert len(asks) == 2
