"""`/live`, `/ready`, `/idle` and `/metrics` of a service, on a port of its own.

live: the process makes progress. Kafka or Postgres being away never makes it unlive: a restart
would only add a rebalance. ready: Postgres answers and every consumer has its assignment. idle:
nothing is under way; the simulator's clock waits for it before it jumps.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest

Check = Callable[[], Awaitable[str | None]]
"""None: fine. Otherwise a few words on what is wrong."""


def health_app(checks: Mapping[str, Check], registry: CollectorRegistry) -> Any:
    """A bare ASGI app that answers `/<check>` with 200 or 503, and `/metrics`."""

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001
        if scope["type"] != "http":
            return
        name = scope["path"].strip("/")
        kind = b"application/json"
        if name == "metrics":
            status, body, kind = 200, generate_latest(registry), b"text/plain; version=0.0.4"
        elif name in checks:
            wrong = await _ask(checks[name])
            status = 503 if wrong else 200
            body = json.dumps({"status": wrong or "ok"}).encode()
        else:
            status, body = 404, b"{}"
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [(b"content-type", kind), (b"content-length", b"%d" % len(body))],
            }
        )
        await send({"type": "http.response.body", "body": body})

    return app


async def _ask(check: Check) -> str | None:
    try:
        return await check()
    except Exception as error:  # noqa: BLE001  # what cannot be seen is not fine
        return f"cannot tell: {type(error).__name__}"
