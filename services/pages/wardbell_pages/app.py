"""Wiring of pages."""

from __future__ import annotations

from pathlib import Path

from wardbell_events import topics
from wardbell_events.pages import PagePublished
from wardbell_pages import handlers, repository
from wardbell_pages.door import serving
from wardbell_pages.settings import PagesSettings
from wardbell_runtime import Service

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """Pages: what short-lived links show."""
    settings = PagesSettings()
    made = Service("pages", settings)
    made.consume(topics.PAGES_PARTS, {PagePublished: handlers.page_published})
    # Strangers ask here too: they must not use up the consumer's connections.
    made.background("http", serving(settings), urgent=True)
    made.hourly("expired pages", repository.forget_expired)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
