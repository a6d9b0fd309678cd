"""The bare door: ASGI, one HMAC, one record a body, 200 after acks=all. What ours is held to.

The record has an envelope's headers, made once: the same bytes go to Kafka as through ours.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import sys
from typing import Any
from uuid import uuid4

import uvicorn
from aiokafka import AIOKafkaProducer

from wardbell_events import Envelope


async def main(port: int, topic: str) -> None:
    """Serve until killed."""
    secret = os.environ["WHATSAPP_APP_SECRET"].encode()
    producer = AIOKafkaProducer(
        bootstrap_servers=os.environ["KAFKA_BOOTSTRAP_SERVERS"],
        acks="all",
        enable_idempotence=True,
        max_batch_size=256 * 1024,
    )
    await producer.start()
    headers = Envelope.parse(
        {
            "ce_id": str(uuid4()).encode(),
            "ce_type": b"whatsapp.message.arrived.v1",
            "ce_source": b"wardbell/gateway",
            "ce_time": b"2026-11-02T08:00:00+00:00",
            "correlation_id": str(uuid4()).encode(),
        }.items()
    ).headers()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        given = dict(scope["headers"]).get(b"x-hub-signature-256", b"")
        made = hmac.new(secret, body, hashlib.sha256).hexdigest().encode()
        status = 401
        if hmac.compare_digest(given, b"sha256=" + made):
            await producer.send_and_wait(topic, body, key=given[-32:], headers=headers)
            status = 200
        empty = [(b"content-length", b"0")]
        await send({"type": "http.response.start", "status": status, "headers": empty})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(
        app, port=port, lifespan="off", access_log=False, log_level="error", http="httptools"
    )
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    import uvloop

    uvloop.install()
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
