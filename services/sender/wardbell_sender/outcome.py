"""What an answer of WhatsApp means for a message.

There is no idempotency key: after a timeout or a server error the message may have gone out.
Branch on the code, never on titles or the HTTP status: most rate limits are HTTP 400.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

HELD = frozenset({"held_for_quality_assessment", "paused"})
"""`message_status` of templates of which WhatsApp looks first at how patients take them."""
LONGEST_WAMID = 512
"""Characters. Those of today have about 60."""


class Policy(StrEnum):
    """What is done about an error, whether it comes as an answer or as a status."""

    REPLAY = "replay"
    """Refused before anything happened: the same message is sent again, after growing waits."""
    PAIR = "pair"
    """The same, in Meta's own rhythm for one patient: 4^n seconds."""
    LATER = "later"
    """The same, after a quarter of an hour; nothing waits for it."""
    AMBIGUOUS = "ambiguous"
    """It may have gone out: its status is waited for, then it is tried once more."""
    NUMBER = "number"
    """Nothing is sent from the number until somebody mends it; what waits is kept."""
    CAMPAIGN = "campaign"
    """Lost, and so would be more of its kind: the number's campaigns wait, operators are told."""
    OPT_OUT = "opt_out"
    """Lost: the patient does not want it."""
    ENOUGH = "enough"
    """Lost, on every channel: the patient is sent no campaign for a day."""
    WINDOW = "window"
    """Lost as free text: only a template may be sent."""
    OTHER_CHANNEL = "other_channel"
    """Lost: this patient is not reached by WhatsApp now."""
    ADDRESS = "address"
    """Not at this address: it goes to another one that gets known within a moment, or is lost."""
    TEMPLATE = "template"
    """Lost: the template cannot be sent as it is."""
    MEDIA = "media"
    """Lost: WhatsApp has no such file, or cannot take it; the next message uploads it anew."""
    NEVER = "never"
    """Lost: a fault of ours."""


def _read() -> dict[int, Policy]:
    tables = tomllib.loads((Path(__file__).parent / "errors.toml").read_text("utf-8"))
    policies = {}
    for policy, codes in tables.items():
        for code in codes:
            first, _, last = code.partition("-")
            for each in range(int(first), int(last or first) + 1):
                policies[each] = Policy(policy)
    return policies


POLICIES = _read()
"""By Meta's code."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """WhatsApp has it."""

    wamid: str
    held: bool = False
    """It says later whether it sends it."""


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


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing was sent: it may not be, or is of no use any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """Nothing was sent: it is to wait for its hour."""

    until: datetime
    alone: bool = False
    """What comes later for the same patient does not wait for it."""


@dataclass(frozen=True, slots=True)
class NotTried:
    """Nothing was sent, though it might have been: it keeps its place in the line."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing was sent: there is no address but the one that WhatsApp has refused."""


Outcome = Accepted | Again | Unclear | Refused | NotSent | NotYet | NotTried | Nowhere


def wamid_of(said: Any) -> str | None:
    """WhatsApp's id of a message; None where there is none that can be kept."""
    id_ = said.get("id") if isinstance(said, dict) else None
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST_WAMID:
        return None
    return id_ if id_.isascii() and id_.isprintable() else None


def is_a_code(code: Any) -> bool:
    """Whether it is one that Meta may have given, and the ledger can keep."""
    return isinstance(code, int) and abs(code) < 1 << 31


def outcome(status: int, body: Any) -> Accepted | Again | Unclear | Refused:
    """Read WhatsApp's answer.

    Args:
        status: HTTP status
        body: parsed JSON, or None where it was none
    """
    body = body if isinstance(body, dict) else {}
    if status == 200:
        messages = body.get("messages")
        first: Any = messages[0] if isinstance(messages, list) and messages else None
        wamid = wamid_of(first)
        if wamid is None:
            return Unclear(None)
        return Accepted(wamid, held=first.get("message_status") in HELD)
    error = body.get("error")
    error = error if isinstance(error, dict) else {}
    code = error.get("code")
    if not isinstance(code, int):
        # Not Meta's words: something on the way refused, e.g. a proxy.
        return Unclear(None) if status >= 500 else Again(None)
    if not is_a_code(code):
        return Unclear(None)
    match POLICIES.get(code):
        case Policy.REPLAY | Policy.PAIR | Policy.LATER:
            return Again(code)
        case Policy.NUMBER:
            return Again(code, pauses_number=True)
        case Policy.AMBIGUOUS:
            return Unclear(code)
        case None if status >= 500:
            return Unclear(code)
        case _ if error.get("is_transient") is True:
            return Unclear(code)
    return Refused(code)
