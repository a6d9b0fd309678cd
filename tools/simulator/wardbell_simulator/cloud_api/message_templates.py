"""`/v{any}/{waba_id}/message_templates` and `/v{any}/{template_id}`: templates are managed."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from wardbell_simulator.cloud_api import errors
from wardbell_simulator.cloud_api.shape import Json
from wardbell_simulator.templates.definition import check_definition
from wardbell_simulator.templates.registry import Templates

PAGE = 25
FILTERS = ("name", "language", "status", "category")


class MessageTemplates:
    def __init__(self, waba_id: str, templates: Templates) -> None:
        self._waba_id = waba_id
        self._templates = templates

    async def create(self, request: web.Request) -> Json:
        self._check_account(request)
        definition = parsed(await request.read())
        check_definition(definition)
        if self._templates.find(definition["name"], definition["language"]):
            raise errors.bad_template(
                2388024,
                "Content in this language already exists",
                f"There is already {definition['language']} content for this template.",
            )
        template = self._templates.add(definition)
        return {"id": template.id, "status": template.status, "category": template.category}

    async def every(self, request: web.Request) -> Json:
        """List them, filtered and page by page; a cursor is the place of the first of a page."""
        self._check_account(request)
        query = request.query
        found = [
            shown
            for shown in (template.as_json() for template in self._templates)
            if all(shown[key].lower() == query[key].lower() for key in FILTERS if key in query)
        ]
        start, size = _whole(query.get("after", "0")), _whole(query.get("limit", str(PAGE)))
        page = found[start : start + size]
        paging: Json = {"cursors": {"before": str(start), "after": str(start + len(page))}}
        if start + size < len(found):
            paging["next"] = str(request.url.update_query(after=str(start + size)))
        return {"data": [_fields(shown, query.get("fields")) for shown in page], "paging": paging}

    async def delete(self, request: web.Request) -> Json:
        """Delete a template in all languages, or with `hsm_id` the one."""
        self._check_account(request)
        name, template_id = request.query.get("name"), request.query.get("hsm_id")
        if not name:
            raise errors.required("name")
        found = [
            template
            for template in self._templates
            if template.name == name and template_id in {None, template.id}
        ]
        if not found:
            raise errors.bad_template(
                2593002, "Message Template Not Found", f"Message template {name} does not exist."
            )
        for template in found:
            self._templates.remove(template)
        return {"success": True}

    def read(self, request: web.Request) -> Json | None:
        template = self._templates.with_id(request.match_info["id"])
        if template is None:
            return None
        return _fields(template.as_json(), request.query.get("fields"))

    def _check_account(self, request: web.Request) -> None:
        if request.match_info["waba_id"] != self._waba_id:
            raise errors.unknown_object(request.match_info["waba_id"])


def parsed(raw: bytes) -> Json:
    """Return the request's parameters; what is not a JSON object has none, as for Meta."""
    try:
        parameters: Any = json.loads(raw)
    except ValueError:
        return {}
    return parameters if type(parameters) is dict else {}


def _fields(shown: Json, wanted: str | None) -> Json:
    names = {*wanted.split(","), "id"} if wanted else shown.keys()
    return {key: value for key, value in shown.items() if key in names}


def _whole(text: str) -> int:
    if not text.isdigit():
        raise errors.wrong_kind("limit or after", "a whole number")
    return int(text)
