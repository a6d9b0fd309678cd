"""An idle service answers at once: nobody waits for a poll to end or for a timer to tick."""

import asyncio
import time
from uuid import uuid4

from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_events.topics import OUTBOUND_REPLIES as BARE

EVENTS, AFTER_PAUSES = 200, 10
APART_SECONDS, POLL_SECONDS = 0.01, 0.2


def percentile(times, share):
    return round(sorted(times)[int(len(times) * share)] * 1000, 1)


async def test_one_hop_of_an_idle_service_costs_little_more_than_kafka_itself(
    scribe, said, monkeypatch
):
    """Beside a bare round trip through Kafka in the same run, whatever else the machine does.

    FastStream's own batch fetch let what came after an empty poll wait for another poll's time.
    """
    monkeypatch.setattr("wardbell_runtime.kafka.consumer.POLL_MS", int(POLL_SECONDS * 1000))
    room = scribe.room
    await room.topics(BARE)
    async with (
        scribe.at_work(),
        room.listening(OUT) as heard,
        room.listening(BARE) as heard_bare,
    ):

        async def seconds(topic, listener):
            began = time.perf_counter()
            await room.put(said(uuid4(), 1), topic)
            await listener.next()
            return time.perf_counter() - began

        hop, bare, after, bare_after = [], [], [], []
        for _ in range(EVENTS):
            hop.append(await seconds(IN, heard))
            bare.append(await seconds(BARE, heard_bare))
            await asyncio.sleep(APART_SECONDS)  # spaced: the service is idle in between
        for _ in range(AFTER_PAUSES):
            await asyncio.sleep(1.4 * POLL_SECONDS)  # the poll in between finds nothing
            after.append(await seconds(IN, heard))
            await asyncio.sleep(1.4 * POLL_SECONDS)
            bare_after.append(await seconds(BARE, heard_bare))
    measured = {"hop": hop, "bare": bare, "after": after, "bare after": bare_after}
    figures = {
        f"{name} p{share * 100:.0f}": percentile(times, share)
        for name, times in measured.items()
        for share in (0.1, 0.5, 0.9, 0.99)
    }
    print(figures, "ms; goal alone: hop p99 < 20")
    # Who waits for a poll always does; for a core, only now and then.
    assert figures["hop p10"] < 3 * figures["bare p10"] + 10
    assert figures["after p10"] < 3 * figures["bare after p10"] + 30
    # However busy the machine is, most take no poll's time more.
    assert figures["hop p50"] < 5 * figures["bare p50"] + POLL_SECONDS * 1000 / 2


async def test_what_nobody_waits_for_is_lingered_for_only_until_more_waits_than_a_batch(
    scribe, monkeypatch
):
    """Else a batch per pause would be all that such a topic can carry."""
    monkeypatch.setattr("wardbell_runtime.kafka.consumer.BATCH", 5)
    words = {uuid4(): "wait" for _ in range(100)}
    await scribe.say_together(words)

    async with scribe.at_work(scribe.service(linger=3.0)):
        assert await scribe.told(100) == {who: ["wait"] for who in words}
