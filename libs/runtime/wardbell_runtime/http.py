"""Serving HTTP inside a service's own event loop, with uvicorn."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: the service decides when it ends."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        await self._serve(sockets)


@asynccontextmanager
async def serve(app: Any, host: str, port: int, **options: Any) -> AsyncIterator[int]:
    """Serve an ASGI app until the block ends; yields the port (0 asks for a free one).

    Open requests are finished, for `timeout_graceful_shutdown` seconds at most.

    Raises:
        OSError: the port is taken.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    server = _Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            **{"timeout_graceful_shutdown": 5, **options},
        )
    )
    task = asyncio.create_task(server.serve([listener]), name=f"http {port}")
    try:
        while not server.started and not task.done():  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.005)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await task
        listener.close()
