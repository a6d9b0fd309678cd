"""Timers that speak of what a topic says wait until it is read, whatever is said meanwhile."""

import asyncio
from uuid import uuid4

from wardbell_events.topics import INBOUND_DESK as IN


async def test_caught_up_though_more_is_said_all_the_time(scribe, write_down):
    contacts, enough = [uuid4() for _ in range(4)], asyncio.Event()

    async def handler(tx, event):
        await write_down(tx, event)
        await asyncio.sleep(0.01)

    async def talk():
        word = 0
        while not enough.is_set():
            await scribe.say_together(dict.fromkeys(contacts, word := word + 1))
            await asyncio.sleep(0.02)

    talking = asyncio.create_task(talk())
    service = scribe.service(handler)
    catching_up = service.catching_up(IN)
    try:
        async with scribe.at_work(service):
            await scribe.until(lambda: catching_up.done, 10)
            assert not talking.done()
    finally:
        enough.set()
        await talking


async def test_every_member_waits_for_the_whole_group(scribe, write_down):
    """Also one that has no partition of what is not done with."""
    opened, go_on = asyncio.Event(), asyncio.Event()

    async def handler(tx, event):
        opened.set()
        await go_on.wait()
        await write_down(tx, event)

    await scribe.say(uuid4(), 0)
    pods = [scribe.service(handler) for _ in range(2)]
    waiting = [pod.catching_up(IN) for pod in pods]
    async with pods[0].running(), pods[1].running():
        await opened.wait()
        await asyncio.sleep(2)  # looks
        assert not any(each.done for each in waiting)
        go_on.set()
        await scribe.until(lambda: all(each.done for each in waiting))


async def test_not_while_what_the_timers_said_stays_in_the_outbox(scribe):
    service = scribe.service()
    catching_up = service.catching_up(IN)
    async with scribe.at_work(service):
        await scribe.until(lambda: catching_up.done)
        async with scribe.room.database(scribe.schema) as conn, conn.transaction():
            await conn.execute("select from outbox_shard for update")  # no relay gets at it
            async with scribe.room.database(scribe.schema) as other:
                await other.execute(
                    "insert into outbox (shard, topic, key, headers, value, created_at)"
                    " values (0, $1, '', '', '', now())",
                    IN.name,
                )
            await scribe.until(lambda: not catching_up.done)
            await conn.execute("delete from outbox")
        await scribe.until(lambda: catching_up.done)
