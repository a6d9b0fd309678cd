"""What a phone may send: as Meta's `messages[]`, without what WhatsApp itself sets."""

from __future__ import annotations

from typing import Any

from wardbell_simulator import ids
from wardbell_simulator.answers import WrongRequest
from wardbell_simulator.phones import Content

SET_BY_WHATSAPP = {"id", "from", "from_user_id", "timestamp"}
WITHOUT_CONTENT = {"system", "unknown", "unsupported", "request_welcome"}
MIME_TYPES = {
    "image": "image/jpeg",
    "video": "video/mp4",
    "audio": "audio/ogg; codecs=opus",
    "document": "application/pdf",
    "sticker": "image/webp",
}
SOME_SHA256 = "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI="


def checked(content: Content) -> Content:
    """Return the content with what a phone adds to files; WrongRequest says what cannot be."""
    kind = content.get("type")
    if not isinstance(kind, str):
        raise WrongRequest('a message says its type, as in {"type":"text","text":{"body":"hi"}}')
    if given := SET_BY_WHATSAPP & content.keys():
        raise WrongRequest(f"WhatsApp itself sets {', '.join(sorted(given))}: leave it out")
    if "context" in content:
        _object_in(content, "context")
    if kind in WITHOUT_CONTENT:
        return content
    if kind == "contacts":
        if not isinstance(content.get(kind), list):
            raise WrongRequest("contacts are an array")
        return content
    value = _object_in(content, kind)
    if kind == "text" and not isinstance(value.get("body"), str):
        raise WrongRequest('a text is {"body": "..."}')
    if kind == "interactive":
        reply = value.get("type")
        if not isinstance(reply, str):
            raise WrongRequest("an interactive message says its type: button_reply or list_reply")
        _object_in(value, reply)
    if kind in MIME_TYPES:
        defaults = {"mime_type": MIME_TYPES[kind], "sha256": SOME_SHA256, "id": ids.media_id()}
        content[kind] = {**defaults, **value}
    return content


def _object_in(parent: dict[str, Any], key: str) -> dict[str, Any]:
    value = parent.get(key)
    if not isinstance(value, dict):
        raise WrongRequest(f"{key} must be a JSON object, not {value!r}")
    return value
