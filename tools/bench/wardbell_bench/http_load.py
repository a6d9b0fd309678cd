"""A load of signed webhooks over kept-alive connections, with as little client as possible."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
import uuid
from functools import partial
from typing import cast

import orjson

PHONE_NUMBER_ID = "106540352242922"


class _Connection(asyncio.Protocol):
    def __init__(self, requests: list[bytes], done: asyncio.Future[None]) -> None:
        self._requests = requests
        self._done = done
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._next()

    def _next(self) -> None:
        if self._requests:
            self._transport.write(self._requests.pop())
        else:
            self._transport.close()
            self._done.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        # Answers have no body, so the end of the headers is the end of the answer.
        if self._buffer.endswith(b"\r\n\r\n"):
            if b" 200 " not in self._buffer[:16]:
                self._done.set_exception(RuntimeError(self._buffer[:80].decode()))
                self._transport.close()
                return
            self._buffer = b""
            self._next()


def webhook(messages: int, text: str = "Hello there", patients: int = 500) -> bytes:
    """A body of `messages` texts from changing patients, as Meta sends it."""
    made = []
    for _ in range(messages):
        unique = uuid.uuid4()
        user = f"1555{unique.int % patients:07d}"
        made.append(
            {
                "from": user,
                "from_user_id": f"US.{user}",
                "id": f"wamid.{unique.hex}",
                "timestamp": str(int(time.time())),
                "type": "text",
                "text": {"body": text},
            }
        )
    value = {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": "15550100001",
            "phone_number_id": PHONE_NUMBER_ID,
        },
        "contacts": [
            {"wa_id": m["from"], "user_id": m["from_user_id"], "profile": {"name": "Ada"}}
            for m in made
        ],
        "messages": made,
    }
    return orjson.dumps(
        {
            "object": "whatsapp_business_account",
            "entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}],
        }
    )


def request(body: bytes, secret: str) -> bytes:
    """The HTTP request that carries a signed body."""
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    head = (
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def send_all(port: int, requests: list[bytes], connections: int) -> float:
    """Send all requests; returns seconds. RuntimeError at the first answer that is not 200."""
    loop = asyncio.get_running_loop()
    queue = requests[::-1]
    began = time.perf_counter()
    waiting = []
    for _ in range(connections):
        done = loop.create_future()
        waiting.append(done)
        await loop.create_connection(partial(_Connection, queue, done), "127.0.0.1", port)
    await asyncio.gather(*waiting)
    return time.perf_counter() - began
