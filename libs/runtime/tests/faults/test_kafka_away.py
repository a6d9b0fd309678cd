"""Kafka goes away in every way it can: nothing is lost or doubled, nobody is restarted."""

import asyncio
import os
import signal
import time
from uuid import uuid4

import pytest

from wardbell_events import Envelope, MessageReceived
from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_runtime import catching_up


class Speaker:
    """Says things from inside a service, so that it needs no Kafka: straight to its outbox."""

    def __init__(self, said, envelope):
        self._said, self._envelope = said, envelope

    def declare(self, service):
        service.background("speaker", self._keep)

    async def _keep(self, running):
        self._running = running
        await running.stopping.wait()

    async def say(self, contacts, word):
        async with self._running.transaction(contacts) as tx:
            tx.cause = Envelope.parse(self._envelope())
            tx.emit(*(self._said(contact, word) for contact in contacts), topic=OUT)


@pytest.fixture
def speaker(said, envelope):
    return Speaker(said, envelope)


@pytest.fixture
def impatient(monkeypatch):
    """Half a second is all that a relay waits, so that outages may be short."""
    monkeypatch.setattr("wardbell_runtime.outbox.PUBLISH_SECONDS", 0.5)


def producers():
    """aiokafka's producers at work in this process."""
    return sum("_sender_routine" in repr(task) for task in asyncio.all_tasks())


async def test_killed_and_back_after_a_while(own_stack, own_scribe, speaker, impatient):
    """What is emitted meanwhile waits in the outbox; tries leave no producers behind."""
    scribe, contacts = own_scribe, [uuid4() for _ in range(20)]
    service = scribe.service(more=speaker.declare)
    async with scribe.at_work(service):
        await scribe.say_together(dict.fromkeys(contacts, 0))
        await scribe.told(20)
        await scribe.until(lambda: scribe.ask(service, "idle"))
        before = producers()
        await asyncio.to_thread(own_stack.kill_kafka)
        for word in ("a", "b", "c"):
            await speaker.say(contacts, word)
            await asyncio.sleep(1)  # an outage of three seconds
            assert await scribe.ask(service, "live")
        await asyncio.to_thread(own_stack.start_kafka)
        async with scribe.room.listening(OUT) as heard:
            words = {contact: [] for contact in contacts}
            for event in {e.id: event for e, event in await heard.take(20 * 4)}.values():
                words[event.contact_id].append(event.said.body)
        assert words == {contact: ["0", "a", "b", "c"] for contact in contacts}
        await scribe.say_together(dict.fromkeys(contacts, 1))
        assert await scribe.told(40) == {contact: ["0", "1"] for contact in contacts}
        assert producers() <= before
    assert await scribe.value("select count(*) from parked") == 0


async def test_a_publish_that_timed_out_and_was_written_is_not_doubled_for_readers(
    own_stack, own_scribe, speaker, write_down, impatient
):
    """A frozen broker still takes bytes in; what timed out is written when it thaws, and again."""
    scribe, contacts = own_scribe, [uuid4() for _ in range(20)]

    async def aside(tx, event):
        """An event on the way out is not passed on again."""
        await tx.execute(
            "insert into effect (contact_id, n, event_id) values ($1, $2, $3)",
            event.contact_id,
            event.said.body,
            tx.cause.id,
        )

    def more(service):
        speaker.declare(service)
        service.consume(OUT, {MessageReceived: aside})

    service = scribe.service(more=more)
    async with scribe.at_work(service):
        await speaker.say(contacts, "a")
        await scribe.told(20)
        os.kill(own_stack.kafka_pid, signal.SIGSTOP)
        try:
            for word in ("b", "c"):
                await speaker.say(contacts, word)
                await asyncio.sleep(1.5)  # longer than a relay waits
                assert await scribe.ask(service, "live")
        finally:
            os.kill(own_stack.kafka_pid, signal.SIGCONT)

        assert await scribe.told(60) == {contact: ["a", "b", "c"] for contact in contacts}
        await scribe.until(lambda: scribe.ask(service, "idle"))
        duplicates = await scribe.metric(
            service,
            "wardbell_events_handled_total",
            consumer=f"scribe.{OUT.name}",
            outcome="duplicate",
        )
        assert duplicates == 0
        assert await scribe.count() == 60


async def test_not_there_when_the_service_starts(own_stack, own_scribe):
    scribe, ada = own_scribe, uuid4()
    await scribe.say(ada, 1)
    await asyncio.to_thread(own_stack.kill_kafka)
    service = scribe.service()
    async with service.running():
        assert await scribe.ask(service, "live")
        assert not await scribe.ask(service, "ready")
        await asyncio.to_thread(own_stack.start_kafka)
        await scribe.until(lambda: scribe.ask(service, "ready"))
        assert await scribe.told(1) == {ada: ["1"]}


async def test_a_service_can_be_stopped_while_it_is_away(own_stack, own_scribe, speaker, impatient):
    scribe, contacts = own_scribe, [uuid4() for _ in range(20)]
    service = scribe.service(more=speaker.declare)
    async with scribe.at_work(service):
        await scribe.say_together(dict.fromkeys(contacts, 0))
        await scribe.told(20)
        await scribe.until(lambda: scribe.ask(service, "idle"))
        await asyncio.to_thread(own_stack.kill_kafka)
        await speaker.say(contacts, "a")
        began = time.monotonic()
    assert time.monotonic() - began < 6
    assert await scribe.value("select count(*) from outbox") == 20
    await asyncio.to_thread(own_stack.start_kafka)
    async with scribe.service().running():
        await scribe.until(lambda: nothing_left(scribe))


async def test_what_others_publish_when_kafka_is_back_is_read_before_timers_speak(
    own_stack, own_scribe, write_down, monkeypatch
):
    monkeypatch.setattr(catching_up, "AWAY_SECONDS", 3)
    monkeypatch.setattr(catching_up, "SETTLE_SECONDS", 3)
    scribe, opened, go_on = own_scribe, asyncio.Event(), asyncio.Event()

    async def handler(tx, event):
        opened.set()
        await go_on.wait()
        await write_down(tx, event)

    service = scribe.service(handler)
    waiting = service.catching_up(IN)
    async with scribe.at_work(service):
        await scribe.until(lambda: waiting.done)
        await asyncio.to_thread(own_stack.kill_kafka)
        await scribe.until(lambda: not waiting.done)
        await asyncio.to_thread(own_stack.start_kafka)
        await asyncio.sleep(1)
        await scribe.say(uuid4(), "cancelled")  # what stood in somebody's outbox
        await opened.wait()
        await asyncio.sleep(5)  # settled
        assert not waiting.done
        go_on.set()
        await scribe.until(lambda: waiting.done)


async def nothing_left(scribe):
    return await scribe.value("select count(*) from outbox") == 0
