"""`/sim/users/{wa_id}/files`: a patient sends an image, a document or another file."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from wardbell_simulator.answers import WrongRequest
from wardbell_simulator.cloud_api import codes, limits
from wardbell_simulator.media_store import RECEIVED_DAYS, MediaStore, in_webhook
from wardbell_simulator.patients_api import number_in, wa_id_in
from wardbell_simulator.phones import Content
from wardbell_simulator.whatsapp import WhatsApp

WORDS = ("caption", "filename")
READ_AT_ONCE = 1 << 16


class PatientsFiles:
    def __init__(self, whatsapp: WhatsApp, store: MediaStore) -> None:
        self._whatsapp = whatsapp
        self._store = store

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/users/{wa_id}/files", self.send),
            web.get("/files/{id}", self.look),
        ]

    async def send(self, request: web.Request) -> web.Response:
        """Send the body, whose Content-Type says what it is, to the hospital.

        The query may have a caption, a filename and the phone_number_id.
        """
        phone = self._whatsapp.phones.get(wa_id_in(request))
        number = number_in(request, self._whatsapp)
        kind = limits.FILES.get(request.content_type, ("document",))[0]
        file = await _body_within(request, limits.RECEIVED_FILE)
        content: Content
        if file is None:
            content = {"type": "unsupported", "errors": [codes.in_webhook(codes.MEDIA_DOWNLOAD)]}
        else:
            media = self._store.keep(file, request.headers["Content-Type"], RECEIVED_DAYS)
            told: dict[str, Any] = in_webhook(media, request.url.origin(), self._store)
            told |= {word: request.query[word] for word in WORDS if word in request.query}
            if kind == "audio":
                told["voice"] = True
            content = {"type": kind, kind: told}
        message = self._whatsapp.receive(phone, content, number)
        return web.json_response(message.as_json())

    async def look(self, request: web.Request) -> web.Response:
        """Show a file on the phone's own page, without a token."""
        media = self._store.find(request.match_info["id"])
        if media is None:
            raise WrongRequest("there is no such file, or no longer")
        return web.Response(body=media.content, headers={"Content-Type": media.mime_type})


async def _body_within(request: web.Request, most: int) -> bytes | None:
    """Return the body, None if it is too large."""
    content = bytearray()
    async for chunk in request.content.iter_chunked(READ_AT_ONCE):
        content += chunk
        if len(content) > most:
            return None
    return bytes(content)
