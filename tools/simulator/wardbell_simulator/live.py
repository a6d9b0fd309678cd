"""Live updates for browsers and programs, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import ClientConnectionResetError, web

HEARTBEAT_S = 15.0  # finds out that a listener has gone
QUEUE_LIMIT = 1000  # a slower listener is let go: it comes back and reads the chat anew


class Live:
    """Events: `message`, `state`, `typing`, `user`, `reset`; each says whose chat it is about."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[bytes | None], str | None] = {}

    @property
    def watched(self) -> bool:
        """Whether anybody listens: without listeners the hot path need not describe anything."""
        return bool(self._listeners)

    def publish(self, event: str, wa_id: str | None, data: dict[str, Any]) -> None:
        if not self._listeners:
            return
        text = f"event: {event}\ndata: {json.dumps({'wa_id': wa_id, **data})}\n\n".encode()
        for queue, only in list(self._listeners.items()):
            if only is None or wa_id is None or only == wa_id:
                if queue.qsize() < QUEUE_LIMIT:
                    queue.put_nowait(text)
                else:
                    self._let_go(queue)

    def close(self) -> None:
        for queue in list(self._listeners):
            self._let_go(queue)

    def _let_go(self, queue: asyncio.Queue[bytes | None]) -> None:
        del self._listeners[queue]
        queue.put_nowait(None)

    @contextmanager
    def _listening(self, wa_id: str | None) -> Iterator[asyncio.Queue[bytes | None]]:
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners[queue] = wa_id
        try:
            yield queue
        finally:
            self._listeners.pop(queue, None)

    async def stream(self, request: web.Request, wa_id: str | None) -> web.StreamResponse:
        """Send events until the listener goes or the simulator stops. `None` is everybody's."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        with self._listening(wa_id) as queue:
            try:
                await response.prepare(request)
                await response.write(b": listening\n\n")
                while True:
                    try:
                        text = await asyncio.wait_for(queue.get(), HEARTBEAT_S)
                    except TimeoutError:
                        text = b": still here\n\n"
                    if text is None:
                        break
                    await response.write(text)
            except ClientConnectionResetError:
                pass
        return response
