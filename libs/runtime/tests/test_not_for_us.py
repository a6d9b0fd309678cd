"""Of what does not concern a service nothing is kept, and what is overheard is only noted."""

import asyncio
from uuid import uuid4

from wardbell_events import MessageReceived
from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE_URGENT as URGENT
from wardbell_runtime.tasks import TURN


async def test_what_does_not_concern_a_service_leaves_no_trace(scribe):
    ada = uuid4()
    service = scribe.service(concerns=lambda event: event.said.body != "not for you")
    await scribe.say(ada, "not for you", "for you")
    async with scribe.at_work(service):
        assert await scribe.told(1) == {ada: ["for you"]}
        await scribe.until(lambda: scribe.ask(service, "idle"))
        skipped = {"consumer": f"scribe.{IN.name}", "outcome": "skipped"}
        assert await scribe.metric(service, "wardbell_events_handled_total", **skipped) == 1
    assert await scribe.value("select count(*) from inbox") == 1


async def test_who_cannot_tell_whether_it_concerns_them_is_given_it(scribe):
    ada = uuid4()
    service = scribe.service(concerns=lambda event: event.there_is_no_such_thing)
    await scribe.say(ada, "perhaps")
    async with scribe.at_work(service):
        assert await scribe.told(1) == {ada: ["perhaps"]}


async def test_what_is_overheard_is_noted_and_nothing_of_it_is_parked(scribe, envelope):
    ada, noted = uuid4(), []

    def note(cause, event):
        noted.append((cause.id, event.said.body, 1 / len(event.said.body)))

    service = scribe.service(more=lambda made: made.overhear(URGENT, {MessageReceived: note}))
    await scribe.room.raw(URGENT, b"", b"{not json", envelope())
    _, first = await scribe.say(ada, "", "one", topic=URGENT)
    async with scribe.at_work(service):
        await scribe.until(lambda: noted)
        await scribe.until(lambda: scribe.ask(service, "idle"))
    assert [(cause, said) for cause, said, _ in noted] == [(first, "one")]
    for table in ("inbox", "parked"):
        assert await scribe.value(f"select count(*) from {table}") == 0


async def test_others_have_their_turn_while_much_is_overheard(scribe):
    turns, noted = 0, []

    async def emergency():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    service = scribe.service(
        more=lambda made: made.overhear(
            URGENT, {MessageReceived: lambda *_: noted.append(turns)}, linger=0.5
        )
    )
    await scribe.say(uuid4(), *(str(n) for n in range(100)), topic=URGENT)
    async with scribe.at_work(service):
        other = asyncio.create_task(emergency())
        await scribe.until(lambda: len(noted) == 100)
        other.cancel()

    assert max(noted.count(turn) for turn in set(noted)) <= TURN
