from aiokafka.partitioner import DefaultPartitioner
from hypothesis import given
from hypothesis import strategies as st

from wardbell_runtime.kafka.publisher import partition


@given(st.binary(min_size=1, max_size=60), st.integers(1, 48))
def test_a_key_lies_where_other_clients_of_kafka_look_for_it(key, count):
    every = list(range(count))

    assert partition(key, every, every) == DefaultPartitioner()(key, every, every)
