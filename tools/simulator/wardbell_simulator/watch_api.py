"""`/sim/journal` and `/sim/watch`: what happened, and where everybody stands now."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from wardbell_simulator.answers import WrongRequest
from wardbell_simulator.journal import Journal
from wardbell_simulator.phones import Phone
from wardbell_simulator.templates.registry import Templates
from wardbell_simulator.whatsapp import WhatsApp

USUAL_LIMIT = 200
MOST_PATIENTS = 200  # on the page; a load test has thousands


class WatchApi:
    def __init__(self, whatsapp: WhatsApp, templates: Templates, journal: Journal) -> None:
        self._whatsapp = whatsapp
        self._templates = templates
        self._journal = journal

    def routes(self) -> list[web.AbstractRouteDef]:
        return [web.get("/journal", self.journal), web.get("/watch", self.watch)]

    async def journal(self, request: web.Request) -> web.Response:
        """The newest `limit` requests to send, and as many webhooks, oldest first."""
        return web.json_response(self._journal.as_json(_limit(request)))

    async def watch(self, request: web.Request) -> web.Response:
        """The journal, and numbers, patients and templates as they are now."""
        traffic = self._whatsapp.traffic
        reached, most = traffic.users_reached()
        numbers = [
            {
                "phone_number_id": number.phone_number_id,
                "display_phone_number": number.display_phone_number,
                "messages_left": traffic.left(number.phone_number_id),
            }
            for number in self._whatsapp.numbers.values()
        ]
        templates = [
            {key: getattr(template, key) for key in ("name", "language", "category", "status")}
            for template in self._templates
        ]
        patients = [
            self._patient(phone)
            for phone, _ in zip(self._whatsapp.phones, range(MOST_PATIENTS), strict=False)
        ]
        journal = self._journal.as_json(_limit(request))
        for sent in journal["requests"]:
            message = self._whatsapp.phones.message(sent["id"]) if sent["id"] else None
            sent["state"] = message and message.state
            sent["error"] = message and message.error
        return web.json_response(
            {
                **journal,
                "numbers": numbers,
                "users_reached": reached,
                "users_most": most or None,
                "patients": patients,
                "templates": templates,
            }
        )

    def _patient(self, phone: Phone) -> dict[str, Any]:
        traffic = self._whatsapp.traffic
        windows = [
            {
                "phone_number_id": number,
                "until": traffic.window_until(number, phone),
                "messages_left": traffic.left_to(number, phone),
            }
            for number in phone.windows
        ]
        return {**phone.as_json(), "on_whatsapp": phone.on_whatsapp, "windows": windows}


def _limit(request: web.Request) -> int:
    asked = request.query.get("limit", str(USUAL_LIMIT))
    if not asked.isdigit():
        raise WrongRequest(f"limit is how many, a number, not {asked!r}")
    return int(asked)
