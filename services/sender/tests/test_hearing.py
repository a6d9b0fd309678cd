"""When silence of WhatsApp counts: only what could have been heard is missing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from wardbell_sender.hearing import CAUGHT_UP, Hearing

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Statuses:
    """A consumer of statuses, as far as its lag says."""

    lag: int | None = 0

    def __post_init__(self):
        self.hearing = Hearing(self.look, timedelta(seconds=20))

    async def look(self):
        return self.lag

    async def settled_before(self, second):
        found = await self.hearing.settled_before(START + timedelta(seconds=second))
        return found and (found - START).total_seconds()


@pytest.fixture
def statuses():
    return Statuses()


async def test_a_send_is_given_up_when_its_status_had_all_the_time_to_come(statuses):
    assert await statuses.settled_before(0) is None
    assert await statuses.settled_before(19) is None
    assert await statuses.settled_before(20) == 0
    assert await statuses.settled_before(31) == 11


@pytest.mark.parametrize("lag", [None, CAUGHT_UP + 1])
async def test_while_statuses_are_not_read_nothing_is_given_up(statuses, lag):
    await statuses.settled_before(0)
    statuses.lag = lag

    assert await statuses.settled_before(60) is None


async def test_a_few_statuses_on_their_way_are_no_outage(statuses):
    statuses.lag = CAUGHT_UP
    await statuses.settled_before(0)

    assert await statuses.settled_before(20) == 0


async def test_after_an_outage_the_wait_begins_anew(statuses):
    await statuses.settled_before(0)
    statuses.hearing.interrupted()
    await statuses.settled_before(10)

    assert await statuses.settled_before(29) is None
    assert await statuses.settled_before(30) == 10


async def test_after_a_long_outage_whatsapp_gets_as_long_to_come_again(statuses):
    await statuses.settled_before(0)
    statuses.lag = None
    await statuses.settled_before(1)
    statuses.lag = 0
    await statuses.settled_before(100)

    assert await statuses.settled_before(199) is None
    assert await statuses.settled_before(200) == 180


async def test_what_could_not_be_heard_from_the_start_counts_as_an_outage(statuses):
    statuses.lag = None
    await statuses.settled_before(0)
    statuses.lag = 0
    await statuses.settled_before(50)

    assert await statuses.settled_before(99) is None
    assert await statuses.settled_before(100) == 80
