"""What a transaction emits is published: in order per contact, urgent first, once per reader."""

import asyncio
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest

from wardbell_events import Envelope, MessageReceived
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_events.topics import INBOUND_TRIAGE_URGENT as URGENT

READ = """
select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
  from pg_stat_user_tables where relname = 'outbox' and schemaname = $1
"""
SOME_ROWS = 5_000


async def test_two_pods_that_write_one_contact_keep_its_order(scribe, said, envelope):
    contacts, each = [uuid4() for _ in range(5)], 60
    await scribe.sql("create table counter (contact_id uuid primary key, n int not null)")

    async def write(running):
        for _ in range(each):
            for contact in contacts:
                async with running.transaction([contact]) as tx:
                    n = await tx.fetchval(
                        "insert into counter values ($1, 0) on conflict (contact_id)"
                        " do update set n = counter.n + 1 returning n",
                        contact,
                    )
                    tx.cause = Envelope.parse(envelope())
                    tx.emit(said(contact, n), topic=OUT)

    def more(service):
        service.background("write", write)

    async with (
        scribe.room.listening(OUT) as heard,
        scribe.at_work(scribe.service(more=more), scribe.service(more=more)),
    ):
        told = await heard.take(2 * each * len(contacts))
    words = {contact: [] for contact in contacts}
    for event in {envelope.id: event for envelope, event in told}.values():
        words[event.contact_id].append(int(event.said.body))
    assert words == {contact: list(range(2 * each)) for contact in contacts}


async def test_an_urgent_event_passes_a_backlog_that_halts_normal_work(
    scribe, write_down, monkeypatch
):
    monkeypatch.setattr("wardbell_runtime.outbox.BACKLOG", 500)
    ada, ben = uuid4(), uuid4()
    service = scribe.service(
        more=lambda service: service.consume(URGENT, {MessageReceived: write_down})
    )
    async with scribe.room.listening(OUT) as heard, scribe.at_work(service):
        async with scribe.backlog(501):
            await scribe.until(service.backlogged)
            await scribe.say(ada, "normal")
            await scribe.say(ben, "urgent", topic=URGENT)

            _, event = await heard.next()
            assert (event.contact_id, event.said.body) == (ben, "urgent")
            assert await scribe.effects() == {ben: ["urgent"]}
            assert await scribe.ask(service, "live")
        assert await scribe.told(2) == {ada: ["normal"], ben: ["urgent"]}


async def test_an_urgent_event_has_connections_when_normal_work_holds_all_of_its_own(
    scribe, write_down
):
    ben = uuid4()

    async def hog(running):
        async with AsyncExitStack() as held:
            for _ in range(settings.database_pool):
                await held.enter_async_context(running.pool.acquire())
            taken.set()
            await running.stopping.wait()

    def more(service):
        service.consume(URGENT, {MessageReceived: write_down})
        service.background("hog", hog)

    taken, service = asyncio.Event(), scribe.service(more=more, database_pool=4)
    settings = service.settings
    async with scribe.room.listening(OUT) as heard, service.running():
        await taken.wait()
        await scribe.say(ben, "urgent", topic=URGENT)
        _, event = await heard.next()
        assert event.contact_id == ben


@pytest.mark.parametrize("statistics", ["of an empty table", "up to date"])
async def test_an_urgent_event_is_found_at_once_whatever_waits_beside_it(
    scribe, write_down, statistics, monkeypatch
):
    """Plans are made while the outbox is empty, as it nearly always is, and kept when it is full.

    A plan is kept from a statement's sixth time on: so there is some traffic before.
    """
    monkeypatch.setattr("wardbell_runtime.outbox.BACKLOG", 100)  # so many are counted each second

    async def read():
        await asyncio.sleep(2.5)  # Postgres' processes tell what they read every other second
        return int(await scribe.value(READ, scribe.schema))

    async def urgent(*words):
        for word in words:
            await scribe.say(uuid4(), word, topic=URGENT)
            await heard.next()

    service = scribe.service(
        more=lambda service: service.consume(URGENT, {MessageReceived: write_down})
    )
    async with scribe.room.listening(OUT) as heard, scribe.at_work(service):
        await scribe.sql("vacuum analyze outbox")
        await urgent(*range(10))
        async with scribe.backlog(50_000):
            if statistics == "up to date":
                await scribe.sql("analyze outbox")
            before = await read()
            await urgent(*range(10))
            assert await read() - before < SOME_ROWS
            await scribe.sql("delete from outbox")
