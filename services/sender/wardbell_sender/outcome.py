"""What an answer of WhatsApp means for a message.

There is no idempotency key: after a timeout or a server error the message may have gone out.
Source: Meta, Cloud API error codes (docs/reference/whatsapp.md, errors). Branch on the code, never
on titles or the HTTP status: most rate limits are HTTP 400.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

REPLAY = frozenset({4, 80007, 130429, 131056, 133004, 2494100})
"""Refused before anything happened: the same message may be sent again."""
AMBIGUOUS = frozenset({1, 2, 131000, 131016, 131057})
"""A fault of Meta's: it may have gone out."""
PAUSE = frozenset({0, 190, 368, 131031, 131042, 131045, 133010})
"""The number or its token is not usable: nothing is sent from it until somebody mends it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """WhatsApp has it."""

    wamid: str


@dataclass(frozen=True, slots=True)
class Again:
    """It surely did not go out: send it again later."""

    code: int | None
    pauses_number: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """It may have gone out."""

    code: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """It did not go out, and will not."""

    code: int


Outcome = Accepted | Again | Unclear | Refused


def outcome(status: int, body: Any) -> Outcome:
    """Read WhatsApp's answer.

    Args:
        status: HTTP status
        body: parsed JSON, or None where it was none
    """
    body = body if isinstance(body, dict) else {}
    if status == 200:
        messages = body.get("messages")
        if isinstance(messages, list) and messages and isinstance(messages[0], dict):
            return Accepted(str(messages[0].get("id", "")))
        return Unclear(None)
    error = body.get("error")
    error = error if isinstance(error, dict) else {}
    code = error.get("code")
    if not isinstance(code, int):
        # Not Meta's words: something on the way refused, e.g. a proxy.
        return Unclear(None) if status >= 500 else Again(None)
    if code in REPLAY:
        return Again(code)
    if code in PAUSE:
        return Again(code, pauses_number=True)
    if code in AMBIGUOUS or error.get("is_transient") is True or status >= 500:
        return Unclear(code)
    return Refused(code)
