"""Who may use the Cloud API, and refusals as answers."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from wardbell_simulator.cloud_api import codes, errors
from wardbell_simulator.cloud_api.errors import Refused
from wardbell_simulator.faults import Faults

JSON_HEADERS = {"Content-Type": "application/json; charset=UTF-8"}
Answering = Callable[[web.Request], Awaitable[dict[str, Any]]]


class Access:
    def __init__(self, access_token: str, faults: Faults) -> None:
        self._faults = faults
        self._authorization = f"Bearer {access_token}".encode()

    def check(self, request: web.Request) -> None:
        """Raise Refused for who has no token, and for everybody during an outage."""
        if self._faults.now.outage:
            raise codes.refused(codes.OUTAGE)
        presented = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(presented, self._authorization):
            raise errors.bad_token()

    def guarded(self, answer: Answering) -> Callable[[web.Request], Awaitable[web.Response]]:
        """Return a handler that asks for the token and answers with JSON."""

        async def handler(request: web.Request) -> web.Response:
            try:
                self.check(request)
                return web.json_response(await answer(request))
            except Refused as refused:
                return web.Response(
                    body=refused.body(), status=refused.status, headers=JSON_HEADERS
                )

        return handler
