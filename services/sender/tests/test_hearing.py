"""When silence of WhatsApp counts: only what would have been heard is missing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from wardbell_sender.hearing import Hearing

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Statuses:
    """A consumer of statuses, as far as its topic and its group say."""

    at: dict[int, int] | None = field(default_factory=lambda: {0: 7, 1: 0})
    read: dict[int, int] = field(default_factory=lambda: {0: 7, 1: 0})

    def __post_init__(self):
        self.hearing = Hearing(lambda: self, timedelta(seconds=20))

    async def ends(self):
        return self.at and dict(self.at)

    async def committed(self):
        return dict(self.read)

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


async def test_while_kafka_is_away_nothing_is_given_up(statuses):
    await statuses.settled_before(0)
    statuses.at = None

    assert await statuses.settled_before(60) is None


async def test_one_status_that_stands_there_is_waited_for(statuses):
    """Whoever is to read it: the group's offset says whether it is."""
    await statuses.settled_before(0)
    statuses.at[1] += 1

    assert [await statuses.settled_before(second) for second in (20, 90)] == [None, None]
    statuses.read[1] += 1
    assert await statuses.settled_before(100) == 0  # at 20 it was there
    assert await statuses.settled_before(101) == 81


async def test_statuses_that_come_all_the_time_are_no_reason_to_wait(statuses):
    await statuses.settled_before(0)
    for second in (20, 21):
        statuses.read[0], statuses.at[0] = statuses.at[0], statuses.at[0] + 5
        found = await statuses.settled_before(second)

    assert found == 0


async def test_after_an_outage_the_wait_begins_anew(statuses):
    await statuses.settled_before(0)
    statuses.hearing.interrupted()
    await statuses.settled_before(10)

    assert await statuses.settled_before(29) is None
    assert await statuses.settled_before(30) == 10


async def test_after_a_long_outage_whatsapp_gets_as_long_to_come_again(statuses):
    await statuses.settled_before(0)
    there, statuses.at = statuses.at, None
    await statuses.settled_before(1)
    statuses.at = there
    await statuses.settled_before(100)

    assert await statuses.settled_before(199) is None
    assert await statuses.settled_before(200) == 180


async def test_what_could_not_be_heard_from_the_start_counts_as_an_outage(statuses):
    there, statuses.at = statuses.at, None
    await statuses.settled_before(0)
    statuses.at = there
    await statuses.settled_before(50)

    assert await statuses.settled_before(99) is None
    assert await statuses.settled_before(100) == 80


async def test_while_nothing_is_missing_nobody_listens(statuses):
    await statuses.settled_before(0)
    statuses.hearing.nothing_missing()
    await statuses.settled_before(100)

    assert await statuses.settled_before(119) is None
    assert await statuses.settled_before(120) == 100
