"""What a message costs, as statuses tell it.

Since July 2025 only templates are charged: marketing and authentication always, utility outside the
user's window (Meta's pricing pages, 2026). Up to v23 a status also tells its conversation.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

LAST_VERSION_WITH_CONVERSATIONS = 23
ALWAYS_CHARGED = {"marketing", "authentication"}
CONVERSATION_S = 86_400


@dataclass(frozen=True, slots=True)
class Terms:
    """`conversation` is the id of the one a message belongs to, None where statuses omit it."""

    category: str
    type: Literal["regular", "free_customer_service"]
    conversation: str | None = None

    def in_status(self, sent_at: int) -> dict[str, Any]:
        about: dict[str, Any] = {}
        if self.conversation:
            about["conversation"] = {
                "id": self.conversation,
                "expiration_timestamp": str(sent_at + CONVERSATION_S),
                "origin": {"type": self.category},
            }
        about["pricing"] = {
            "billable": self.type == "regular",
            "pricing_model": "PMP",
            "type": self.type,
            "category": self.category,
        }
        return about


def terms(template_category: str | None, *, in_window: bool, version: str, pair: str) -> Terms:
    """Return the terms of a message; `version` is the API's, as in v23.0."""
    category = (template_category or "service").lower()
    is_free = template_category is None or (in_window and category not in ALWAYS_CHARGED)
    conversation = None
    if int(version.removeprefix("v").partition(".")[0]) <= LAST_VERSION_WITH_CONVERSATIONS:
        conversation = hashlib.sha256(f"{pair} {category}".encode()).hexdigest()[:32]
    return Terms(category, "free_customer_service" if is_free else "regular", conversation)
