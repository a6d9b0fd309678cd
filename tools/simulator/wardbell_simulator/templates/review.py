"""`/sim/templates`: Meta's review, and what becomes of templates later."""

from __future__ import annotations

from aiohttp import web

from wardbell_simulator.answers import WrongRequest, body_of, text_in
from wardbell_simulator.templates.registry import (
    CATEGORIES,
    QUALITIES,
    STATUSES,
    Json,
    Template,
    Templates,
)
from wardbell_simulator.webhook_bodies import category_change, quality_change
from wardbell_simulator.whatsapp import WhatsApp

DECIDED = {"status": STATUSES, "category": CATEGORIES, "quality": QUALITIES}


class ReviewApi:
    def __init__(self, templates: Templates, whatsapp: WhatsApp) -> None:
        self._templates = templates
        self._whatsapp = whatsapp

    def routes(self) -> list[web.AbstractRouteDef]:
        return [web.get("/templates", self.every), web.post("/templates", self.decide)]

    async def every(self, _request: web.Request) -> web.Response:
        return web.json_response({"templates": [t.as_json() for t in self._templates]})

    async def decide(self, request: web.Request) -> web.Response:
        """Give a template a status, category or quality, and tell the business of it.

        `reason` is for a rejection.
        """
        body = await body_of(request)
        for key in ("name", "language"):
            body.setdefault(key, None)
        template = self._template(text_in(body, "name"), text_in(body, "language"))
        chosen = {key: _one_of(body, key, values) for key, values in DECIDED.items() if key in body}
        if not chosen:
            raise WrongRequest(f"give one of {', '.join(DECIDED)}")
        reason = text_in(body, "reason") if "reason" in body else "NONE"
        if "status" in chosen:
            template.status = chosen["status"]
            self._whatsapp.template_changed(template, reason)
        if "category" in chosen:
            before, template.category = template.category, chosen["category"]
            self._whatsapp.tell_of_template(template, category_change(template, before))
        if "quality" in chosen:
            before, template.quality = template.quality, chosen["quality"]
            self._whatsapp.tell_of_template(template, quality_change(template, before))
        return web.json_response(template.as_json())

    def _template(self, name: str, language: str) -> Template:
        template = self._templates.find(name, language)
        if template is None:
            raise WrongRequest(f"there is no template {name} in {language}: create it first")
        return template


def _one_of(body: Json, key: str, values: tuple[str, ...]) -> str:
    value = text_in(body, key)
    if value not in values:
        raise WrongRequest(f"a {key} is one of {', '.join(values)}, not {value!r}")
    return value
