"""What a consumer is done with, Kafka hears, though it was away for a while."""

from typing import NamedTuple

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError, RequestTimedOutError

from wardbell_runtime.kafka.offsets import Offsets

FIRST, SECOND = TopicPartition("statuses", 3), TopicPartition("statuses", 7)


class Record(NamedTuple):
    topic: str
    partition: int
    offset: int


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (TimeoutError(), {FIRST: 42, SECOND: 6}),
        (RequestTimedOutError(), {FIRST: 42, SECOND: 6}),
        (CommitFailedError(), {SECOND: 6}),  # handed to somebody else, to whom it comes again
    ],
)
async def test_what_could_not_be_told_is_told_with_what_comes_next(fault, told):
    faults, heard = [fault], []

    async def tell(offsets):
        if faults:
            raise faults.pop()
        heard.append(offsets)

    offsets = Offsets("scribe.statuses", tell)
    offsets.done([Record("statuses", 3, 41)])
    await offsets.commit()
    offsets.done([Record("statuses", 7, 5)])
    await offsets.commit()

    assert heard == [told]
