"""`/sim/templates`: Meta's review, and what becomes of templates later."""

from __future__ import annotations

from aiohttp import web

from wardbell_simulator.answers import WrongRequest, body_of, text_in
from wardbell_simulator.templates.registry import STATUSES, Template, Templates
from wardbell_simulator.whatsapp import WhatsApp


class ReviewApi:
    def __init__(self, templates: Templates, whatsapp: WhatsApp) -> None:
        self._templates = templates
        self._whatsapp = whatsapp

    def routes(self) -> list[web.AbstractRouteDef]:
        return [web.get("/templates", self.every), web.post("/templates", self.decide)]

    async def every(self, _request: web.Request) -> web.Response:
        return web.json_response({"templates": [t.as_json() for t in self._templates]})

    async def decide(self, request: web.Request) -> web.Response:
        """Give a template a status, and tell the business of it. `reason` is for a rejection."""
        body = await body_of(request)
        for key in ("name", "language", "status"):
            body.setdefault(key, None)
        template = self._template(text_in(body, "name"), text_in(body, "language"))
        status = text_in(body, "status")
        if status not in STATUSES:
            raise WrongRequest(f"a status is one of {', '.join(STATUSES)}, not {status!r}")
        reason = text_in(body, "reason") if "reason" in body else "NONE"
        template.status = status
        self._whatsapp.template_changed(template, reason)
        return web.json_response(template.as_json())

    def _template(self, name: str, language: str) -> Template:
        template = self._templates.find(name, language)
        if template is None:
            raise WrongRequest(f"there is no template {name} in {language}: create it first")
        return template
