"""What a short-lived link shows, encrypted: only the link holds the key."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Base64Bytes, StringConstraints

from wardbell_events import topics
from wardbell_events.event import Event


class PagePublished(Event, type="pages.page.published.v1", topic=topics.PAGES_PARTS):
    """A page behind a link, until it expires. A later version replaces an earlier one.

    Emitted by the service that sends the link, in the same transaction. Key: `page_id`.
    """

    page_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of the link's token: whoever reads this topic cannot open the page."""
    version: int
    content_type: Literal["text/calendar"] | str
    sealed: Base64Bytes
    """Nonce and content, AES-256-GCM under a key derived from the token, `page_id` bound in."""
    expires_at: AwareDatetime

    @property
    def key(self) -> str:
        return self.page_id
