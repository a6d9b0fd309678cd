"""`/sim/…` for what surrounds the patients: clock, faults, webhook, health, reset."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from wardbell_simulator.answers import WrongRequest, body_of, number_in, refusal, text_in
from wardbell_simulator.clock import BackwardsError, Clock, refuse_backwards
from wardbell_simulator.faults import Faults, WrongSwitchError
from wardbell_simulator.live import Live
from wardbell_simulator.quiet import Quiet
from wardbell_simulator.settings import Settings
from wardbell_simulator.webhooks import Webhooks
from wardbell_simulator.whatsapp import WhatsApp

LONG_POLL_S = 30.0
HANDSHAKE_TIMEOUT = ClientTimeout(total=10)
JUMPS = {"jump_s", "jump_to", "offset_s"}


class WorldApi:
    def __init__(
        self,
        settings: Settings,
        session: ClientSession,
        clock: Clock,
        quiet: Quiet,
        faults: Faults,
        webhooks: Webhooks,
        whatsapp: WhatsApp,
        live: Live,
        forgetting: Sequence[Callable[[], None]],
    ) -> None:
        self._settings = settings
        self._session = session
        self._clock = clock
        self._quiet = quiet
        self._faults = faults
        self._webhooks = webhooks
        self._whatsapp = whatsapp
        self._live = live
        self._forgetting = forgetting
        self._one_jump_at_a_time = asyncio.Lock()

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.get("/clock", self.clock),
            web.post("/clock", self.set_clock),
            web.get("/faults", self.faults),
            web.post("/faults", self.set_faults),
            web.post("/webhook", self.set_webhook),
            web.get("/health", self.health),
            web.post("/reset", self.reset),
            web.get("/events", self.events),
        ]

    async def clock(self, request: web.Request) -> web.Response:
        after = request.query.get("after")
        if after is None:
            return web.json_response(self._clock.state())
        if not after.isdigit():
            raise WrongRequest(f"after is the version last seen, a number, not {after!r}")
        return web.json_response(await self._clock.state_after(int(after), LONG_POLL_S))

    async def set_clock(self, request: web.Request) -> web.Response:
        """`rate` acts at once; a jump waits until the stack is quiet, 409 if it does not become.

        `wait_s` is how long to wait, instead of the setting.
        """
        body = await body_of(request)
        wait_s = number_in(body, "wait_s") if "wait_s" in body else self._settings.quiet_timeout_s
        wanted = body.keys() - {"wait_s"}
        if len(wanted) != 1 or not wanted <= JUMPS | {"rate"}:
            raise WrongRequest("give one of rate, jump_s, jump_to, offset_s")
        try:
            if "rate" in body:
                self._clock.set_rate(number_in(body, "rate"))
                return web.json_response(self._clock.state())
            async with self._one_jump_at_a_time:
                refuse_backwards(_jump_seconds(body, self._clock.now()))
                if busy := await self._quiet.wait(wait_s):
                    return refusal(
                        409, f"the stack did not become quiet within {wait_s:g} s", not_quiet=busy
                    )
                self._clock.jump(_jump_seconds(body, self._clock.now()))
        except BackwardsError as error:
            raise WrongRequest(str(error)) from None
        return web.json_response(self._clock.state())

    async def faults(self, _request: web.Request) -> web.Response:
        return web.json_response(self._faults.as_json())

    async def set_faults(self, request: web.Request) -> web.Response:
        try:
            self._faults.set(await body_of(request))
        except WrongSwitchError as error:
            raise WrongRequest(str(error)) from None
        if not self._faults.now.hold_templates:
            self._whatsapp.delivery.release_held()
        return web.json_response(self._faults.as_json())

    async def set_webhook(self, request: web.Request) -> web.Response:
        """Save a callback address as Meta does: only if it answers the verification GET."""
        body = await body_of(request)
        url = text_in({"url": self._settings.webhook_url, **body}, "url")
        token = text_in({"verify_token": self._settings.verify_token, **body}, "verify_token")
        challenge = str(secrets.randbelow(10**10))
        query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token}
        try:
            async with self._session.get(
                url, params=query, timeout=HANDSHAKE_TIMEOUT, allow_redirects=False
            ) as response:
                status, echoed = response.status, await response.text(errors="replace")
        except (ClientError, TimeoutError, ValueError) as error:
            return refusal(502, f"{url} did not answer ({type(error).__name__})", verified=False)
        if status != 200 or echoed != challenge:
            sentence = f"{url} answered {status} and not 200 with the challenge: not saved"
            return refusal(502, sentence, verified=False)
        self._webhooks.point_to(url)
        return web.json_response({"verified": True, "url": url})

    async def health(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "ok": True,
                "business_name": self._settings.business_name,
                "undelivered_updates": self._webhooks.undelivered,
            }
        )

    async def reset(self, _request: web.Request) -> web.Response:
        """Forget everything and everybody but the time."""
        for forget in self._forgetting:
            forget()
        self._live.publish("reset", None, {})
        return web.json_response({})

    async def events(self, request: web.Request) -> web.StreamResponse:
        return await self._live.stream(request, None)


def _jump_seconds(body: dict[str, Any], now: float) -> float:
    if "jump_s" in body:
        return number_in(body, "jump_s")
    if "offset_s" in body:
        return time.time() + number_in(body, "offset_s") - now
    try:
        moment = datetime.fromisoformat(text_in(body, "jump_to"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise WrongRequest("jump_to is a time with its zone, as in 2026-03-01T08:00:00+01:00")
    return moment.timestamp() - now
