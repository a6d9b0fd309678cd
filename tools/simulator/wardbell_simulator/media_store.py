"""Files on WhatsApp's servers: kept for days, reached by an address that is good for minutes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode
from dataclasses import dataclass

from yarl import URL

from wardbell_simulator import ids
from wardbell_simulator.clock import Clock

DAY_S = 86_400
UPLOADED_DAYS = 30  # a business's, Meta's media guide
RECEIVED_DAYS = 7  # a user's, as told in a webhook
URL_S = 5 * 60
PATH = "/whatsapp_business/attachments/"


@dataclass(frozen=True, slots=True, eq=False)
class Media:
    id: str
    mime_type: str
    content: bytes
    ends: float  # virtual epoch seconds

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.content).digest()


class MediaStore:
    """All files, by id. Everything is on the virtual clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(16)
        self._all: dict[str, Media] = {}

    def keep(self, content: bytes, mime_type: str, days: int) -> Media:
        media = Media(ids.media_id(), mime_type, content, self._clock.now() + days * DAY_S)
        self._all[media.id] = media
        return media

    def find(self, media_id: str) -> Media | None:
        media = self._all.get(media_id)
        if media is not None and media.ends <= self._clock.now():
            del self._all[media_id]
            return None
        return media

    def remove(self, media: Media) -> None:
        del self._all[media.id]

    def forget_all(self) -> None:
        self._all.clear()

    def address(self, media: Media, origin: URL) -> str:
        """Return where the file can be fetched, with the token, for five minutes."""
        ends = str(int(self._clock.now()) + URL_S)
        query = {"mid": media.id, "ext": ends, "hash": self._seal(media.id, ends)}
        return str(origin.with_path(PATH).with_query(query))

    def behind(self, query: dict[str, str]) -> Media | None:
        """Return the file an address leads to, None when its time is over."""
        media_id, ends = query.get("mid", ""), query.get("ext", "")
        is_ours = hmac.compare_digest(query.get("hash", ""), self._seal(media_id, ends))
        if not is_ours or int(ends) < self._clock.now():
            return None
        return self.find(media_id)

    def _seal(self, media_id: str, ends: str) -> str:
        return hmac.digest(self._secret, f"{media_id} {ends}".encode(), "sha256").hex()[:32]


def in_webhook(media: Media, origin: URL, store: MediaStore) -> dict[str, str]:
    """Return what a user's message tells of its file."""
    return {
        "mime_type": media.mime_type,
        "sha256": b64encode(media.digest).decode(),
        "id": media.id,
        "url": store.address(media, origin),
    }
