"""Creating topics: by command, never by the broker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError

from wardbell_events.topics import Topic
from wardbell_runtime.kafka.options import client_options
from wardbell_runtime.settings import Settings


async def create_topics(
    settings: Settings, topics: Iterable[Topic], *, partitions: int | None = None
) -> list[str]:
    """Create the topics that are missing; returns their names.

    Args:
        settings: where Kafka is, and the prefix
        topics: declared in `wardbell_events.topics`
        partitions: overrides the declared count (the embedded stack has 4)
    """
    admin = AIOKafkaAdminClient(**client_options(settings))
    await admin.start()
    try:
        there = set(await admin.list_topics())
        brokers = len((await admin.describe_cluster())["brokers"])
        missing = [t for t in topics if settings.wardbell_topic_prefix + t.name not in there]
        replicas = min(3, brokers)
        if missing:
            answer = await admin.create_topics(
                [
                    NewTopic(
                        settings.wardbell_topic_prefix + t.name,
                        partitions or t.partitions,
                        replicas,
                        topic_configs=_config(t.config, replicas),
                    )
                    for t in missing
                ]
            )
            for name, code, *_ in answer.topic_errors:
                if code not in {0, TopicAlreadyExistsError.errno}:
                    raise RuntimeError(f"Kafka did not create topic {name}: error code {code}")
        return [t.name for t in missing]
    finally:
        await admin.close()


def _config(config: Mapping[str, str], replicas: int) -> dict[str, str]:
    return {**config, "min.insync.replicas": str(max(1, replicas - 1))}
