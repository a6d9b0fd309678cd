"""A service ends in order: what is open is finished, what is finished is said, and it is quick."""

import asyncio
import time
from uuid import uuid4

from wardbell_events import Envelope, MessageReceived
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_events.topics import INBOUND_TRIAGE_URGENT as URGENT

STOPPED_WITHIN = 2.0


async def test_the_open_batch_is_finished_published_and_not_seen_again(scribe, write_down):
    ada, opened, done = uuid4(), asyncio.Event(), asyncio.Event()

    async def handler(tx, event):
        opened.set()
        await done.wait()
        await write_down(tx, event)

    await scribe.say(ada, *range(10))
    async with scribe.room.listening(OUT) as heard:
        async with scribe.at_work(scribe.service(handler)):
            await opened.wait()
            stopping = asyncio.get_running_loop().call_later(0.2, done.set)
        assert stopping.when() <= asyncio.get_running_loop().time()
        assert await scribe.effects() == {ada: [str(n) for n in range(10)]}
        assert await scribe.value("select count(*) from outbox") == 0
        assert len(await heard.take(10)) == 10
    again = scribe.service()
    async with scribe.at_work(again):
        await scribe.say(ada, 10)
        await scribe.told(11)
        assert await scribe.metric(again, "wardbell_events_received_total") == 1


async def test_a_service_with_several_consumers_stops_at_once_whatever_it_is_doing(
    scribe, write_down
):
    """Asked while it looks at lag, while it joins, while it is idle."""

    def more(service):
        service.consume(URGENT, {MessageReceived: write_down})
        service.consume(OUT, {MessageReceived: write_down})

    for moment in (0.0, 0.3, 0.9, 1.0, 1.1):
        service = scribe.service(more=more)
        async with service.running():
            if moment:
                await scribe.until(lambda service=service: scribe.ask(service, "ready"))
            await asyncio.sleep(moment)  # not waiting for anything: the moment varies
            began = time.monotonic()
        assert time.monotonic() - began < STOPPED_WITHIN


async def test_the_last_words_of_background_work_are_published(scribe, said, envelope):
    ada = uuid4()

    async def work(running):
        await running.stopping.wait()
        async with running.transaction([ada]) as tx:
            tx.cause = Envelope.parse(envelope())
            tx.emit(said(ada, "bye"), topic=OUT)

    async with scribe.room.listening(OUT) as heard:
        async with scribe.at_work(scribe.service(more=lambda s: s.background("work", work))):
            pass
        _, event = await heard.next()
    assert event.said.body == "bye"
