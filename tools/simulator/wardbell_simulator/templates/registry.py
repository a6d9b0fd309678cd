"""The templates of our account, by name and language, as Meta keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

Json = dict[str, Any]

DEFAULT_TTL_S = {"AUTHENTICATION": 600, "MARKETING": 2_592_000, "UTILITY": 2_592_000}
AUTHENTICATION_BODY = "*{{1}}* is your verification code."  # Meta's own; others cannot be had
FIRST_ID = 594425479261596  # Meta's example of one
STATUSES = ("PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED")
CATEGORIES = ("AUTHENTICATION", "MARKETING", "UTILITY")
QUALITIES = ("GREEN", "YELLOW", "RED", "UNKNOWN")


@dataclass(slots=True, eq=False)
class Template:
    """One template in one language. `components` are as in the request that defined it."""

    id: str
    name: str
    language: str
    category: str
    parameter_format: str
    components: list[Json]
    ttl_s: int
    status: str
    quality: str = "UNKNOWN"

    @property
    def is_named(self) -> bool:
        return self.parameter_format == "NAMED"

    def component(self, kind: str) -> Json | None:
        return next((c for c in self.components if c["type"].upper() == kind), None)

    @property
    def buttons(self) -> list[Json]:
        part = self.component("BUTTONS")
        return list(part["buttons"]) if part else []

    def as_json(self) -> Json:
        return {
            "name": self.name,
            "parameter_format": self.parameter_format,
            "components": self.components,
            "language": self.language,
            "status": self.status,
            "category": self.category,
            "quality_score": {"score": self.quality},
            "message_send_ttl_seconds": self.ttl_s,
            "id": self.id,
        }


class Templates:
    def __init__(self, *, approves: bool = False) -> None:
        self._first_status = "APPROVED" if approves else "PENDING"
        self._all: dict[tuple[str, str], Template] = {}
        self._ids = count(FIRST_ID)

    def __iter__(self) -> Iterator[Template]:
        return iter(list(self._all.values()))

    def add(self, definition: Json) -> Template:
        """Keep a definition that was checked; it waits for Meta's review."""
        category = definition["category"].upper()
        template = Template(
            id=str(next(self._ids)),
            name=definition["name"],
            language=definition["language"],
            category=category,
            parameter_format=definition.get("parameter_format", "POSITIONAL").upper(),
            ttl_s=definition.get("message_send_ttl_seconds") or DEFAULT_TTL_S[category],
            components=[_kept(part, category) for part in definition["components"]],
            status=self._first_status,
        )
        self._all[template.name, template.language] = template
        return template

    def find(self, name: str, language: str) -> Template | None:
        return self._all.get((name, language))

    def with_id(self, template_id: str) -> Template | None:
        return next((template for template in self if template.id == template_id), None)

    def remove(self, template: Template) -> None:
        del self._all[template.name, template.language]

    def forget_all(self) -> None:
        self._all.clear()


def _kept(part: Json, category: str) -> Json:
    if category == "AUTHENTICATION" and part["type"].upper() == "BODY":
        return {**part, "text": AUTHENTICATION_BODY}
    return part
