"""What pages does with events."""

from __future__ import annotations

from wardbell_events.pages import PagePublished
from wardbell_pages import repository
from wardbell_runtime import Tx


async def page_published(tx: Tx, event: PagePublished) -> None:
    """A link shows something, or something newer."""
    repository.keep(tx, event)
