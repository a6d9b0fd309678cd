"""Postgres goes away in every way it can: nothing is lost or doubled, nobody is restarted."""

import asyncio
import time
from uuid import uuid4

AWAY_SECONDS = 5.0


def in_order(contacts, words):
    """Each contact's words once, in the order in which they were said."""
    return {contact: [str(n) for n in range(words)] for contact in contacts}


async def watch(scribe, service, seconds):
    """Whether `/live` said 200 all the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert await scribe.ask(service, "live")
        await asyncio.sleep(0.1)


async def test_killed_and_back_after_a_while(own_stack, own_scribe):
    scribe, contacts, words = own_scribe, [uuid4() for _ in range(20)], 0
    service = scribe.service()
    async with scribe.at_work(service):
        for words in range(5):
            await scribe.say_together(dict.fromkeys(contacts, words))
        await scribe.told(1)
        own_stack.kill_postgres()
        for words in range(5, 10):
            await scribe.say_together(dict.fromkeys(contacts, words))
        await watch(scribe, service, AWAY_SECONDS)
        assert not await scribe.ask(service, "ready")
        await asyncio.to_thread(own_stack.start_postgres)

        assert await scribe.told(20 * 10) == in_order(contacts, 10)
        await scribe.until(lambda: scribe.ask(service, "ready"))
        await scribe.until(lambda: scribe.ask(service, "idle"))
    assert await scribe.value("select count(*) from parked") == 0


async def test_not_there_when_the_service_starts(own_stack, own_scribe):
    scribe, ada = own_scribe, uuid4()
    service = scribe.service()
    await scribe.say(ada, 1)
    own_stack.kill_postgres()

    async def run():
        async with scribe.at_work(service):
            return await scribe.told(1)

    running = asyncio.create_task(run())
    await scribe.until(lambda: service.health_port)
    await watch(scribe, service, 1)
    assert not await scribe.ask(service, "ready")
    await asyncio.to_thread(own_stack.start_postgres)

    assert await running == {ada: ["1"]}


async def test_its_connections_break_and_answers_to_commits_are_lost(scribe, proxy):
    """Whoever does not hear of a commit does it again; the inbox knows."""
    contacts, words = [uuid4() for _ in range(10)], 20
    async with scribe.at_work(scribe.service(database_url=proxy.url)):
        for n in range(words):
            await scribe.say_together(dict.fromkeys(contacts, n))
            proxy.answers_to_lose += 4
            if n % 5 == 4:
                await proxy.cut()
            await scribe.told(10 * (n + 1))

        assert await scribe.told(10 * words) == in_order(contacts, words)
        await scribe.until(lambda: proxy.answers_to_lose == 0)
    assert await scribe.value("select count(*) from parked") == 0


async def test_it_falls_silent_and_goes_on(scribe, proxy, monkeypatch):
    monkeypatch.setattr("wardbell_runtime.database.COMMAND_SECONDS", 0.5)
    contacts = [uuid4() for _ in range(10)]
    service = scribe.service(database_url=proxy.url)
    async with scribe.at_work(service):
        await scribe.say_together(dict.fromkeys(contacts, 0))
        await scribe.told(10)
        proxy.stall()
        await scribe.say_together(dict.fromkeys(contacts, 1))
        await watch(scribe, service, 2)
        assert await scribe.count() == 10
        proxy.go_on()

        assert await scribe.told(20) == in_order(contacts, 2)
    assert await scribe.value("select count(*) from parked") == 0


async def test_it_is_lost_from_sight_and_another_connection_finds_it(scribe, proxy, monkeypatch):
    """As when a node dies: what was connected hears nothing any more, not even an end."""
    monkeypatch.setattr("wardbell_runtime.database.COMMAND_SECONDS", 0.5)
    ada = uuid4()
    async with scribe.at_work(scribe.service(database_url=proxy.url)):
        await scribe.say(ada, 0)
        await scribe.told(1)
        proxy.strand()
        await scribe.say(ada, 1)

        assert await scribe.told(2) == {ada: ["0", "1"]}
