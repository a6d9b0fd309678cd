"""WhatsApp's message objects into what services read, or a reason to stay silent.

Source: Meta, WhatsApp Cloud API, webhooks `messages` (reference: docs/reference/whatsapp.md).
"""

from __future__ import annotations

import re
from typing import Any

from wardbell_events.inbound import Location, Media, Other, Said, Tap, Text

TAP = re.compile(r"^([a-z][a-z_]{1,30}):([a-z_]+)(?::(.*))?$", re.DOTALL)
MEDIA = ("image", "audio", "document", "video", "sticker")
MEDIA_DOWNLOAD = 131052
"""Meta's code."""
NOT_FETCHED = "not_fetched"
"""What WhatsApp itself could not fetch of the patient's phone, whatever it was."""

SILENT = {
    "reaction": "a reaction asks for nothing",
    "edit": "the message was answered as it was first sent",
    "revoke": "the message was taken back",
    "system": "a change of number or identity is noted",
    "media_placeholder": "history only",
}
"""Types that get no answer, each with its reason."""


class Silence(str):
    """Why a message gets no answer."""

    __slots__ = ()


def understand(raw: dict[str, Any]) -> Said | Silence:
    """What a message says. Never raises: Meta's objects may lack anything."""
    kind = raw.get("type")
    if raw.get("group_id"):
        return Silence("we do not speak in groups")
    if kind in SILENT:
        return Silence(SILENT[kind])
    inner = raw.get(kind) if isinstance(kind, str) else None
    inner = inner if isinstance(inner, dict) else {}
    if kind == "text" and _text(inner, "body").strip():
        return Text(body=_text(inner, "body"))
    if kind == "button":
        return tap(_text(inner, "payload"), _text(inner, "text"))
    if kind == "interactive":
        return _interactive(inner)
    if kind in MEDIA and _text(inner, "id"):
        return Media(media=kind, media_id=_text(inner, "id"), caption=_text(inner, "caption"))
    if kind == "location":
        place = inner.get("latitude"), inner.get("longitude")
        if all(_is_number(degrees) for degrees in place):
            return Location(latitude=place[0], longitude=place[1])
    if _error_code(raw) == MEDIA_DOWNLOAD:
        return Other(what=NOT_FETCHED)
    return Other(what=kind if isinstance(kind, str) and kind.isidentifier() else "unknown")


def _interactive(inner: dict[str, Any]) -> Said | Silence:
    kind = inner.get("type")
    if kind == "call_permission_reply":
        return Silence("an answer to a call request is noted")
    if kind in {"button_reply", "list_reply"} and isinstance(inner.get(kind), dict):
        return tap(_text(inner[kind], "id"), _text(inner[kind], "title"))
    return Other(what=kind if isinstance(kind, str) and kind.isidentifier() else "interactive")


def tap(id_: str, title: str) -> Said:
    """What a tapped id says; one that is not ours (an older template, say) counts as its title."""
    if found := TAP.match(id_):
        service, action, argument = found.groups()
        return Tap(service=service, action=action, argument=argument or "", title=title)
    if words := title.strip() or id_.strip():
        return Text(body=words)
    return Other(what="button")


def _error_code(raw: dict[str, Any]) -> Any:
    errors = raw.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    return first.get("code") if isinstance(first, dict) else None


def _text(inner: dict[str, Any], name: str) -> str:
    value = inner.get(name)
    return value if isinstance(value, str) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -360 <= value <= 360
