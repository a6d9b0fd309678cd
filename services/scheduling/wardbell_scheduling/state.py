"""Where a conversation about appointments stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self
from uuid import UUID

import orjson

from wardbell_scheduling.choice import Choice
from wardbell_scheduling.waiting import Wait

Asking = Literal[
    "", "service", "practitioner", "day", "time", "sure", "identity", "confirm",
    "mine", "appointment", "cancel", "wait", "waiting", "offer",
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
    """The appointment, place on the waiting list or offer in question."""
    wait: Wait | None = None
    """Wishes for the waiting list, as far as they are said."""
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
                "wait": self.wait.encode() if self.wait else None,
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
            # A state of an older version has none.
            wait=Wait.decode(raw["wait"]) if raw.get("wait") else None,
            missteps=raw["missteps"],
        )

    def with_(self, **changes: Any) -> State:
        """The same with something else."""
        return replace(self, **changes)
