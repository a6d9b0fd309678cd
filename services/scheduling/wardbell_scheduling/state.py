"""Where a conversation about appointments stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, Self
from uuid import UUID

import orjson

from wardbell_scheduling.choice import Choice
from wardbell_scheduling.waiting import Wait

Asking = Literal[
    "", "service", "practitioner", "day", "time", "sure", "identity", "confirm",
    "mine", "appointment", "cancel", "booked", "wait", "waiting", "leave", "offer", "call",
]  # fmt: skip
"""The question that is open; empty: none. `booked`: none, but a visit was booked just now."""
SIMPLE_AFTER = 2
"""Misunderstandings after which a question becomes simple."""
STANDS = timedelta(minutes=30)
"""How long a question can be answered in words, as long as the floor."""


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
    titles: tuple[str, ...] = ()
    """What is written on the choices, in the order of `offered`."""
    asked_at: datetime | None = None
    day: date | None = None
    """Of the visit that is spoken of."""

    def is_answered(self, sent_at: datetime) -> bool:
        """Whether words of that time answer the question: neither older nor much later.

        WhatsApp's times are whole seconds.
        """
        if self.asked_at is None:
            return True
        return self.asked_at.replace(microsecond=0) <= sent_at <= self.asked_at + STANDS

    def is_over(self, sent_at: datetime) -> bool:
        """Whether the talk had ended by itself at that time."""
        return self.asked_at is not None and sent_at > self.asked_at + STANDS

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
                "titles": self.titles,
                "asked_at": self.asked_at,
                "day": self.day,
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
            # A state of an older version has no more.
            wait=Wait.decode(raw["wait"]) if raw.get("wait") else None,
            missteps=raw["missteps"],
            titles=tuple(raw.get("titles", ())),
            asked_at=datetime.fromisoformat(raw["asked_at"]) if raw.get("asked_at") else None,
            day=date.fromisoformat(raw["day"]) if raw.get("day") else None,
        )

    def with_(self, **changes: Any) -> State:
        """The same with something else."""
        return replace(self, **changes)
