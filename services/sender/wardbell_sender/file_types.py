"""Whether a file is what it says it is, by its first bytes.

What WhatsApp sends: docs/reference/whatsapp.md. As a document a patient may send any file; others
than these are not kept.
"""

from __future__ import annotations

import filetype

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OLD_OFFICE = frozenset(
    {"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"}
)
_ZIP = frozenset({"application/zip"})
_MP4 = frozenset({"video/mp4"})

FOUND_AS: dict[str, frozenset[str]] = {
    **{
        type_: frozenset({type_})
        for type_ in (
            *("image/jpeg", "image/png", "image/webp"),
            *("audio/aac", "audio/amr", "audio/mpeg", "audio/ogg"),
            *("video/mp4", "application/pdf"),
        )
    },
    # Containers of the same make, told apart only by what is deeper inside.
    "audio/mp4": _MP4 | {"audio/mp4"},
    "video/3gpp": _MP4 | {"video/3gpp"},
    **dict.fromkeys(_OLD_OFFICE, _OLD_OFFICE),
    **{
        type_: _ZIP | {type_}
        for type_ in (
            f"{_OFFICE}.wordprocessingml.document",
            f"{_OFFICE}.spreadsheetml.sheet",
            f"{_OFFICE}.presentationml.presentation",
        )
    },
}
"""MIME types that are kept, and as what the bytes of each may be recognised."""


def bare(mime_type: str) -> str:
    """A MIME type without its parameters, e.g. of `audio/ogg; codecs=opus`."""
    return mime_type.partition(";")[0].strip().lower()


def is_as_told(content: bytes, mime_type: str) -> bool:
    """Whether bytes are of a type that is kept, and of the one that was told."""
    told, found = bare(mime_type), filetype.guess_mime(content)
    if told == "text/plain":
        return found is None and _is_text(content)
    return found in FOUND_AS.get(told, ())


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
