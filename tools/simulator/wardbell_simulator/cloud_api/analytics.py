"""`GET /v{any}/{waba_id}?fields=pricing_analytics…` and `…/template_analytics`: what Meta counted.

Source: Meta's guide to analytics (Feb 2026). Times are Unix seconds in UTC; a data point covers
half an hour or a day. Only what was delivered is billed. Months, costs, clicks and countries are
not simulated.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from aiohttp import web

from wardbell_simulator.cloud_api import errors
from wardbell_simulator.cloud_api.shape import Json
from wardbell_simulator.phones import ChatMessage
from wardbell_simulator.templates.registry import Templates
from wardbell_simulator.whatsapp import WhatsApp

FIELD = re.compile(r"pricing_analytics((?:\.\w+\([^()]*\))*)")
FILTER = re.compile(r"\.(\w+)\(([^()]*)\)")
SECONDS = {"HALF_HOUR": 1_800, "DAILY": 86_400}
DIMENSIONS = ("PRICING_CATEGORY", "PRICING_TYPE")
TEMPLATES_AT_ONCE = 10
REACHED = ("delivered", "read", "played")


class Analytics:
    def __init__(self, waba_id: str, whatsapp: WhatsApp, templates: Templates) -> None:
        self._waba_id = waba_id
        self._whatsapp = whatsapp
        self._templates = templates

    def read(self, request: web.Request) -> Json | None:
        """Read our account, of which there are only its analytics."""
        if request.match_info["id"] != self._waba_id:
            return None
        found: Json = {"id": self._waba_id}
        if asked := FIELD.search(request.query.get("fields", "")):
            found["pricing_analytics"] = self._pricing(dict(FILTER.findall(asked[1])))
        return found

    def _pricing(self, filters: dict[str, str]) -> Json:
        start, end, seconds = _period(filters)
        dimensions = _listed(filters.get("dimensions", "[]"))
        if unknown := set(dimensions) - set(DIMENSIONS):
            raise errors.wrong_kind("dimensions", f"some of {DIMENSIONS}, not {sorted(unknown)}")
        volumes: Counter[tuple[int, tuple[str, ...]]] = Counter()
        for message in self._sent(start, end):
            if message.terms and message.state in REACHED:
                values = {
                    "PRICING_CATEGORY": message.terms.category.upper(),
                    "PRICING_TYPE": message.terms.type.upper(),
                }
                at = message.timestamp // seconds * seconds
                volumes[at, tuple(values[name] for name in dimensions)] += 1
        names = [name.lower() for name in dimensions]
        points = [
            {"start": at, "end": at + seconds, **dict(zip(names, along, strict=True)), "volume": n}
            for (at, along), n in sorted(volumes.items())
        ]
        return {"data": [{"data_points": points}] if points else []}

    async def templates(self, request: web.Request) -> Json:
        """Tell how often each template was sent, delivered and read, day by day."""
        if request.match_info["waba_id"] != self._waba_id:
            raise errors.unknown_object(request.match_info["waba_id"])
        query = dict(request.query)
        start, end, seconds = _period(
            {**query, "granularity": query.get("granularity", "").upper()}
        )
        if seconds != SECONDS["DAILY"]:
            raise errors.wrong_kind("granularity", "DAILY")
        wanted = [str(each) for each in _listed(query.get("template_ids", "[]"))]
        if not 1 <= len(wanted) <= TEMPLATES_AT_ONCE:
            raise errors.wrong_kind("template_ids", f"an array of 1 to {TEMPLATES_AT_ONCE}")
        counts: dict[tuple[str, int], Counter[str]] = {}
        for message in self._sent(start, end):
            sent = message.content.get("template")
            template = sent and self._templates.find(sent["name"], sent["language"]["code"])
            if template and template.id in wanted:
                day = message.timestamp // seconds * seconds
                counts.setdefault((template.id, day), Counter()).update(_states(message))
        points = [
            {
                "template_id": id_,
                "start": day,
                "end": day + seconds,
                **{name: states[name] for name in ("sent", "delivered", "read")},
            }
            for (id_, day), states in sorted(counts.items())
        ]
        return {"data": [{"granularity": "DAILY", "data_points": points}], "paging": {}}

    def _sent(self, start: int, end: int) -> Iterator[ChatMessage]:
        for phone in self._whatsapp.phones:
            for message in phone.chat.values():
                if message.direction == "out" and start <= message.timestamp < end:
                    yield message


def _states(message: ChatMessage) -> list[str]:
    if message.state in {"failed", "held"}:
        return []
    reached = ["delivered"] * (message.state in REACHED) + ["read"] * (message.state == "read")
    return ["sent", *reached]


def _period(filters: dict[str, str]) -> tuple[int, int, int]:
    """Return start, end and the length of a data point, in seconds."""
    for name in ("start", "end", "granularity"):
        if name not in filters:
            raise errors.required(name)
    if not (filters["start"].isdigit() and filters["end"].isdigit()):
        raise errors.wrong_kind("start or end", "a Unix timestamp")
    if filters["granularity"] not in SECONDS:
        raise errors.wrong_kind("granularity", f"one of {', '.join(SECONDS)}")
    return int(filters["start"]), int(filters["end"]), SECONDS[filters["granularity"]]


def _listed(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise errors.wrong_kind("a filter", "a JSON array")
    return found
