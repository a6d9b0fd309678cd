"""`/v{any}/{phone_number_id}/media` and `/v{any}/{media_id}`: files go up and come down."""

from __future__ import annotations

from collections.abc import Iterator

from aiohttp import BodyPartReader, web

from wardbell_simulator.cloud_api import codes, errors, limits
from wardbell_simulator.cloud_api.access import JSON_HEADERS, Access
from wardbell_simulator.cloud_api.errors import Refused
from wardbell_simulator.cloud_api.shape import Json, choice_at
from wardbell_simulator.media_store import UPLOADED_DAYS, MediaStore
from wardbell_simulator.settings import Settings

FILE_KINDS = ("image", "video", "document", "audio", "sticker")


class MediaFiles:
    def __init__(self, settings: Settings, access: Access, store: MediaStore) -> None:
        self._numbers = settings.phone_number_ids
        self._access = access
        self._store = store

    async def upload(self, request: web.Request) -> Json:
        """Take a file of a type and size that Meta takes; its id lives 30 days."""
        if request.match_info["phone_number_id"] not in self._numbers:
            raise errors.unknown_object(request.match_info["phone_number_id"])
        fields: Json = {}
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                if isinstance(part, BodyPartReader) and part.name == "file":
                    mime_type = part.headers.get("Content-Type", "application/octet-stream")
                    fields["file"] = (mime_type, await _within(part, mime_type))
                elif isinstance(part, BodyPartReader):
                    fields[str(part.name)] = await part.text()
        choice_at(fields, "messaging_product", "messaging_product", ("whatsapp",))
        if "file" not in fields:
            raise errors.required("file")
        mime_type, content = fields["file"]
        return {"id": self._store.keep(content, mime_type, UPLOADED_DAYS).id}

    def read(self, request: web.Request) -> Json | None:
        media = self._store.find(request.match_info["id"])
        if media is None:
            return None
        return {
            "messaging_product": "whatsapp",
            "url": self._store.address(media, request.url.origin()),
            "mime_type": media.mime_type,
            "sha256": media.digest.hex(),
            "file_size": len(media.content),
            "id": media.id,
        }

    async def delete(self, request: web.Request) -> Json:
        media = self._store.find(request.match_info["id"])
        if media is None:
            raise errors.unknown_object(request.match_info["id"], "delete")
        self._store.remove(media)
        return {"success": True}

    async def download(self, request: web.Request) -> web.Response:
        """Give the file itself; 404 when the address is older than five minutes."""
        try:
            self._access.check(request)
        except Refused as refused:
            return web.Response(body=refused.body(), status=refused.status, headers=JSON_HEADERS)
        media = self._store.behind(dict(request.query))
        if media is None:
            return web.Response(status=404)
        return web.Response(body=media.content, headers={"Content-Type": media.mime_type})


def check_files(content: Json, store: MediaStore) -> int | None:
    """Refuse ids that lead to no file; return 131053 for a file of another kind than it is sent as.

    The first is told at once, the second only once WhatsApp has looked into the file.
    """
    for kind, media_id in _files_in(content):
        media = store.find(media_id)
        if media is None:
            raise errors.no_attachment(kind)
        if limits.FILES.get(media.mime_type.partition(";")[0], ("",))[0] != kind:
            return codes.MEDIA_UPLOAD
    return None


def _files_in(value: object) -> Iterator[tuple[str, str]]:
    """Yield kind and id of every file a message names, wherever: headers, cards, parameters."""
    if isinstance(value, list):
        for one in value:
            yield from _files_in(one)
    if isinstance(value, dict):
        for key, one in value.items():
            if key in FILE_KINDS and isinstance(one, dict) and isinstance(one.get("id"), str):
                yield key, one["id"]
            yield from _files_in(one)


async def _within(part: BodyPartReader, mime_type: str) -> bytes:
    """Return a file's bytes; raise Refused if Meta does not take its type or size."""
    bare = mime_type.partition(";")[0].strip()
    if bare not in limits.FILES:
        raise errors.wrong_file_type(limits.FILES, bare)
    kind, most = limits.FILES[bare]
    content = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        content += chunk
        if kind == "sticker" and not _is_animated(content):
            most = limits.STILL_STICKER
        if len(content) > most:
            details = f"A {kind} of type {bare} has at most {most} bytes."
            raise codes.refused(codes.MEDIA_UPLOAD, details)
    return bytes(content)


def _is_animated(webp: bytearray) -> bool:
    """Whether the flag for it is set in an extended WebP file's header (RFC 9649, section 2.7)."""
    return webp[12:16] == b"VP8X" and len(webp) > 20 and bool(webp[20] & 0x02)
