"""aiokafka's connections on uvloop: one that Kafka has closed is an error like others.

asyncio takes what is written to a closed transport and drops it; uvloop raises RuntimeError, which
aiokafka does not expect: it ended the task that keeps a consumer in its group, or the one that
fetches metadata, for good (aiokafka issue 1038, open in 0.14).
"""

from __future__ import annotations

from typing import Any

from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

_send = AIOKafkaConnection.send


def _send_or_say_broken(self: AIOKafkaConnection, *request: Any, **options: Any) -> Any:
    try:
        return _send(self, *request, **options)
    except RuntimeError as error:
        self.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"Connection broken: {error}") from error


def mend() -> None:
    """Have all clients of this process try again where Kafka has closed a connection."""
    AIOKafkaConnection.send = _send_or_say_broken
