"""Members come and go: nothing is lost, nothing has two handlers, each contact stays in order."""

import asyncio
import random
from uuid import uuid4

from wardbell_events import MessageReceived
from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_runtime import Transient


def in_order(contacts, words):
    """Each contact's words once, in the order in which they were said."""
    return {contact: [str(n) for n in range(words)] for contact in contacts}


async def test_a_contact_stays_in_order_while_its_events_are_tried_again(scribe, write_down):
    contacts, chance = [uuid4() for _ in range(10)], random.Random(7)

    async def handler(tx, event):
        await write_down(tx, event)
        if chance.random() < 0.05:
            raise Transient

    async with scribe.at_work(scribe.service(handler)):
        for n in range(20):
            for contact in contacts:
                await scribe.say(contact, n)

        assert await scribe.told(200) == in_order(contacts, 20)


async def test_whoever_joins_waits_until_the_open_batch_is_committed(scribe, write_down):
    contacts = [uuid4() for _ in range(20)]
    opened, done = asyncio.Event(), asyncio.Event()

    async def handler(tx, event):
        opened.set()
        await done.wait()
        await write_down(tx, event)

    for contact in contacts:
        await scribe.say(contact, 0)
    first, second = scribe.service(handler), scribe.service()
    async with scribe.at_work(first):
        await opened.wait()
        async with second.running():
            await scribe.until(lambda: scribe.is_not(first, "ready"))  # asked to let go
            assert not await scribe.ask(second, "ready")
            assert await scribe.count() == 0
            done.set()
            await scribe.until(lambda: scribe.ask(second, "ready"))

            assert await scribe.effects() == in_order(contacts, 1)
            assert await scribe.metric(second, "wardbell_events_received_total") == 0
            for contact in contacts:
                await scribe.say(contact, 1)
            assert await scribe.told(40) == in_order(contacts, 2)
            assert await scribe.metric(second, "wardbell_events_received_total") > 0


async def test_members_come_and_go_under_load(scribe):
    contacts, enough, words = [uuid4() for _ in range(20)], asyncio.Event(), 0

    async def talk():
        nonlocal words
        while not enough.is_set():
            await scribe.say_together(dict.fromkeys(contacts, words))
            words += 1
            await asyncio.sleep(0.02)  # a load, not all that the machine can

    async with scribe.at_work() as stays:
        talking = asyncio.create_task(talk())
        for _ in range(2):
            async with scribe.at_work(scribe.service()) as comes:
                await scribe.until(
                    lambda: scribe.metric(comes, "wardbell_events_handled", outcome="handled")
                )
        enough.set()
        await talking

        assert await scribe.told(20 * words) == in_order(contacts, words)
        assert await scribe.value("select count(*) from parked") == 0
        assert await scribe.metric(stays, "wardbell_drain_timeouts_total") == 0


async def test_each_topic_of_a_service_is_shared_out_by_itself(scribe, write_down, caplog):
    """aiokafka keeps an assignment on its class: consumers of one process would mix theirs up."""

    def more(service):
        service.consume(OUT, {MessageReceived: write_down})

    first, second = scribe.service(more=more), scribe.service(more=more)
    async with scribe.at_work(first, second):
        await scribe.until(lambda: scribe.ask(first, "ready"))
        for service in (first, second):
            for topic in (IN, OUT):
                name = f"scribe.{topic.name}"
                await scribe.until(
                    lambda service=service, name=name: scribe.is_metric(
                        2, service, "wardbell_consumer_partitions", consumer=name
                    )
                )
    assert "is assigned to multiple consumers" not in caplog.text
