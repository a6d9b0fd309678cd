"""Images, documents and other files: an id from an upload, or a link."""

from __future__ import annotations

from wardbell_simulator.cloud_api import errors, limits
from wardbell_simulator.cloud_api.shape import (
    Json,
    object_at,
    only,
    optional_flag_at,
    optional_string_at,
)

KEYS = {
    "image": ("id", "link", "caption"),
    "video": ("id", "link", "caption"),
    "document": ("id", "link", "caption", "filename"),
    "audio": ("id", "link", "voice"),
    "sticker": ("id", "link"),
}


def check_media(parent: Json, kind: str, param: str) -> None:
    media = object_at(parent, kind, param)
    only(media, KEYS[kind], param)
    media_id = optional_string_at(media, "id", f"{param}['id']")
    link = optional_string_at(media, "link", f"{param}['link']")
    if not media_id and not link:
        raise errors.missing(f"Parameter 'id' or 'link' is mandatory for type '{kind}'")
    if media_id and link:
        raise errors.invalid("Only one of 'id' and 'link' is allowed")
    if link and not link.startswith(("http://", "https://")):
        raise errors.invalid("Media link must be an http or https address")
    caption = optional_string_at(media, "caption", f"{param}['caption']")
    if caption and len(caption) > limits.CAPTION:
        raise errors.too_long(f"{param}['caption']", limits.CAPTION)
    optional_string_at(media, "filename", f"{param}['filename']")
    optional_flag_at(media, "voice", f"{param}['voice']")
