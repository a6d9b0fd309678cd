"""Where a conversation about appointments stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self
from uuid import UUID

import orjson

from wardbell_scheduling.choice import Choice

Asking = Literal[
    "", "service", "practitioner", "day", "time", "sure", "identity", "confirm",
    "mine", "appointment", "cancel",
]  # fmt: skip
"""The question that is open; empty: none."""


@dataclass(frozen=True, slots=True)
class State:
    """What has to be known to read the next message."""

    asking: Asking = ""
    choice: Choice = field(default_factory=Choice)
    offered: tuple[str, ...] = ()
    """Ids of the last message's choices, in order: a typed number is one of them."""
    page: int = 0
    about: UUID | None = None
    """The appointment in question."""
    missteps: int = 0
    """Messages in a row that were not understood."""

    def encode(self) -> str:
        """As JSON."""
        return orjson.dumps(
            {
                "asking": self.asking,
                "choice": self.choice.encode(),
                "offered": self.offered,
                "page": self.page,
                "about": str(self.about) if self.about else None,
                "missteps": self.missteps,
            }
        ).decode()

    @classmethod
    def decode(cls, text: str) -> Self:
        """The reverse of `encode`."""
        raw: dict[str, Any] = orjson.loads(text)
        return cls(
            asking=raw["asking"],
            choice=Choice.decode(raw["choice"]) or Choice(),
            offered=tuple(raw["offered"]),
            page=raw["page"],
            about=UUID(raw["about"]) if raw["about"] else None,
            missteps=raw["missteps"],
        )

    def with_(self, **changes: Any) -> State:
        """The same with something else."""
        return replace(self, **changes)
