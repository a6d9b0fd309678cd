"""Connections that Kafka has closed, on the event loop that services run on."""

from __future__ import annotations

import asyncio

import pytest
import uvloop
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest

from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_runtime.kafka import Publisher


async def closed_unnoticed(connection):
    """Leave a connection as it is for a moment when Kafka has just closed it."""
    _, writer = await asyncio.open_connection(connection.host, connection.port)
    writer.transport.abort()
    await asyncio.sleep(0.1)
    connection._writer.close()
    connection._writer = writer


async def test_what_is_written_to_a_closed_connection_is_an_error_that_aiokafka_tries_again(scribe):
    """uvloop's own, a RuntimeError, ended the task that keeps a consumer in its group, for good."""

    async def write() -> None:
        publisher = Publisher(scribe.room.settings(), "closed")
        await publisher.start()
        try:
            for connection in list(publisher._producer.client._conns.values()):
                await closed_unnoticed(connection)
                with pytest.raises(KafkaConnectionError):
                    connection.send(MetadataRequest([]))
                assert not connection.connected()
            await publisher.publish_all([(IN.name, b"key", b"value", [])])
        finally:
            await publisher.stop()

    await asyncio.to_thread(uvloop.run, write())


async def test_a_service_is_not_alive_once_a_task_of_its_client_has_ended(scribe):
    """Whatever ended it: nothing is consumed until a restart."""
    service = scribe.service()
    async with scribe.at_work(service):
        assert await scribe.ask(service, "live")
        service._work.subscribed[
            0
        ].consumer._subscriber.consumer._coordinator._coordination_task.cancel()
        await scribe.until(lambda: scribe.is_not(service, "live"))
