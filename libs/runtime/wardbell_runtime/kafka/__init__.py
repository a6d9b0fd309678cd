"""The only place that knows FastStream and aiokafka; none of their types leaves it.

Their defaults lose or repeat messages: docs/architecture/consistency.md lists what was measured
and what is done about it here.
"""

from wardbell_runtime.kafka import connection
from wardbell_runtime.kafka.consumer import BATCH, STUCK_SECONDS, Consumer
from wardbell_runtime.kafka.publisher import KafkaAway, Publisher
from wardbell_runtime.kafka.topics import create_topics

__all__ = ["BATCH", "STUCK_SECONDS", "Consumer", "KafkaAway", "Publisher", "create_topics"]

connection.mend()
