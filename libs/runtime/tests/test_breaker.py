"""A release that parks everything is stopped, until a person or a new release lets it go on."""

from uuid import uuid4

import pytest

from wardbell_events import MessageReceived
from wardbell_events.topics import INBOUND_TRIAGE_URGENT as URGENT
from wardbell_runtime.batch import BUG_TRIES
from wardbell_runtime.breaker import LIMIT


@pytest.fixture
async def stopped(scribe):
    """A scribe with a bug, stopped by its breaker; what it was told, in `contacts`."""

    async def bug(tx, event):
        raise ValueError

    scribe.contacts = [uuid4() for _ in range(LIMIT + 10)]
    for contact in scribe.contacts:
        await scribe.say(contact, 1)
    async with scribe.at_work(scribe.service(bug)) as service:
        await scribe.until(lambda: scribe.is_metric(1, service, "wardbell_breaker_open"))
        assert await scribe.ask(service, "live")
    return scribe


async def test_it_stops_a_consumer_before_a_whole_topic_is_parked(stopped):
    assert await stopped.value("select count(*) from parked") == LIMIT
    assert await stopped.value("select consumer from breaker") == "scribe.inbound.desk"


async def test_it_holds_over_a_restart_and_a_person_closes_it(stopped):
    service = stopped.service()
    async with stopped.at_work(service):
        await stopped.until(lambda: stopped.metric(service, "wardbell_consumer_lag"))
        await stopped.until(lambda: stopped.is_metric(1, service, "wardbell_breaker_open"))
        assert await stopped.ask(service, "live")
        assert await stopped.count() == 0

        await stopped.sql("delete from breaker")
        assert set(await stopped.told(10)) < set(stopped.contacts)
        await stopped.until(lambda: stopped.is_metric(0, service, "wardbell_breaker_open"))
    assert await stopped.value("select count(*) from parked") == LIMIT


async def test_a_new_version_closes_it(stopped):
    async with stopped.at_work(stopped.service(wardbell_version="0.2.0")):
        await stopped.told(10)
    assert await stopped.value("select count(*) from breaker") == 0


async def test_over_emergencies_it_shows_but_does_not_stop(scribe):
    """Each parked one is answered with the number; one that waits would not be."""
    contacts = [uuid4() for _ in range(LIMIT + 10)]

    async def bug(tx, event):
        raise ValueError

    def more(service):
        service.consume(URGENT, {MessageReceived: bug})

    service = scribe.service(more=more)
    async with scribe.at_work(service):
        for contact in contacts:
            await scribe.say(contact, 1, topic=URGENT)
        urgent = {"consumer": "scribe.inbound.triage.urgent"}
        for count, name, labels in (
            (1, "wardbell_breaker_open", urgent),
            (len(contacts), "wardbell_events_handled_total", urgent | {"outcome": "parked"}),
        ):
            await scribe.until(
                lambda c=count, n=name, of=labels: scribe.is_metric(c, service, n, **of)
            )
    assert await scribe.value("select min(attempts) from parked") == BUG_TRIES
